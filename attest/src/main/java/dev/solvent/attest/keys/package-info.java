/**
 * Private keys: where they are kept and how they sign.
 *
 * <pre>
 *   KeyFile  Ed25519 or P-256 in a PKCS#12 file ──┐
 *   Hsm      P-256 behind PKCS#11 ────────────────┴─► Signer (package signature)
 * </pre>
 *
 * <p>A password comes from a {@link dev.solvent.attest.keys.PasswordSource}: a file, an environment
 * variable or the terminal, never an argument. What is asked of a file and of an HSM is in {@code
 * docs/spec/keys.md}. This package reads and writes files; it takes no time, opens no socket and
 * verifies nothing but that a private key belongs to its public key. A cloud's key service is
 * another {@code Signer}, and does not belong here.
 */
@NullMarked
package dev.solvent.attest.keys;

import org.jspecify.annotations.NullMarked;
