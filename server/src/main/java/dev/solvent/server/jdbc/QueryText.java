package dev.solvent.server.jdbc;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query as a book in CSV, made while they are read. A row is one line, the names of
 * the columns are the first. Used by one thread at a time, but for {@link #cancel}.
 */
final class QueryText extends InputStream {
  private static final int BLOCK = 1 << 16;

  private final Dialect dialect;
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;
  private final DatabaseErrors errors;
  private final String[] names;
  private final boolean[] wanted;
  private final ByteArrayOutputStream made = new ByteArrayOutputStream(2 * BLOCK);
  private byte[] block = {};
  private int at;
  private long row;
  private boolean ended;
  private volatile boolean reading;
  private volatile boolean cancelled;

  private QueryText(
      Dialect dialect,
      Connection connection,
      Statement statement,
      ResultSet rows,
      DatabaseErrors errors,
      CsvOptions options)
      throws SQLException, BookException {
    this.dialect = dialect;
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
    this.errors = errors;
    ResultSetMetaData columns = rows.getMetaData();
    names = new String[columns.getColumnCount()];
    wanted = new boolean[names.length];
    Set<String> read = columnsToRead(options);
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      names[i] = columns.getColumnLabel(i + 1);
      wanted[i] = read.contains(names[i]);
      if (wanted[i] && isFloating(columns.getColumnType(i + 1))) {
        String type = columns.getColumnTypeName(i + 1);
        problems.add(
            new Problem(
                0,
                "",
                label(i) + ": " + type + " is not exact, want numeric, integer or text",
                exactly(i)));
      }
      CsvLine.put(made, i, names[i]);
    }
    if (!problems.isEmpty()) {
      throw new BookException(problems, false);
    }
    made.write('\n');
  }

  /** Sends the query. What was opened is closed again where that fails. */
  static QueryText open(JdbcSource source, CsvOptions options) throws BookException {
    DatabaseErrors errors = new DatabaseErrors(source);
    try {
      Dialect dialect = Dialect.of(source.url());
      Connection connection = dialect.connect(source);
      try {
        Statement statement = Dialect.statement(connection);
        ResultSet rows = statement.executeQuery(source.query());
        return new QueryText(dialect, connection, statement, rows, errors, options);
      } catch (SQLException | BookException | RuntimeException e) {
        try (connection) {
          throw e;
        }
      }
    } catch (SQLException e) {
      throw errors.atStart(e);
    }
  }

  /** Others are empty here: they are to be ignored, or the header that names them is refused. */
  private static Set<String> columnsToRead(CsvOptions options) {
    Set<String> names = new HashSet<>(Set.of(options.accountColumn(), "asset", "amount"));
    options.assets().forEach(asset -> names.add(asset.ticker().text()));
    if (options.keyColumn() != null) {
      names.add(options.keyColumn());
    }
    return names;
  }

  private static boolean isFloating(int type) {
    return type == Types.FLOAT || type == Types.REAL || type == Types.DOUBLE;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (at == block.length) {
      fill();
    }
    int count = Math.min(length, block.length - at);
    if (count == 0) {
      return length == 0 ? 0 : -1;
    }
    System.arraycopy(block, at, target, offset, count);
    at += count;
    return count;
  }

  private void fill() throws IOException {
    reading = true;
    try {
      while (!ended && made.size() < BLOCK) {
        if (cancelled || Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("reading of balances was cancelled after row " + row);
        }
        ended = !rows.next();
        if (!ended) {
          row++;
          put();
        }
      }
    } catch (SQLException e) {
      throw errors.midway(e, row);
    } finally {
      reading = false;
    }
    block = made.toByteArray();
    made.reset();
    at = 0;
  }

  private void put() throws SQLException {
    for (int i = 0; i < names.length; i++) {
      CsvLine.put(made, i, wanted[i] ? text(i, rows.getObject(i + 1)) : "");
    }
    made.write('\n');
  }

  private String text(int column, @Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case BigDecimal number -> number.toPlainString();
      case Long number -> number.toString();
      case Integer number -> number.toString();
      case BigInteger number -> number.toString();
      case Short number -> number.toString();
      case Byte number -> number.toString();
      case UUID id -> id.toString();
      case Double number when !Double.isFinite(number) ->
          number.toString(); // of PostgreSQL's numeric
      case Double number -> throw refused(column, "a floating-point number");
      case Float number -> throw refused(column, "a floating-point number");
      default -> throw refused(column, "a value of type " + value.getClass().getSimpleName());
    };
  }

  private UserError refused(int column, String found) {
    return new UserError(
        "row " + row + ", " + label(column) + ": " + found + ", want text or an exact number",
        exactly(column));
  }

  private String label(int column) {
    return "column " + (column + 1) + " (" + names[column] + ")";
  }

  private String exactly(int column) {
    return "keep amounts as numeric, integer or text, or cast them in the query: CAST(\""
        + names[column]
        + "\" AS numeric(38, 18)), which rounds as the database does; or --ignore the column";
  }

  /** Ends reading from any thread: whoever waits for a row gets an error. */
  void cancel() {
    cancelled = true;
    if (reading) {
      try {
        dialect.stop(connection, statement);
      } catch (SQLException e) {
        // it ends with the next row then
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (connection;
        statement) {
      rows.close();
    } catch (SQLException e) {
      throw errors.midway(e, row);
    }
  }
}
