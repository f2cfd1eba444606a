/**
 * Where balances come from: a file in CSV, a query by JDBC, or a Parquet file, which is a query by
 * DuckDB's driver.
 *
 * <pre>
 *   CsvSource ──────────────────────────────► CsvBook ─────► rows, or problems by line
 *   JdbcSource ─► Dialect ─► QueryText ─► CsvBook ─► JdbcBook ─► the same, by the row's number
 *   (a query)    one moment,  a row as a
 *                 a cursor   line of CSV
 * </pre>
 *
 * <p>A query's rows become lines of CSV before they are read, so that every rule of {@code
 * docs/spec/book.md} holds for them by the same code. Nothing is rounded on the way: a number that
 * a database keeps in binary floating point is refused. Passwords are told nobody, and databases
 * are read, never written.
 */
@NullMarked
package dev.solvent.server.jdbc;

import org.jspecify.annotations.NullMarked;
