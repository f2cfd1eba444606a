package dev.solvent.server.jdbc;

import dev.solvent.attest.program.UserError;
import dev.solvent.chain.rpc.SecretSource.SecretFile;
import dev.solvent.chain.rpc.SecretSource.SecretVariable;
import dev.solvent.chain.rpc.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The one place that balances come from: for {@code @ArgGroup}, as a choice. */
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class BookOrigin {
  private static final int MOST_QUERY_BYTES = 1 << 20;

  @Option(
      names = "--book",
      paramLabel = "FILE",
      description = "The balances: CSV, plain or gzip; - is standard input.")
  private @Nullable Path book;

  @Option(
      names = "--parquet",
      paramLabel = "FILE",
      description = "The balances: a Parquet file, with the columns of a book.")
  private @Nullable Path parquet;

  @ArgGroup(exclusive = false)
  private @Nullable Database database;

  private static final class Database {
    @Option(
        names = "--jdbc",
        required = true,
        paramLabel = "URL",
        description =
            "The balances: a query to this database, such as"
                + " jdbc:postgresql://127.0.0.1/exchange, jdbc:sqlite:balances.db or jdbc:duckdb:")
    private String url;

    @ArgGroup(multiplicity = "1")
    private Query query;

    @Option(names = "--jdbc-user", paramLabel = "NAME", description = "The database's user.")
    private @Nullable String user;

    @ArgGroup private @Nullable Password password;
  }

  private static final class Query {
    @Option(
        names = "--query",
        paramLabel = "SQL",
        description =
            "A SELECT with the columns of a book: account, \"BTC\", … or account, asset, amount.")
    private @Nullable String sql;

    @Option(names = "--query-file", paramLabel = "FILE", description = "The file that it is in.")
    private @Nullable Path file;

    private String text() throws IOException {
      if (file == null) {
        return String.valueOf(sql);
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MOST_QUERY_BYTES + 1);
        if (bytes.length > MOST_QUERY_BYTES) {
          throw new UserError(file + ": over " + MOST_QUERY_BYTES + " bytes, want a query", "");
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    }
  }

  private static final class Password {
    @Option(
        names = "--jdbc-password-file",
        paramLabel = "FILE",
        description = "The file with the user's password, for its owner alone.")
    private @Nullable Path file;

    @Option(
        names = "--jdbc-password-env",
        paramLabel = "VARIABLE",
        description = "The environment variable with the user's password.")
    private @Nullable String variable;

    private SecretText read() throws IOException {
      return file != null
          ? new SecretFile(file).read()
          : new SecretVariable(String.valueOf(variable), System::getenv).read();
    }
  }

  /** What was chosen. */
  public BalanceSource source() throws IOException {
    if (book != null) {
      return new CsvSource(book);
    }
    if (parquet != null) {
      return JdbcSource.parquet(parquet);
    }
    if (database == null) {
      throw new IllegalStateException("no origin of balances");
    }
    Optional<SecretText> password =
        database.password == null ? Optional.empty() : Optional.of(database.password.read());
    return JdbcSource.of(
        database.url, database.query.text(), Optional.ofNullable(database.user), password);
  }
}
