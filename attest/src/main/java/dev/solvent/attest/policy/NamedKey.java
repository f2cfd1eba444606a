package dev.solvent.attest.policy;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.MalformedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Somebody whose signed word counts, under the reader's own name for them. */
public record NamedKey(String name, VerifyingKey key) {
  private static final int MAX_NAME = 100;

  public NamedKey {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "name of " + name.length() + " characters, want 1 to " + MAX_NAME);
    }
  }

  /** Nobody counts twice, under whatever names. */
  static void requireDistinct(String list, List<NamedKey> keys) {
    Set<Object> seen = new HashSet<>();
    for (NamedKey named : keys) {
      if (!seen.add(named.name()) || !seen.add(named.key())) {
        throw new IllegalArgumentException(
            list + ": " + named.name() + ", want each name and each key once");
      }
    }
  }

  static NamedKey read(Fields in) throws MalformedException {
    String name = in.text("name");
    VerifyingKey key = in.text("spki", text -> VerifyingKey.ofSpki(Base64Text.decode(text)));
    return in.build(() -> new NamedKey(name, key));
  }

  JsonObject toJson() {
    return new ObjectBuilder().put("name", name).put("spki", Base64Text.encode(key.spki())).build();
  }
}
