package dev.solvent.chain.rpc;

import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as nodes write it, read strictly: UTF-8, one value and nothing after it, no key twice,
 * numbers as they stand there (a coin's amount is a decimal fraction, and never a double), and no
 * more depth, values and digits than an honest answer needs. One mapper, for any thread.
 */
final class RpcJson {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_DIGITS = 200;

  /** Keeps a body of little arrays from becoming many times its size in memory. */
  private static final int MAX_TOKENS = 1 << 22;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .maxTokenCount(MAX_TOKENS)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private RpcJson() {}

  /** The bytes are the beginning of JSON, and end too early. */
  static final class CutShortException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  static JsonNode parse(byte[] utf8) throws MalformedException, CutShortException {
    try {
      // A decoder of its own refuses what is no UTF-8, and guesses no other encoding.
      JsonNode value =
          MAPPER.readTree(
              new InputStreamReader(
                  new ByteArrayInputStream(utf8), StandardCharsets.UTF_8.newDecoder()));
      if (value == null || value.isMissingNode()) {
        throw new CutShortException();
      }
      requirePlain(value);
      return value;
    } catch (JacksonException e) {
      String words = String.valueOf(e.getOriginalMessage());
      if (words.startsWith("Unexpected end-of-input")) {
        throw new CutShortException();
      }
      // Up to where it quotes the node, which may have repeated a key of ours.
      throw new MalformedException("not JSON: " + words.split("['\"(]", 2)[0].strip());
    } catch (NumberFormatException e) {
      throw new MalformedException("number that is beyond any scale", e); // Jackson lets it through
    }
  }

  /** What a value takes in memory, about: at least 32 bytes, and as much for each within it. */
  static long leastBytes(JsonNode value) {
    long bytes = 32;
    for (JsonNode child : value.values()) {
      bytes += leastBytes(child);
    }
    return bytes;
  }

  /** Whoever expands a number of a few digits to an integer must not need gigabytes for it. */
  private static void requirePlain(JsonNode value) throws MalformedException {
    if (value.isBigDecimal()) {
      BigDecimal number = value.decimalValue();
      if (Math.abs((long) number.scale()) > MAX_DIGITS) {
        throw new MalformedException(
            "number with scale " + number.scale() + ", want at most " + MAX_DIGITS);
      }
    }
    if (value.isString()) {
      requireText(value.stringValue());
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      requireText(member.getKey());
    }
    for (JsonNode child : value.values()) {
      requirePlain(child);
    }
  }

  /** What cannot be written as UTF-8 could not be kept. */
  private static void requireText(String text) throws MalformedException {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        if (!Character.isHighSurrogate(unit)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new MalformedException("unpaired surrogate in a text");
        }
        i++;
      }
    }
  }

  static RpcError error(JsonNode error, UnaryOperator<String> edit) throws MalformedException {
    JsonNode code = error.path("code");
    JsonNode message = error.path("message");
    if (!code.isIntegralNumber() || !code.canConvertToInt() || !message.isString()) {
      throw new MalformedException("error without a code and a message");
    }
    return new RpcError(code.intValue(), edit.apply(message.stringValue()));
  }
}
