package dev.solvent.verifier;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.SumTree;
import dev.solvent.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tree of one asset and epoch, of a few accounts, in memory. Immutable. */
final class TestTree {
  private static final int LEAST_HEIGHT = 2;

  private final MasterSecret master;
  private final Issuer issuer;
  private final Epoch epoch;
  private final Asset asset;
  private final AssetTag tag;
  private final SortedMap<Locator, Amount> leaves = new TreeMap<>();

  /** The leaves' level first, the root alone last. */
  private final List<List<Node>> levels = new ArrayList<>();

  TestTree(
      MasterSecret master,
      Issuer issuer,
      Epoch epoch,
      Asset asset,
      Map<AccountId, Amount> balances) {
    this.master = master;
    this.issuer = issuer;
    this.epoch = epoch;
    this.asset = asset;
    tag = AssetTag.of(issuer, epoch, asset);
    balances.forEach((account, balance) -> leaves.put(locator(account), balance));
    BlankKey blanks = master.blankKey(tag);
    int size = 1 << SumTree.height(leaves.size(), LEAST_HEIGHT);
    for (long i = 0; leaves.size() < size; i++) {
      byte[] locator = new byte[Locator.BYTES];
      new TreeHasher().blankLocator(blanks.exposeBytes(), i, locator, 0);
      leaves.put(Locator.of(locator), Amount.ZERO);
    }
    List<Node> level = new ArrayList<>();
    leaves.forEach((locator, balance) -> level.add(leaf(locator, balance)));
    addLevels(level);
  }

  private void addLevels(List<Node> level) {
    levels.add(level);
    if (level.size() > 1) {
      List<Node> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(parent(levels.size(), level.get(i), level.get(i + 1)));
      }
      addLevels(above);
    }
  }

  private Locator locator(AccountId account) {
    return master.customerKey(issuer, account, 0).accountKey(epoch).locator(account, tag);
  }

  private static Node leaf(Locator locator, Amount balance) {
    byte[] node = new byte[TreeHasher.NODE_BYTES];
    new TreeHasher().leaf(locator.exposeBytes(), 0, balance.high(), balance.low(), node, 0);
    Bytes.putLong(node, 32, balance.high());
    Bytes.putLong(node, 40, balance.low());
    return Node.of(node, 0);
  }

  private static Node parent(int level, Node left, Node right) {
    byte[] children = new byte[2 * TreeHasher.NODE_BYTES];
    left.copyTo(children, 0);
    right.copyTo(children, TreeHasher.NODE_BYTES);
    new TreeHasher().parent(level, children, 0, children, 0);
    return Node.of(children, 0);
  }

  Commitment commitment() {
    Node root = levels.getLast().getFirst();
    return new Commitment(root.hash(), root.sum(), levels.size() - 1);
  }

  /** The position of this account, if it has a leaf. */
  Optional<InclusionProof> prove(AccountId account) {
    int index = List.copyOf(leaves.keySet()).indexOf(locator(account));
    if (index < 0) {
      return Optional.empty();
    }
    List<Node> siblings = new ArrayList<>();
    for (int level = 0; level < levels.size() - 1; level++) {
      siblings.add(levels.get(level).get((index >> level) ^ 1));
    }
    Node leaf = levels.getFirst().get(index);
    return Optional.of(new InclusionProof(asset, leaf.sum(), index, siblings));
  }
}
