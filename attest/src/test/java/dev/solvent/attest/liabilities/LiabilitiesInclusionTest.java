package dev.solvent.attest.liabilities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.InclusionOutcome.Failed;
import dev.solvent.attest.liabilities.InclusionOutcome.Passed;
import dev.solvent.attest.liabilities.InclusionOutcome.Position;
import dev.solvent.attest.liabilities.InclusionOutcome.Reason;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.Verdict;
import dev.solvent.merkle.Verdict.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The check {@code liabilities.inclusion}, its steps, and those who would cheat it. */
final class LiabilitiesInclusionTest {
  private static final String ALICE = "alice@example.com";
  private static final LiabilitiesManifest MANIFEST = Samples.manifest();
  private static final AccountProof PROOF = Samples.proof(ALICE);

  private static InclusionOutcome check(AccountProof proof, String... expected) {
    return check(MANIFEST, proof, expected);
  }

  private static InclusionOutcome check(
      LiabilitiesManifest manifest, AccountProof proof, String... expected) {
    List<ExpectedBalance> balances = new ArrayList<>();
    for (String text : expected) {
      try {
        balances.add(ExpectedBalance.parse(text));
      } catch (MalformedException e) {
        throw new AssertionError(e);
      }
    }
    return LiabilitiesInclusion.check(manifest, proof, balances);
  }

  private static Failed failed(InclusionOutcome outcome, Reason reason, String detail) {
    Failed failed = assertInstanceOf(Failed.class, outcome);
    assertEquals(List.of(new InclusionOutcome.Failure(reason, detail)), failed.failures());
    return failed;
  }

  private static Verdict.Reason rejection(InclusionOutcome outcome, int position) {
    assertInstanceOf(Failed.class, outcome);
    return assertInstanceOf(Rejected.class, outcome.positions().get(position).verdict()).reason();
  }

  /** Alice's proof with her position in BTC changed. */
  private static AccountProof withBtc(UnaryOperator<InclusionProof> change) {
    List<InclusionProof> positions = new ArrayList<>(PROOF.positions());
    positions.set(0, change.apply(positions.getFirst()));
    return Samples.proof(ALICE, positions);
  }

  private static AccountProof withOrigin(Issuer issuer, Epoch epoch) {
    return new AccountProof(
        PROOF.accountId(),
        PROOF.accountKey(),
        Optional.empty(),
        Optional.empty(),
        epoch,
        issuer,
        PROOF.positions(),
        JsonObject.EMPTY);
  }

  private static LiabilitiesManifest withCommitment(String ticker, Commitment commitment) {
    List<CommittedAsset> assets = new ArrayList<>();
    for (CommittedAsset entry : Samples.assets()) {
      boolean changed = entry.asset().ticker().text().equals(ticker);
      assets.add(changed ? new CommittedAsset(entry.asset(), commitment) : entry);
    }
    return Samples.manifest(assets, List.of());
  }

  @Test
  void liabilitiesInclusion_everyAccountOfTheVectors_passes() {
    for (String account : List.of(ALICE, "bob", "用户-003", "dave", "erin")) {
      AccountProof proof = Samples.proof(account);
      Passed passed = assertInstanceOf(Passed.class, check(proof));
      assertEquals(new AccountId(account), passed.account());
      assertEquals(proof.positions(), passed.positions().stream().map(Position::proof).toList());
      assertTrue(passed.positions().stream().allMatch(Position::isCounted));
    }
  }

  // 1. Issuer and epoch.

  @Test
  void row27_otherIssuer_fails() {
    AccountProof proof = withOrigin(new Issuer("other.example"), Samples.EPOCH);
    failed(check(proof), Reason.OTHER_ISSUER, "issuer other.example, want exchange.example");
  }

  @Test
  void row27_otherEpoch_fails() {
    AccountProof proof = withOrigin(Samples.ISSUER, new Epoch(8));
    failed(check(proof), Reason.OTHER_EPOCH, "epoch 8, want 7");
  }

  /** An old tree attested again: the same commitments under a new epoch. */
  @Test
  void row27_oldTreeInANewManifest_fails() {
    LiabilitiesManifest next =
        new LiabilitiesManifest(
            Samples.AS_OF,
            Samples.assets(),
            new Epoch(8),
            List.of(),
            Samples.ISSUER,
            JsonObject.EMPTY);
    InclusionOutcome outcome = check(next, withOrigin(Samples.ISSUER, new Epoch(8)));
    assertEquals(Verdict.Reason.OTHER_ROOT, rejection(outcome, 0));
    assertEquals(Verdict.Reason.OTHER_ROOT, rejection(outcome, 1));
  }

