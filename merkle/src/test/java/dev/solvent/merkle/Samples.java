package dev.solvent.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.solvent.merkle.ReferenceTree.Owed;
import dev.solvent.merkle.Verdict.Accepted;
import dev.solvent.merkle.Verdict.Reason;
import dev.solvent.merkle.Verdict.Rejected;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What most tests of this package start from. */
final class Samples {
  static final MasterSecret MASTER = new MasterSecret(bytes(32, 0));
  static final Issuer ISSUER = new Issuer("exchange.example");
  static final Epoch EPOCH = new Epoch(7);
  static final Asset BTC = new Asset(new Ticker("BTC"), 8);

  private Samples() {}

  /** So many bytes that count up from {@code first}. */
  static byte[] bytes(int length, int first) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  static AccountId account(int number) {
    return new AccountId("customer-" + number + "@example.com");
  }

  /** Accounts 0, 1, …, each with its own balance. */
  static List<Owed> book(int size) {
    List<Owed> book = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      book.add(new Owed(account(i), Amount.of(1_000_000_007L * (i + 1))));
    }
    return book;
  }

  static ReferenceTree tree(int minHeight, List<Owed> book) {
    return ReferenceTree.of(MASTER, ISSUER, EPOCH, BTC, minHeight, book);
  }

  static ReferenceTree tree(int size, int minHeight) {
    return tree(minHeight, book(size));
  }

  /** The verdict over a proof that the account was handed, read with the account's own key. */
  static Verdict check(ReferenceTree tree, AccountId account, InclusionProof proof) {
    return InclusionCheck.check(tree.committed(), tree.accountKey(account), account, proof);
  }

  static void assertAccepted(Verdict verdict) {
    assertInstanceOf(Accepted.class, verdict, verdict::toString);
  }

  static void assertRejected(Reason reason, Verdict verdict) {
    Rejected rejected = assertInstanceOf(Rejected.class, verdict, "want " + reason);
    assertEquals(reason, rejected.reason(), rejected::detail);
  }

  static Amount amount(BigInteger value) {
    return new Amount(value.shiftRight(64).longValue(), value.longValue());
  }

  static Amount amount(String decimal) {
    return amount(new BigInteger(decimal));
  }

  static InclusionProof withBalance(InclusionProof proof, Amount balance) {
    return new InclusionProof(proof.asset(), balance, proof.index(), proof.siblings());
  }

  static InclusionProof withIndex(InclusionProof proof, long index) {
    return new InclusionProof(proof.asset(), proof.balance(), index, proof.siblings());
  }

  static InclusionProof withAsset(InclusionProof proof, Asset asset) {
    return new InclusionProof(asset, proof.balance(), proof.index(), proof.siblings());
  }

  static InclusionProof withSiblings(InclusionProof proof, List<Node> siblings) {
    return new InclusionProof(proof.asset(), proof.balance(), proof.index(), siblings);
  }

  static InclusionProof withSibling(InclusionProof proof, int level, Node sibling) {
    List<Node> siblings = new ArrayList<>(proof.siblings());
    siblings.set(level, sibling);
    return withSiblings(proof, siblings);
  }

  static CommittedTree withCommitment(CommittedTree tree, Hash root, Amount total, int height) {
    Commitment commitment = new Commitment(root, total, height);
    return new CommittedTree(tree.issuer(), tree.epoch(), tree.asset(), commitment);
  }

  static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }
}
