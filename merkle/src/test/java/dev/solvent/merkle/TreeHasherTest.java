package dev.solvent.merkle;

import static dev.solvent.merkle.Samples.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Each hash against its formula, wherever its input and output stand in their arrays. */
final class TreeHasherTest {
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

  private final TreeHasher hasher = new TreeHasher();

  @Property
  void leaf(@ForAll @Size(32) byte[] locator, @ForAll long high, @ForAll long low) {
    byte[] want = ReferenceHashes.leafHash(locator, new Amount(high, low).toBigInteger());
    byte[] array = placed(locator, 3);
    hasher.leaf(array, 3, high, low, array, 5);
    assertArrayEquals(want, Arrays.copyOfRange(array, 5, 37));
  }

  @Property
  void parent(
      @ForAll @IntRange(min = 1, max = 40) int level,
      @ForAll @Size(32) byte[] left,
      @ForAll @Size(32) byte[] right,
      @ForAll long leftHigh,
      @ForAll long leftLow,
      @ForAll long rightHigh,
      @ForAll long rightLow) {
    Amount leftSum = new Amount(leftHigh, leftLow);
    Amount rightSum = new Amount(rightHigh, rightLow);
    byte[] children = new byte[4 + 2 * TreeHasher.NODE_BYTES];
    new Node(Hash.of(left), leftSum).copyTo(children, 4);
    new Node(Hash.of(right), rightSum).copyTo(children, 4 + TreeHasher.NODE_BYTES);
    byte[] out = new byte[60];

    BigInteger sum = leftSum.toBigInteger().add(rightSum.toBigInteger());
    if (sum.compareTo(LIMIT) >= 0) {
      assertThrows(ArithmeticException.class, () -> hasher.parent(level, children, 4, out, 7));
      assertArrayEquals(new byte[60], out);
      return;
    }
    byte[] hash =
        ReferenceHashes.nodeHash(
            level, left, leftSum.toBigInteger(), right, rightSum.toBigInteger());
    Node want = new Node(Hash.of(hash), Samples.amount(sum));
    hasher.parent(level, children, 4, out, 7);
    assertEquals(want, Node.of(out, 7));
    hasher.parent(level, children, 4, children, 4);
    assertEquals(want, Node.of(children, 4));
  }

  @Property
  void foldPath_isOneParentALevel(
      @ForAll @IntRange(min = 0, max = 31) int index,
      @ForAll @Size(32) byte[] leaf,
      @ForAll @Size(max = 5) List<@Size(32) byte[]> siblings) {
    byte[] running = new byte[TreeHasher.NODE_BYTES];
    Node want = new Node(Hash.of(leaf), Amount.of(7));
    want.copyTo(running, 0);
    List<Node> path =
        siblings.stream().map(s -> new Node(Hash.of(s), Amount.of(s[0] & 0xFF))).toList();
    byte[] pair = new byte[2 * TreeHasher.NODE_BYTES];
    for (int level = 1; level <= path.size(); level++) {
      boolean siblingOnLeft = (index >>> (level - 1) & 1) != 0;
      want.copyTo(pair, siblingOnLeft ? TreeHasher.NODE_BYTES : 0);
      path.get(level - 1).copyTo(pair, siblingOnLeft ? 0 : TreeHasher.NODE_BYTES);
      hasher.parent(level, pair, 0, pair, 0);
      want = Node.of(pair, 0);
    }
    hasher.foldPath(index, path, running);
    assertEquals(want, Node.of(running, 0));
  }

  @Property
  void locator(@ForAll @Size(32) byte[] key, @ForAll @Size(min = 1, max = 255) byte[] id) {
    AssetTag tag = AssetTag.of(Samples.ISSUER, Samples.EPOCH, Samples.BTC);
    byte[] want =
        ReferenceHashes.sha256(
            ReferenceHashes.u8(2),
            ReferenceHashes.sha256(ReferenceHashes.u8(3), key, ReferenceHashes.lp(id)),
            ReferenceHashes.assetTag(Samples.ISSUER, Samples.EPOCH, Samples.BTC));
    byte[] array = placed(key, 2);
    hasher.accountHash(array, 2, placed(id, 1), 1, id.length, array, 4);
    hasher.locator(array, 4, tag, array, 1);
    assertArrayEquals(want, Arrays.copyOfRange(array, 1, 33));
  }

  @Property
  void keys(@ForAll @Size(32) byte[] key, @ForAll @LongRange(min = 0) long number) {
    byte[] array = placed(key, 6);
    hasher.accountKey(array, 6, number, array, 6);
    byte[] u64 = ReferenceHashes.u64(number);
    assertArrayEquals(
        ReferenceHashes.sha256(ReferenceHashes.u8(5), key, u64), Arrays.copyOfRange(array, 6, 38));
    hasher.blankLocator(key, number, array, 6);
    assertArrayEquals(
        ReferenceHashes.sha256(ReferenceHashes.u8(4), key, u64), Arrays.copyOfRange(array, 6, 38));
  }

