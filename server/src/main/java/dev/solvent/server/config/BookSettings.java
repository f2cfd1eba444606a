package dev.solvent.server.config;

import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.book.CsvOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where balances come from, and how they are read.
 *
 * @param minHeight no tree is lower
 * @param memoryBytes what a build's buffers may take
 */
public record BookSettings(Input input, CsvOptions options, int minHeight, long memoryBytes) {
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
