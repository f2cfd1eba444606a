package dev.solvent.merkle;

import static dev.solvent.merkle.Samples.EPOCH;
import static dev.solvent.merkle.Samples.ISSUER;
import static dev.solvent.merkle.Samples.MASTER;
import static dev.solvent.merkle.Samples.account;
import static dev.solvent.merkle.Samples.amount;
import static dev.solvent.merkle.Samples.assertAccepted;
import static dev.solvent.merkle.Samples.assertRejected;
import static dev.solvent.merkle.Samples.check;
import static dev.solvent.merkle.Samples.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.solvent.merkle.ReferenceTree.Owed;
import dev.solvent.merkle.Verdict.Reason;
import dev.solvent.merkle.Verdict.Rejected;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is counted is accepted, whatever the size and the amounts; sums stop at 2^128. */
final class InclusionCheckTest {
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  @Test
  void everyProof_ofEverySizeUpTo300_isAccepted() {
    for (int size = 0; size <= 300; size++) {
      ReferenceTree tree = tree(size, 0);
      assertEquals(SumTree.height(size, 0), tree.commitment().height());
      assertEquals(size, tree.owners().size());
      for (Owed owed : tree.owners()) {
        assertAccepted(check(tree, owed.account(), tree.proof(owed.account())));
      }
    }
  }

  @Property(tries = 12)
  void proofsOfLargerTrees_areAccepted(
      @ForAll @IntRange(min = 301, max = 5000) int size, @ForAll Random random) {
    ReferenceTree tree = tree(size, 0);
    for (int i = 0; i < 40; i++) {
      AccountId account = account(random.nextInt(size));
      assertAccepted(check(tree, account, tree.proof(account)));
    }
  }

  @Property(tries = 60)
  void proofs_ofEveryMinHeight_areAccepted(
      @ForAll @IntRange(max = 20) int size, @ForAll @IntRange(max = 10) int minHeight) {
    ReferenceTree tree = tree(size, minHeight);
    int height = tree.commitment().height();
    assertEquals(SumTree.height(size, minHeight), height);
    for (Owed owed : tree.owners()) {
      InclusionProof proof = tree.proof(owed.account());
      assertEquals(height, proof.siblings().size());
      assertAccepted(check(tree, owed.account(), proof));
    }
  }

  @Property(tries = 150)
  void proofs_ofAnyAmounts_areAccepted(@ForAll("books") List<BigInteger> balances) {
    ReferenceTree tree = tree(0, book(balances));
    BigInteger total = balances.stream().reduce(BigInteger.ZERO, BigInteger::add);
    assertEquals(amount(total), tree.commitment().total());
    for (Owed owed : tree.owners()) {
      assertAccepted(check(tree, owed.account(), tree.proof(owed.account())));
    }
  }

