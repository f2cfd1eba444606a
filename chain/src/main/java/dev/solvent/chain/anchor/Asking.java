package dev.solvent.chain.anchor;

import dev.solvent.attest.octets.Octets;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A node's answers as the values that they must be. */
final class Asking {
  private static final Pattern QUANTITY = Pattern.compile("0x(0|[1-9a-f][0-9a-f]{0,63})");

  private Asking() {}

  static JsonNode result(Node node, RpcCall call) throws NodeException, MalformedException {
    return result(node, call, node.ask(call));
  }

  static JsonNode result(Node node, RpcCall call, RpcAnswer answer) throws MalformedException {
    return switch (answer) {
      case RpcAnswer.Result(JsonNode value) -> value;
      case RpcAnswer.Failed failed ->
          throw new MalformedException(
              "node " + node.name() + ", " + call.method() + ": " + failed.error());
    };
  }

  static BigInteger quantity(JsonNode value) throws MalformedException {
    String text = text(value, "a number");
    if (!QUANTITY.matcher(text).matches()) {
      throw new MalformedException("number " + Quoted.of(text) + ", want 0x and hex without zeros");
    }
    return new BigInteger(text.substring(2), 16);
  }

  static byte[] data(JsonNode value) throws MalformedException {
    String text = text(value, "bytes");
    if (!text.startsWith("0x")) {
      throw new MalformedException("bytes " + Quoted.of(text) + ", want 0x and hex");
    }
    return Octets.parseHex(text.substring(2)).toBytes();
  }

  private static String text(JsonNode value, String wanted) throws MalformedException {
    if (!value.isString()) {
      throw new MalformedException(value.getNodeType() + " instead of " + wanted + ", want a text");
    }
    return value.stringValue();
  }
}
