/**
 * Signatures on secp256k1, as Ethereum and Bitcoin make them: ECDSA with the signer's key given or
 * recovered, and Schnorr of BIP-340. Start at {@link dev.solvent.attest.secp256k1.Secp256k1}.
 *
 * <p>Verification alone: there is no private key here, so nothing needs constant time.
 */
@NullMarked
package dev.solvent.attest.secp256k1;

import org.jspecify.annotations.NullMarked;
