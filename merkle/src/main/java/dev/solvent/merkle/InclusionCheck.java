package dev.solvent.merkle;

import dev.solvent.merkle.Verdict.Accepted;
import dev.solvent.merkle.Verdict.Reason;
import dev.solvent.merkle.Verdict.Rejected;
import java.util.List;

/**
 * The check of one inclusion proof, in the numbered steps of {@code docs/spec/liability-tree.md}.
 *
 * <p>It shows that this customer's balance is counted in the attested total, at a leaf no other
 * account id can claim. It does not show that other customers were counted: each checks for
 * themself, and auditors recompute.
 */
public final class InclusionCheck {
  private InclusionCheck() {}

  public static Verdict check(
      CommittedTree attested, AccountKey key, AccountId account, InclusionProof proof) {
    Asset asset = attested.asset();
    Commitment commitment = attested.commitment();

    // 1. The asset is the attested one. (That it is in the manifest, the caller's lookup says.)
    if (!proof.asset().ticker().equals(asset.ticker())) {
      return rejected(Reason.ASSET_NOT_ATTESTED, "asset " + proof.asset().ticker(), asset.ticker());
    }
    if (proof.asset().decimals() != asset.decimals()) {
      return rejected(
          Reason.OTHER_DECIMALS, "decimals " + proof.asset().decimals(), asset.decimals());
    }

    // 2. Exactly one sibling a level, and an index inside the tree.
    int height = commitment.height();
    List<Node> siblings = proof.siblings();
    if (siblings.size() != height) {
      return rejected(Reason.WRONG_LENGTH, siblings.size() + " siblings", height);
    }
    long index = proof.index();
    if (index < 0 || index >= 1L << height) {
      return rejected(Reason.INDEX_OUT_OF_RANGE, "index " + index, "0 <= index < 2^" + height);
    }

    // 3. The leaf, recomputed from what the customer knows.
    TreeHasher hasher = new TreeHasher();
    byte[] running = new byte[TreeHasher.NODE_BYTES];
    byte[] id = account.utf8();
    hasher.accountHash(key.exposeBytes(), 0, id, 0, id.length, running, 0);
    AssetTag tag = hasher.assetTag(attested.issuer(), attested.epoch(), asset);
    hasher.locator(running, 0, tag, running, 0);
    Amount balance = proof.balance();
    hasher.leaf(running, 0, balance.high(), balance.low(), running, 0);
    Bytes.putLong(running, 32, balance.high());
    Bytes.putLong(running, 40, balance.low());

    // 4. The fold: a set bit of the index means that the sibling is on the left.
    try {
      hasher.foldPath(index, siblings, running);
    } catch (ArithmeticException e) {
      return new Rejected(Reason.SUM_OVERFLOW, String.valueOf(e.getMessage()));
    }

    // 5. It ends at the attested root hash and at the attested total.
    Node end = Node.of(running, 0);
    if (!end.hash().equals(commitment.root())) {
      return rejected(Reason.OTHER_ROOT, "path ends at root " + end.hash(), commitment.root());
    }
    if (!end.sum().equals(commitment.total())) {
      return rejected(Reason.OTHER_TOTAL, "path ends at total " + end.sum(), commitment.total());
    }
    return new Accepted();
  }

  private static Rejected rejected(Reason reason, String found, Object wanted) {
    return new Rejected(reason, found + ", want " + wanted);
  }
}
