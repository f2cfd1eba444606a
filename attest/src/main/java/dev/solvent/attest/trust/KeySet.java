package dev.solvent.attest.trust;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/**
 * Some keys, and how many of them have to sign. In ascending order of their ids, each once, so that
 * a threshold counts distinct keys.
 */
public record KeySet(List<VerifyingKey> keys, int threshold) {
  static final int MAX_KEYS = 30;

  public KeySet {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException(keys.size() + " keys, want 1 to " + MAX_KEYS);
    }
    for (int i = 1; i < keys.size(); i++) {
      if (idOf(keys.get(i - 1)).compareTo(idOf(keys.get(i))) >= 0) {
        throw new IllegalArgumentException(
            "key " + idOf(keys.get(i)) + ", want ascending ids, each once");
      }
    }
    if (threshold < 1 || threshold > keys.size()) {
      throw new IllegalArgumentException(
          "threshold " + threshold + " of " + keys.size() + " keys, want 1 to that many");
    }
  }

  private static String idOf(VerifyingKey key) {
    return key.id().toString();
  }

  static KeySet read(Fields in) throws MalformedException {
    List<VerifyingKey> keys = in.list("keys", 1, MAX_KEYS, KeySet::readKey);
    int threshold = (int) in.integer("threshold", 1, MAX_KEYS);
    return in.build(() -> new KeySet(keys, threshold));
  }

  static VerifyingKey readKey(Fields in) throws MalformedException {
    return in.text("spki", text -> VerifyingKey.ofSpki(Base64Text.decode(text)));
  }

  /** Puts the two fields of a key set into the object that has one. */
  ObjectBuilder into(ObjectBuilder object) {
    return object.put("keys", keys, KeySet::keyJson).put("threshold", threshold);
  }

  static JsonObject keyJson(VerifyingKey key) {
    return new ObjectBuilder().put("spki", Base64Text.encode(key.spki())).build();
  }
}
