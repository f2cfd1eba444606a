package dev.solvent.chain.rpc;

import dev.solvent.chain.rpc.RpcJson.CutShortException;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Reads a transcript line by line. One thread. */
final class TranscriptReader {
  private final byte[] bytes;
  private final String format;
  private int from = 0;
  private int line = 0;

  TranscriptReader(byte[] bytes, String format) {
    this.bytes = bytes;
    this.format = format;
  }

  Transcript read() throws MalformedException {
    JsonNode head = next();
    if (!head.path("format").asString("").equals(format) || !head.path("node").isString()) {
      throw malformed("no transcript, want format " + format + " and a node");
    }
    SortedMap<String, List<RpcAnswer>> answers = new TreeMap<>();
    while (from < bytes.length) {
      JsonNode json = next();
      JsonNode method = json.path("call").path("method");
      JsonNode params = json.path("call").path("params");
      if (!method.isString() || params.isMissingNode()) {
        throw malformed("no call, want method and params");
      }
      String key = Transcript.key(new RpcCall(method.stringValue(), params));
      if (answers.put(key, answers(json.path("answers"))) != null) {
        throw malformed("the call stands there twice, want it once");
      }
    }
    return new Transcript(head.path("node").stringValue(), answers);
  }

  private JsonNode next() throws MalformedException {
    line++;
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == bytes.length) {
      throw malformed("no line feed at the end, want one");
    }
    try {
      JsonNode json = RpcJson.parse(Arrays.copyOfRange(bytes, from, end));
      from = end + 1;
      return json;
    } catch (CutShortException e) {
      throw malformed("ends within its JSON");
    } catch (MalformedException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private List<RpcAnswer> answers(JsonNode json) throws MalformedException {
    List<RpcAnswer> answers = new ArrayList<>();
    for (JsonNode answer : json) {
      answers.add(
          answer.has("result")
              ? new RpcAnswer.Result(answer.path("result"))
              : new RpcAnswer.Failed(
                  RpcJson.error(answer.path("error"), UnaryOperator.identity())));
    }
    if (answers.isEmpty()) {
      throw malformed("no answers, want at least one");
    }
    return answers;
  }

  private MalformedException malformed(String what) {
    return new MalformedException("transcript line " + line + ": " + what);
  }
}
