/**
 * What several issuers say they hold, side by side: {@code compare}. A willing friend's account
 * passes every check of one attestation, with a fresh signature too; that two count on it shows
 * nowhere else.
 *
 * <pre>
 *   each FILE ─► Examination ─► Statements (authentic, or why not)
 *                                   └─► Comparison ─► Shared: one account, or one output
 * </pre>
 *
 * <p>It says that two claim the same, not whose it is, and not that there is enough of the rest.
 */
@NullMarked
package dev.solvent.verifier.compare;

import org.jspecify.annotations.NullMarked;
