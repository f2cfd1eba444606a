/**
 * Public keys and the one rule by which each accepts a signature, and the port through which
 * somebody signs.
 *
 * <p>The key fixes the algorithm; no message can choose one. A verdict here must be that of every
 * other verifier, so what implementations disagree on is refused: keys that are not canonical or
 * not of prime order, high S, DER with more than one spelling ({@code docs/spec/signatures.md}).
 */
@NullMarked
package dev.solvent.attest.signature;

import org.jspecify.annotations.NullMarked;
