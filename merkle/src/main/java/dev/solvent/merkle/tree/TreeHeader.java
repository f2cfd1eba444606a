package dev.solvent.merkle.tree;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.CommittedTree;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.SumTree;
import dev.solvent.merkle.Ticker;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The first file of a tree's folder: what the tree is and how its other two files are laid out.
 *
 * @param accounts how many leaves are accounts and not blanks
 * @param balanceBytes the width of a balance in {@code leaves}
 * @param sumBytes the width of a sum in {@code nodes}
 */
public record TreeHeader(
    Issuer issuer,
    Epoch epoch,
    Asset asset,
    Commitment commitment,
    long accounts,
    int balanceBytes,
    int sumBytes) {
  /** The lowest level that {@code nodes} stores; those below are hashed again when asked for. */
  public static final int LOWEST_STORED_LEVEL = 4;

  static final String FILE = "header";
  static final int MOST_BYTES = 1024;

  private static final byte[] MAGIC = "solvtree".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;

  public TreeHeader {
    if (accounts < 0 || accounts > 1L << commitment.height()) {
      throw new IllegalArgumentException(
          accounts + " accounts, want 0 to 2^" + commitment.height());
    }
    if (sumBytes != commitment.total().byteLength()
        || balanceBytes < 1
        || balanceBytes > sumBytes) {
      throw new IllegalArgumentException(
          "balances of "
              + balanceBytes
              + " and sums of "
              + sumBytes
              + " bytes, want the least that hold them");
    }
  }

  public CommittedTree committed() {
    return new CommittedTree(issuer, epoch, asset, commitment);
  }

  long leaves() {
    return 1L << commitment.height();
  }

  int leafBytes() {
    return Hash.BYTES + balanceBytes;
  }

  int nodeBytes() {
    return Hash.BYTES + sumBytes;
  }

  long leavesFileBytes() {
    return leaves() * leafBytes();
  }

  long nodesFileBytes() {
    return nodePosition(commitment.height() + 1, 0);
  }

  /** Where a node stands in {@code nodes}: the levels follow each other, lowest first. */
  long nodePosition(int level, long index) {
    long before = 0;
    for (int below = LOWEST_STORED_LEVEL; below < level; below++) {
      before += 1L << (commitment.height() - below);
    }
    return (before + index) * nodeBytes();
  }

  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(MOST_BYTES);
    out.put(MAGIC).put(VERSION);
    putText(out, SumTree.SCHEME);
    putText(out, issuer.domain());
    out.putLong(epoch.number());
    putText(out, asset.ticker().text());
    out.put((byte) asset.decimals());
    out.put((byte) commitment.height());
    out.putLong(accounts);
    out.put((byte) balanceBytes).put((byte) sumBytes).put((byte) LOWEST_STORED_LEVEL);
    out.put(commitment.root().toBytes());
    out.putLong(commitment.total().high()).putLong(commitment.total().low());
    out.put(sha256(out.array(), out.position()));
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Reads a header, which must be the one encoding of what it says. */
  static TreeHeader parse(byte[] bytes) throws MalformedException {
    if (bytes.length > MOST_BYTES) {
      throw new MalformedException(
          "header of " + bytes.length + " bytes, want at most " + MOST_BYTES);
    }
    int end = bytes.length - Hash.BYTES;
    if (end < 0 || !startsWith(bytes, MAGIC)) {
      throw new MalformedException("not a tree header, want one that begins with \"solvtree\"");
    }
    byte[] checksum = Arrays.copyOfRange(bytes, end, bytes.length);
    if (!Arrays.equals(sha256(bytes, end), checksum)) {
      throw new MalformedException("header is damaged, its checksum differs");
    }
    try {
      TreeHeader header = parseFields(ByteBuffer.wrap(bytes, MAGIC.length, end - MAGIC.length));
      if (!Arrays.equals(header.toBytes(), bytes)) {
        throw new MalformedException("header is not in its one encoding");
      }
      return header;
    } catch (BufferUnderflowException e) {
      throw new MalformedException("header ends too early", e);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("header: " + e.getMessage(), e);
    }
  }

  private static TreeHeader parseFields(ByteBuffer in) throws MalformedException {
    int version = in.get();
    if (version != VERSION) {
      throw new MalformedException("tree format " + version + ", want " + VERSION);
    }
    String scheme = getText(in);
    if (!scheme.equals(SumTree.SCHEME)) {
      throw new MalformedException("scheme \"" + scheme + "\", want " + SumTree.SCHEME);
    }
    Issuer issuer = Issuer.parse(getText(in));
    Epoch epoch = new Epoch(in.getLong());
    Asset asset = new Asset(Ticker.parse(getText(in)), in.get());
    int height = in.get();
    long accounts = in.getLong();
    int balanceBytes = in.get();
    int sumBytes = in.get();
    int lowest = in.get();
    if (lowest != LOWEST_STORED_LEVEL) {
      throw new MalformedException(
          "lowest stored level " + lowest + ", want " + LOWEST_STORED_LEVEL);
    }
    byte[] root = new byte[Hash.BYTES];
    in.get(root);
    Amount total = new Amount(in.getLong(), in.getLong());
    Commitment commitment = new Commitment(Hash.of(root), total, height);
    return new TreeHeader(issuer, epoch, asset, commitment, accounts, balanceBytes, sumBytes);
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static void putText(ByteBuffer out, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) utf8.length).put(utf8);
  }

  private static String getText(ByteBuffer in) {
    byte[] utf8 = new byte[Math.min(in.getShort() & 0xFFFF, in.remaining() + 1)];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
