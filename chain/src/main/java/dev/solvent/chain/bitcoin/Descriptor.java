package dev.solvent.chain.bitcoin;

import dev.solvent.merkle.MalformedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An output descriptor as wallets export it, such as {@code wpkh(xpub…/0/*)}, and which of its
 * addresses are meant: the first and the last number, both 0 where it has one address only. It
 * holds public keys, and a private one is refused before anybody is told.
 */
public record Descriptor(String text, int first, int last) {
  private static final int MAX_ADDRESSES = 10_000;
  private static final int MAX_LENGTH = 10_000;
  private static final Pattern FORM = Pattern.compile("[a-z]+\\([ -~&&[^\"#]]+\\)(#[a-z0-9]{8})?");
  private static final Pattern LONG_WORD = Pattern.compile("[0-9A-Za-z]{50,}");
  private static final Pattern PUBLIC = Pattern.compile("[0-9a-f]+|[A-Za-z]pub[0-9A-Za-z]+");
  private static final Pattern NUMBERED = Pattern.compile("/\\*['h]?[),]");

  public Descriptor {
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "descriptor of " + text.length() + " characters, want a function of keys");
    }
    Matcher words = LONG_WORD.matcher(text);
    while (words.find()) {
      if (!PUBLIC.matcher(words.group()).matches()) {
        throw new IllegalArgumentException(
            "descriptor with a key that is not public, or an address, want public keys alone");
      }
    }
    boolean numbered = NUMBERED.matcher(text).find();
    if (first < 0 || last < first || last - first >= MAX_ADDRESSES || (!numbered && last > 0)) {
      throw new IllegalArgumentException(
          "addresses "
              + first
              + " to "
              + last
              + (numbered ? "" : " of a descriptor without /*")
              + ", want at most "
              + MAX_ADDRESSES
              + " in ascending order, or 0 to 0");
    }
  }

  /** For text that somebody wrote down. */
  public static Descriptor parse(String text, int first, int last) throws MalformedException {
    try {
      return new Descriptor(text, first, last);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  boolean isNumbered() {
    return NUMBERED.matcher(text).find();
  }

  boolean hasChecksum() {
    return text.indexOf('#') >= 0;
  }
}
