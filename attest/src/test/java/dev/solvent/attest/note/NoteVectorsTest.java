package dev.solvent.attest.note;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.solvent.attest.log.LogVectors;
import dev.solvent.attest.note.NoteVerdict.Verified;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notes and keys that others published. */
final class NoteVectorsTest {
  @Test
  void coreVectors_signedNotes() throws MalformedException {
    int valid = 0;
    int refused = 0;
    for (JsonNode vector : LogVectors.core("signed_note")) {
      String key = vector.get("vkey").textValue();
      if (vector.get("expect").textValue().equals("reject-vkey")) {
        assertThrows(MalformedException.class, () -> NoteKey.parse(key));
        refused++;
        continue;
      }
      assertEquals("valid", vector.get("expect").textValue());
      byte[] bytes = vector.get("note").textValue().getBytes(StandardCharsets.UTF_8);
      Note note = Note.parse(bytes);
      assertArrayEquals(bytes, note.bytes());
      assertEquals(key, NoteKey.parse(key).toString());
      assertInstanceOf(Verified.class, note.verify(List.of(NoteKey.parse(key))));
      valid++;
    }
    System.out.println("NoteVectorsTest: vectors: " + valid + " notes, " + refused + " bad keys");
    assertEquals(List.of(4, 2), List.of(valid, refused));
  }

  @Test
  void key_otherForms_areRefused() throws MalformedException {
    String good = TestKeys.key("exchange.example/log", KeyType.ED25519).toString();
    String[] parts = good.split("\\+", 3);
    NoteKey.parse(good);
    assertRefused("key \"a+b\", want name+id+base64", () -> NoteKey.parse("a+b"));
    assertRefused(
        "key id \"00000000\", want " + parts[1] + ", as the name and key give it",
        () -> NoteKey.parse(parts[0] + "+00000000+" + parts[2]));
    assertRefused(
        "key id \""
            + parts[1].toUpperCase(java.util.Locale.ROOT)
            + "\", want "
            + parts[1]
            + ", as the name and key give it",
        () ->
            NoteKey.parse(
                parts[0] + "+" + parts[1].toUpperCase(java.util.Locale.ROOT) + "+" + parts[2]));
    assertRefused(
        "key of type 0, want 1 or 4",
        () -> NoteKey.parse(parts[0] + "+" + parts[1] + "+" + "AAAA"));
    assertRefused(
        "Ed25519 key of 2 bytes, want 32",
        () -> NoteKey.parse(parts[0] + "+" + parts[1] + "+" + "AQAA"));
    assertRefused(
        "key of 0 bytes, want its type and 32 bytes",
        () -> NoteKey.parse(parts[0] + "+" + parts[1] + "+"));
  }
}
