package dev.solvent.merkle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * One path of a tree of the largest height, with siblings out of thin air: no such tree fits here.
 */
record HighTree(CommittedTree committed, AccountId account, AccountKey key, InclusionProof proof) {

  static HighTree of(
      MasterSecret master,
      Issuer issuer,
      Epoch epoch,
      AccountId account,
      Amount balance,
      long index) {
    byte[] key =
        ReferenceHashes.accountKey(ReferenceHashes.customerKey(master, issuer, account, 0), epoch);
    byte[] tag = ReferenceHashes.assetTag(issuer, epoch, Samples.BTC);
    BigInteger sum = balance.toBigInteger();
    byte[] hash = ReferenceHashes.leafHash(ReferenceHashes.locator(key, account, tag), sum);
    List<Node> siblings = new ArrayList<>();
    for (int level = 1; level <= SumTree.MAX_HEIGHT; level++) {
      byte[] siblingHash = ReferenceHashes.sha256(ReferenceHashes.u64(level));
      BigInteger siblingSum = BigInteger.valueOf(level);
      siblings.add(new Node(Hash.of(siblingHash), Samples.amount(siblingSum)));
      boolean siblingOnTheLeft = BigInteger.valueOf(index).testBit(level - 1);
      hash =
          siblingOnTheLeft
              ? ReferenceHashes.nodeHash(level, siblingHash, siblingSum, hash, sum)
              : ReferenceHashes.nodeHash(level, hash, sum, siblingHash, siblingSum);
      sum = sum.add(siblingSum);
    }
    Commitment commitment = new Commitment(Hash.of(hash), Samples.amount(sum), SumTree.MAX_HEIGHT);
    return new HighTree(
        new CommittedTree(issuer, epoch, Samples.BTC, commitment),
        account,
        new AccountKey(key),
        new InclusionProof(Samples.BTC, balance, index, siblings));
  }

  Verdict check(long index) {
    return InclusionCheck.check(committed, key, account, Samples.withIndex(proof, index));
  }
}
