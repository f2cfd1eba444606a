package dev.solvent.attest.evm;

import dev.solvent.attest.evm.Rlp.RlpList;
import dev.solvent.attest.octets.OctetReader;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Reads RLP of limited size and depth; lengths that could be written shorter are refused. */
final class RlpReader {
  /** Deeper than a header or a trie node can be. */
  static final int MAX_DEPTH = 16;

  private RlpReader() {}

  static Rlp read(byte[] bytes, int maxBytes) throws MalformedException {
    if (bytes.length > maxBytes) {
      throw new MalformedException("RLP of " + bytes.length + " bytes, want at most " + maxBytes);
    }
    OctetReader in = new OctetReader(bytes);
    Rlp value = value(in, 0);
    in.end();
    return value;
  }

  private static Rlp value(OctetReader in, int depth) throws MalformedException {
    int first = in.u8();
    if (first < 0x80) {
      return Rlp.of(new byte[] {(byte) first});
    }
    boolean isList = first >= 0xC0;
    int code = first - (isList ? 0xC0 : 0x80);
    byte[] payload = in.take(code < 56 ? code : longLength(in, code - 55));
    if (isList) {
      return new RlpList(items(payload, depth + 1));
    }
    if (payload.length == 1 && payload[0] >= 0) {
      throw new MalformedException("RLP with a length before a byte below 128, want the byte");
    }
    return Rlp.of(payload);
  }

  private static int longLength(OctetReader in, int lengthBytes) throws MalformedException {
    byte[] bytes = in.take(lengthBytes);
    if (lengthBytes > 3) {
      throw new MalformedException("RLP with a length of " + lengthBytes + " bytes, want 1 to 3");
    }
    int length = 0;
    for (byte b : bytes) {
      length = (length << 8) | (b & 0xFF);
    }
    if (bytes[0] == 0 || length < 56) {
      throw new MalformedException("RLP with a length that has a shorter form, want the shortest");
    }
    return length;
  }

  private static List<Rlp> items(byte[] payload, int depth) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("RLP lists deeper than " + MAX_DEPTH);
    }
    OctetReader in = new OctetReader(payload);
    List<Rlp> items = new ArrayList<>();
    while (in.left() > 0) {
      items.add(value(in, depth));
    }
    return items;
  }
}