  /** The tree of one issuer in the manifest of another. */
  @Test
  void row27_treeOfAnotherIssuer_fails() {
    Issuer other = new Issuer("other.example");
    LiabilitiesManifest theirs =
        new LiabilitiesManifest(
            Samples.AS_OF, Samples.assets(), Samples.EPOCH, List.of(), other, JsonObject.EMPTY);
    InclusionOutcome outcome = check(theirs, withOrigin(other, Samples.EPOCH));
    assertEquals(Verdict.Reason.OTHER_ROOT, rejection(outcome, 0));
  }

  // 2. Positions.

  @Test
  void row7_treeOfTheIssuersOwnMakingForOneCustomer_fails() {
    Commitment honest = Samples.assets().getFirst().commitment();
    Commitment smaller = new Commitment(honest.root(), Amount.of(42_000_000), honest.height());
    failed(
        check(withCommitment("BTC", smaller), PROOF),
        Reason.POSITION_REJECTED,
        "BTC: path ends at total 2099999942000008, want 42000000");
    Commitment otherRoot =
        new Commitment(Samples.assets().get(1).commitment().root(), honest.total(), 2);
    assertEquals(
        Verdict.Reason.OTHER_ROOT, rejection(check(withCommitment("BTC", otherRoot), PROOF), 0));
  }

  @Test
  void row7_heightFromTheProof_fails() {
    Commitment honest = Samples.assets().getFirst().commitment();
    Commitment lower = new Commitment(honest.root(), honest.total(), 1);
    assertEquals(
        Verdict.Reason.WRONG_LENGTH, rejection(check(withCommitment("BTC", lower), PROOF), 0));
  }

  @Test
  void row7_otherDecimalsThanAttested_fails() {
    AccountProof proof =
        withBtc(btc ->
            new InclusionProof(
                new Asset(new Ticker("BTC"), 6), btc.balance(), btc.index(), btc.siblings()));
    failed(check(proof), Reason.POSITION_REJECTED, "BTC: decimals 6, want 8");
  }

  @Test
  void row2_sumsThatOverflow_fail() {
    AccountProof proof =
        withBtc(btc -> {
          List<Node> siblings = new ArrayList<>(btc.siblings());
          siblings.set(0, new Node(siblings.getFirst().hash(), Amount.MAX));
          return new InclusionProof(btc.asset(), btc.balance(), btc.index(), siblings);
        });
    assertEquals(Verdict.Reason.SUM_OVERFLOW, rejection(check(proof), 0));
  }

  @Test
  void liabilitiesInclusion_siblingWithAnotherSum_fails() {
    AccountProof proof =
        withBtc(btc -> {
          List<Node> siblings = new ArrayList<>(btc.siblings());
          siblings.set(0, new Node(siblings.getFirst().hash(), Amount.ZERO));
          return new InclusionProof(btc.asset(), btc.balance(), btc.index(), siblings);
        });
    assertEquals(Verdict.Reason.OTHER_ROOT, rejection(check(proof), 0));
  }

  @Test
  void liabilitiesInclusion_otherBalanceIndexOrAccount_fails() {
    assertEquals(
        Verdict.Reason.OTHER_ROOT,
        rejection(
            check(
                withBtc(btc ->
                    new InclusionProof(
                        btc.asset(), Amount.of(41_000_000), btc.index(), btc.siblings()))),
            0));
    assertEquals(
        Verdict.Reason.INDEX_OUT_OF_RANGE,
        rejection(
            check(
                withBtc(btc -> new InclusionProof(btc.asset(), btc.balance(), 4, btc.siblings()))),
            0));
    AccountProof bobs = Samples.proof("bob", PROOF.positions());
    assertEquals(Verdict.Reason.OTHER_ROOT, rejection(check(bobs), 0));
  }

  @Test
  void liabilitiesInclusion_assetThatIsNotAttested_fails() {
    LiabilitiesManifest without = Samples.manifest(Samples.assets().subList(1, 4), List.of());
    InclusionOutcome outcome = check(without, PROOF);
    failed(outcome, Reason.POSITION_REJECTED, "BTC: asset BTC, want one of the 3 in the manifest");
    assertEquals(Verdict.Reason.ASSET_NOT_ATTESTED, rejection(outcome, 0));
    assertTrue(outcome.positions().get(1).isCounted(), "the others are checked all the same");
  }

  /** One good position does not make up for another. */
  @Test
  void liabilitiesInclusion_everyPositionMustBeCounted() {
    AccountProof proof =
        withBtc(btc -> new InclusionProof(btc.asset(), Amount.ZERO, btc.index(), btc.siblings()));
    Failed failed = assertInstanceOf(Failed.class, check(proof));
    assertEquals(
        List.of(false, true), failed.positions().stream().map(Position::isCounted).toList());
  }

  // 3. What is not counted.

