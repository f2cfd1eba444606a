package dev.solvent.merkle;

import java.nio.charset.StandardCharsets;

/**
 * Derives the customer keys of one issuer, many in a row: {@code HMAC(S, "solvent/v1/customer" ‖
 * lp(issuer) ‖ lp(accountId) ‖ u32 generation)}. One instance a thread.
 */
public final class CustomerKeys {
  private static final byte[] LABEL = "solvent/v1/customer".getBytes(StandardCharsets.US_ASCII);

  private final HmacSha256 hmac;
  private final byte[] message;
  private final int prefix;

  public CustomerKeys(MasterSecret master, Issuer issuer) {
    hmac = new HmacSha256(master.exposeBytes());
    byte[] name = issuer.utf8();
    prefix = LABEL.length + 2 + name.length;
    message = new byte[prefix + 2 + AccountId.MAX_BYTES + 4];
    System.arraycopy(LABEL, 0, message, 0, LABEL.length);
    Bytes.putPrefixed(message, LABEL.length, name, 0, name.length);
  }

  /** Writes the key of {@code id[at..at+length)} at {@code out[outAt]}. */
  public void derive(byte[] id, int at, int length, int generation, byte[] out, int outAt) {
    if (generation < 0) {
      throw new IllegalArgumentException("generation " + generation + ", want 0 or more");
    }
    int end = Bytes.putPrefixed(message, prefix, id, at, length);
    Bytes.putInt(message, end, generation);
    hmac.code(message, end + 4, out, outAt);
  }
}
