package dev.solvent.merkle.book;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts made of what matters to CSV. */
final class Texts {
  private static final String ALPHABET = "\",\n\rx";

  private Texts() {}

  /** All there are of at most so many characters, each of which may be any. */
  static List<String> all(int most) {
    List<String> texts = new ArrayList<>(List.of(""));
    int from = 0;
    for (int length = 1; length <= most; length++) {
      int to = texts.size();
      for (String shorter : texts.subList(from, to).toArray(String[]::new)) {
        for (int i = 0; i < ALPHABET.length(); i++) {
          texts.add(shorter + ALPHABET.charAt(i));
        }
      }
      from = to;
    }
    return texts;
  }

  /** Longer ones: words of eight bytes come in all alignments. */
  static Arbitrary<String> some() {
    Arbitrary<String> dense = Arbitraries.strings().withChars(ALPHABET).ofMaxLength(40);
    Arbitrary<String> sparse =
        Arbitraries.strings().withChars("\",\n\rabcdefgh!#+-.").ofMaxLength(60);
    return Arbitraries.oneOf(dense, sparse);
  }
}
