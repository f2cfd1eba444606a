/**
 * Asking a node by JSON-RPC, whoever runs it and however it behaves.
 *
 * <pre>
 *   List of RpcCall ─► Node ─► as many RpcAnswer, in the calls' order: a result, or the node's error
 *                       │ └─► NodeException: the node gave no answers
 *                       ├ HttpNode       a provider's, at an Endpoint, within HttpSettings
 *                       ├ RecordingNode  writes down what another answers: a Transcript
 *                       └ ReplayNode     answers from one
 *
 *   web3j ─► Web3jNodeService ─► Node
 * </pre>
 *
 * <p>What an answer means is not known here, and nothing of it is believed: that is for the
 * packages that ask. A node gets no more of our time and memory than {@link
 * dev.solvent.chain.rpc.HttpSettings} grants. Keys for providers are {@link
 * dev.solvent.chain.rpc.SecretText}, which does not print.
 */
@NullMarked
package dev.solvent.chain.rpc;

import org.jspecify.annotations.NullMarked;
