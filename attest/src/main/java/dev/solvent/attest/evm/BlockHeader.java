package dev.solvent.attest.evm;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * A block's header: its bytes, and what we need of them. The bytes are kept, since the hash is
 * theirs and forks append fields that we may not know.
 */
public final class BlockHeader {
  /** A header has some 600; chains that keep seals of their own in it have more. */
  static final int MAX_BYTES = 1 << 14;

  private static final int MAX_FIELDS = 40;
  private static final int STATE_ROOT = 3;
  private static final int NUMBER = 8;
  private static final int TIME = 11;

  /** How many bytes a field has; a negative figure is the most that a number has. */
  private static final List<Integer> FIELDS =
      List.of(32, 32, 20, 32, 32, 32, 256, -32, -8, -8, -8, -8);

  /** Behind the free bytes of field 12: mix hash and nonce, then what forks appended so far. */
  private static final int EXTRA = 12;

  private static final List<Integer> AFTER_EXTRA = List.of(32, 8, -32, 32, -8, -8, 32, 32);

  private final Octets rlp;
  private final Hash hash;
  private final Hash stateRoot;
  private final long number;
  private final Timestamp time;

  private BlockHeader(Octets rlp, Hash stateRoot, long number, Timestamp time) {
    this.rlp = rlp;
    this.hash = Keccak256.hash(rlp.toBytes());
    this.stateRoot = stateRoot;
    this.number = number;
    this.time = time;
  }

  public static BlockHeader parse(byte[] rlp) throws MalformedException {
    List<Rlp> fields = Rlp.parseList(rlp, MAX_BYTES).items();
    if (fields.size() < EXTRA + 3 || fields.size() > MAX_FIELDS) {
      throw new MalformedException(
          "a header of " + fields.size() + (" fields, want 15 to " + MAX_FIELDS));
    }
    for (int i = 0; i < fields.size(); i++) {
      requireForm(i, fields.get(i));
    }
    return new BlockHeader(
        Octets.of(rlp),
        Hash.of(fields.get(STATE_ROOT).string(32)),
        uint63(fields.get(NUMBER)),
        time(uint63(fields.get(TIME))));
  }

  private static void requireForm(int index, Rlp field) throws MalformedException {
    int after = index - EXTRA - 1;
    if (index == EXTRA) {
      field.string();
    } else if (index < EXTRA || after < AFTER_EXTRA.size()) {
      int form = index < EXTRA ? FIELDS.get(index) : AFTER_EXTRA.get(after);
      if (form < 0) {
        field.number(-form);
      } else {
        field.string(form);
      }
    } else if (field.string().length > 32) {
      throw new MalformedException("a header's field " + index + " over 32 bytes, want a word");
    }
  }

  private static long uint63(Rlp field) throws MalformedException {
    BigInteger value = field.number(8);
    if (value.bitLength() > 63) {
      throw new MalformedException("a header's number " + value + ", want below 2^63");
    }
    return value.longValueExact();
  }

  private static Timestamp time(long seconds) throws MalformedException {
    if (seconds > 253_402_300_799L) {
      throw new MalformedException("a header's time " + seconds + ", want before the year 10000");
    }
    return new Timestamp(Instant.ofEpochSecond(seconds));
  }

  public Octets rlp() {
    return rlp;
  }

  public Hash hash() {
    return hash;
  }

  public Hash stateRoot() {
    return stateRoot;
  }

  public long number() {
    return number;
  }

  public Timestamp time() {
    return time;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockHeader that && rlp.equals(that.rlp);
  }

  @Override
  public int hashCode() {
    return rlp.hashCode();
  }

  @Override
  public String toString() {
    return "BlockHeader[" + number + " 0x" + hash + "]";
  }
}
