package dev.solvent.verifier.trust;

import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A trust root's id as people compare it, read out or print it: sixteen words of sixteen bits each,
 * in the syllables of proquints, and one that tells a slip. Normative text: {@code
 * docs/spec/fingerprint.md}.
 */
record Fingerprint(Hash id) {
  private static final String CONSONANTS = "bdfghjklmnprstvz";
  private static final String VOWELS = "aiou";
  private static final int WORD_BYTES = 2;
  private static final int WORDS = Hash.BYTES / WORD_BYTES;
  private static final String CHECK_LABEL = "solvent/fingerprint/v1";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern WORD =
      Pattern.compile("[" + CONSONANTS + "](?:[" + VOWELS + "][" + CONSONANTS + "]){2}");

  /** All 256 bits, and the check. */
  String words() {
    ByteBuffer bytes = ByteBuffer.wrap(id.toBytes());
    StringBuilder words = new StringBuilder();
    while (bytes.hasRemaining()) {
      words.append(word(bytes.getShort() & 0xFFFF)).append('-');
    }
    return words.append(check(id)).toString();
  }

  /** Sixteen bits, the highest first: consonant, vowel, consonant, vowel, consonant. */
  static String word(int bits) {
    return new String(
        new char[] {
          CONSONANTS.charAt(bits >> 12 & 15),
          VOWELS.charAt(bits >> 10 & 3),
          CONSONANTS.charAt(bits >> 6 & 15),
          VOWELS.charAt(bits >> 4 & 3),
          CONSONANTS.charAt(bits & 15)
        });
  }

  private static int bits(String word) {
    int bits = 0;
    for (int i = 0; i < word.length(); i++) {
      boolean vowel = i % 2 == 1;
      int value = (vowel ? VOWELS : CONSONANTS).indexOf(word.charAt(i));
      bits = bits << (vowel ? 2 : 4) | value;
    }
    return bits;
  }

  /** It depends on every bit and its place, so that two words in each other's place show. */
  private static String check(Hash id) {
    ByteArrayOutputStream labelled = new ByteArrayOutputStream();
    labelled.writeBytes(CHECK_LABEL.getBytes(StandardCharsets.US_ASCII));
    labelled.writeBytes(id.toBytes());
    byte[] hash = Digests.sha256(labelled.toByteArray()).toBytes();
    return word(ByteBuffer.wrap(hash).getShort() & 0xFFFF);
  }

  /** Reads 64 hex digits, or the words. */
  static Fingerprint parse(String text) throws MalformedException {
    return new Fingerprint(HEX.matcher(text).matches() ? Hash.parse(text) : ofWords(text));
  }

  private static Hash ofWords(String text) throws MalformedException {
    String[] words = text.split("-", -1);
    if (words.length != WORDS + 1) {
      throw new MalformedException(
          words.length
              + (words.length == 1 ? " word" : " words")
              + ", want 64 hex digits, or "
              + (WORDS + 1)
              + " words with a hyphen between");
    }
    ByteBuffer bytes = ByteBuffer.allocate(Hash.BYTES);
    for (int i = 0; i <= WORDS; i++) {
      if (!WORD.matcher(words[i]).matches()) {
        throw new MalformedException(
            "word " + (i + 1) + " is " + Quoted.of(words[i]) + ", want five letters such as lusab");
      }
      if (i < WORDS) {
        bytes.putShort((short) bits(words[i]));
      }
    }
    Hash id = Hash.of(bytes.array());
    if (!check(id).equals(words[WORDS])) {
      throw new MalformedException(
          "the last word does not fit the others, want each as it was told, in its place");
    }
    return id;
  }
}
