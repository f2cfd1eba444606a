package dev.solvent.chain.rpc;

import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a node was asked, and what it answered each time: {@code docs/spec/transcript.md}. Shown to
 * nobody as evidence; it replays a read where there is no node. Immutable.
 */
public final class Transcript {
  public static final int MAX_BYTES = 256 << 20;

  private static final String FORMAT = "solvent/transcript/v1";

  private final String node;

  /** By the call's print. A list is not empty, and its last two answers differ. */
  private final SortedMap<String, List<RpcAnswer>> answers;

  Transcript(String node, SortedMap<String, List<RpcAnswer>> asked) {
    this.node = node;
    SortedMap<String, List<RpcAnswer>> copy = new TreeMap<>();
    asked.forEach((call, given) -> copy.put(call, withoutRepeats(given)));
    answers = Collections.unmodifiableSortedMap(copy);
  }

  /** The last answer goes on for ever, so that its repeats say nothing. */
  private static List<RpcAnswer> withoutRepeats(List<RpcAnswer> given) {
    int size = given.size();
    while (size > 1 && given.get(size - 1).equals(given.get(size - 2))) {
      size--;
    }
    return List.copyOf(given.subList(0, size));
  }

  /** The name of the node that was recorded. */
  public String node() {
    return node;
  }

  /** A call's answers in the order in which they were given; empty where it was not asked. */
  List<RpcAnswer> answers(RpcCall call) {
    return answers.getOrDefault(key(call), List.of());
  }

  /** Equal for calls that ask the same, however their numbers are held and their keys ordered. */
  static String key(RpcCall call) {
    ObjectNode json = RpcJson.MAPPER.createObjectNode().put("method", call.method());
    json.set("params", call.params());
    return RpcJson.MAPPER.writeValueAsString(json);
  }

  /** One line for the format and the node, then one for each call. */
  public byte[] print() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    line(out, RpcJson.MAPPER.createObjectNode().put("format", FORMAT).put("node", node));
    answers.forEach((call, given) -> {
      ObjectNode line = RpcJson.MAPPER.createObjectNode();
      ArrayNode list = line.putArray("answers");
      given.forEach(answer -> list.add(toJson(answer)));
      line.set("call", RpcJson.MAPPER.readTree(call));
      line(out, line);
    });
    return out.toByteArray();
  }

  private static void line(ByteArrayOutputStream out, ObjectNode json) {
    out.writeBytes(RpcJson.MAPPER.writeValueAsBytes(json));
    out.write('\n');
  }

  private static ObjectNode toJson(RpcAnswer answer) {
    ObjectNode json = RpcJson.MAPPER.createObjectNode();
    switch (answer) {
      case RpcAnswer.Result(JsonNode value) -> json.set("result", value);
      case RpcAnswer.Failed(RpcError error) ->
          json.putObject("error").put("code", error.code()).put("message", error.message());
    }
    return json;
  }

  /** Refuses bytes that are not what this class prints of them. */
  public static Transcript parse(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException(
          "transcript of " + bytes.length + " bytes, want at most " + MAX_BYTES);
    }
    Transcript transcript = new TranscriptReader(bytes, FORMAT).read();
    if (!Arrays.equals(transcript.print(), bytes)) {
      throw new MalformedException("transcript in another form, want its canonical print");
    }
    return transcript;
  }
}
