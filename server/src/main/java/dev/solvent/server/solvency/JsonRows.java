package dev.solvent.server.solvency;

import dev.solvent.merkle.Quoted;
import dev.solvent.merkle.book.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The same rows in JSON: one key over a list of objects, which have these texts and nothing else. A
 * number is refused, since programs differ in what they make of its digits. One thread.
 */
final class JsonRows {
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser jackson;
  private final String key;
  private final List<String> names;

  private JsonRows(JsonParser jackson, String key, List<String> names) {
    this.jackson = jackson;
    this.key = key;
    this.names = names;
  }

  /** Where it is not of the form, reading ends. */
  private static final class Otherwise extends Exception {
    private static final long serialVersionUID = 1;

    Otherwise(String found) {
      super(found);
    }
  }

  static List<List<Cell>> read(
      byte[] bytes, String key, List<String> names, FirstProblems problems) {
    String remedy =
        "write {\"" + key + "\":[{\"" + String.join("\":\"…\",\"", names) + "\":\"…\"}, …]}";
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      problems.add(new Problem(0, "", "no UTF-8, want a text file in UTF-8", remedy));
      return List.of();
    }
    try (JsonParser jackson = JACKSON.createParser(ObjectReadContext.empty(), text)) {
      JsonRows rows = new JsonRows(jackson, key, names);
      try {
        return rows.document();
      } catch (Otherwise e) {
        problems.add(rows.problem(String.valueOf(e.getMessage()), remedy));
      } catch (JacksonException e) {
        problems.add(rows.problem("no JSON from here on, want it", remedy));
      }
      return List.of();
    }
  }

  private Problem problem(String found, String remedy) {
    var at = jackson.currentLocation();
    return new Problem(at.getLineNr(), "character " + at.getColumnNr(), found, remedy);
  }

  private List<List<Cell>> document() throws Otherwise {
    require(jackson.nextToken(), JsonToken.START_OBJECT, "an object");
    require(jackson.nextToken(), JsonToken.PROPERTY_NAME, key);
    requireName(List.of(key));
    require(jackson.nextToken(), JsonToken.START_ARRAY, "a list");
    List<List<Cell>> rows = new ArrayList<>();
    while (jackson.nextToken() != JsonToken.END_ARRAY) {
      require(jackson.currentToken(), JsonToken.START_OBJECT, "an object");
      rows.add(row(rows.size()));
    }
    require(jackson.nextToken(), JsonToken.END_OBJECT, "nothing beside " + key);
    if (jackson.nextToken() != null) {
      throw new Otherwise("text after the end, want nothing there");
    }
    return rows;
  }

  private List<Cell> row(int number) throws Otherwise {
    Map<String, Cell> cells = new HashMap<>();
    while (jackson.nextToken() != JsonToken.END_OBJECT) {
      require(jackson.currentToken(), JsonToken.PROPERTY_NAME, "a name");
      requireName(names);
      String name = jackson.currentName();
      require(jackson.nextToken(), JsonToken.VALUE_STRING, "a text in quotes");
      var at = jackson.currentTokenLocation();
      String place =
          "character " + at.getColumnNr() + " (" + key + "[" + number + "]." + name + ")";
      cells.put(name, new Cell(at.getLineNr(), place, jackson.getString()));
    }
    List<Cell> row = new ArrayList<>();
    for (String name : names) {
      Cell cell = cells.get(name);
      if (cell == null) {
        throw new Otherwise(key + "[" + number + "] without " + name + ", want it");
      }
      row.add(cell);
    }
    return row;
  }

  private static void require(JsonToken found, JsonToken wanted, String words) throws Otherwise {
    if (found != wanted) {
      throw new Otherwise("something else here, want " + words);
    }
  }

  private void requireName(List<String> known) throws Otherwise {
    if (!known.contains(jackson.currentName())) {
      throw new Otherwise(
          "key " + Quoted.of(jackson.currentName()) + ", want " + String.join(", ", known));
    }
  }
}
