package dev.solvent.verifier.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a node's answer. Nodes do not write canonical JSON, so {@code attest.json} cannot read
 * it; here it is read with limits, no name twice, nothing after the end, and decimals as written.
 * Of lists nothing is asked, so nothing of them is kept.
 */
sealed interface NodeValue {
  record NodeObject(Map<String, NodeValue> fields) implements NodeValue {}

  record NodeText(String value) implements NodeValue {}

  record NodeNumber(BigDecimal value) implements NodeValue {}

  /** Null, a truth, a list, or nothing at all. */
  enum Other implements NodeValue {
    MISSING,
    NULL,
    TRUTH,
    LIST
  }

  static NodeValue parse(byte[] bytes, int most) throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(most)
                    .maxNestingDepth(32)
                    .maxNumberLength(80)
                    .maxStringLength(most)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try (JsonParser parser = factory.createParser(bytes)) {
      parser.nextToken();
      NodeValue value = read(parser);
      if (parser.nextToken() != null) {
        throw new IOException("more after the end");
      }
      return value;
    }
  }

  private static NodeValue read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("an end where a value is wanted");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, NodeValue> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, read(parser));
        }
        yield new NodeObject(Map.copyOf(fields));
      }
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          read(parser);
        }
        yield Other.LIST;
      }
      case VALUE_STRING -> new NodeText(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NodeNumber(parser.getDecimalValue());
      case VALUE_TRUE, VALUE_FALSE -> Other.TRUTH;
      case VALUE_NULL -> Other.NULL;
      default -> throw new IOException(token + " where a value is wanted");
    };
  }

  /** A field of an object; missing where it is none, or has none of that name. */
  default NodeValue field(String name) {
    return this instanceof NodeObject(var fields)
        ? fields.getOrDefault(name, Other.MISSING)
        : Other.MISSING;
  }

  default boolean isNull() {
    return this == Other.NULL;
  }

  default boolean isMissing() {
    return this == Other.MISSING;
  }

  /** Empty text where it is none. */
  default String text() {
    return this instanceof NodeText(var value) ? value : "";
  }

  default Optional<BigDecimal> number() {
    return this instanceof NodeNumber(var value) ? Optional.of(value) : Optional.empty();
  }

  /** A number that was written as a whole one, and fits. */
  default Optional<Long> whole() {
    return number()
        .filter(value -> value.scale() == 0 && value.precision() <= 18)
        .map(BigDecimal::longValueExact);
  }
}
