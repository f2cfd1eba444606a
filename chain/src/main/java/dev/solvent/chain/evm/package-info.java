/**
 * Reading an EVM chain at a pinned block, with the proofs that let anyone check it without a node.
 *
 * <pre>
 *   EvmHeaders ─► pin.Header: the header's RLP out of its JSON, its hash computed
 *
 *   EvmNode: a node, and how it is told the pinned block
 *     └─ EvmReader ─► Reading: Proven with EvmEvidence, or Seen and why it is no more
 *     └─ SafeReader ─► attest's SafeProof        ContractSignature: EIP-1271, asked of the contract
 *     └─ SlotDiscovery ─► a TokenRule that a policy may take over
 * </pre>
 *
 * <p>No node is believed: what is called proven was checked by {@code dev.solvent.attest} as a
 * stranger would check it.
 */
@NullMarked
package dev.solvent.chain.evm;

import org.jspecify.annotations.NullMarked;
