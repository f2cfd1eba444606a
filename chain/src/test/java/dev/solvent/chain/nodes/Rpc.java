package dev.solvent.chain.nodes;

import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** Tells a test's own node what to do; what it refuses is a mistake of the test. */
public record Rpc(HttpNode node) {
  static Rpc at(String name, URI uri) {
    return new Rpc(HttpNode.of(name, uri));
  }

  public JsonNode call(String method, Object... params) {
    try {
      return switch (node.ask(RpcCall.of(method, params))) {
        case RpcAnswer.Result(JsonNode value) -> value;
        case RpcAnswer.Failed failed ->
            throw new IllegalStateException(method + ": " + failed.error());
      };
    } catch (NodeException e) {
      throw new IllegalStateException(e);
    }
  }

  public String text(String method, Object... params) {
    return call(method, params).stringValue();
  }
}