  /** Amounts of every length; eight of them stay below 2^128. */
  @Provide
  Arbitrary<List<BigInteger>> books() {
    return Arbitraries.integers()
        .between(0, 124)
        .flatMap(
            bits -> Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.TWO.pow(bits)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Property
  void aTotalOfExactlyTheLargestAmount_isAccepted(@ForAll("partitions") List<BigInteger> parts) {
    ReferenceTree tree = tree(0, book(parts));
    assertEquals(Amount.MAX, tree.commitment().total());
    for (Owed owed : tree.owners()) {
      assertAccepted(check(tree, owed.account(), tree.proof(owed.account())));
    }
  }

  /** Positive amounts that sum to exactly 2^128 - 1. */
  @Provide
  Arbitrary<List<BigInteger>> partitions() {
    return Arbitraries.bigIntegers()
        .between(BigInteger.ONE, MAX.subtract(BigInteger.ONE))
        .set()
        .ofMinSize(0)
        .ofMaxSize(15)
        .map(cuts -> {
          List<BigInteger> borders = new ArrayList<>(cuts);
          borders.add(BigInteger.ZERO);
          borders.add(MAX);
          Collections.sort(borders);
          List<BigInteger> parts = new ArrayList<>();
          for (int i = 1; i < borders.size(); i++) {
            parts.add(borders.get(i).subtract(borders.get(i - 1)));
          }
          return parts;
        });
  }

  /** One unit too many on the path, added at the leaf or at any one sibling. */
  @Test
  void aSumOf2To128_atEachLevel_isRefused() {
    ReferenceTree tree = tree(0, fullBook(16));
    for (Owed owed : tree.owners()) {
      AccountId account = owed.account();
      InclusionProof proof = tree.proof(account);
      Amount oneMore = proof.balance().plus(Amount.of(1));
      assertOverflow(4, check(tree, account, Samples.withBalance(proof, oneMore)));
      for (int i = 0; i < 4; i++) {
        Node sibling = proof.siblings().get(i);
        Node larger = new Node(sibling.hash(), sibling.sum().plus(Amount.of(1)));
        assertOverflow(4, check(tree, account, Samples.withSibling(proof, i, larger)));
        Node largest = new Node(sibling.hash(), Amount.MAX);
        assertOverflow(i + 1, check(tree, account, Samples.withSibling(proof, i, largest)));
      }
    }
  }

  /** The low halves carry, the high halves are at their limit: 2^128 - 1 passes, 2^128 does not. */
  @Test
  void theCarryBetweenTheHalves_isCounted() {
    List<BigInteger> parts =
        List.of(MAX.subtract(new BigInteger("18446744073709551615")), BigInteger.TWO.pow(64));
    ReferenceTree fits =
        tree(0, book(List.of(parts.get(0), parts.get(1).subtract(BigInteger.ONE))));
    assertEquals(Amount.MAX, fits.commitment().total());
    for (Owed owed : fits.owners()) {
      InclusionProof proof = fits.proof(owed.account());
      assertAccepted(check(fits, owed.account(), proof));
      Amount oneMore = proof.balance().plus(Amount.of(1));
      assertOverflow(1, check(fits, owed.account(), Samples.withBalance(proof, oneMore)));
    }
  }

  /** What the operator would like: the wrapped sum is the attested total. */
  @Test
  void aSumThatWrapsToTheAttestedTotal_isRefused() {
    ReferenceTree tree = tree(5, 0);
    AccountId account = account(3);
    InclusionProof proof = tree.proof(account);
    for (int i = 0; i < proof.siblings().size(); i++) {
      Node sibling = proof.siblings().get(i);
      Amount more = proof.balance().plus(sibling.sum()).plus(Amount.of(1));
      Node minusOne = new Node(sibling.hash(), Amount.MAX); // as two's complement has it
      InclusionProof forged = Samples.withSibling(Samples.withBalance(proof, more), i, minusOne);
      assertOverflow(i + 1, check(tree, account, forged));
    }
  }

  @Test
  void anIndexBeyond32Bits_pointsAtTheSidesItSays() {
    long index = 0b1010_0000_0000_0000_0000_0000_0000_0000_0000_0101L;
    HighTree high = HighTree.of(MASTER, ISSUER, EPOCH, account(1), Amount.of(5), index);
    assertAccepted(high.check(index));
    for (int bit = 0; bit < SumTree.MAX_HEIGHT; bit++) {
      assertRejected(Reason.OTHER_ROOT, high.check(index ^ 1L << bit));
    }
    for (int bit = SumTree.MAX_HEIGHT; bit < 64; bit++) {
      assertRejected(Reason.INDEX_OUT_OF_RANGE, high.check(index ^ 1L << bit));
    }
  }

  @Test
  void aRefusal_saysWhatWasFoundAndWhatIsWanted() {
    ReferenceTree tree = tree(5, 0);
    InclusionProof proof = tree.proof(account(0));
    Rejected rejected =
        assertInstanceOf(Rejected.class, check(tree, account(0), Samples.withIndex(proof, 8)));
    assertEquals("index 8, want 0 <= index < 2^3", rejected.detail());
  }

  private static void assertOverflow(int level, Verdict verdict) {
    assertRejected(Reason.SUM_OVERFLOW, verdict);
    assertEquals(
        "sum of a node of level " + level + ", want below 2^128", ((Rejected) verdict).detail());
  }

  private static List<Owed> fullBook(int size) {
    List<BigInteger> balances = new ArrayList<>(Collections.nCopies(size - 1, BigInteger.TWO));
    balances.add(MAX.subtract(BigInteger.TWO.multiply(BigInteger.valueOf(size - 1))));
    return book(balances);
  }

  private static List<Owed> book(List<BigInteger> balances) {
    List<Owed> book = new ArrayList<>();
    for (BigInteger balance : balances) {
      book.add(new Owed(account(book.size()), amount(balance)));
    }
    return book;
  }
}
