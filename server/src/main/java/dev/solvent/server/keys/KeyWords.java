package dev.solvent.server.keys;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Base64Text;
import java.io.PrintWriter;
import java.util.Optional;

/** What is told of a key: nothing of it is secret. */
record KeyWords(VerifyingKey key, Optional<String> name) {
  KeyWords {
    if (name.isPresent() && !(key instanceof Ed25519Key)) {
      throw new UserError(
          "a P-256 key, want Ed25519 for a log or a witness",
          "solvent keys create makes one of Ed25519");
    }
  }

  private Optional<NoteKey> note(KeyType type) {
    return name.flatMap(called ->
        key instanceof Ed25519Key ed25519
            ? Optional.of(new NoteKey(called, type, ed25519))
            : Optional.empty());
  }

  void print(PrintWriter out) {
    out.println("  id        " + key.id());
    out.println("  spki      " + Base64Text.encode(key.spki()));
    note(KeyType.ED25519).ifPresent(note -> out.println("  as log    " + note));
    note(KeyType.COSIGNATURE).ifPresent(note -> out.println("  as witness " + note));
  }

  JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("id", key.id().toString())
            .put("spki", Base64Text.encode(key.spki()));
    note(KeyType.ED25519).ifPresent(note -> json.put("log", note.toString()));
    note(KeyType.COSIGNATURE).ifPresent(note -> json.put("witness", note.toString()));
    return json.build();
  }
}
