package dev.solvent.merkle;

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

  private final Sha256 sha = new Sha256();
  private final byte[] leaf = new byte[1 + Locator.BYTES + 16];
  private final byte[] node = new byte[2 + 2 * NODE_BYTES];
  private final byte[] located = new byte[1 + Hash.BYTES + AssetTag.BYTES];
  private final byte[] account = new byte[1 + Secret.BYTES + 2 + AccountId.MAX_BYTES];
  private final byte[] counted = new byte[1 + Secret.BYTES + 8];

  public TreeHasher() {
    leaf[0] = 0x00;
    node[0] = 0x01;
    located[0] = 0x02;
    account[0] = 0x03;
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
    System.arraycopy(children, at, node, 2, 2 * NODE_BYTES);
    hashNode(out, outAt);
  }

  /** Replaces the node at {@code running[0]} by its parent: one step up the path of a proof. */
  void fold(int level, Node sibling, boolean siblingOnLeft, byte[] running) {
    begin(level);
    sibling.copyTo(node, siblingOnLeft ? 2 : 2 + NODE_BYTES);
    System.arraycopy(running, 0, node, siblingOnLeft ? 2 + NODE_BYTES : 2, NODE_BYTES);
    hashNode(running, 0);
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

  /** {@code H(0x02 ‖ accountHash ‖ assetTag)}. */
  public void locator(byte[] accountHash, int at, AssetTag tag, byte[] out, int outAt) {
    System.arraycopy(accountHash, at, located, 1, Hash.BYTES);
    tag.copyTo(located, 33);
    sha.hash(located, located.length, out, outAt);
  }

  /** {@code H(0x03 ‖ accountKey ‖ lp(accountId))}. */
  public void accountHash(
      byte[] key, int keyAt, byte[] id, int idAt, int idLength, byte[] out, int outAt) {
    System.arraycopy(key, keyAt, account, 1, Secret.BYTES);
    int end = Bytes.putPrefixed(account, 33, id, idAt, idLength);
    sha.hash(account, end, out, outAt);
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
    counted[0] = tag;
    System.arraycopy(key, at, counted, 1, Secret.BYTES);
    Bytes.putLong(counted, 33, number);
    sha.hash(counted, counted.length, out, outAt);
  }
}
