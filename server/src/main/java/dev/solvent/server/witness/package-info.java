/**
 * Witnesses over HTTP: asking them for cosignatures, and being one.
 *
 * <pre>
 *   TransparencyLog ─► WitnessClient ─► each witness of the policy ─► WitnessAnswer, and good lines
 *
 *   solvent witness: PostServer ─► WitnessService ─► Witness ─► status and body
 *                                     └─ Evidence: the notes of a log that forked
 * </pre>
 *
 * <p>What a witness does with a request, and what a cosignature shows, is {@code
 * dev.solvent.attest}'s to say.
 */
@NullMarked
package dev.solvent.server.witness;

import org.jspecify.annotations.NullMarked;
