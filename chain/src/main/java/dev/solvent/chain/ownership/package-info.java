/**
 * Whose the reserve accounts are: what has to be signed anew, the texts to sign, the signatures
 * that come back, and the folder that keeps them.
 *
 * <pre>
 *   OwnershipFolder, OwnershipTerms ─► Standing: Fresh, or Due and why
 *       Due ─► OwnershipChallenge (a text file) ─ a wallet ─► signature
 *       signature ─► SignatureImport ─► ImportOutcome ─► OwnershipFolder
 *       a Safe's owners' signatures ─► SafeSignatures ─► ImportOutcome
 * </pre>
 *
 * <p>Whether a proof holds is attest's to say, and it is asked before anything is kept. No clock,
 * no network and no private key is here; keys for tests are in {@code hot}.
 */
@NullMarked
package dev.solvent.chain.ownership;

import org.jspecify.annotations.NullMarked;
