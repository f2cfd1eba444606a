/**
 * What addresses of a Bitcoin-like chain held at a pinned block, output by output. Normative text:
 * {@code docs/spec/evidence-bitcoin.md}, section 4.
 *
 * <pre>
 *   BitcoinHeaders ─ pin ─► HeaderSource of chain.pin: 80 bytes, their hash and their work
 *
 *   Descriptor ─► DescriptorAddresses ─► accounts ─┐
 *                                                  ▼
 *   UtxoReader (CoreUtxoReader) × n ─► BitcoinHoldings ─► HoldingsOutcome
 *     scan of the node's tip,                              ├ Read: UtxoEvidence of each account
 *     undone to the pin                                    └ NotRead: what each node said
 * </pre>
 *
 * <p>That an output is unspent is a node's word, and stays one: here it is made sure that the word
 * is about the pinned block, about the scripts that were asked for, and consistent with the blocks
 * since. There is no wallet and no key. Another way to read outputs, such as Electrum's, is another
 * {@link dev.solvent.chain.bitcoin.UtxoReader}.
 */
@NullMarked
package dev.solvent.chain.bitcoin;

import org.jspecify.annotations.NullMarked;
