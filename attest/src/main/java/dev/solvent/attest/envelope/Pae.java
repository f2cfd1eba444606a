package dev.solvent.attest.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a signature of an envelope is over: type and payload, each with its length before it. */
final class Pae {
  private Pae() {}

  /** {@code "DSSEv1" SP len(type) SP type SP len(body) SP body}; lengths in bytes, in decimal. */
  static byte[] encode(String type, byte[] body) {
    byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("DSSEv1 " + typeBytes.length + " "));
    out.writeBytes(typeBytes);
    out.writeBytes(ascii(" " + body.length + " "));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
