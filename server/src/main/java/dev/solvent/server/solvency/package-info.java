/**
 * What an operator has to say of prices and terms, from files of their own.
 *
 * <pre>
 *   CsvTable, JsonRows     rows, each cell with its line and column
 *     ├─ PriceFile         one source's quotes: asset, price, time
 *     └─ TermsFile         what is bound for how long: asset, seconds, units
 * </pre>
 *
 * <p>A file is read whole and strictly or not at all: every wrong cell is told with its line, its
 * column and what to write instead. No price is rounded, and nothing is taken for something like
 * it. It does not judge a price: that is the policy's rule.
 */
@NullMarked
package dev.solvent.server.solvency;

import org.jspecify.annotations.NullMarked;
