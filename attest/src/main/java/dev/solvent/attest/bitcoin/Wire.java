package dev.solvent.attest.bitcoin;

import dev.solvent.attest.octets.OctetReader;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bitcoin's serialisation: little-endian numbers, and lengths of 1, 3 or 5 bytes. One writer. */
final class Wire {
  /** More than any of our witnesses needs. */
  static final int MAX_ITEMS = 64;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Wire number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  Wire bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** A length, then so many bytes. */
  Wire sized(byte[] bytes) {
    return length(bytes.length).bytes(bytes);
  }

  Wire length(int length) {
    if (length < 0xFD) {
      return number(length, 1);
    }
    return length <= 0xFFFF ? number(0xFD, 1).number(length, 2) : number(0xFE, 1).number(length, 4);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  static int readLength(OctetReader in) throws MalformedException {
    int first = in.u8();
    if (first < 0xFD) {
      return first;
    }
    int size = first == 0xFD ? 2 : 4;
    long length = in.little(size);
    if (first == 0xFF || length > in.left() || length < (size == 2 ? 0xFD : 0x10000)) {
      throw new MalformedException("a length in another form, want the shortest, of what is there");
    }
    return (int) length;
  }

  static byte[] readSized(OctetReader in) throws MalformedException {
    return in.take(readLength(in));
  }

  /** A number of items, then each with its length. */
  static List<Octets> readWitness(OctetReader in) throws MalformedException {
    int count = readLength(in);
    if (count > MAX_ITEMS) {
      throw new MalformedException(count + " witness items, want at most " + MAX_ITEMS);
    }
    List<Octets> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(Octets.of(readSized(in)));
    }
    return items;
  }
}
