package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * An object of a report that was confirmed, whose members are where its format has them; another is
 * an {@link IllegalArgumentException}.
 */
public record Figures(JsonObject object) {
  public boolean has(String name) {
    return object.members().containsKey(name);
  }

  private JsonValue member(String name) {
    JsonValue value = object.members().get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing, want it");
    }
    return value;
  }

  public Figures at(String name) {
    if (!(member(name) instanceof JsonObject inner)) {
      throw new IllegalArgumentException(name + " is no object, want one");
    }
    return new Figures(inner);
  }

  public String text(String name) {
    if (!(member(name) instanceof JsonText(String text))) {
      throw new IllegalArgumentException(name + " is no text, want one");
    }
    return text;
  }

  public long number(String name) {
    if (!(member(name) instanceof JsonInteger(long value))) {
      throw new IllegalArgumentException(name + " is no number, want one");
    }
    return value;
  }

  public boolean truth(String name) {
    if (!(member(name) instanceof JsonBoolean(boolean value))) {
      throw new IllegalArgumentException(name + " is neither true nor false, want one");
    }
    return value;
  }

  public List<Figures> items(String name) {
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
