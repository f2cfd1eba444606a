/**
 * Reading books: every account with what it is owed, as exchanges export it.
 *
 * <pre>
 *   file, stdin, query ─► Book ─► Batch, Batch, …   one thread at a time
 *                                   │      │
 *                                  Row    Row        any number of threads
 *                                   └─ RowSink ─┘    the tree builder, or an auditor's check
 * </pre>
 *
 * Start at {@link dev.solvent.merkle.book.Book} and {@link dev.solvent.merkle.book.CsvBook}.
 * Operator and auditor read the same books, so this is nobody's server. It guesses nothing: a
 * column, an asset or a form of number that was not named is a problem with a line and a remedy. It
 * keeps no row and finds no duplicates; whoever collects the rows does that.
 */
@NullMarked
package dev.solvent.merkle.book;

import org.jspecify.annotations.NullMarked;
