/**
 * What a witness does with a log's new checkpoint: C2SP tlog-witness, {@code add-checkpoint},
 * without HTTP. Normative text: {@code docs/spec/witness.md}.
 *
 * <pre>
 *   body ─► AddCheckpointRequest ─► Witness ─► AddCheckpointOutcome ─► status and body
 *                                     └─ WitnessStore: the newest checkpoint of each log
 * </pre>
 *
 * <p>A witness says that the log it saw last has only grown; it does not look into entries. This
 * package opens no socket and no file, and the time is an argument.
 */
@NullMarked
package dev.solvent.attest.witness;

import org.jspecify.annotations.NullMarked;
