package dev.solvent.chain.rpc;

import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls of one HTTP request with the ids by which their answers are known: the first call has
 * {@code firstId}, and each the next number. Answers may come in any order; each call has exactly
 * one.
 *
 * @param alone send a single call without an array around it
 */
record Batch(List<RpcCall> calls, long firstId, boolean alone) {
  byte[] print() {
    ArrayNode array = RpcJson.MAPPER.createArrayNode();
    for (int i = 0; i < calls.size(); i++) {
      ObjectNode call = array.addObject();
      call.put("jsonrpc", "2.0");
      call.put("id", firstId + i);
      call.put("method", calls.get(i).method());
      call.set("params", calls.get(i).params());
    }
    return RpcJson.MAPPER.writeValueAsBytes(alone ? array.get(0) : array);
  }

  /**
   * As many as calls, in their order.
   *
   * @param edit what is done to the words of an error before anybody sees them
   */
  List<RpcAnswer> match(JsonNode answer, UnaryOperator<String> edit) throws MalformedException {
    if (answer.isArray() && !alone) {
      return matchArray(answer, edit);
    }
    if (!answer.isObject()) {
      throw new MalformedException(
          kind(answer) + ", want " + (alone ? "an object" : "an array of answers"));
    }
    if (alone && !idOf(answer).isNull()) {
      return List.of(answer(answer, requireKnownId(answer), edit));
    }
    return refusedWhole(answer, edit);
  }

  private List<RpcAnswer> matchArray(JsonNode array, UnaryOperator<String> edit)
      throws MalformedException {
    Map<Integer, RpcAnswer> byCall = new HashMap<>();
    for (JsonNode item : array) {
      if (!item.isObject()) {
        throw new MalformedException(kind(item) + " in a batch, want an answer");
      }
      int call = requireKnownId(item);
      if (byCall.put(call, answer(item, call, edit)) != null) {
        throw new MalformedException("two answers with id " + (firstId + call) + ", want one");
      }
    }
    List<RpcAnswer> answers = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      RpcAnswer answer = byCall.get(i);
      if (answer == null) {
        throw new MalformedException(
            "no answer with id " + (firstId + i) + " to " + calls.get(i).method() + ", want one");
      }
      answers.add(answer);
    }
    return answers;
  }

  /** A node that cannot take the request as such says so once, and names no call. */
  private List<RpcAnswer> refusedWhole(JsonNode answer, UnaryOperator<String> edit)
      throws MalformedException {
    if (!idOf(answer).isNull()) {
      throw new MalformedException("one answer to a batch, want an array of them");
    }
    RpcAnswer refusal = answer(answer, 0, edit);
    if (refusal instanceof RpcAnswer.Result) {
      throw new MalformedException("a result without an id, want it to name its call");
    }
    return IntStream.range(0, calls.size()).mapToObj(call -> refusal).toList();
  }

  private static JsonNode idOf(JsonNode answer) {
    return answer.path("id").isMissingNode() ? RpcJson.MAPPER.nullNode() : answer.path("id");
  }

  private int requireKnownId(JsonNode answer) throws MalformedException {
    JsonNode id = answer.path("id");
    if (!id.isIntegralNumber() || !id.canConvertToLong()) {
      throw new MalformedException("id is " + kind(id) + ", want the number that was sent");
    }
    long call = id.longValue() - firstId;
    if (call < 0 || call >= calls.size()) {
      throw new MalformedException("answer to a call that was not made, with id " + id.longValue());
    }
    return (int) call;
  }

  /**
   * Bitcoin nodes leave {@code jsonrpc} out and write both members, one of them null: what is null
   * beside the other counts as absent.
   */
  private RpcAnswer answer(JsonNode answer, int call, UnaryOperator<String> edit)
      throws MalformedException {
    JsonNode version = answer.path("jsonrpc");
    if (!version.isMissingNode() && !(version.isString() && version.stringValue().equals("2.0"))) {
      throw new MalformedException("jsonrpc is not 2.0");
    }
    JsonNode result = answer.path("result");
    JsonNode error = answer.path("error");
    boolean failed = !error.isMissingNode() && !error.isNull();
    if (!failed && result.isMissingNode()) {
      throw new MalformedException("neither result nor error to " + calls.get(call).method());
    }
    if (!failed) {
      return new RpcAnswer.Result(result);
    }
    if (!result.isMissingNode() && !result.isNull()) {
      throw new MalformedException("both result and error to " + calls.get(call).method());
    }
    return new RpcAnswer.Failed(RpcJson.error(error, edit));
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT, POJO -> "an object";
      case STRING, BINARY -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case MISSING -> "missing";
    };
  }
}
