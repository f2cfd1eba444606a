package dev.solvent.merkle;

import static dev.solvent.merkle.Samples.BTC;
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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.ReferenceTree.Leaf;
import dev.solvent.merkle.ReferenceTree.Owed;
import dev.solvent.merkle.Verdict.Accepted;
import dev.solvent.merkle.Verdict.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What an operator who cheats would try against the tree: rows 1 to 6 and 20 of the threat model.
 * Where others have built a tree on which the attack works, it is shown at work there first.
 */
final class ThreatsTest {
  private static final AccountId ALICE = new AccountId("alice");
  private static final AccountId BOB = new AccountId("bob");
  private static final Amount OWED = Amount.of(100);
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

  private final ReferenceTree honest = tree(0, List.of(new Owed(ALICE, OWED), new Owed(BOB, OWED)));

  private Node leafOf(AccountId account) {
    return honest.node(0, honest.indexOf(account));
  }

  private Verdict checkTwo(Node root, Amount total, AccountId account, Node sibling) {
    CommittedTree attested = Samples.withCommitment(honest.committed(), root.hash(), total, 1);
    InclusionProof shown = new InclusionProof(BTC, OWED, honest.indexOf(account), List.of(sibling));
    return InclusionCheck.check(attested, honest.accountKey(account), account, shown);
  }

  private static Node withSum(Node node, Amount sum) {
    return new Node(node.hash(), sum);
  }

  @Test
  void threat01_siblingsOfZero_passWhereOnlyTheParentsSumIsHashed() {
    Node left = honest.node(0, 0);
    Node right = honest.node(0, 1);
    Node root = Unsound.ONLY_PARENT_SUM.parent(1, left, withSum(right, Amount.ZERO));
    assertEquals(OWED, root.sum()); // owed is twice as much
    List<Node> nothingRight = List.of(withSum(right, Amount.ZERO));
    List<Node> nothingLeft = List.of(withSum(left, Amount.ZERO));
    assertEquals(root, Unsound.ONLY_PARENT_SUM.fold(left, 0, nothingRight));
    assertEquals(root, Unsound.ONLY_PARENT_SUM.fold(right, 1, nothingLeft));
  }

  /** Whatever sums the operator puts into the root, a total of half is never shown to both. */
  @Test
  void threat01_siblingsOfZero_areRefused() {
    List<Amount> sums = List.of(Amount.ZERO, Amount.of(50), OWED);
    for (Amount left : sums) {
      for (Amount right : sums) {
        Node root = parent(1, withSum(honest.node(0, 0), left), withSum(honest.node(0, 1), right));
        int convinced = 0;
        for (AccountId account : List.of(ALICE, BOB)) {
          Node sibling = honest.node(0, honest.indexOf(account) ^ 1);
          boolean accepted = false;
          for (Amount shown : sums) {
            Verdict verdict = checkTwo(root, OWED, account, withSum(sibling, shown));
            accepted |= verdict instanceof Accepted;
          }
          convinced += accepted ? 1 : 0;
        }
        assertTrue(convinced < 2, () -> "both are shown a total of half");
      }
    }
    assertAccepted(checkTwo(honest.node(1, 0), Amount.of(200), ALICE, leafOf(BOB)));
    assertAccepted(checkTwo(honest.node(1, 0), Amount.of(200), BOB, leafOf(ALICE)));
  }

  @Test
  void threat01_siblingsOfZero_inALargerTree_areRefusedToEach() {
    ReferenceTree tree = tree(13, 0);
    for (Owed owed : tree.owners()) {
      InclusionProof proof = tree.proof(owed.account());
      for (int i = 0; i < proof.siblings().size(); i++) {
        Node sibling = proof.siblings().get(i);
        if (!sibling.sum().isZero()) {
          InclusionProof forged = Samples.withSibling(proof, i, withSum(sibling, Amount.ZERO));
          assertRejected(Reason.OTHER_ROOT, check(tree, owed.account(), forged));
        }
      }
    }
  }

  @Test
  void threat02_negativeAmounts_cannotBeSaid() {
    assertThrows(MalformedException.class, () -> Amount.parse("-60"));
    assertThrows(MalformedException.class, () -> Amount.parse(LIMIT.toString()));
    assertThrows(IllegalArgumentException.class, () -> Amount.of(-60));
  }

