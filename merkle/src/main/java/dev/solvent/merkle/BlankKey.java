package dev.solvent.merkle;

/** From which the locators of one tree's blanks come. */
public final class BlankKey extends Secret {
  public BlankKey(byte[] bytes) {
    super(bytes);
  }

  /** Reads exactly 64 lower-case hex digits. */
  public static BlankKey parse(String hex) throws MalformedException {
    return new BlankKey(Hex.parse32("blank key", hex));
  }
}
