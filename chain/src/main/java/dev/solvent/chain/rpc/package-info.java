/**
 * Asking a node by JSON-RPC, whoever runs it and however it behaves.
 *
 * <pre>
 *   List of RpcCall ─► Node ─► as many RpcAnswer, in the calls' order: a result, or the node's error
 *                       └──► NodeException: the node gave no answers
 * </pre>
 *
 * <p>What an answer means is not known here, and nothing of it is believed: that is for the
 * packages that ask.
 */
@NullMarked
package dev.solvent.chain.rpc;

import org.jspecify.annotations.NullMarked;