  @Property
  void hmac(@ForAll @Size(32) byte[] key, @ForAll @Size(max = 400) byte[] message) {
    byte[] out = new byte[40];
    HmacSha256 hmac = new HmacSha256(key);
    for (int length : new int[] {message.length, message.length / 2, 0}) {
      hmac.code(message, length, out, 5);
      byte[] want = ReferenceHashes.hmac(new MasterSecret(key), Arrays.copyOf(message, length));
      assertArrayEquals(want, Arrays.copyOfRange(out, 5, 37));
    }
  }

  /** RFC 4231's keys are shorter or longer than ours; ours is always a whole secret. */
  @Test
  void hmac_takesKeysOf32BytesOnly() {
    for (int length : new int[] {0, 20, 31, 33, 64, 131}) {
      assertThrows(IllegalArgumentException.class, () -> new HmacSha256(new byte[length]));
    }
  }

  @Property(tries = 200)
  void customerKeys_manyInARow(@ForAll Random random, @ForAll @Size(32) byte[] secret) {
    MasterSecret master = new MasterSecret(secret);
    CustomerKeys keys = new CustomerKeys(master, Samples.ISSUER);
    for (int i = 0; i < 5; i++) {
      AccountId account = new AccountId("x".repeat(1 + random.nextInt(255)));
      int generation = random.nextInt(Integer.MAX_VALUE);
      byte[] want = ReferenceHashes.customerKey(master, Samples.ISSUER, account, generation);
      byte[] out = new byte[33];
      keys.derive(account.utf8(), 0, account.utf8().length, generation, out, 1);
      assertArrayEquals(want, Arrays.copyOfRange(out, 1, 33));
      assertArrayEquals(
          want, master.customerKey(Samples.ISSUER, account, generation).exposeBytes());
    }
  }

  @Test
  void customerKeys_refuseWhatNoAccountHas() {
    CustomerKeys keys = new CustomerKeys(Samples.MASTER, Samples.ISSUER);
    byte[] id = "alice".getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[32];
    assertThrows(IllegalArgumentException.class, () -> keys.derive(id, 0, 5, -1, out, 0));
    byte[] long256 = bytes(256, 0);
    assertThrows(IndexOutOfBoundsException.class, () -> keys.derive(long256, 0, 256, 0, out, 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> hasher.accountHash(out, 0, long256, 0, 256, new byte[32], 0));
  }

  /** No text of ours is this long, but the length field has two bytes. */
  @Test
  void lengths_areWrittenInTwoBytes() {
    byte[] source = bytes(0xABCD, 0);
    byte[] target = new byte[0xABCD + 5];
    assertEquals(3 + 2 + 0xABCD, Bytes.putPrefixed(target, 3, source, 0, source.length));
    byte[] want = ReferenceHashes.lp(source);
    assertArrayEquals(want, Arrays.copyOfRange(target, 3, target.length));
    assertEquals(0x00ABCD00, Bytes.getInt(target, 2));
    byte[] longest = new byte[0xFFFF];
    assertEquals(2 + 0xFFFF, Bytes.putPrefixed(new byte[70_000], 0, longest, 0, longest.length));
    assertThrows(
        IllegalArgumentException.class,
        () -> Bytes.putPrefixed(new byte[70_000], 0, new byte[65_536], 0, 65_536));
  }

  @Test
  void levels_are1To40() {
    byte[] children = new byte[2 * TreeHasher.NODE_BYTES];
    byte[] out = new byte[TreeHasher.NODE_BYTES];
    for (int level : new int[] {-1, 0, 41, 256, 257}) {
      assertThrows(IllegalArgumentException.class, () -> hasher.parent(level, children, 0, out, 0));
    }
    List<Node> path = Collections.nCopies(41, Node.of(children, 0));
    assertThrows(IllegalArgumentException.class, () -> hasher.foldPath(0, path, out));
  }

  /** What a refused call had taken in may not stand at the front of the next message. */
  @Test
  void aCallThatFails_leavesNothingBehind() {
    byte[] key = bytes(32, 9);
    byte[] want = ReferenceHashes.sha256(ReferenceHashes.u8(5), key, ReferenceHashes.u64(7));
    for (int at : new int[] {-1, 1, 32, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      byte[] out = new byte[32];
      assertThrows(IndexOutOfBoundsException.class, () -> hasher.accountKey(key, 0, 7, out, at));
      hasher.accountKey(key, 0, 7, out, 0);
      assertArrayEquals(want, out);
    }
  }

  private static byte[] placed(byte[] bytes, int at) {
    byte[] array = new byte[at + bytes.length + 40];
    System.arraycopy(bytes, 0, array, at, bytes.length);
    return array;
  }
}