  @Test
  void row22_attestedAssetsWithoutAPosition_areNamed() {
    assertEquals(
        List.of("SOL:9", "USDT:6"),
        check(PROOF).notCounted().stream().map(Asset::toString).toList());
    assertEquals(
        List.of("SOL:9"),
        check(Samples.proof("erin")).notCounted().stream().map(Asset::toString).toList());
  }

  @Test
  void row29_omittedPosition_isNamed() {
    AccountProof proof = Samples.proof(ALICE, PROOF.positions().subList(1, 2));
    InclusionOutcome outcome = check(proof);
    assertInstanceOf(Passed.class, outcome);
    assertEquals(
        List.of("BTC:8", "SOL:9", "USDT:6"),
        outcome.notCounted().stream().map(Asset::toString).toList());
  }

  // 4. What the customer expects.

  @Test
  void row22_expectedBalances_passWhereTheyAreCounted() {
    assertInstanceOf(Passed.class, check(PROOF, "BTC=0.42", "ETH=1.5"));
    assertInstanceOf(Passed.class, check(PROOF, "BTC=0.420", "ETH=1.500000000000000000"));
    assertInstanceOf(Passed.class, check(PROOF, "SOL=0", "DOGE=0.0"));
  }

  @Test
  void row22_otherBalanceThanExpected_fails() {
    failed(check(PROOF, "BTC=0.43"), Reason.OTHER_BALANCE, "BTC=0.42000000, want BTC=0.43");
    failed(
        check(PROOF, "BTC=0.42000000000001"),
        Reason.OTHER_BALANCE,
        "BTC=0.42000000, want BTC=0.42000000000001");
    failed(check(PROOF, "BTC=42000000"), Reason.OTHER_BALANCE, "BTC=0.42000000, want BTC=42000000");
    failed(check(PROOF, "BTC=0"), Reason.OTHER_BALANCE, "BTC=0.42000000, want BTC=0");
  }

  @Test
  void row29_omittedPositionThatIsExpected_fails() {
    AccountProof proof = Samples.proof(ALICE, PROOF.positions().subList(1, 2));
    failed(check(proof, "BTC=0.42"), Reason.NO_POSITION, "BTC: no position, want BTC=0.42");
    failed(
        check(PROOF, "XMR=0.1"),
        Reason.NO_POSITION,
        "XMR: asset not in the manifest, want XMR=0.1");
  }

  /** The attested decimals say what a coin is, not those of the proof. */
  @Test
  void row7_expectedCoinsInOtherDecimals_fail() {
    AccountProof proof =
        withBtc(btc ->
            new InclusionProof(
                new Asset(new Ticker("BTC"), 6), btc.balance(), btc.index(), btc.siblings()));
    Failed failed = assertInstanceOf(Failed.class, check(proof, "BTC=42"));
    assertEquals(
        List.of(Reason.POSITION_REJECTED, Reason.OTHER_BALANCE),
        failed.failures().stream().map(InclusionOutcome.Failure::reason).toList());
  }

  @Test
  void everyFailureIsNamed() {
    AccountProof proof = withOrigin(new Issuer("other.example"), new Epoch(8));
    Failed failed = assertInstanceOf(Failed.class, check(proof, "BTC=1", "SOL=1"));
    assertEquals(
        List.of(Reason.OTHER_ISSUER, Reason.OTHER_EPOCH, Reason.OTHER_BALANCE, Reason.NO_POSITION),
        failed.failures().stream().map(InclusionOutcome.Failure::reason).toList());
  }

  @Test
  void outcomeThatContradictsItself_cannotBeMade() {
    Position rejected =
        new Position(
            PROOF.positions().getFirst(), new Rejected(Verdict.Reason.OTHER_ROOT, "x, want y"));
    assertFalse(rejected.isCounted());
    AccountId account = PROOF.accountId();
    assertThrows(IllegalArgumentException.class, () -> new Passed(account, List.of(), List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new Passed(account, List.of(rejected), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Failed(account, List.of(rejected), List.of(), List.of()));
  }

  /**
   * Whatever one bit of the customer's file is changed, it is malformed or fails: no field of it is
   * without a check. (Its attestation, which the statement is compared with, is absent here.)
   */
  @Test
  void everyChangedBitOfAnAccountProof_isRefusedOrFails() {
    byte[] good = PROOF.toBytes();
    int malformed = 0;
    int failed = 0;
    for (int i = 0; i < good.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = good.clone();
        changed[i] ^= (byte) (1 << bit);
        try {
          InclusionOutcome outcome = check(AccountProof.parse(changed));
          assertInstanceOf(Failed.class, outcome, Samples.json(changed));
          failed++;
        } catch (MalformedException e) {
          malformed++;
        }
      }
    }
    assertTrue(malformed > 0 && failed > 0, malformed + " malformed, " + failed + " failed");
  }
}
