/**
 * A chain for demonstrations and tests, in this process: true state, true proofs, true headers, and
 * nothing else. Whoever holds a {@link dev.solvent.server.demo.chain.DemoChain} decides what stands
 * in it, so it shows nothing of anybody's money: it has no consensus, no transactions and no peers.
 * Its blocks say so in their extra data.
 *
 * <pre>
 *   DemoState.with(account, wei) .with(token, holder, units)     what accounts hold
 *       │ DemoChain.mine                  PatriciaTrie (accounts) ─► Storage's PatriciaTrie (slots)
 *       ▼
 *   DemoChain ─► DemoHeader, hashed and linked; the state of the last 256 blocks
 *       ▲
 *   DemoNode   JSON-RPC by HTTP on a loopback port ─► chain.rpc.HttpNode, chain.evm.EvmReader, …
 *
 *   DemoWallet   keys of accounts, which sign challenges
 * </pre>
 *
 * <p>A node is read as any other, by the same code, and believed as little. No contract is run:
 * what a token answers is computed here, and a test shows that its code answers the same on a real
 * node.
 */
@NullMarked
package dev.solvent.server.demo.chain;

import org.jspecify.annotations.NullMarked;
