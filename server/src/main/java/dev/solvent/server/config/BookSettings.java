package dev.solvent.server.config;

import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.server.jdbc.BalanceSource;
import dev.solvent.server.jdbc.CsvSource;
import dev.solvent.server.jdbc.JdbcSource;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where balances come from, and how they are read.
 *
 * @param minHeight no tree is lower
 * @param memoryBytes what a build's buffers may take
 */
public record BookSettings(Input input, CsvOptions options, int minHeight, long memoryBytes) {
  /** What is read: it may be opened again and again. */
  public BalanceSource source() {
    return switch (input) {
      case Input.Csv(Path file) -> new CsvSource(file);
      case Input.Parquet(Path file) -> JdbcSource.parquet(file);
      case Input.Query(var url, var query, var user, var password) ->
          JdbcSource.of(url, query, user, password);
    };
  }

  /** One of three. */
  public sealed interface Input {
    /** A file as exchanges export it, plain or gzip. */
    record Csv(Path file) implements Input {}

    /** A file of columns. */
    record Parquet(Path file) implements Input {}

    /** What a database answers. */
    record Query(String url, String query, Optional<String> user, Optional<SecretText> password)
        implements Input {}
  }
}
