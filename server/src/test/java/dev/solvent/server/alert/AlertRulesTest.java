package dev.solvent.server.alert;

import static dev.solvent.server.alert.Situations.NOW;
import static dev.solvent.server.alert.Situations.attested;
import static dev.solvent.server.alert.Situations.coverage;
import static dev.solvent.server.alert.Situations.epoch;
import static dev.solvent.server.alert.Situations.trouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import dev.solvent.server.fsck.Damage;
import dev.solvent.server.solvency.ReportFigures.Crossed;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each alert by itself, and what does not raise it. */
final class AlertRulesTest {
  private static final String LATER = "2026-11-22T02:00:00Z";

  private static List<Alert> standing(Situation situation) {
    return AlertRules.standing(situation, AlertSettings.USUAL);
  }

  private static Alert only(Situation situation) {
    List<Alert> alerts = standing(situation);
    assertEquals(1, alerts.size(), alerts.toString());
    return alerts.getFirst();
  }

  private static void assertNothing(Situation situation) {
    assertEquals(List.of(), standing(situation));
  }

  @Test
  void everythingInOrder_raisesNothing() {
    assertNothing(Situations.of(attested(LATER, coverage("BTC", 100, 100))));
    assertNothing(Situations.of(attested(LATER), epoch(8, Step.LOGGED, Optional.empty())));
  }

  @Test
  void shortfall_isRaisedForEachAsset_withItsFigures() {
    Alert alert =
        only(
            Situations.of(
                attested(LATER, coverage("BTC", 100_00, 100_00), coverage("ETH", 400_00, 399_99))));
    assertEquals(Alert.Kind.SHORTFALL, alert.kind());
    assertEquals("ETH", alert.subject());
    assertEquals(
        "ETH in epoch 7: owed 400.00, covered 399.99 (99.99 %), short by 0.01", alert.sentence());
    assertTrue(AlertRules.needsPerson(alert));
  }

  @Test
  void dueDatePassed_isOverdue_fromTheSecondOn() {
    assertNothing(
        Situations.of(attested("2026-11-21T12:00:01Z"), epoch(8, Step.LOGGED, Optional.empty())));
    Alert alert =
        only(
            Situations.of(
                attested("2026-11-21T12:00:00Z"), epoch(8, Step.LOGGED, Optional.empty())));
    assertEquals(Alert.Kind.OVERDUE, alert.kind());
    assertEquals(AlertRules.PASSED, alert.subject());
    assertTrue(alert.sentence().contains("was due by 2026-11-21T12:00:00Z"), alert.sentence());
    assertTrue(alert.sentence().contains("epoch 8 is before witnessed"), alert.sentence());
  }

  @Test
  void dueDateNear_isOverdueSoon_whereNothingGoesOn() {
    Alert alert = only(Situations.of(attested("2026-11-21T14:00:00Z")));
    assertEquals(AlertRules.SOON, alert.subject());
    assertTrue(alert.sentence().contains("will be late"), alert.sentence());
    assertTrue(alert.sentence().contains("none is under way"), alert.sentence());
    assertNothing(Situations.of(attested("2026-11-21T14:00:01Z")));
    assertNothing(
        Situations.of(attested("2026-11-21T13:00:00Z"), epoch(8, Step.SNAPSHOT, Optional.empty())));
    Alert waiting =
        only(
            Situations.of(attested("2026-11-21T13:00:00Z"), epoch(8, Step.LOGGED, trouble(false))));
    assertTrue(waiting.sentence().contains("1 of 2 witnesses"), waiting.sentence());
  }

  @Test
  void troubleThatNeedsAPerson_isStopped_andOtherTroubleIsNot() {
    Alert alert = only(Situations.of(attested(LATER), epoch(8, Step.STATEMENT, trouble(true))));
    assertEquals(Alert.Kind.STOPPED, alert.kind());
    assertEquals("epoch 8 stopped before signed: 1 of 2 witnesses; are they up?", alert.sentence());
    assertNothing(Situations.of(attested(LATER), epoch(8, Step.STATEMENT, trouble(false))));
  }

  /** What is wrong with a book may name a customer, and alerts go to others. */
  @Test
  void bookThatWasNotTaken_isToldOf_withoutItsRows() {
    Alert alert = only(Situations.of(attested(LATER), epoch(8, Step.BEGUN, trouble(true))));
    assertEquals(
        "epoch 8 stopped before snapshot: the book was not taken, and solvent status says why;"
            + " are they up?",
        alert.sentence());
    Alert late =
        only(Situations.of(attested("2026-11-21T11:00:00Z"), epoch(8, Step.BEGUN, trouble(false))));
    assertTrue(late.sentence().endsWith("the book was not taken, and solvent status says why"));
  }

