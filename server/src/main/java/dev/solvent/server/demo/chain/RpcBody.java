package dev.solvent.server.demo.chain;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonNull;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request of JSON-RPC 2.0, a call or a batch of them, and the answers to it. Any thread. */
record RpcBody(Methods methods) {
  private static final int MAX_CALLS = 256;

  /** More than any answers that so many calls can have. */
  private static final JsonLimits LIMITS = new JsonLimits(256 << 20, 16, 1 << 24);

  private static final JsonMapper READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  byte[] answer(byte[] request) {
    return CanonicalJson.print(answers(request), LIMITS);
  }

  private JsonValue answers(byte[] request) {
    try {
      JsonNode json = READER.readTree(request);
      if (!json.isArray()) {
        return answerTo(json);
      }
      if (json.isEmpty() || json.size() > MAX_CALLS) {
        return fault(
            new JsonNull(),
            new RpcFault(
                RpcFault.NO_CALL, "a batch of " + json.size() + " calls, want 1 to " + MAX_CALLS));
      }
      List<JsonValue> answers = new ArrayList<>();
      for (JsonNode call : json) {
        answers.add(answerTo(call));
      }
      return new JsonArray(answers);
    } catch (JacksonException e) {
      return fault(new JsonNull(), new RpcFault(RpcFault.NOT_JSON, "not JSON, want a call"));
    }
  }

  private JsonObject answerTo(JsonNode call) {
    JsonValue id = new JsonNull();
    try {
      id = id(call.path("id"));
      JsonNode method = call.path("method");
      if (!call.path("jsonrpc").asString("").equals("2.0") || !method.isString()) {
        throw new RpcFault(RpcFault.NO_CALL, "no call, want jsonrpc 2.0 and a method");
      }
      JsonValue result = methods.answer(method.stringValue(), call.path("params"));
      return envelope(id).put("result", result).build();
    } catch (RpcFault e) {
      return fault(id, e);
    }
  }

  /** It is given back, so it has to be what can be printed. */
  private static JsonValue id(JsonNode id) throws RpcFault {
    try {
      if (id.isString()) {
        return new JsonText(id.stringValue());
      }
      if (id.isIntegralNumber() && id.canConvertToLong()) {
        return new JsonInteger(id.longValue());
      }
    } catch (IllegalArgumentException e) {
      throw noId();
    }
    throw noId();
  }

  private static RpcFault noId() {
    return new RpcFault(RpcFault.NO_CALL, "no id, want a text or a whole number below 2^53");
  }

  private static JsonObject fault(JsonValue id, RpcFault fault) {
    JsonObject error =
        new ObjectBuilder().put("code", fault.code()).put("message", fault.words()).build();
    return envelope(id).put("error", error).build();
  }

  private static ObjectBuilder envelope(JsonValue id) {
    return new ObjectBuilder().put("id", id).put("jsonrpc", "2.0");
  }
}
