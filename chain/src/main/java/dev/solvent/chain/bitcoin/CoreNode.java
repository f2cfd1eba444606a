package dev.solvent.chain.bitcoin;

import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import tools.jackson.databind.JsonNode;

/** A node that answers as Bitcoin Core does. */
record CoreNode(Node node) {
  /** No block has a greater number; 2^53 - 1, the greatest that our files hold. */
  static final long MAX_NUMBER = (1L << 53) - 1;

  RpcAnswer ask(String method, Object... params) throws NodeException {
    return node.ask(RpcCall.of(method, params));
  }

  /** Where the node's error would mean that it does not do what every such node does. */
  JsonNode result(String method, Object... params) throws NodeException, MalformedException {
    return result(method, ask(method, params));
  }

  static JsonNode result(String method, RpcAnswer answer) throws MalformedException {
    return switch (answer) {
      case RpcAnswer.Result(JsonNode value) -> value;
      case RpcAnswer.Failed failed ->
          throw new MalformedException(method + ": " + failed.error() + ", want a result");
    };
  }

  long bestNumber() throws NodeException, MalformedException {
    return NodeJson.integer(result("getblockcount"), "best block", MAX_NUMBER);
  }

  /** The hash of the block that has this number in the node's chain, says the node. */
  Hash hashOf(long number) throws NodeException, MalformedException {
    return Hash.parse(NodeJson.text(result("getblockhash", number), "block hash"));
  }

  /** The number of a block of the node's; whether it is in its best chain, that shows elsewhere. */
  long numberOf(Hash hash) throws NodeException, MalformedException {
    JsonNode header = result("getblockheader", hash.toString(), true);
    return NodeJson.integer(header.path("height"), "height of block " + hash, MAX_NUMBER);
  }

  /** The header of the block with this hash, which is computed. */
  RawHeader header(Hash hash) throws NodeException, MalformedException {
    JsonNode hex = result("getblockheader", hash.toString(), false);
    RawHeader header = RawHeader.parse(NodeJson.text(hex, "header"));
    if (!header.hash().equals(hash)) {
      throw new MalformedException("header with the hash " + header.hash() + ", want " + hash);
    }
    return header;
  }
}
