/**
 * The store in a database: a file of SQLite, or a PostgreSQL of one's own.
 *
 * <pre>
 *   JdbcStore ─┬ JdbcLock, JdbcEpochs, JdbcRevocations, JdbcApiTokens, JdbcAlerts
 *              │     └─► Database: one transaction, and errors in words
 *              │            ├ Session, Row     statements and what they give
 *              │            ├ Connections      a few, opened when they are needed
 *              │            └ Dialect          Sqlite or Postgres: all that differs
 *              └ Migrations: V1.sql, V2.sql, … each applied once, never changed
 * </pre>
 *
 * <p>There is one writer at a time on either database, so what a transaction has read is still true
 * when it commits. Readers see what was committed last and wait for nobody. What was committed is
 * on the disk.
 *
 * <p>Nothing of what is stored stands in the text of an error.
 */
@NullMarked
package dev.solvent.server.store.jdbc;

import org.jspecify.annotations.NullMarked;
