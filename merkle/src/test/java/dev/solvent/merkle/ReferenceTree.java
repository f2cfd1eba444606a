package dev.solvent.merkle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The liability tree as {@code docs/spec/liability-tree.md} has it, slow and obvious: recursive,
 * one object a node, sums as BigInteger, the JDK's own HMAC. The fast builder is held against it.
 *
 * <p>Of the code under test it uses the values (ids, amounts, proofs) and no hash, so that an error
 * in a hash cannot stand on both sides. Immutable.
 *
 * <pre>
 *   ReferenceTree tree = ReferenceTree.of(master, issuer, epoch, asset, 3, List.of(new Owed(alice, Amount.of(5))));
 *   tree.committed()   what a manifest would attest      tree.accountKey(alice)   tree.proof(alice)
 *   tree.leaves()      sorted, the blanks among them     tree.node(level, index)  every node
 * </pre>
 */
public final class ReferenceTree {
  private static final HexFormat HEX = HexFormat.of();
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

  private final MasterSecret master;
  private final CommittedTree committed;
  private final byte[] assetTag;
  private final List<Leaf> leaves;
  private final Subtree root;

  /** One row of the book. A balance of zero has no leaf. */
  public record Owed(AccountId account, Amount balance, int generation) {
    public Owed(AccountId account, Amount balance) {
      this(account, balance, 0);
    }
  }

  /** A leaf; a blank belongs to nobody. The locator is hex, which sorts as its bytes do. */
  public record Leaf(String locator, BigInteger balance, @Nullable Owed owner) {}

  private record Subtree(
      Hash hash, BigInteger sum, @Nullable Subtree left, @Nullable Subtree right) {}

  private ReferenceTree(
      MasterSecret master,
      Issuer issuer,
      Epoch epoch,
      Asset asset,
      int minHeight,
      List<Owed> book) {
    this.master = master;
    this.assetTag = ReferenceHashes.assetTag(issuer, epoch, asset);

    List<Leaf> found = new ArrayList<>();
    Set<AccountId> seen = new HashSet<>();
    for (Owed owed : book) {
      if (!owed.balance().isZero()) {
        if (!seen.add(owed.account())) {
          throw new IllegalArgumentException("account " + owed.account() + " twice, want once");
        }
        byte[] key = accountKey(master, issuer, epoch, owed);
        byte[] locator = ReferenceHashes.locator(key, owed.account(), assetTag);
        found.add(new Leaf(HEX.formatHex(locator), owed.balance().toBigInteger(), owed));
      }
    }
    int height = minHeight;
    while (1L << height < found.size()) {
      height++;
    }
    byte[] blankKey = ReferenceHashes.blankKey(master, assetTag);
    for (long i = 0; found.size() < 1L << height; i++) {
      byte[] locator = ReferenceHashes.blankLocator(blankKey, i);
      found.add(new Leaf(HEX.formatHex(locator), BigInteger.ZERO, null));
    }
    found.sort(Comparator.comparing(Leaf::locator));
    this.leaves = List.copyOf(found);
    this.root = subtree(height, leaves);
    Commitment commitment = new Commitment(root.hash(), amount(root.sum()), height);
    this.committed = new CommittedTree(issuer, epoch, asset, commitment);
  }

  /**
   * Builds the tree of one asset and epoch.
   *
   * @throws IllegalArgumentException where an account stands in the book twice
   * @throws ArithmeticException where a sum reaches 2^128
   */
  public static ReferenceTree of(
      MasterSecret master,
      Issuer issuer,
      Epoch epoch,
      Asset asset,
      int minHeight,
      List<Owed> book) {
    return new ReferenceTree(master, issuer, epoch, asset, minHeight, book);
  }

  /** The tree as a manifest would attest it. */
  public CommittedTree committed() {
    return committed;
  }

  /** Root hash, total and height. */
  public Commitment commitment() {
    return committed.commitment();
  }

  /** All {@code 2^height} leaves in ascending order of locator. */
  public List<Leaf> leaves() {
    return leaves;
  }

  /** The rows that have a leaf, in the order of the leaves. */
  public List<Owed> owners() {
    List<Owed> owners = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (leaf.owner() != null) {
        owners.add(leaf.owner());
      }
    }
    return owners;
  }

  /** The index of the account's leaf, or -1. */
  public int indexOf(AccountId account) {
    for (int i = 0; i < leaves.size(); i++) {
      Owed owner = leaves.get(i).owner();
      if (owner != null && owner.account().equals(account)) {
        return i;
      }
    }
    return -1;
  }

  /** The key with which the account checks this tree. It must have a leaf. */
  public AccountKey accountKey(AccountId account) {
    Owed owner = leaves.get(indexOf(account)).owner();
    return new AccountKey(accountKey(master, committed.issuer(), committed.epoch(), owner));
  }

  /** The key of this tree's blanks. */
  public BlankKey blankKey() {
    return new BlankKey(ReferenceHashes.blankKey(master, assetTag));
  }

  /** The asset tag, in hex. */
  public String assetTag() {
    return HEX.formatHex(assetTag);
  }

  /** The node with this index on this level; leaves are level 0. */
  public Node node(int level, long index) {
    Subtree at = root;
    for (int bit = commitment().height() - level - 1; bit >= 0; bit--) {
      at = (index >> bit & 1) == 0 ? at.left() : at.right();
    }
    return new Node(at.hash(), amount(at.sum()));
  }

  /** The proof of the account's leaf. It must have one. */
  public InclusionProof proof(AccountId account) {
    return proof(indexOf(account));
  }

  /** The proof of the leaf with this index, be it a blank. */
  public InclusionProof proof(int index) {
    List<Node> siblings = new ArrayList<>();
    for (int level = 0; level < commitment().height(); level++) {
      siblings.add(node(level, (index >> level) ^ 1));
    }
    Amount balance = amount(leaves.get(index).balance());
    return new InclusionProof(committed.asset(), balance, index, siblings);
  }

  private static Subtree subtree(int level, List<Leaf> leaves) {
    if (level == 0) {
      Leaf leaf = leaves.getFirst();
      byte[] locator = HEX.parseHex(leaf.locator());
      return new Subtree(
          Hash.of(ReferenceHashes.leafHash(locator, leaf.balance())), leaf.balance(), null, null);
    }
    int half = leaves.size() / 2;
    Subtree left = subtree(level - 1, leaves.subList(0, half));
    Subtree right = subtree(level - 1, leaves.subList(half, leaves.size()));
    BigInteger sum = left.sum().add(right.sum());
    if (sum.compareTo(LIMIT) >= 0) {
      throw new ArithmeticException("sum " + sum + ", want below 2^128");
    }
    byte[] hash =
        ReferenceHashes.nodeHash(
            level, left.hash().toBytes(), left.sum(), right.hash().toBytes(), right.sum());
    return new Subtree(Hash.of(hash), sum, left, right);
  }

  private static byte[] accountKey(MasterSecret master, Issuer issuer, Epoch epoch, Owed owed) {
    byte[] customerKey =
        ReferenceHashes.customerKey(master, issuer, owed.account(), owed.generation());
    return ReferenceHashes.accountKey(customerKey, epoch);
  }

  private static Amount amount(BigInteger value) {
    return new Amount(value.shiftRight(64).longValue(), value.longValue());
  }
}