  @Test
  void threat02_aSumThatWraps_isRefused() {
    Node minus60 = withSum(leafOf(BOB), amount(LIMIT.subtract(BigInteger.valueOf(60))));
    int index = honest.indexOf(ALICE);
    Node root = Unsound.WRAPPING.fold(leafOf(ALICE), index, List.of(minus60));
    assertEquals(Amount.of(40), root.sum()); // less than Alice alone is owed
    assertRejected(Reason.SUM_OVERFLOW, checkTwo(root, Amount.of(40), ALICE, minus60));
  }

  @Test
  void threat02_aLostCarry_isRefused() {
    Node large = withSum(leafOf(BOB), new Amount(0, -50));
    int index = honest.indexOf(ALICE);
    Node root = Unsound.LOST_CARRY.fold(leafOf(ALICE), index, List.of(large));
    assertEquals(Amount.of(50), root.sum());
    assertRejected(Reason.OTHER_TOTAL, checkTwo(root, Amount.of(50), ALICE, large));
    assertAccepted(checkTwo(root, new Amount(1, 50), ALICE, large));
  }

  @Test
  void threat03_oneLeafForTwoCustomers_passesWhereTheLeafNamesNobody() {
    Node blank = Unsound.anonymousLeaf(Amount.ZERO);
    Node counted = Unsound.anonymousLeaf(OWED);
    Node root = Unsound.WRAPPING.parent(1, counted, blank);
    for (Owed customer : honest.owners()) { // each recomputes a leaf, and it is the same one
      Node leaf = Unsound.anonymousLeaf(customer.balance());
      assertEquals(root, Unsound.WRAPPING.fold(leaf, 0, List.of(blank)));
    }
    assertEquals(OWED, root.sum()); // owed is twice as much
  }

  @Test
  void threat03_oneLeafForTwoCustomers_isRefused() {
    ReferenceTree tree = tree(0, List.of(new Owed(ALICE, OWED)));
    InclusionProof proof = tree.proof(ALICE);
    AccountKey aliceKey = tree.accountKey(ALICE);
    AccountKey bobKey = MASTER.customerKey(ISSUER, BOB, 0).accountKey(EPOCH);
    assertAccepted(InclusionCheck.check(tree.committed(), aliceKey, ALICE, proof));
    assertRejected(Reason.OTHER_ROOT, InclusionCheck.check(tree.committed(), bobKey, BOB, proof));
    // Not even where both are handed the same key.
    assertRejected(Reason.OTHER_ROOT, InclusionCheck.check(tree.committed(), aliceKey, BOB, proof));
  }

  /** What a builder must look for: the second row's leaf would stand beside the first's. */
  @Test
  void threat04_theSameAccountTwice_hasOneLocator() {
    List<Owed> twice = List.of(new Owed(ALICE, OWED), new Owed(ALICE, Amount.of(1)));
    assertThrows(IllegalArgumentException.class, () -> tree(0, twice));
    ReferenceTree first = tree(0, twice.subList(0, 1));
    ReferenceTree second = tree(0, twice.subList(1, 2));
    assertEquals(first.leaves().getFirst().locator(), second.leaves().getFirst().locator());
  }

  @Test
  void threat04_aDroppedAccount_hasNoProofAtAnyLeaf() {
    ReferenceTree tree = tree(13, 0);
    AccountId dropped = account(13);
    AccountKey key = MASTER.customerKey(ISSUER, dropped, 0).accountKey(EPOCH);
    for (int index = 0; index < tree.leaves().size(); index++) {
      InclusionProof stolen = tree.proof(index);
      Verdict verdict = InclusionCheck.check(tree.committed(), key, dropped, stolen);
      assertRejected(Reason.OTHER_ROOT, verdict);
    }
  }

