package dev.solvent.server.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole exchange publishes; then the one and the other thing outside is away or wrong. */
final class PublisherTest {
  private static final Epoch FIRST = new Epoch(1);
  private static final Epoch SECOND = new Epoch(2);

  @TempDir private Path folder;
  private TestExchange exchange;

  @BeforeEach
  void begin() throws Exception {
    exchange = TestExchange.begin(folder);
  }

  @AfterEach
  void end() throws Exception {
    exchange.close();
  }

  private Report published(Outcome outcome) {
    return assertInstanceOf(Outcome.Published.class, outcome, () -> outcome + "\n" + exchange.told)
        .report();
  }

  private static Outcome.Stuck stuck(Outcome outcome) {
    return assertInstanceOf(Outcome.Stuck.class, outcome);
  }

  /** What a stranger finds who has nothing but the public folder and the first trust root. */
  private Report strangers(Epoch epoch) throws Exception {
    Bundle bundle = Bundle.parse(Files.readAllBytes(exchange.data.publicFolder().bundle(epoch)));
    return Verification.verify(
        bundle,
        Exhibits.NONE,
        new Reader(
            TrustRoots.read(exchange.data.publicFolder()).roots().getFirst(),
            exchange.policy(),
            exchange.timestamp(),
            Optional.empty()));
  }

  private Map<String, byte[]> publicFiles() throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    Path root = exchange.data.publicFolder().root();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private void assertNothingNewIsPublic(Map<String, byte[]> before) throws Exception {
    Map<String, byte[]> after = publicFiles();
    assertEquals(before.keySet(), after.keySet());
    for (String file : before.keySet()) {
      assertArrayEquals(before.get(file), after.get(file), file);
    }
  }

  private EpochRecord record(Epoch epoch) throws Exception {
    return exchange.store.epochs().find(epoch).orElseThrow();
  }

  @Test
  void firstEpoch_thatNobodySignedFor_isShort_andPublishedAsSuch() throws Exception {
    Report report = published(exchange.publish());
    assertEquals(Verdict.SHORT, report.verdict());
    assertEquals(Finding.Result.FAIL, report.finding(Check.SOLVENCY_COVERAGE).result());
    assertEquals(Verdict.SHORT, strangers(FIRST).verdict());
  }

  @Test
  void secondEpoch_withOwnership_isVerifiedByAStranger() throws Exception {
    published(exchange.publish());
    exchange.pass(Duration.ofHours(1));
    exchange.own();
    assertEquals(Verdict.VERIFIED, published(exchange.publish()).verdict());
    assertEquals(Verdict.VERIFIED, strangers(SECOND).verdict());
    Pointer pointer = Pointer.parse(Files.readAllBytes(exchange.data.publicFolder().pointer()));
    assertEquals(SECOND, pointer.newest().orElseThrow().epoch());
    assertEquals(
        2,
        SignedCheckpoint.parse(Files.readAllBytes(exchange.data.publicFolder().checkpoint()))
            .checkpoint()
            .size());
    assertEquals(Step.PUBLISHED, record(SECOND).reached());
  }

  @Test
  void dryRun_stopsBeforeSigning_andTheNextRunGoesOn() throws Exception {
    Map<String, byte[]> before = publicFiles();
    exchange.chain.mine();
    Outcome outcome = exchange.publisher().run(Publisher.Plan.to(Step.STATEMENT));
    assertEquals(Step.STATEMENT, assertInstanceOf(Outcome.Halted.class, outcome).reached());
    assertFalse(Files.exists(exchange.data.epoch(FIRST).envelope()));
    assertNothingNewIsPublic(before);
    published(exchange.publish());
  }

  @Test
  void witnessesAway_nothingIsPublic_andItGoesOnWhenTheyAreBack() throws Exception {
    Map<String, byte[]> before = publicFiles();
    exchange.witnessesUp = false;
    Outcome.Stuck away = stuck(exchange.publish());
    assertEquals(Step.SIGNED, away.reached(), "not in the log yet, so it can be begun anew");
    assertFalse(away.needsPerson());
    assertNothingNewIsPublic(before);
    assertTrue(record(FIRST).trouble().isPresent());
    exchange.witnessesUp = true;
    exchange.pass(Duration.ofMinutes(5));
    published(exchange.publish());
    assertTrue(record(FIRST).trouble().isEmpty());
  }

