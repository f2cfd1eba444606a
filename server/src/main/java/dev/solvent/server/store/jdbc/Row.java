package dev.solvent.server.store.jdbc;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row at which a result stands, by the names of its columns. One thread. */
final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** A column that is never null; in a damaged file it may be. */
  String text(String column) throws SQLException {
    @Nullable String text = result.getString(column);
    if (text == null) {
      throw new SQLException("nothing in column " + column + ", want a value: the file is damaged");
    }
    return text;
  }

  long number(String column) throws SQLException {
    return result.getLong(column);
  }

  int count(String column) throws SQLException {
    return result.getInt(column);
  }

  boolean truth(String column) throws SQLException {
    return result.getLong(column) != 0;
  }

  byte[] bytes(String column) throws SQLException {
    return result.getBytes(column);
  }

  Timestamp time(String column) throws SQLException, MalformedException {
    return Timestamp.parse(text(column));
  }

  Optional<Timestamp> optionalTime(String column) throws SQLException, MalformedException {
    return has(column) ? Optional.of(time(column)) : Optional.empty();
  }

  boolean has(String column) throws SQLException {
    return result.getObject(column) != null;
  }

  /** The name of one of an enum's values. */
  <E extends Enum<E>> E named(Class<E> type, String column)
      throws SQLException, MalformedException {
    try {
      return Enum.valueOf(type, text(column));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(column + " of another name, want a " + type.getSimpleName(), e);
    }
  }
}
