/**
 * One attestation, and what one customer holds in hand of it: {@code check} and {@code
 * attestation}.
 *
 * <pre>
 *   argument, file, pipe, terminal ─► GivenReader ─► Given
 *     an account proof, a receipt ─► FileCheck ──────────────────────────┐
 *     a link ─► LinkCheck: the newest epoch and those before it          ├─► Checked ─► CustomerPage, in
 *                 └─► LinkedShare ─► ProofService: POST, by locator ─────┘              Words; CustomerJson
 *                 └─► LinkMemory: the last epoch that was accepted
 * </pre>
 *
 * <p>Every verdict is that of a report which attest's checks come to; what is added to one here can
 * make it worse and never better. A secret leaves in the body of a request for proofs, and nowhere
 * else.
 */
@NullMarked
package dev.solvent.verifier.check;

import org.jspecify.annotations.NullMarked;
