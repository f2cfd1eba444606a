package dev.solvent.chain.rpc;

/**
 * A text that must not be seen: a key for a provider, or an address that holds one. Not a record
 * and without {@code toString}: neither a log line nor an error message can show it. The text
 * leaves through {@link #exposeText} only, which a search finds.
 */
public final class SecretText {
  private final String text;

  public SecretText(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty secret, want a text");
    }
    this.text = text;
  }

  /** The secret itself, for where it must be sent. */
  public String exposeText() {
    return text;
  }
}
