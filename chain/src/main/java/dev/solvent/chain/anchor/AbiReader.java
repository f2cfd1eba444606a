package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a contract returns, word by word, as a node says it: nothing is read past its end, and a
 * number that its type cannot hold is refused. One tuple: its members stand in slots from 0 up.
 */
final class AbiReader {
  private final byte[] bytes;
  private final int start;

  AbiReader(byte[] bytes) {
    this(bytes, 0);
  }

  private AbiReader(byte[] bytes, int start) {
    this.bytes = bytes;
    this.start = start;
  }

  @FunctionalInterface
  interface Item<T> {
    T read(AbiReader items, int slot) throws MalformedException;
  }

  Hash word(int slot) throws MalformedException {
    return Hash.of(take(32L * slot, Hash.BYTES));
  }

  BigInteger number(int slot, int bits) throws MalformedException {
    BigInteger number = new BigInteger(1, word(slot).toBytes());
    if (number.bitLength() > bits) {
      throw new MalformedException(
          "number of " + number.bitLength() + " bits, want at most " + bits);
    }
    return number;
  }

  EvmAddress address(int slot) throws MalformedException {
    number(slot, 160);
    return new EvmAddress(Octets.of(take(32L * slot + 12, EvmAddress.BYTES)));
  }

  /** The tuple that the slot points at. */
  AbiReader tuple(int slot) throws MalformedException {
    int offset = number(slot, 31).intValueExact();
    take(offset, 0);
    return new AbiReader(bytes, start + offset);
  }

  byte[] octets(int slot, int most) throws MalformedException {
    AbiReader content = tuple(slot);
    return content.take(32, content.count(most));
  }

  String text(int slot, int most) throws MalformedException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets(slot, most)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("text that is not UTF-8, want UTF-8", e);
    }
  }

  /** An array; each item is read from the array's own slots. */
  <T> List<T> list(int slot, int most, Item<T> item) throws MalformedException {
    AbiReader array = tuple(slot);
    int count = array.count(most);
    AbiReader items = new AbiReader(bytes, array.start + 32);
    List<T> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(item.read(items, i));
    }
    return list;
  }

  private int count(int most) throws MalformedException {
    BigInteger count = number(0, 256);
    if (count.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new MalformedException("length " + count + ", want at most " + most);
    }
    return count.intValueExact();
  }

  private byte[] take(long from, int length) throws MalformedException {
    long at = start + from;
    if (at > bytes.length - length) {
      throw new MalformedException(
          bytes.length + " bytes returned, want " + length + " more at " + at);
    }
    return Arrays.copyOfRange(bytes, (int) at, (int) at + length);
  }
}
