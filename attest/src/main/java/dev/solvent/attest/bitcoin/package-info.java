/**
 * What Bitcoin-like chains say of an account: messages that its key signed, and outputs that it is
 * said to hold. Normative texts: {@code docs/spec/ownership.md} and {@code
 * docs/spec/evidence-bitcoin.md}.
 *
 * <pre>
 *   address, message, signature ─┬─ SignedMessage ─► MessageOutcome     BIP-137, 65 bytes
 *                                └─ Bip322        ─► MessageOutcome     a transaction never sent
 *   evidence blob ─► UtxoEvidence      outputs one by one
 * </pre>
 *
 * <p>There is no script interpreter: the few scripts that wallets write are recognised by their
 * bytes, and every other is refused by name. That an output is unspent rests on nodes, and nothing
 * here can show it.
 */
@NullMarked
package dev.solvent.attest.bitcoin;

import org.jspecify.annotations.NullMarked;
