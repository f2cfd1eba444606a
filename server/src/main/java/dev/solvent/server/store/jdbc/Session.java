package dev.solvent.server.store.jdbc;

import dev.solvent.merkle.MalformedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of one transaction. One thread. */
final class Session {
  private final Connection connection;

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException, MalformedException;
  }

  /** A statement without values. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** How many rows were changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values)
      throws SQLException, MalformedException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        Row row = new Row(result);
        while (result.next()) {
          rows.add(reader.read(row));
        }
      }
      return rows;
    }
  }

  <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... values)
      throws SQLException, MalformedException {
    return list(sql, reader, values).stream().findFirst();
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case null -> statement.setNull(i + 1, Types.VARCHAR);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case Number number -> statement.setLong(i + 1, number.longValue());
        case Boolean truth -> statement.setLong(i + 1, truth ? 1 : 0);
        case Object text -> statement.setString(i + 1, text.toString());
      }
    }
  }
}
