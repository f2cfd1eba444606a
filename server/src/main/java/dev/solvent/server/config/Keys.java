package dev.solvent.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys and their values, each asked for by name; what nobody asked for is a problem. */
final class Keys {
  private final Value owner;
  private final Map<String, Value> values;
  private final List<String> known = new ArrayList<>();

  Keys(Value owner, Map<String, Value> values) {
    this.owner = owner;
    this.values = values;
  }

  Value owner() {
    return owner;
  }

  Map<String, Value> all() {
    return values;
  }

  Optional<Value> optional(String name) {
    known.add(name);
    return Optional.ofNullable(values.get(name));
  }

  /** A missing one is a problem of the place that it is missing from. */
  Optional<Value> required(String name, String remedy) {
    Optional<Value> value = optional(name);
    if (value.isEmpty()) {
      owner
          .problems()
          .add(new Problem(owner.line(), owner.below(name), "missing, want it given here", remedy));
    }
    return value;
  }

  /** To be called when all that may stand here was asked for. */
  void end() {
    values.forEach((name, value) -> {
      if (!known.contains(name)) {
        value.problem(
            "not a setting, want one of " + String.join(", ", known),
            "take it away, or look at its spelling and indentation");
      }
    });
  }
}