  @Test
  void parties_areAlertedOfByName() {
    Situation situation =
        new Situation(
            NOW,
            List.of(),
            Optional.of(attested(LATER)),
            List.of(PartyState.good("w1"), PartyState.bad("w2", "nobody listens there")),
            List.of(PartyState.bad("alpha", "HTTP status 500")),
            Optional.empty(),
            List.of(),
            Optional.empty());
    List<Alert> alerts = standing(situation);
    assertEquals(
        List.of(Alert.Kind.WITNESS, Alert.Kind.AUTHORITY),
        alerts.stream().map(Alert::kind).toList());
    assertEquals("witness w2: nobody listens there", alerts.getFirst().sentence());
    assertEquals("alpha", alerts.getLast().subject());
  }

  @Test
  void logFinding_namesFileAndRemedy() {
    Situation situation =
        new Situation(
            NOW,
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of(new Damage("public/log/checkpoint", "gone, want it", "from a copy")),
            List.of(),
            Optional.empty());
    Alert alert = only(situation);
    assertEquals(Alert.Kind.LOG, alert.kind());
    assertEquals("public/log/checkpoint: gone, want it; from a copy", alert.sentence());
  }

  private static final ChainId CHAIN = new ChainId("eip155", "1");
  private static final Hash DIGEST = Digests.sha256(new byte[0]);

  private static Holding holding(int account, Assurance assurance, long units) throws Exception {
    return new Holding(
        AccountRef.parse("eip155:1:0x" + String.valueOf(account).repeat(40)),
        new AssetRef(CHAIN, AssetRef.COIN, "60"),
        assurance,
        new Asset(new Ticker("ETH"), 2),
        Optional.of(DIGEST),
        Ownership.NONE,
        Optional.empty(),
        Amount.of(units));
  }

  private static ReservesManifest manifest(long epoch, Holding... holdings) throws Exception {
    return new ReservesManifest(
        NOW,
        List.of(new PinnedBlock(new NumberedBlock(new BlockRef(CHAIN, DIGEST), 9), NOW)),
        new Epoch(epoch),
        List.of(holdings),
        new Issuer("exchange.example"),
        JsonObject.EMPTY);
  }

  @Test
  void holdingThatIsGone_orFell_isMoved_andNamed() throws Exception {
    ReservesManifest before =
        manifest(
            6,
            holding(1, Assurance.PROVEN, 1_000),
            holding(2, Assurance.PROVEN, 1_000),
            holding(3, Assurance.PROVEN, 1_000),
            holding(4, Assurance.ATTESTED, 1_000),
            holding(5, Assurance.PROVEN, 0));
    ReservesManifest after =
        manifest(
            7,
            holding(2, Assurance.PROVEN, 500),
            holding(3, Assurance.PROVEN, 499),
            holding(4, Assurance.ATTESTED, 1));
    List<Movement> moved = Movement.between(before, after, 5_000);
    assertEquals(
        List.of("1", "3"),
        moved.stream().map(each -> each.subject().substring(each.subject().length() - 1)).toList());
    Situation situation =
        new Situation(
            NOW,
            List.of(),
            Optional.of(attested(LATER)),
            List.of(),
            List.of(),
            Optional.empty(),
            moved,
            Optional.empty());
    List<Alert> alerts = standing(situation);
    assertEquals(2, alerts.size());
    assertTrue(
        alerts.getFirst().sentence().endsWith("10.00 ETH in epoch 6, and epoch 7 does not have it"),
        alerts.getFirst().sentence());
    assertTrue(
        alerts.getLast().sentence().endsWith("10.00 ETH in epoch 6, 4.99 in epoch 7"),
        alerts.getLast().sentence());
    assertEquals(List.of(), Movement.between(after, after, 0));
  }

  /** Each with its figures, in the words of its threshold. */
  @Test
  void thresholdsThatAreCrossed_areToldOf_eachByItself() {
    Situation crossed =
        new Situation(
            Situations.NOW,
            List.of(),
            Optional.of(attested(LATER)),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.of(
                Situations.figures(
                    new Crossed("coverage", "", 9_047, 10_000),
                    new Crossed("difference", "EXT", 2_898, 2_000),
                    new Crossed("price", "ETH", 0, 1))));
    List<Alert> alerts = standing(crossed);
    assertEquals(
        List.of("coverage", "difference EXT", "price ETH"),
        alerts.stream().map(Alert::subject).toList());
    assertEquals(
        List.of(
            "solvency report of epoch 7: coverage 90.47 %, want at least 100.00 %",
            "solvency report of epoch 7: difference EXT 28.98 %, want at most 20.00 %",
            "solvency report of epoch 7: no price of ETH, want one"),
        alerts.stream().map(Alert::sentence).toList());
    for (Alert alert : alerts) {
      assertEquals(Alert.Kind.THRESHOLD, alert.kind());
      assertFalse(AlertRules.needsPerson(alert));
    }
  }
}
