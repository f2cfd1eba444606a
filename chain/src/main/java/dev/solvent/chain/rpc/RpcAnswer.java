package dev.solvent.chain.rpc;

import tools.jackson.databind.JsonNode;

/** What a node said to one call. */
public sealed interface RpcAnswer {
  /** A result. It may be JSON's null, which is never to be taken for zero. */
  record Result(JsonNode value) implements RpcAnswer {}

  /** The node's error, in its own words. */
  record Failed(RpcError error) implements RpcAnswer {}
}
