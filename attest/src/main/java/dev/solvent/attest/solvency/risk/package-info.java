/**
 * What may become of a surplus, in floating point: the figures ({@code docs/spec/risk-figures.md})
 * and the file that publishes them ({@code docs/spec/risk-report.md}).
 *
 * <pre>
 *   RiskInputs ─ Valuation, DailyPrices, Positions      what is published
 *     └─ Portfolio ─ Listed ─ Instrument                the surplus, and what lies beside it
 *          │                    ├─ Position ─ Black, Forward     futures, perpetuals, options
 *          │                    └─ Loan
 *          ├─ TailSection ─ PriceHistory ─ HistoricalRisk, ParametricRisk ─ RiskOutcome
 *          ├─ AssetSection ─ Hedge ─ Greeks             delta by asset
 *          └─ PositionSection
 *   RiskReport                                          the bytes
 *   RiskCheck ─ RiskVerdict                             whether published bytes are these
 * </pre>
 *
 * <p>Nothing here enters coverage. Only {@code StrictMath} and the four operations are used, in one
 * order, so that every Java platform makes the same bits. It reads no file, asks no time and keeps
 * no state.
 */
@NullMarked
package dev.solvent.attest.solvency.risk;

import org.jspecify.annotations.NullMarked;
