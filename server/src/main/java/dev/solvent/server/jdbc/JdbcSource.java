package dev.solvent.server.jdbc;

import dev.solvent.attest.program.UserError;
import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A query whose columns are named as those of a book in CSV. Its driver is found on the class path
 * by the address.
 *
 * @param url the database's address; no password stands in it
 * @param query one SELECT
 * @param name what people call it
 */
public record JdbcSource(
    String url, String query, Optional<String> user, Optional<SecretText> password, String name)
    implements BalanceSource {
  private static final Pattern PASSWORD = Pattern.compile("(?i)(pass(word|wd)?|pwd)=|//[^/?]*@");
  private static final Pattern PATTERN_OF_NAMES = Pattern.compile("[*?\\[\\]{}]|^[a-zA-Z0-9]+://");

  public JdbcSource {
    if (!url.startsWith("jdbc:")) {
      throw new UserError(
          "database address of another form, want one that begins with jdbc:",
          "such as jdbc:postgresql://127.0.0.1/exchange or jdbc:sqlite:balances.db");
    }
    if (PASSWORD.matcher(url).find()) {
      throw new UserError(
          "password in the database address, want it in a file or an environment variable",
          "--jdbc-password-file FILE or --jdbc-password-env VARIABLE");
    }
    if (query.isBlank()) {
      throw new UserError("empty query, want a SELECT", "such as SELECT account, \"BTC\" FROM …");
    }
  }

  /** Asks a database; people see its address without what follows a {@code ?} or {@code ;}. */
  public static JdbcSource of(
      String url, String query, Optional<String> user, Optional<SecretText> password) {
    return new JdbcSource(url, query, user, password, url.split("[?;]", 2)[0]);
  }

  /** Every row and column of one Parquet file, by DuckDB in memory. */
  public static JdbcSource parquet(Path file) {
    String path = file.toString();
    if (PATTERN_OF_NAMES.matcher(path).find()) {
      throw new UserError(
          path + ": a pattern or address, want the name of one file",
          "a query takes several: --jdbc jdbc:duckdb: --query \"SELECT … FROM read_parquet('*.parquet')\"");
    }
    String query =
        String.format(Locale.ROOT, "SELECT * FROM read_parquet('%s')", path.replace("'", "''"));
    return new JdbcSource("jdbc:duckdb:", query, Optional.empty(), Optional.empty(), path);
  }

  @Override
  public JdbcBook open(CsvOptions options) throws BookException {
    return JdbcBook.open(this, options);
  }
}
