/**
 * Looking at somebody's published reserves with nodes of one's own, and signing what was seen.
 *
 * <pre>
 *   ReservesManifest, Scope, a ChainReader for each chain that one has nodes of
 *     └─ Observer: block at that number ─► final? ─► read ─► still there? ─► ObserverOutcome
 *          ├ Seen: Observations, and where the manifest says otherwise (Difference) or nothing could be read (Unread)
 *          └ NotSeen: why, and the block that stands there instead
 *
 *   Observations ─► ObservationFiles, signed
 * </pre>
 *
 * <p>What is signed is what the nodes showed. Nothing of the manifest gets into it but where to
 * look. Whether an observation counts is for each reader's policy to say, and for {@code
 * dev.solvent.attest} to judge.
 */
@NullMarked
package dev.solvent.chain.observe;

import org.jspecify.annotations.NullMarked;
