/**
 * Nodes of the reader's own choice, asked over JSON-RPC what they show: which block has a number,
 * and what stood in an account at it.
 *
 * <pre>
 *   --rpc ─► NodeAddress ─► JsonRpc ─► Nodes.connect ─► EvmNode     ┐
 *            (URL, or a     (POST)     (what is it?)    BitcoinNode ┴─► ChainNode
 *             file of URLs)
 * </pre>
 *
 * <p>It only reads, it asks nothing that changes a node, and it judges nothing: a view of the
 * reader's nodes goes to the checks, which weigh it. What a node says is taken as its word; that it
 * is well formed is looked at, because nobody else does. An address may hold a key or a password,
 * so no message names more of it than host and port.
 */
@NullMarked
package dev.solvent.verifier.node;

import org.jspecify.annotations.NullMarked;
