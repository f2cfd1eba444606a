package dev.solvent.chain.bitcoin;

import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.chain.rpc.RpcError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Nodes that say what a test wants, and nodes that alter what a real one says. */
record FakeNode(String name, Answering answering) implements Node {
  interface Answering {
    RpcAnswer to(RpcCall call) throws NodeException;
  }

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** With another result of a method. */
  static Node replacing(Node real, String method, UnaryOperator<JsonNode> lie) {
    return new FakeNode(
        "liar",
        call -> {
          RpcAnswer answer = real.ask(call);
          return call.method().equals(method) && answer instanceof RpcAnswer.Result(JsonNode value)
              ? new RpcAnswer.Result(lie.apply(value.deepCopy()))
              : answer;
        });
  }

  /** With other members in each result of a method. */
  static Node altering(Node real, String method, Consumer<ObjectNode> lie) {
    return replacing(
        real,
        method,
        value -> {
          lie.accept((ObjectNode) value);
          return value;
        });
  }

  /** Without a method, or without an answer to it. */
  static Node refusing(Node real, String method, int code, String message) {
    return new FakeNode(
        "refusing", call -> call.method().equals(method) ? failed(code, message) : real.ask(call));
  }

  static RpcAnswer failed(int code, String message) {
    return new RpcAnswer.Failed(new RpcError(code, message));
  }

  static RpcAnswer result(String json) {
    return new RpcAnswer.Result(json(json));
  }

  static JsonNode json(String json) {
    return JSON.readTree(json.replace('\'', '"'));
  }

  @Override
  public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
    List<RpcAnswer> answers = new ArrayList<>();
    for (RpcCall call : calls) {
      answers.add(answering.to(call));
    }
    return answers;
  }
}
