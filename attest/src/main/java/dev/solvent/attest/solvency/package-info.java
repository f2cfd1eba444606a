/**
 * What a bare ratio hides: coverage, matching, imbalance and stress, as pure functions of published
 * files ({@code docs/spec/solvency-report.md}).
 *
 * <pre>
 *   SolvencyPolicy, Terms           what is announced and said; prices are in attest.prices
 *   SolvencyInputs                  all that a report follows from: SolvencyFiles, Commitments
 *     └─ SheetBuilder ─ Sheet       what is owed and held, asset by asset
 *          └─ ValuedSheet           the same at prices, without rounding
 *               ├─ CoverageSection, Matching, Imbalance, Stress
 *               └─ Alert            the thresholds that are crossed
 *   SolvencyReport                  the bytes
 *   SolvencyCheck                   whether published bytes are these
 *   Valuation                       what figures of risk start from
 * </pre>
 *
 * <p>Integers throughout. Contracts are in {@code positions}, what needs floating point in {@code
 * risk}; nothing of either enters coverage. It takes the assurance of a holding as the reserves
 * manifest declares it: that it is reached is the business of other checks. It reads no file, asks
 * no time and keeps no state.
 */
@NullMarked
package dev.solvent.attest.solvency;

import org.jspecify.annotations.NullMarked;
