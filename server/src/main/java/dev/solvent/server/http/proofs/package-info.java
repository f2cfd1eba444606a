/**
 * Proofs by locator: the one thing that the public service knows and no file of {@code public/}
 * says.
 *
 * <pre>
 *   body ─► ProofRequest ─► OpenTrees ─► TreeFolder.prove ─► ProofPrinter ─► answer, piece by piece
 *                             └ trees of published epochs, open while somebody reads them
 * </pre>
 *
 * <p>A locator is a capability. It stands in bodies alone, and whatever is wrong with one, the
 * answer is that there is no such leaf. Normative text: {@code docs/spec/api.md}.
 */
@NullMarked
package dev.solvent.server.http.proofs;

import org.jspecify.annotations.NullMarked;