  @Test
  void observersAway_nothingIsSigned() throws Exception {
    exchange.observer.up = false;
    Outcome.Stuck away = stuck(exchange.publish());
    assertEquals(Step.SNAPSHOT, away.reached());
    assertTrue(away.why().contains("0 of the policy's observers"), away.why());
    assertFalse(Files.exists(exchange.data.epoch(FIRST).statement()));
    exchange.observer.up = true;
    published(exchange.publish());
  }

  @Test
  void nodesAway_isTriedAgain() throws Exception {
    exchange.nodesUp = false;
    Outcome.Stuck away = stuck(exchange.publish());
    assertEquals(Step.SNAPSHOT, away.reached());
    assertFalse(away.needsPerson());
    assertEquals(away.why().indexOf("node: "), away.why().lastIndexOf("node: "), "told once");
    exchange.nodesUp = true;
    published(exchange.publish());
  }

  @Test
  void authorityAway_waits() throws Exception {
    exchange.tokens = 1;
    Outcome.Stuck away = stuck(exchange.publish());
    assertEquals(Step.WITNESSED, away.reached());
    assertTrue(away.why().contains("0 time tokens, want 1"), away.why());
    exchange.tokens = 0;
    published(exchange.publish());
  }

  @Test
  void wrongBook_needsAPerson_andNamesTheRow() throws Exception {
    exchange.book = "account,ETH\nalice,1.5\nbob,-2\n";
    Outcome.Stuck stuck = stuck(exchange.publish());
    assertTrue(stuck.needsPerson());
    assertTrue(stuck.why().contains("line 3"), stuck.why());
    exchange.book = "account,ETH\nalice,1.5\n";
    published(exchange.publish());
  }

  @Test
  void statementKeyThatTheRootDoesNotName_isSeenBeforeLogging() throws Exception {
    exchange.statementKeys.set(0, "stranger");
    Outcome.Stuck stuck = stuck(exchange.publish());
    assertEquals(Step.STATEMENT, stuck.reached());
    assertTrue(stuck.why().contains("statement.signature"), stuck.why());
    exchange.statementKeys.set(0, "statement");
    published(exchange.publisher().run(Publisher.Plan.WHOLE.restarting()));
  }

  @Test
  void clockSetBack_waits() throws Exception {
    exchange.chain.mine();
    exchange.publisher().run(Publisher.Plan.to(Step.STATEMENT));
    exchange.pass(Duration.ofHours(-3));
    Outcome.Stuck stuck = stuck(exchange.publisher().run(Publisher.Plan.WHOLE));
    assertTrue(stuck.why().contains("clock"), stuck.why());
    exchange.pass(Duration.ofHours(3));
    published(exchange.publish());
  }

  @Test
  void epochThatIsTooOld_isBegunAnew_underTheSameNumber() throws Exception {
    exchange.chain.mine();
    exchange.publisher().run(Publisher.Plan.to(Step.STATEMENT));
    exchange.pass(Duration.ofHours(3));
    published(exchange.publish());
    assertEquals(exchange.timestamp(), record(FIRST).asOf());
    assertTrue(Files.isDirectory(exchange.data.epochs().resolve("abandoned/000001-1")));
  }

  @Test
  void epochInTheLog_isBroughtToItsEnd_howeverLate() throws Exception {
    exchange.cosigningsLeft = 1; // of the log as it was; then they are away
    assertEquals(Step.LOGGED, stuck(exchange.publish()).reached());
    exchange.pass(Duration.ofDays(2));
    exchange.cosigningsLeft = Integer.MAX_VALUE;
    Outcome.Stuck late = stuck(exchange.publish());
    assertEquals(Step.TIMESTAMPED, late.reached());
    assertTrue(late.needsPerson());
    assertTrue(late.why().contains("freshness"), late.why());
    published(exchange.publisher().run(Publisher.Plan.WHOLE.showingFaults()));
    assertEquals(
        Finding.Result.FAIL, strangers(FIRST).finding(Check.FRESHNESS).result(), "seen to be late");
  }

