package dev.solvent.verifier;

import static dev.solvent.verifier.TestDay.ALICE;
import static dev.solvent.verifier.TestDay.BOB;
import static dev.solvent.verifier.TestDay.ETHER;
import static dev.solvent.verifier.TestDay.ORDINARY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Epoch;
import dev.solvent.verifier.TestDay.Wallet;
import dev.solvent.verifier.audit.KitMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An auditor's day. They have the public folder, a trust root, their own policy and the audit kits,
 * and an exchange that cheated once on each of four days, and then showed two logs:
 *
 * <pre>
 *   epoch 3   Bob was left out of the tree
 *   epoch 4   Alice was counted with less than the kit says
 *   epoch 5   the one wallet was counted twice
 *   epoch 6   the wallet's signature was made for another exchange
 *   epoch 7   others were shown another log
 * </pre>
 */
final class AuditorsDayTest {
  private static final Timestamp FIRST = TestPublication.time("2026-09-01T00:00:00Z");
  private static final Amount ALICES = Amount.of(3 * ETHER / 2);
  private static final Amount BOBS = Amount.of(ETHER / 2);

  @TempDir Path desk;

  private TestPublication exchange;

  @BeforeEach
  void anExchangeThatCheats() throws Exception {
    exchange = cheating(desk.resolve("exchange"));
    exchange.publish(ORDINARY);
    TestRun pinned = TestRun.of("trust", "pin", "--home", home(), exchange.rootFile().toString());
    assertEquals(0, pinned.exitCode(), pinned.err());
    Files.copy(exchange.policyFile(), Path.of(home(), "policy.json"));
  }

  private static TestPublication cheating(Path home) throws Exception {
    TestPublication exchange = TestPublication.in(home, FIRST);
    exchange.publish(TestDay.EMPTY);
    exchange.publish(ORDINARY);
    exchange.publish(ORDINARY.owing(Map.of(ALICE, ALICES)));
    exchange.publish(ORDINARY.owing(Map.of(ALICE, Amount.of(ETHER), BOB, BOBS)));
    exchange.publish(ORDINARY.with(Wallet.COUNTED_TWICE));
    exchange.publish(ORDINARY.with(Wallet.SIGNED_FOR_ANOTHER));
    return exchange;
  }

  private String home() {
    return desk.resolve("home").toString();
  }

  private String folder() {
    return exchange.folder().toString();
  }

  /** A moment of that epoch's day, when its cosignatures are fresh. */
  private String on(long epoch) {
    return exchange.at(epoch, 3_600).toString();
  }

  private TestRun audit(long epoch) throws Exception {
    KitMaker kit = new KitMaker();
    kit.epoch = new Epoch(epoch);
    kit.heights.put(KitMaker.ETH, 2);
    kit.owe(ALICE.text(), KitMaker.ETH, ALICES.toString());
    kit.owe(BOB.text(), KitMaker.ETH, BOBS.toString());
    Path folder = kit.write(desk.resolve("kit-" + epoch));
    return TestRun.of(
        "audit",
        folder.toString(),
        "--attestation",
        exchange.bundleFile(epoch).toString(),
        "--home",
        home(),
        "--at",
        on(epoch),
        "--work",
        desk.toString());
  }

  private TestRun attestation(long epoch) {
    return TestRun.of(
        "attestation", exchange.bundleFile(epoch).toString(), "--home", home(), "--at", on(epoch));
  }

  private static void assertSays(int code, String words, TestRun run) {
    assertTrue(run.out().contains(words), () -> run.out() + run.err());
    assertEquals(code, run.exitCode(), run::out);
  }

  @Test
  void honestDay_isVerified_andRebuilt() throws Exception {
    assertSays(0, "VERIFIED exchange.example, epoch 2", attestation(2));
    assertSays(0, "pass    liabilities.recompute", audit(2));
  }

  @Test
  void threat04_droppedAccount_isNamed() throws Exception {
    assertSays(0, "VERIFIED", attestation(3)); // nobody sees it without the book
    TestRun audit = audit(3);
    assertSays(1, "fail    liabilities.recompute", audit);
    assertSays(1, BOB.text(), audit);
  }

  @Test
  void threat22_alteredBalance_isNamed_withBothFigures() throws Exception {
    TestRun audit = audit(4);
    assertSays(1, "fail    liabilities.recompute", audit);
    assertSays(1, ALICE.text(), audit);
    assertSays(1, "1.500000000000000000 ETH in the kit", audit);
    assertSays(1, "1.000000000000000000 ETH in the attested tree", audit);
  }

  @Test
  void threat26_addressCountedTwice_isRefused() {
    assertSays(1, "fail    reserves.manifest", attestation(5));
    assertSays(1, "a second time under another spelling", attestation(5));
  }

  @Test
  void threat12_signatureMadeForAnotherExchange_isRefused() {
    assertSays(1, "fail    reserves.ownership", attestation(6));
    assertSays(1, "friend.example", attestation(6));
  }

  @Test
  void history_showsWhichDaysFailed_andWhichLookedWell() {
    TestRun history = TestRun.of("history", folder(), "--home", home(), "--at", on(7));
    assertEquals(1, history.exitCode(), history::out);
    assertTrue(
        history.out().lines().anyMatch(line -> line.matches("  5 .*FAILED.*")), history::out);
    assertTrue(
        history.out().lines().anyMatch(line -> line.matches("  6 .*FAILED.*")), history::out);
    assertTrue(
        history.out().lines().anyMatch(line -> line.matches("  3 .*VERIFIED.*")), history::out);
  }

  @Test
  void threat08_twoLogs_areAFork_whichAThirdPartyCanJudge() throws Exception {
    TestPublication shownToOthers = cheating(desk.resolve("others"));
    shownToOthers.publish(ORDINARY.owing(Map.of(ALICE, ALICES)));
    Path evidence = desk.resolve("fork.json");
    TestRun log =
        TestRun.of(
            "log",
            folder(),
            shownToOthers.folder().toString(),
            "--home",
            home(),
            "--at",
            on(7),
            "--evidence",
            evidence.toString());
    assertSays(1, "the log signed two roots of size 7", log);
    TestRun judged =
        TestRun.of("log", evidence.toString(), "--trust", exchange.rootFile().toString());
    assertSays(1, "FORK exchange.example", judged);
  }
}
