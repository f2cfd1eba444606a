/**
 * {@code solvent-verify report}: what a bare ratio hides, of one attestation whose every check was
 * made before. The report's tables are made by {@code attest.solvency.SolvencyText}, as the
 * exchange's own program shows them.
 */
@NullMarked
package dev.solvent.verifier.report;

import org.jspecify.annotations.NullMarked;