  @Test
  void threat05_aNodePassedOffAsLeaf_isRefused() {
    ReferenceTree tree = tree(8, 0);
    AccountId account = account(3);
    InclusionProof proof = tree.proof(account);
    long index = proof.index() >> 1;
    InclusionProof lifted =
        new InclusionProof(BTC, tree.node(1, index).sum(), index, proof.siblings().subList(1, 3));
    assertRejected(Reason.WRONG_LENGTH, check(tree, account, lifted));
    Commitment was = tree.commitment();
    CommittedTree lower =
        Samples.withCommitment(tree.committed(), was.root(), was.total(), was.height() - 1);
    AccountKey key = tree.accountKey(account);
    assertRejected(Reason.OTHER_ROOT, InclusionCheck.check(lower, key, account, lifted));
  }

  /** A leaf hung one level too high, so that its customer's path is shorter than the others'. */
  @Test
  void threat05_aLeafAtAnotherDepth_isRefused() {
    Node bob = leafOf(BOB);
    Node top = Unsound.ANY_DEPTH.parent(2, leafOf(ALICE), Unsound.ANY_DEPTH.parent(1, bob, bob));
    List<Node> shorter = List.of(Unsound.ANY_DEPTH.parent(1, bob, bob));
    assertEquals(top, Unsound.ANY_DEPTH.fold(leafOf(ALICE), 0, shorter));

    Node root = parent(2, leafOf(ALICE), parent(1, bob, bob));
    for (int height : List.of(1, 2)) {
      CommittedTree attested =
          Samples.withCommitment(honest.committed(), root.hash(), root.sum(), height);
      InclusionProof proof = new InclusionProof(BTC, OWED, 0, List.of(parent(1, bob, bob)));
      assertRejected(
          height == 1 ? Reason.OTHER_ROOT : Reason.WRONG_LENGTH,
          InclusionCheck.check(attested, honest.accountKey(ALICE), ALICE, proof));
    }
  }

  @Test
  void threat05_theSameChildren_hashOtherwiseOnEachLevel() {
    Set<Hash> seen = new HashSet<>();
    for (int level = 1; level <= SumTree.MAX_HEIGHT; level++) {
      assertTrue(seen.add(parent(level, leafOf(ALICE), leafOf(BOB)).hash()));
    }
  }

  /** The border between issuer and account id is shifted; joined bare, the bytes are the same. */
  @Test
  void threat06_anAmbiguousJoin_givesOtherKeys() {
    Issuer longer = new Issuer(ISSUER.domain() + "al");
    assertEquals(ISSUER.domain() + "alice", longer.domain() + "ice");
    assertNotEquals(
        MASTER.customerKey(ISSUER, ALICE, 0), MASTER.customerKey(longer, new AccountId("ice"), 0));
    assertNotEquals(
        MASTER.customerKey(ISSUER, new AccountId("alice"), 0x30303030),
        MASTER.customerKey(ISSUER, new AccountId("alice0000"), 0));
    assertNotEquals(
        AssetTag.of(ISSUER, EPOCH, BTC), AssetTag.of(new Issuer("exchange.exampl"), EPOCH, BTC));
  }

  @Test
  void threat06_hashesThatAgreeInAllButOneByte_areOthers() {
    ReferenceTree tree = tree(8, 0);
    AccountId account = account(3);
    InclusionProof proof = tree.proof(account);
    Commitment was = tree.commitment();
    for (int i = 0; i < Hash.BYTES; i++) {
      byte[] root = was.root().toBytes();
      root[i] ^= (byte) 0xFF;
      CommittedTree other =
          Samples.withCommitment(tree.committed(), Hash.of(root), was.total(), was.height());
      assertRejected(
          Reason.OTHER_ROOT, InclusionCheck.check(other, tree.accountKey(account), account, proof));
    }
    for (int digits : List.of(16, 32, 62)) {
      String cut = was.root().toString().substring(0, digits);
      assertThrows(MalformedException.class, () -> Hash.parse(cut));
    }
  }

