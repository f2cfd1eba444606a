package dev.solvent.merkle;

import static dev.solvent.merkle.Samples.BTC;
import static dev.solvent.merkle.Samples.EPOCH;
import static dev.solvent.merkle.Samples.ISSUER;
import static dev.solvent.merkle.Samples.assertAccepted;
import static dev.solvent.merkle.Samples.assertRejected;
import static dev.solvent.merkle.Samples.flipped;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.ReferenceTree.Owed;
import dev.solvent.merkle.Verdict.Reason;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every single-bit change of everything that goes into a check is refused, for the right reason.
 */
final class InclusionMutationTest {
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);
  private static final Hash SOME_HASH = Hash.of(Samples.bytes(32, 7));

  /** One customer alone, trees with blanks, a full tree, and one whose total leaves no room. */
  static List<ReferenceTree> trees() {
    List<Owed> rich = new ArrayList<>();
    rich.add(new Owed(new AccountId("用户-003"), Samples.amount(LIMIT.shiftRight(1))));
    rich.add(new Owed(new AccountId("josé@example.com"), Samples.amount(LIMIT.shiftRight(2))));
    rich.add(new Owed(new AccountId("a"), Amount.of(1)));
    return List.of(
        Samples.tree(1, 0),
        Samples.tree(1, 2),
        Samples.tree(5, 0),
        Samples.tree(8, 0),
        Samples.tree(3, 5),
        Samples.tree(0, rich));
  }

  /** One customer's view of a tree, to change one thing of. */
  private record Case(
      CommittedTree committed, AccountKey key, AccountId account, InclusionProof proof) {
    Verdict check(InclusionProof changed) {
      return InclusionCheck.check(committed, key, account, changed);
    }

    Verdict check(CommittedTree changed) {
      return InclusionCheck.check(changed, key, account, proof);
    }

    Verdict check(AccountKey changed) {
      return InclusionCheck.check(committed, changed, account, proof);
    }

    Verdict check(AccountId changed) {
      return InclusionCheck.check(committed, key, changed, proof);
    }

    int height() {
      return committed.commitment().height();
    }

    /**
     * A changed amount on the path overflows if the total does: sums only grow towards the root.
     */
    Reason otherAmount(Amount was, Amount is) {
      BigInteger total = committed.commitment().total().toBigInteger();
      BigInteger changed = total.subtract(was.toBigInteger()).add(is.toBigInteger());
      return changed.compareTo(LIMIT) < 0 ? Reason.OTHER_ROOT : Reason.SUM_OVERFLOW;
    }
  }

  private static void forEach(ReferenceTree tree, Consumer<Case> test) {
    for (Owed owed : tree.owners()) {
      AccountId account = owed.account();
      Case whole =
          new Case(tree.committed(), tree.accountKey(account), account, tree.proof(account));
      assertAccepted(whole.check(whole.proof()));
      test.accept(whole);
    }
  }

  private static Amount flippedAmount(Amount amount, int bit) {
    return bit < 64
        ? new Amount(amount.high(), amount.low() ^ 1L << bit)
        : new Amount(amount.high() ^ 1L << (bit - 64), amount.low());
  }

  @ParameterizedTest
  @MethodSource("trees")
  void index(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          for (int bit = 0; bit < 64; bit++) {
            assertRejected(
                bit < whole.height() ? Reason.OTHER_ROOT : Reason.INDEX_OUT_OF_RANGE,
                whole.check(Samples.withIndex(whole.proof(), whole.proof().index() ^ 1L << bit)));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void balance(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          for (int bit = 0; bit < 128; bit++) {
            Amount balance = whole.proof().balance();
            Amount changed = flippedAmount(balance, bit);
            assertRejected(
                whole.otherAmount(balance, changed),
                whole.check(Samples.withBalance(whole.proof(), changed)));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void siblings(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          for (int level = 0; level < whole.height(); level++) {
            Node sibling = whole.proof().siblings().get(level);
            for (int bit = 0; bit < 256; bit++) {
              Hash hash = Hash.of(flipped(sibling.hash().toBytes(), bit));
              Node changed = new Node(hash, sibling.sum());
              assertRejected(
                  Reason.OTHER_ROOT,
                  whole.check(Samples.withSibling(whole.proof(), level, changed)));
            }
            for (int bit = 0; bit < 128; bit++) {
              Amount sum = flippedAmount(sibling.sum(), bit);
              Node changed = new Node(sibling.hash(), sum);
              assertRejected(
                  whole.otherAmount(sibling.sum(), sum),
                  whole.check(Samples.withSibling(whole.proof(), level, changed)));
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void numberOfSiblings(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          for (int count = 0; count <= SumTree.MAX_HEIGHT + 1; count++) {
            List<Node> siblings = new ArrayList<>(whole.proof().siblings());
            while (siblings.size() > count) {
              siblings.removeLast();
            }
            while (siblings.size() < count) {
              siblings.add(new Node(SOME_HASH, Amount.ZERO));
            }
            Verdict verdict = whole.check(Samples.withSiblings(whole.proof(), siblings));
            if (count == whole.height()) {
              assertAccepted(verdict);
            } else {
              assertRejected(Reason.WRONG_LENGTH, verdict);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void accountId(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          int valid = 0;
          byte[] id = whole.account().utf8();
          for (int bit = 0; bit < 8 * id.length; bit++) {
            byte[] changed = flipped(id, bit);
            if (AccountId.problem(changed, 0, changed.length) == null) {
              valid++;
              assertRejected(Reason.OTHER_ROOT, whole.check(new AccountId(decode(changed))));
            }
          }
          assertTrue(valid > 4, () -> "too few valid neighbours of " + whole.account());
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void accountKey(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          for (int bit = 0; bit < 256; bit++) {
            AccountKey changed = new AccountKey(flipped(whole.key().exposeBytes(), bit));
            assertRejected(Reason.OTHER_ROOT, whole.check(changed));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void assetOfTheProof(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          for (Ticker ticker : neighbours(BTC.ticker().text(), Ticker::parse)) {
            Asset changed = new Asset(ticker, BTC.decimals());
            assertRejected(
                Reason.ASSET_NOT_ATTESTED, whole.check(Samples.withAsset(whole.proof(), changed)));
            CommittedTree committed = whole.committed();
            assertRejected(
                Reason.OTHER_ROOT,
                InclusionCheck.check(
                    new CommittedTree(ISSUER, EPOCH, changed, committed.commitment()),
                    whole.key(),
                    whole.account(),
                    Samples.withAsset(whole.proof(), changed)));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void decimalsOfTheProof(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          for (int decimals = 0; decimals <= Asset.MAX_DECIMALS; decimals++) {
            if (decimals != BTC.decimals()) {
              Asset changed = new Asset(BTC.ticker(), decimals);
              InclusionProof proof = Samples.withAsset(whole.proof(), changed);
              assertRejected(Reason.OTHER_DECIMALS, whole.check(proof));
              Commitment commitment = whole.committed().commitment();
              assertRejected(
                  Reason.OTHER_ROOT,
                  InclusionCheck.check(
                      new CommittedTree(ISSUER, EPOCH, changed, commitment),
                      whole.key(),
                      whole.account(),
                      proof));
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void attestedRootAndTotal(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          Commitment was = whole.committed().commitment();
          for (int bit = 0; bit < 256; bit++) {
            Hash root = Hash.of(flipped(was.root().toBytes(), bit));
            assertRejected(
                Reason.OTHER_ROOT,
                whole.check(
                    Samples.withCommitment(whole.committed(), root, was.total(), was.height())));
          }
          for (int bit = 0; bit < 128; bit++) {
            Amount total = flippedAmount(was.total(), bit);
            assertRejected(
                Reason.OTHER_TOTAL,
                whole.check(
                    Samples.withCommitment(whole.committed(), was.root(), total, was.height())));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void attestedHeight(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          Commitment was = whole.committed().commitment();
          for (int height = 0; height <= SumTree.MAX_HEIGHT; height++) {
            if (height != was.height()) {
              CommittedTree changed =
                  Samples.withCommitment(whole.committed(), was.root(), was.total(), height);
              assertRejected(Reason.WRONG_LENGTH, whole.check(changed));
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("trees")
  void attestedIssuerAndEpoch(ReferenceTree tree) {
    forEach(
        tree,
        whole -> {
          Commitment commitment = whole.committed().commitment();
          for (Issuer issuer : neighbours(ISSUER.domain(), Issuer::parse)) {
            assertRejected(
                Reason.OTHER_ROOT, whole.check(new CommittedTree(issuer, EPOCH, BTC, commitment)));
          }
          for (int bit = 0; bit < 53; bit++) {
            long number = EPOCH.number() ^ 1L << bit;
            Epoch epoch = new Epoch(number);
            assertRejected(
                Reason.OTHER_ROOT, whole.check(new CommittedTree(ISSUER, epoch, BTC, commitment)));
          }
        });
  }

  /** The order in which reasons are looked for: a change of everything names the first. */
  @Test
  void theFirstReason_isTheOneNamed() {
    ReferenceTree tree = Samples.tree(5, 0);
    AccountId account = Samples.account(1);
    Asset eth = new Asset(new Ticker("ETH"), 18);
    InclusionProof proof = new InclusionProof(eth, Amount.MAX, -1, List.of());
    assertRejected(Reason.ASSET_NOT_ATTESTED, Samples.check(tree, account, proof));
    proof = Samples.withAsset(proof, new Asset(BTC.ticker(), 18));
    assertRejected(Reason.OTHER_DECIMALS, Samples.check(tree, account, proof));
    proof = Samples.withAsset(proof, BTC);
    assertRejected(Reason.WRONG_LENGTH, Samples.check(tree, account, proof));
    proof = Samples.withSiblings(proof, tree.proof(account).siblings());
    assertRejected(Reason.INDEX_OUT_OF_RANGE, Samples.check(tree, account, proof));
    proof = Samples.withIndex(proof, 0);
    assertRejected(Reason.SUM_OVERFLOW, Samples.check(tree, account, proof));
    proof = Samples.withBalance(proof, Amount.ZERO);
    assertRejected(Reason.OTHER_ROOT, Samples.check(tree, account, proof));
  }

  private interface Reader<T> {
    T read(String text) throws MalformedException;
  }

  /** What the reader accepts of the texts that differ in one bit of one ASCII character. */
  private static <T> List<T> neighbours(String text, Reader<T> reader) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    List<T> neighbours = new ArrayList<>();
    for (int bit = 0; bit < 8 * ascii.length; bit++) {
      try {
        String changed = new String(flipped(ascii, bit), StandardCharsets.ISO_8859_1);
        neighbours.add(reader.read(changed));
      } catch (MalformedException e) {
        // not a value: nothing to check
      }
    }
    assertTrue(neighbours.size() > 5, () -> "too few valid neighbours of " + text);
    return neighbours;
  }

  private static String decode(byte[] utf8) {
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      return decoded.toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError(e);
    }
  }
}
