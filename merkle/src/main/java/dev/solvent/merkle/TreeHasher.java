package dev.solvent.merkle;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Every hash of {@code solvent/sum-tree/v1} but the keyed ones, on byte arrays.
 *
 * <p>Each method fills one array with the whole message and hashes it with one call. The tags 0x00
 * to 0x05 keep the messages apart, every field has a fixed width or a length before it, and both
 * child sums stand inside the parent's hash: a tree that hashes only the parent's sum is unsound,
 * for each customer can be shown siblings of zero. One instance a thread; input and output may be
 * the same array.
 */
public final class TreeHasher {
  /** A node as it stands in arrays: hash, then u128 sum. */
  public static final int NODE_BYTES = Hash.BYTES + 16;

  /** Where the children stand in the message of their parent. */
  private static final int LEFT = 2;

  private static final int RIGHT = LEFT + NODE_BYTES;

  private static final byte[] ASSET_LABEL = "solvent/v1/asset".getBytes(StandardCharsets.US_ASCII);

  private final Sha256 sha = new Sha256();
  private final byte[] leaf = new byte[1 + Locator.BYTES + 16];
  private final byte[] node = new byte[2 + 2 * NODE_BYTES];
  private final byte[] located = new byte[1 + Hash.BYTES + AssetTag.BYTES];
  private final byte[] keyed = new byte[1 + Secret.BYTES + 2 + AccountId.MAX_BYTES];

  public TreeHasher() {
    leaf[0] = 0x00;
    node[0] = 0x01;
    located[0] = 0x02;
  }

  /** {@code H(0x00 ‖ locator ‖ u128 balance)}. */
  public void leaf(byte[] locator, int at, long high, long low, byte[] out, int outAt) {
    System.arraycopy(locator, at, leaf, 1, Locator.BYTES);
    Bytes.putLong(leaf, 33, high);
    Bytes.putLong(leaf, 41, low);
    sha.hash(leaf, leaf.length, out, outAt);
  }

  /**
   * {@code H(0x01 ‖ u8 level ‖ lHash ‖ u128 lSum ‖ rHash ‖ u128 rSum)} and the sum of the sums,
   * from two nodes that stand side by side at {@code children[at]} into the one at {@code
   * out[outAt]}. A sum of 2^128 or more is an {@link ArithmeticException}.
   */
  public void parent(int level, byte[] children, int at, byte[] out, int outAt) {
    begin(level);
    System.arraycopy(children, at, node, LEFT, 2 * NODE_BYTES);
    hashNode(out, outAt);
  }

  /**
   * Replaces the node at {@code running[0]} by the end of its path: a set bit of the index means
   * that the sibling of that level is on the left. The running node never leaves its place in the
   * next message.
   */
  void foldPath(long index, List<Node> siblings, byte[] running) {
    int at = place(index, 0);
    System.arraycopy(running, 0, node, at, NODE_BYTES);
    for (int level = 1; level <= siblings.size(); level++) {
      begin(level);
      siblings.get(level - 1).copyTo(node, LEFT + RIGHT - at);
      at = place(index, level);
      hashNode(node, at);
    }
    System.arraycopy(node, at, running, 0, NODE_BYTES);
  }

  private static int place(long index, int level) {
    return (index >>> level & 1) != 0 ? RIGHT : LEFT;
  }

  private void begin(int level) {
    if (level < 1 || level > SumTree.MAX_HEIGHT) { // a u8 would wrap
      throw new IllegalArgumentException("level " + level + ", want 1 to " + SumTree.MAX_HEIGHT);
    }
    node[1] = (byte) level;
  }

  private void hashNode(byte[] out, int outAt) {
    long leftHigh = Bytes.getLong(node, 34);
    long leftLow = Bytes.getLong(node, 42);
    long low = leftLow + Bytes.getLong(node, 90);
    long carry = Long.compareUnsigned(low, leftLow) < 0 ? 1 : 0;
    long rightHigh = Bytes.getLong(node, 82);
    long high = leftHigh + rightHigh + carry;
    // The carry out of the top bit of an addition with carry in.
    if (((leftHigh & rightHigh) | ((leftHigh | rightHigh) & ~high)) < 0) {
      throw new ArithmeticException("sum of a node of level " + node[1] + ", want below 2^128");
    }
    sha.hash(node, node.length, out, outAt);
    Bytes.putLong(out, outAt + 32, high);
    Bytes.putLong(out, outAt + 40, low);
  }

  /** {@code H("solvent/v1/asset" ‖ lp(issuer) ‖ u64 epoch ‖ lp(asset) ‖ u8 decimals)[0..16)}. */
  AssetTag assetTag(Issuer issuer, Epoch epoch, Asset asset) {
    byte[] name = issuer.utf8();
    byte[] ticker = asset.ticker().text().getBytes(StandardCharsets.US_ASCII);
    byte[] message = new byte[ASSET_LABEL.length + 2 + name.length + 8 + 2 + ticker.length + 1];
    System.arraycopy(ASSET_LABEL, 0, message, 0, ASSET_LABEL.length);
    int end = Bytes.putPrefixed(message, ASSET_LABEL.length, name, 0, name.length);
    Bytes.putLong(message, end, epoch.number());
    end = Bytes.putPrefixed(message, end + 8, ticker, 0, ticker.length);
    message[end] = (byte) asset.decimals();
    byte[] hash = new byte[Hash.BYTES];
    sha.hash(message, message.length, hash, 0);
    return AssetTag.ofHash(hash);
  }

  /** {@code H(0x02 ‖ accountHash ‖ assetTag)}. */
  public void locator(byte[] accountHash, int at, AssetTag tag, byte[] out, int outAt) {
    System.arraycopy(accountHash, at, located, 1, Hash.BYTES);
    tag.copyTo(located, 33);
    sha.hash(located, located.length, out, outAt);
  }

  /** {@code H(0x03 ‖ accountKey ‖ lp(accountId))}. */
  public void accountHash(
      byte[] key, int keyAt, byte[] id, int idAt, int idLength, byte[] out, int outAt) {
    keyed[0] = 0x03;
    System.arraycopy(key, keyAt, keyed, 1, Secret.BYTES);
    int end = Bytes.putPrefixed(keyed, 33, id, idAt, idLength);
    sha.hash(keyed, end, out, outAt);
  }

  /** The locator of blank {@code i}: {@code H(0x04 ‖ blankKey ‖ u64 i)}. */
  public void blankLocator(byte[] blankKey, long i, byte[] out, int outAt) {
    hashCounted((byte) 0x04, blankKey, 0, i, out, outAt);
  }

  /** {@code H(0x05 ‖ customerKey ‖ u64 epoch)}. */
  public void accountKey(byte[] customerKey, int at, long epoch, byte[] out, int outAt) {
    hashCounted((byte) 0x05, customerKey, at, epoch, out, outAt);
  }

  private void hashCounted(byte tag, byte[] key, int at, long number, byte[] out, int outAt) {
    keyed[0] = tag;
    System.arraycopy(key, at, keyed, 1, Secret.BYTES);
    Bytes.putLong(keyed, 33, number);
    sha.hash(keyed, 41, out, outAt);
  }
}
