package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.List;

/** An object of the report, whose members are where its format has them. */
record Figures(JsonObject object) {
  boolean has(String name) {
    return object.members().containsKey(name);
  }

  private JsonValue member(String name) {
    JsonValue value = object.members().get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing, want it");
    }
    return value;
  }

  Figures at(String name) {
    if (!(member(name) instanceof JsonObject inner)) {
      throw new IllegalArgumentException(name + " is no object, want one");
    }
    return new Figures(inner);
  }

  String text(String name) {
    if (!(member(name) instanceof JsonText(String text))) {
      throw new IllegalArgumentException(name + " is no text, want one");
    }
    return text;
  }

  long number(String name) {
    if (!(member(name) instanceof JsonInteger(long value))) {
      throw new IllegalArgumentException(name + " is no number, want one");
    }
    return value;
  }

  List<Figures> items(String name) {
    if (!(member(name) instanceof JsonArray(List<JsonValue> items))) {
      throw new IllegalArgumentException(name + " is no array, want one");
    }
    List<Figures> objects = new ArrayList<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonObject inner)) {
        throw new IllegalArgumentException(name + " holds no objects, want them");
      }
      objects.add(new Figures(inner));
    }
    return objects;
  }
}
