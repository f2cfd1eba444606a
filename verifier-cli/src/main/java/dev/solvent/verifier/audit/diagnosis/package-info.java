/**
 * Why a rebuilt tree is not the attested one, as far as the kit and the commitment alone can say.
 *
 * <pre>
 *   rebuilt leaves ─► Fold ─► nodes from level 12 up ─┬─► AlteredLeaf: one balance, tried at every leaf
 *                                                     └─► DroppedLeaf: one leaf less, tried where it fits
 *                                                                 └─► Names: whose leaf it is
 * </pre>
 *
 * Start at {@link dev.solvent.verifier.audit.diagnosis.Diagnosis}.
 *
 * <p>What it finds is proven: with the one change that it names the rebuilt tree has the attested
 * root. Where it finds nothing, more than one thing differs, or something that cannot be tried.
 */
@NullMarked
package dev.solvent.verifier.audit.diagnosis;

import org.jspecify.annotations.NullMarked;