  @Test
  void threat06_oddNodesDoubled_letOneLeafStandTwice() {
    List<Hash> three = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      three.add(Hash.of(Samples.bytes(32, i)));
    }
    List<Hash> four = new ArrayList<>(three);
    four.add(three.getLast());
    assertEquals(Unsound.oddNodesDoubled(three), Unsound.oddNodesDoubled(four));
  }

  /** The place of a missing fourth leaf is a blank's, and no node is its own neighbour. */
  @Test
  void threat06_noNodeIsItsOwnNeighbour() {
    for (int size = 1; size <= 40; size++) {
      ReferenceTree tree = tree(size, 1);
      for (int level = 0; level < tree.commitment().height(); level++) {
        for (long index = 0; index < 1L << (tree.commitment().height() - level); index += 2) {
          assertNotEquals(tree.node(level, index), tree.node(level, index + 1));
        }
      }
      assertEquals(Math.max(2, Integer.highestOneBit(2 * size - 1)), tree.leaves().size());
    }
  }

  /** Rank correlation of 1,000 accounts' numbers with their places, and of two epochs' places. */
  @Test
  void threat20_theOrder_saysNothingOfIdsOrOfOtherEpochs() {
    int size = 1000;
    int[] now = places(EPOCH, size);
    int[] next = places(new Epoch(8), size);
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = i;
    }
    assertEquals(1.0, correlation(now, now), 1e-9);
    assertEquals(0.0, correlation(numbers, now), 0.1);
    assertEquals(0.0, correlation(now, next), 0.1);
  }

  /** Half of the bits differ, as between any two hashes. */
  @Test
  void threat20_keysAndLocatorsOfTwoEpochs_shareNothing() {
    AssetTag tag = AssetTag.of(ISSUER, EPOCH, BTC);
    Epoch next = new Epoch(8);
    AssetTag nextTag = AssetTag.of(ISSUER, next, BTC);
    for (int i = 0; i < 200; i++) {
      CustomerKey customer = MASTER.customerKey(ISSUER, account(i), 0);
      AccountKey key = customer.accountKey(EPOCH);
      AccountKey nextKey = customer.accountKey(next);
      assertUnlike(key.exposeBytes(), nextKey.exposeBytes());
      assertUnlike(customer.exposeBytes(), key.exposeBytes());
      assertUnlike(
          key.locator(account(i), tag).exposeBytes(),
          nextKey.locator(account(i), nextTag).exposeBytes());
      // Shown one epoch's key, a stranger cannot even ask for the next epoch's leaf.
      assertNotEquals(nextKey.locator(account(i), nextTag), key.locator(account(i), nextTag));
    }
  }

  @Test
  void threat20_blanks_areOtherOnesInEachTree_andHideTheNumberOfCustomers() {
    Set<String> seen = new HashSet<>();
    for (int epoch = 1; epoch <= 5; epoch++) {
      for (Asset asset : List.of(BTC, new Asset(new Ticker("ETH"), 18))) {
        ReferenceTree tree =
            ReferenceTree.of(MASTER, ISSUER, new Epoch(epoch), asset, 5, List.of());
        for (Leaf leaf : tree.leaves()) {
          assertTrue(seen.add(leaf.locator()));
        }
      }
    }
    for (int size = 1; size <= 32; size++) {
      assertEquals(5, tree(size, 5).proof(account(0)).siblings().size());
    }
  }

  private static Node parent(int level, Node left, Node right) {
    byte[] children = new byte[2 * TreeHasher.NODE_BYTES];
    left.copyTo(children, 0);
    right.copyTo(children, TreeHasher.NODE_BYTES);
    new TreeHasher().parent(level, children, 0, children, 0);
    return Node.of(children, 0);
  }

  private static int[] places(Epoch epoch, int size) {
    ReferenceTree tree = ReferenceTree.of(MASTER, ISSUER, epoch, BTC, 0, Samples.book(size));
    int[] places = new int[size];
    List<Owed> owners = tree.owners();
    for (int place = 0; place < size; place++) {
      AccountId account = owners.get(place).account();
      places[Integer.parseInt(account.text().replaceAll("\\D", ""))] = place;
    }
    return places;
  }

  /** Of two permutations of 0 … n-1. */
  private static double correlation(int[] a, int[] b) {
    double mean = (a.length - 1) / 2.0;
    double both = 0;
    double one = 0;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - mean) * (b[i] - mean);
      one += (a[i] - mean) * (a[i] - mean);
    }
    return both / one;
  }

  private static void assertUnlike(byte[] a, byte[] b) {
    int differing = new BigInteger(1, a).xor(new BigInteger(1, b)).bitCount();
    assertTrue(differing > 80 && differing < 176, () -> HexFormat.of().formatHex(a));
  }
}
