/**
 * Signing challenges by keys that stand in a file. Such hot keys are for tests and demonstrations:
 * the keys of real reserves belong in a hardware wallet or an HSM, whose signatures are imported.
 *
 * <pre>
 *   key file ─► HotKeys ─┐
 *   OwnershipChallenge ──┴─► HotSigner ─► OwnershipProof, which attest has verified
 * </pre>
 *
 * <p>A key is never an argument of a program, a message or a text. What is signed is serialised
 * here a second time, apart from the code that checks it, so that each holds the other to the
 * formats.
 */
@NullMarked
package dev.solvent.chain.ownership.hot;

import org.jspecify.annotations.NullMarked;
