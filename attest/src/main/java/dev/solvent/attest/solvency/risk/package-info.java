/**
 * What may become of a surplus, in floating point ({@code docs/spec/risk-figures.md}).
 *
 * <pre>
 *   PriceHistory ─ profits ─┬─ HistoricalRisk ─┐
 *                           └─ ParametricRisk ─┴─ RiskOutcome: value at risk, expected shortfall
 *   Position ─ Black ─ Greeks ─ Hedge            futures, perpetuals, options; delta by asset
 *   Normal                                       the distribution that two of them need
 * </pre>
 *
 * <p>Nothing here enters coverage or any verdict. Only {@code StrictMath} and the four operations
 * are used, in one order, so that every Java platform makes the same bits. It reads no file, asks
 * no time and keeps no state.
 */
@NullMarked
package dev.solvent.attest.solvency.risk;

import org.jspecify.annotations.NullMarked;