  @Test
  void anotherPublisher_isRefused() throws Exception {
    try (PublisherLock _ = PublisherLock.take(exchange.data.publisherLock()).orElseThrow()) {
      Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, exchange.publish());
      assertTrue(refused.why().contains("another publisher"), refused.why());
    }
    published(exchange.publish());
  }

  @Test
  void correction_namesWhatItReplaces() throws Exception {
    published(exchange.publish());
    Statement first = Statement.parse(Files.readAllBytes(exchange.data.epoch(FIRST).statement()));
    exchange.pass(Duration.ofMinutes(1));
    exchange.chain.mine();
    published(
        exchange
            .publisher()
            .run(Publisher.Plan.WHOLE.replacing(new Replaces("a row was missing", first.id()))));
    Statement second = Statement.parse(Files.readAllBytes(exchange.data.epoch(SECOND).statement()));
    assertEquals(first.id(), second.replaces().orElseThrow().sha256());
  }

  @Test
  void treesOfOldEpochs_areForgotten_andTheirManifestsKept() throws Exception {
    for (int i = 0; i < 3; i++) {
      published(exchange.publish());
      exchange.pass(Duration.ofHours(1));
    }
    assertFalse(Files.exists(exchange.data.epoch(FIRST).trees().resolve("ETH")));
    assertTrue(Files.exists(exchange.data.epoch(FIRST).trees().resolve("liabilities.json")));
    assertTrue(Files.exists(exchange.data.epoch(SECOND).trees().resolve("ETH")));
  }

  @Test
  void changedPublicFile_isNeverOverwritten() throws Exception {
    published(exchange.publish());
    exchange.pass(Duration.ofHours(1));
    Files.writeString(exchange.data.publicFolder().envelope(SECOND), "something else");
    Outcome.Stuck stuck = stuck(exchange.publish());
    assertTrue(stuck.why().contains("holds other bytes"), stuck.why());
    assertEquals("something else", Files.readString(exchange.data.publicFolder().envelope(SECOND)));
  }

  @Test
  void publicLogAheadOfTheDatabase_isRefused() throws Exception {
    published(exchange.publish());
    byte[] old = exchange.store.lock(TestExchange.ORIGIN).read();
    exchange.pass(Duration.ofHours(1));
    published(exchange.publish());
    byte[] newest = exchange.store.lock(TestExchange.ORIGIN).read();
    assertTrue(exchange.store.lock(TestExchange.ORIGIN).compareAndSwap(newest, old));
    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, exchange.publish());
    assertTrue(refused.why().contains("old copy"), refused.why());
  }

  @Test
  void refresh_showsFreshCosignatures_andNothingElse() throws Exception {
    published(exchange.publish());
    byte[] before = Files.readAllBytes(exchange.data.publicFolder().checkpoint());
    exchange.pass(Duration.ofHours(5));
    assertTrue(exchange.publisher().refresh().isPresent());
    byte[] after = Files.readAllBytes(exchange.data.publicFolder().checkpoint());
    assertEquals(
        SignedCheckpoint.parse(before).checkpoint(), SignedCheckpoint.parse(after).checkpoint());
    assertFalse(Arrays.equals(before, after));
    exchange.witnessesUp = false;
    exchange.pass(Duration.ofHours(1));
    assertTrue(exchange.publisher().refresh().isEmpty());
    assertArrayEquals(after, Files.readAllBytes(exchange.data.publicFolder().checkpoint()));
  }

  @Test
  void refresh_neverShowsAnEpochThatIsNotPublished() throws Exception {
    published(exchange.publish());
    exchange.pass(Duration.ofHours(1));
    exchange.tokens = 1;
    stuck(exchange.publish());
    Map<String, byte[]> before = publicFiles();
    assertTrue(exchange.publisher().refresh().isEmpty());
    assertNothingNewIsPublic(before);
  }
}
