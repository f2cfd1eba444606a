package dev.solvent.server.http.proofs;

import dev.solvent.merkle.Locator;
import dev.solvent.server.http.proofs.ProofRequest.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads a request in the one form in which the page asks, without a tree of values in between: that
 * was a seventh of what a proof costs. Whatever is not of that form to the byte is left to the
 * reader of all forms. One thread.
 */
final class QuickRequest {
  private static final byte[] BEGIN = ascii("{\"locators\":[");
  private static final byte[] ASSET = ascii("{\"asset\":\"");
  private static final byte[] LOCATOR = ascii("\",\"locator\":\"");
  private static final byte[] CLOSE = ascii("\"}");
  private static final byte[] END = ascii("]}");
  private static final int LONGEST_ASSET = 32;
  private static final int HEX = 2 * Locator.BYTES;

  private final byte[] body;
  private int at;

  private QuickRequest(byte[] body) {
    this.body = body;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The leaves in the order in which they stand; empty where the form is another. */
  static Optional<List<Wanted>> read(byte[] body) {
    return new QuickRequest(body).read();
  }

  private Optional<List<Wanted>> read() {
    List<Wanted> leaves = new ArrayList<>();
    if (!take(BEGIN)) {
      return Optional.empty();
    }
    do {
      Optional<Wanted> wanted = wanted();
      if (wanted.isEmpty() || leaves.size() == ProofRequest.MOST) {
        return Optional.empty();
      }
      leaves.add(wanted.get());
    } while (take(','));
    return take(END) && at == body.length ? Optional.of(leaves) : Optional.empty();
  }

  private Optional<Wanted> wanted() {
    if (!take(ASSET)) {
      return Optional.empty();
    }
    int from = at;
    while (at < body.length && at - from < LONGEST_ASSET && isOfTicker(body[at])) {
      at++;
    }
    String asset = new String(body, from, at - from, StandardCharsets.US_ASCII);
    if (asset.isEmpty() || !take(LOCATOR)) {
      return Optional.empty();
    }
    Optional<Locator> locator = locator();
    return locator.isPresent() && take(CLOSE)
        ? Optional.of(new Wanted(asset, locator.get()))
        : Optional.empty();
  }

  private Optional<Locator> locator() {
    if (body.length - at < HEX) {
      return Optional.empty();
    }
    byte[] bytes = new byte[Locator.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(body[at + 2 * i]);
      int low = digit(body[at + 2 * i + 1]);
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    at += HEX;
    return Optional.of(Locator.of(bytes));
  }

  private static int digit(byte c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ? HexFormat.fromHexDigit(c) : -1;
  }

  private static boolean isOfTicker(byte c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }

  private boolean take(byte[] wanted) {
    boolean there =
        body.length - at >= wanted.length
            && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length);
    at += there ? wanted.length : 0;
    return there;
  }

  private boolean take(char wanted) {
    boolean there = at < body.length && body[at] == wanted;
    at += there ? 1 : 0;
    return there;
  }
}
