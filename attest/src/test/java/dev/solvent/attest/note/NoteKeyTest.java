package dev.solvent.attest.note;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.MalformedException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/spec/log.md} section 2: keys as others write them, and their names. */
final class NoteKeyTest {
  /** The key of Go's checksum database, known to every Go program: an id that is not ours. */
  private static final String GO =
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

  @Test
  void parse_readsAKeyOfTheWorld() throws MalformedException {
    NoteKey key = NoteKey.parse(GO);
    assertEquals(GO, key.toString());
    assertEquals("sum.golang.org", key.name());
    assertEquals(KeyType.ED25519, key.type());
    assertEquals(0x033de0ae, key.id());
  }

  @Test
  void parse_idThatNameAndKeyDoNotGive_isRefused() {
    assertRefused(
        "key id \"033de0af\", want 033de0ae, as the name and key give it",
        () -> NoteKey.parse(GO.replace("033de0ae", "033de0af")));
    assertRefused(
        "key id \"033de0ae\", want 9b924b45, as the name and key give it",
        () -> NoteKey.parse(GO.replace("sum.golang.org", "sum.golang.com")));
  }

  @Test
  void parse_otherForms_areRefused() {
    assertRefused("key \"a+00000000\", want name+id+base64", () -> NoteKey.parse("a+00000000"));
    assertRefused("key \"a\", want name+id+base64", () -> NoteKey.parse("a"));
    assertRefused("key of 0 bytes, want its type and 32 bytes", () -> NoteKey.parse("a+00000000+"));
    assertRefused("key of type 2, want 1 or 4", () -> NoteKey.parse("a+00000000+Ag=="));
    assertRefused(
        "key name \"\", want 1 to 255 bytes without space and plus",
        () -> NoteKey.parse(GO.substring("sum.golang.org".length())));
  }

  /** Each end of Unicode's White_Space, of which a name has none. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        ' ', 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000
      })
  void checkName_space_isRefused(int c) {
    String name = "a" + Character.toString(c) + "b";
    String shown = c == ' ' ? name : String.format(Locale.ROOT, "a\\u%04xb", c);
    assertRefused(
        "key name \"" + shown + "\", want 1 to 255 bytes without space and plus",
        () -> NoteKey.parse(name + "+00000000+"));
  }

  @ParameterizedTest
  @ValueSource(ints = {'!', 0x84, 0x86, 0x1FFF, 0x200B, 0x2027, 0x3001})
  void checkName_whatIsBesideASpace_isNone(int c) throws MalformedException {
    NoteText.checkName(Character.toString(c));
  }

  @Test
  void checkName_lengths_areOfBytes() throws MalformedException {
    NoteText.checkName("a".repeat(255));
    assertThrows(MalformedException.class, () -> NoteText.checkName("a".repeat(254) + "é"));
  }
}
