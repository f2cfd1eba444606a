/**
 * Every attestation of a publication, from the first.
 *
 * <pre>
 *   Site ─► LoggedHistory: the log, held to its checkpoint ─┐
 *     └───► EpochJudge, an epoch at a time on each core ────┴► History ─► Events: what stands out
 *                                                                 └─► HistoryPage, CoverageChart
 * </pre>
 *
 * <p>Each is judged as it stood within its own time, under its own bundle's checkpoint; whether the
 * newest one may be relied upon now is another question, and its answer is the verdict.
 */
@NullMarked
package dev.solvent.verifier.history;

import org.jspecify.annotations.NullMarked;
