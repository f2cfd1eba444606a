package dev.solvent.attest.evm;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Ethereum's encoding: strings of bytes and lists of such, each value in one spelling. */
public sealed interface Rlp {
  record RlpString(Octets bytes) implements Rlp {}

  record RlpList(List<Rlp> items) implements Rlp {
    public RlpList {
      items = List.copyOf(items);
    }
  }

  static RlpString of(byte[] bytes) {
    return new RlpString(Octets.of(bytes));
  }

  /** A number, big-endian without leading zeros; zero is the empty string. */
  static RlpString of(BigInteger number) {
    if (number.signum() < 0) {
      throw new IllegalArgumentException("number " + number + ", want at least 0");
    }
    byte[] bytes = number.toByteArray();
    int zero = bytes[0] == 0 ? 1 : 0;
    return of(Arrays.copyOfRange(bytes, zero, bytes.length));
  }

  static RlpList list(Rlp... items) {
    return new RlpList(List.of(items));
  }

  /** The value of these bytes, all of them; what is not its one encoding is refused. */
  static Rlp parse(byte[] bytes, int maxBytes) throws MalformedException {
    return RlpReader.read(bytes, maxBytes);
  }

  static RlpList parseList(byte[] bytes, int maxBytes) throws MalformedException {
    if (parse(bytes, maxBytes) instanceof RlpList list) {
      return list;
    }
    throw new MalformedException("an RLP string, want a list");
  }

  /** The bytes of a string. */
  default byte[] string() throws MalformedException {
    if (this instanceof RlpString(Octets bytes)) {
      return bytes.toBytes();
    }
    throw new MalformedException("an RLP list, want a string");
  }

  default byte[] string(int length) throws MalformedException {
    byte[] bytes = string();
    if (bytes.length != length) {
      throw new MalformedException("an RLP string of " + bytes.length + " bytes, want " + length);
    }
    return bytes;
  }

  default BigInteger number(int maxBytes) throws MalformedException {
    byte[] bytes = string();
    if (bytes.length > maxBytes || (bytes.length > 0 && bytes[0] == 0)) {
      throw new MalformedException(
          "an RLP number of "
              + bytes.length
              + (" bytes, want at most " + maxBytes + " without a leading zero"));
    }
    return new BigInteger(1, bytes);
  }

  /** The bytes that {@link #parse} reads. */
  default byte[] toBytes() {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    switch (this) {
      case RlpString(Octets bytes) -> {
        byte[] string = bytes.toBytes();
        if (string.length == 1 && string[0] >= 0) {
          return string;
        }
        payload.writeBytes(string);
      }
      case RlpList(List<Rlp> items) -> items.forEach(item -> payload.writeBytes(item.toBytes()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int kind = this instanceof RlpString ? 0x80 : 0xC0;
    if (payload.size() < 56) {
      out.write(kind + payload.size());
    } else {
      byte[] length = of(BigInteger.valueOf(payload.size())).bytes().toBytes();
      out.write(kind + 55 + length.length);
      out.writeBytes(length);
    }
    out.writeBytes(payload.toByteArray());
    return out.toByteArray();
  }
}
