/**
 * What an EVM chain's state says of an account, proved from a block's header without a node.
 * Normative text: {@code docs/spec/evidence-evm.md}.
 *
 * <pre>
 *   header RLP ─keccak─► block hash
 *        └─ state root ─PatriciaProof─► AccountState ─ storage root ─PatriciaProof─► a slot's value
 *
 *   evidence blob ─► EvmEvidence ─ EvmHolding, the reader's TokenRule ─► EvmOutcome
 *   PersonalMessage, TypedData ─► the address that signed
 *   SafeProof ─► a Safe's owners and threshold
 * </pre>
 *
 * <p>Anyone can invent a header, and a state to go with it. So nothing here says that a balance is
 * so: it says what is so <em>if the block is genuine</em>, and that is for the reader's own
 * sources. No contract is executed.
 */
@NullMarked
package dev.solvent.attest.evm;

import org.jspecify.annotations.NullMarked;
