package dev.solvent.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.solvent.server.http.edge.Route;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * An API's description, and as much of JSON Schema as it uses. An unknown keyword ends the test.
 */
public final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "options");
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "required",
          "properties",
          "additionalProperties",
          "items",
          "pattern",
          "const",
          "enum",
          "minimum",
          "maximum",
          "minItems",
          "maxItems",
          "minLength",
          "maxLength",
          "description",
          "format",
          "$ref");

  private final JsonNode document;

  private OpenApi(JsonNode document) {
    this.document = document;
  }

  public static OpenApi resource(String name) throws IOException {
    try (InputStream in = OpenApi.class.getResourceAsStream("/dev/solvent/server/http/" + name)) {
      return new OpenApi(JSON.readTree(Objects.requireNonNull(in, name)));
    }
  }

  /** Such as {@code GET /healthz}, as it describes them. */
  public Set<String> described() {
    Set<String> operations = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method -> {
                  if (!METHODS.contains(method)) {
                    throw new AssertionError(method + " of " + path.getKey());
                  }
                  operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                }));
    return operations;
  }

  /** As they are served. */
  public static Set<String> served(List<Route> routes) {
    Set<String> operations = new TreeSet<>();
    for (Route route : routes) {
      String path = route.template().replace('<', '{').replace('>', '}');
      if (!operations.add(route.method() + " " + path)) {
        throw new AssertionError(path + " twice");
      }
    }
    return operations;
  }

  /** What is wrong with the examples; how many there are is the first line. */
  public List<String> wrongExamples() {
    List<String> wrong = new ArrayList<>();
    int[] count = {0};
    eachMedia(
        document,
        media -> {
          if (media.has("example")) {
            count[0]++;
            check(media.get("schema"), media.get("example"), "example", wrong);
          }
        });
    wrong.addFirst(Integer.toString(count[0]));
    return wrong;
  }

  private interface Visitor {
    void visit(JsonNode media);
  }

  private static void eachMedia(JsonNode node, Visitor visitor) {
    if (node.has("content")) {
      node.get("content").forEach(visitor::visit);
    }
    for (JsonNode child : node) {
      eachMedia(child, visitor);
    }
  }

  /** What is wrong with an answer of that status. */
  public List<String> wrong(String method, String path, int status, byte[] body)
      throws IOException {
    JsonNode responses = document.at("/paths").get(path).get(method).get("responses");
    JsonNode response =
        responses.has(Integer.toString(status))
            ? responses.get(Integer.toString(status))
            : responses.get("default");
    if (response.has("$ref")) {
      response = resolve(response);
    }
    List<String> wrong = new ArrayList<>();
    check(
        response.get("content").elements().next().get("schema"), JSON.readTree(body), path, wrong);
    return wrong;
  }

  private JsonNode resolve(JsonNode reference) {
    return document.at(reference.get("$ref").asText().substring(1));
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> wrong) {
    schema
        .fieldNames()
        .forEachRemaining(keyword -> {
          if (!KEYWORDS.contains(keyword)) {
            throw new AssertionError("keyword " + keyword + " at " + at);
          }
        });
    if (schema.has("$ref")) {
      check(resolve(schema), value, at, wrong);
      return;
    }
    require(!schema.has("type") || isOf(schema.get("type").asText(), value), at, "type", wrong);
    require(!schema.has("const") || schema.get("const").equals(value), at, "const", wrong);
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode one : schema.get("enum")) {
        known |= one.equals(value);
      }
      require(known, at, "enum", wrong);
    }
    if (schema.has("pattern")) {
      require(
          java.util.regex.Pattern.compile(schema.get("pattern").asText())
              .matcher(value.asText())
              .find(),
          at,
          "pattern",
          wrong);
    }
    long size = value.isTextual() ? value.asText().length() : value.isArray() ? value.size() : 0;
    long number = value.isArray() || value.isTextual() ? size : value.asLong();
    for (String least : List.of("minimum", "minItems", "minLength")) {
      require(!schema.has(least) || number >= schema.get(least).asLong(), at, least, wrong);
    }
    for (String most : List.of("maximum", "maxItems", "maxLength")) {
      require(!schema.has(most) || number <= schema.get(most).asLong(), at, most, wrong);
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.get("items"), value.get(i), at + "[" + i + "]", wrong);
      }
    }
    if (value.isObject()) {
      checkObject(schema, value, at, wrong);
    }
  }

  private void checkObject(JsonNode schema, JsonNode value, String at, List<String> wrong) {
    if (schema.has("required")) {
      for (JsonNode name : schema.get("required")) {
        require(value.has(name.asText()), at + "." + name.asText(), "required", wrong);
      }
    }
    Iterator<Map.Entry<String, JsonNode>> fields = value.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode properties = schema.get("properties");
      if (properties != null && properties.has(field.getKey())) {
        check(properties.get(field.getKey()), field.getValue(), at + "." + field.getKey(), wrong);
      } else {
        require(
            !schema.has("additionalProperties"), at + "." + field.getKey(), "additional", wrong);
      }
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      default -> throw new AssertionError("type " + type);
    };
  }

  private static void require(boolean holds, String at, String keyword, List<String> wrong) {
    if (!holds) {
      wrong.add(at + ": " + keyword);
    }
  }
}
