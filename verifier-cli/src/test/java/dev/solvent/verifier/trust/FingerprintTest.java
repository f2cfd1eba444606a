package dev.solvent.verifier.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Hash ID = Digests.sha256("a root".getBytes(StandardCharsets.UTF_8));

  private static void assertRefused(String why, String text) {
    String said =
        assertThrows(MalformedException.class, () -> Fingerprint.parse(text)).getMessage();
    assertTrue(said.contains(why), said);
  }

  /** Two addresses of the internet, as the description of proquints spells them. */
  @Test
  void word_ofPublishedExamples_isTheirs() {
    assertEquals("lusab", Fingerprint.word(0x7F00));
    assertEquals("babad", Fingerprint.word(0x0001));
    assertEquals("gutih", Fingerprint.word(0x3F54));
    assertEquals("tugad", Fingerprint.word(0xDCC1));
  }

  @Test
  void spec_everyVector_isWhatTheTextSays() throws IOException, MalformedException {
    Path spec = Path.of(System.getProperty("solvent.root"), "docs/spec/fingerprint.md");
    List<MatchResult> vectors =
        Pattern.compile("(?m)^([0-9a-f]{64})\n((?:[a-z]{5}-){16}[a-z]{5})$")
            .matcher(Files.readString(spec))
            .results()
            .toList();
    assertEquals(4, vectors.size());
    for (MatchResult vector : vectors) {
      Fingerprint fingerprint = new Fingerprint(Hash.parse(vector.group(1)));
      assertEquals(vector.group(2), fingerprint.words());
      assertEquals(fingerprint, Fingerprint.parse(vector.group(1)));
      assertEquals(fingerprint, Fingerprint.parse(vector.group(2)));
    }
  }

  @Property
  void anyId_isReadBack(@ForAll @Size(32) byte[] id) throws MalformedException {
    Fingerprint fingerprint = new Fingerprint(Hash.of(id));
    assertEquals(fingerprint, Fingerprint.parse(fingerprint.words()));
  }

  @Test
  void twoWordsInEachOthersPlace_areRefused() {
    List<String> words = new java.util.ArrayList<>(List.of(new Fingerprint(ID).words().split("-")));
    Collections.swap(words, 3, 4);
    assertRefused("the last word does not fit", String.join("-", words));
  }

  @Test
  void everySingleWordMisheard_isRefused() {
    String[] words = new Fingerprint(ID).words().split("-");
    for (int i = 0; i < words.length; i++) {
      String[] misheard = words.clone();
      misheard[i] = words[i].equals("babab") ? "babad" : "babab";
      assertNotEquals(words[i], misheard[i]);
      assertRefused("the last word does not fit", String.join("-", misheard));
    }
  }

  @Test
  void anotherForm_isRefused() {
    String words = new Fingerprint(ID).words();
    assertRefused("16 words, want 64 hex digits, or 17 words", words.substring(0, 95));
    assertRefused("1 word, want", words.replace('-', ' '));
    assertRefused("1 word, want", ID.toString().substring(1));
    assertRefused("1 word, want", ID.toString().toUpperCase(java.util.Locale.ROOT));
    assertRefused("word 1 is \"lusec\"", "lusec" + words.substring(5));
    assertRefused("word 2 is \"\"", words.substring(0, 6) + words.substring(11));
    assertRefused("word 1 is", words.toUpperCase(java.util.Locale.ROOT));
  }
}
