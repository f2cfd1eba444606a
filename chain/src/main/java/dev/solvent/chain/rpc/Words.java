package dev.solvent.chain.rpc;

/** A node's own words, made fit to be shown: no control characters, and not too many of them. */
final class Words {
  private static final int MAX = 300;

  private Words() {}

  static String shown(String words) {
    StringBuilder plain = new StringBuilder(Math.min(words.length(), MAX + 1));
    int at = 0;
    while (at < words.length()) {
      int point = words.codePointAt(at);
      int units = Character.charCount(point);
      if (plain.length() + units > MAX) {
        return plain.append('…').toString();
      }
      plain.appendCodePoint(Character.isISOControl(point) ? ' ' : point);
      at += units;
    }
    return plain.toString();
  }
}
