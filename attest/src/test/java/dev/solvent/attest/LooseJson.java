package dev.solvent.attest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonNull;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** JSON as the world writes it, read by Jackson's own tree: what our reader would never repair. */
public final class LooseJson {
  /** The input has a value that our restriction leaves out. */
  public static final class OutsideException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutsideException(String message) {
      super(message);
    }
  }

  private static final JsonMapper MAPPER = new JsonMapper();

  private LooseJson() {}

  public static JsonNode tree(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonValue read(byte[] bytes) {
    return value(tree(bytes));
  }

  private static JsonValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> new JsonNull();
      case BOOLEAN -> new JsonBoolean(node.booleanValue());
      case STRING -> new JsonText(node.textValue());
      case NUMBER -> number(node);
      case ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        node.forEach(item -> items.add(value(item)));
        yield new JsonArray(items);
      }
      case OBJECT -> {
        Map<String, JsonValue> members = new TreeMap<>();
        node.forEachEntry((name, member) -> members.put(name, value(member)));
        yield new JsonObject(members);
      }
      default -> throw new OutsideException("no JSON value: " + node.getNodeType());
    };
  }

  private static JsonValue number(JsonNode node) {
    boolean integer = node.isIntegralNumber() && node.canConvertToLong();
    if (!integer || Math.abs(node.longValue()) > JsonInteger.MAX) {
      throw new OutsideException("number outside the restriction");
    }
    return new JsonInteger(node.longValue());
  }

  /** A good document with one fault, canonical all the same. */
  public static byte[] edited(byte[] document, Consumer<ObjectNode> fault) {
    ObjectNode root = (ObjectNode) tree(document);
    fault.accept(root);
    return CanonicalJson.print(value(root), new JsonLimits(1 << 24, 50, 1_000_000));
  }

  /** The same JSON without the white space between its tokens, and nothing else changed. */
  public static String withoutWhiteSpace(String json) {
    StringBuilder out = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted && c == '\\') {
        out.append(c).append(json.charAt(++i));
        continue;
      }
      if (c == '"') {
        quoted = !quoted;
      }
      if (quoted || " \n\r\t".indexOf(c) < 0) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
