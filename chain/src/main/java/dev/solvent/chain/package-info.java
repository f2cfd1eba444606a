/**
 * Reads an exchange's reserves: pins a final block on each chain, collects the balances of the
 * reserve list at that block, and with them the evidence that lets a stranger check them without
 * asking the chain again.
 *
 * <pre>
 *   rpc       a Node answers JSON-RPC, within a time and a size
 *   pin       several nodes agree on a final block
 *   evm       balances, tokens and Safes at that block, with their proofs
 *   bitcoin   unspent outputs at that block
 *   reading   what the two have in common: holdings, readings, what makes a chain readable
 *   ownership challenges for the accounts' keys, and their signatures
 *   custody   what custodians signed, and what is only claimed
 *   reserves  from the list of reserves to the manifest and its evidence
 *   observe   a published manifest, looked at with nodes of somebody else's
 *   anchor    an attestation's summary, published in a contract
 * </pre>
 *
 * <p>It gathers and never judges: whether evidence holds is decided by {@code dev.solvent.attest},
 * which it depends on and which knows nothing of it. It moves no reserves. Keys for tests are read
 * in {@code ownership.hot}; {@code anchor} alone sends transactions, paid by a key that decides
 * nothing.
 */
@NullMarked
package dev.solvent.chain;

import org.jspecify.annotations.NullMarked;
