package dev.solvent.server.observe;

/** How many there are, in words. */
final class Words {
  private Words() {}

  /** {@code 1 holding}, {@code 2 holdings}. */
  static String counted(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
