package dev.solvent.verifier.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.TestRun;
import dev.solvent.verifier.reader.Pins.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attestation, seen by a reader who has seen the log before, or has not. */
class ExaminationTest {
  private final Timestamp now =
      new Timestamp(InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
  private final Timestamp first = new Timestamp(now.instant().minus(Duration.ofHours(26)));

  @TempDir private Path folder;
  private TestPublication exchange;
  private Home home;

  @BeforeEach
  void publish() throws Exception {
    exchange = TestPublication.upToNow(folder.resolve("exchange"), now);
    home = new Home(folder.resolve("home"));
    home.pin(
        exchange.newestRoot(),
        new Pin(now, List.of("a test"), exchange.newestRoot().id(), 1),
        List.of());
    Files.copy(exchange.policyFile(), home.folder().resolve("policy.json"));
  }

  private TestRun verify(String... args) {
    return TestRun.of(
        Stream.concat(Stream.of("attestation", "--home=" + home.folder()), Stream.of(args))
            .toArray(String[]::new));
  }

  private TestRun verifyNewest(String... args) {
    return verify(
        Stream.concat(Stream.of(args), Stream.of(exchange.folder().toString()))
            .toArray(String[]::new));
  }

  private static void assertFinding(String result, String check, String words, TestRun run) {
    String line =
        run.out()
            .lines()
            .filter(each -> each.contains(" " + check + " "))
            .findFirst()
            .orElse(run.err());
    assertTrue(line.strip().startsWith(result + " ") && line.contains(words), line);
  }

  private static void assertVerdict(String verdict, TestRun run) {
    assertTrue(run.firstLine().startsWith(verdict + " "), run.out() + run.err());
  }

  private TestPublication other(String name, TestDay... days) throws Exception {
    TestPublication other = TestPublication.in(folder.resolve(name), first);
    for (TestDay day : days) {
      other.publish(day);
    }
    return other;
  }

  private Optional<Long> seen() throws IOException {
    return home.seen(TestPublication.ISSUER).map(last -> last.checkpoint().size());
  }

  /** The newest bundle, alone in a folder, with its blobs inside. */
  private Path alone() throws Exception {
    return Files.write(folder.resolve("alone.json"), exchange.wholeBundle(2).toBytes());
  }

  @Test
  void firstTime_nothingIsCompared_andTheCheckpointIsRemembered() throws Exception {
    TestRun run = verifyNewest();
    assertVerdict("VERIFIED", run);
    assertFinding("absent", "log.consistency", "nothing was seen of this log before", run);
    assertEquals(Optional.of(2L), seen());
    assertFinding("pass", "log.consistency", "size 2 seen last", verifyNewest());
  }

  @Test
  void underANamedRoot_atATime_asideOrAgainstAFile_nothingIsRemembered() throws Exception {
    Path seen = Files.write(folder.resolve("seen"), exchange.checkpoint().bytes());
    assertVerdict("VERIFIED", verifyNewest("--trust=" + exchange.rootFile()));
    assertVerdict("VERIFIED", verifyNewest("--at=" + now));
    assertVerdict("VERIFIED", verifyNewest("--unseen"));
    assertVerdict("VERIFIED", verifyNewest("--seen=" + seen));
    assertEquals(Optional.empty(), seen());
  }

  @Test
  void aLogThatGrew_followsFromWhatWasSeen_andTheNewOneIsRemembered() throws Exception {
    home.remember(TestPublication.ISSUER, other("before", TestDay.EMPTY).checkpoint());
    TestRun run = verifyNewest();
    assertVerdict("VERIFIED", run);
    assertFinding("pass", "log.consistency", "follows from the checkpoint of size 1", run);
    assertEquals(Optional.of(2L), seen());
  }

  @Test
  void aForkOfWhatWasSeen_fails_andIsNotRemembered() throws Exception {
    TestPublication fork = other("fork", TestDay.EMPTY.late(Duration.ofMinutes(1)));
    SignedCheckpoint shorter = fork.checkpoint();
    fork.publish(TestDay.ORDINARY);
    SignedCheckpoint same = fork.checkpoint();
    for (SignedCheckpoint seen : List.of(shorter, same)) {
      home.remember(TestPublication.ISSUER, seen);
      TestRun run = verifyNewest();
      assertVerdict("FAILED", run);
      assertFinding("fail", "log.consistency", "does not follow", run);
      assertEquals(seen, home.seen(TestPublication.ISSUER).orElseThrow());
    }
    assertVerdict("VERIFIED", verifyNewest("--unseen"));
    assertEquals(same, home.seen(TestPublication.ISSUER).orElseThrow());
  }

  @Test
  void aLogThatShrank_fails_butNotWhereThePastIsJudged() throws Exception {
    TestPublication longer = other("longer", TestDay.EMPTY, TestDay.ORDINARY);
    longer.publish(TestDay.ORDINARY.late(Duration.ofHours(-23)));
    home.remember(TestPublication.ISSUER, longer.checkpoint());
    TestRun run = verifyNewest();
    assertVerdict("FAILED", run);
    assertFinding("fail", "log.consistency", "does not follow", run);
    TestRun past = verify("--at=" + now, "--epoch=2", longer.folder().toString());
    assertVerdict("VERIFIED", past);
    assertFinding("pass", "log.consistency", "size 2", past);
    TestRun forked =
        verify(
            "--at=" + now,
            other("fork", TestDay.EMPTY, TestDay.ORDINARY.holding(9 * TestDay.ETHER), TestDay.EMPTY)
                .folder()
                .toString());
    assertFinding("fail", "log.consistency", "does not follow", forked);
    assertEquals(Optional.of(3L), seen());
  }

  @Test
  void aFileAlone_withoutAProof_isNotRun_andFailsTheVerdict() throws Exception {
    Path alone = alone();
    assertVerdict("VERIFIED", verify("--unseen", alone.toString()));
    home.remember(TestPublication.ISSUER, exchange.checkpoint());
    assertVerdict("VERIFIED", verify(alone.toString()));
    TestPublication longer = other("longer", TestDay.EMPTY, TestDay.ORDINARY, TestDay.EMPTY);
    home.remember(TestPublication.ISSUER, longer.checkpoint());
    TestRun run = verify(alone.toString());
    assertVerdict("FAILED", run);
    assertFinding("not run", "log.consistency", "nothing shows how this checkpoint", run);
    assertEquals(Optional.of(3L), seen());
  }

  @Test
  void aFileAlone_thatBringsTheProof_passes() throws Exception {
    home.remember(TestPublication.ISSUER, other("before", TestDay.EMPTY).checkpoint());
    TestRun run = verify(alone().toString());
    assertVerdict("VERIFIED", run);
    assertFinding("pass", "log.consistency", "size 1 seen last", run);
  }

  @Test
  void whatDidNotPassTheLogsChecks_isNotRemembered_andAShortOneIs() throws Exception {
    assertEquals(2, verifyNewest("--policy=" + exchange.rootFile()).exitCode());
    TestRun run = verifyNewest("--policy=" + strangersPolicy());
    assertVerdict("FAILED", run);
    assertFinding("fail", "log.witnesses", "", run);
    assertEquals(Optional.empty(), seen());
    TestPublication poor = other("poor", TestDay.EMPTY, TestDay.ORDINARY.holding(1));
    assertVerdict("SHORT", verify(poor.folder().toString()));
    assertEquals(Optional.of(2L), seen());
  }

  /** The standard one names no witness. */
  private Path strangersPolicy() throws IOException {
    return Files.write(
        folder.resolve("standard.json"), dev.solvent.attest.policy.Policy.standard().toBytes());
  }

  @Test
  void anOldBundle_isBroughtUnderTheNewestCheckpoint_andSoStale() throws Exception {
    TestRun run = verify("--epoch=1", exchange.folder().toString());
    assertVerdict("STALE", run);
    assertFinding("pass", "log.checkpoint", "size 2", run);
    assertFinding("fail", "statement.latest", "entry 1 of 2, want the last", run);
    assertFinding("pass", "log.inclusion", "index 0", run);
    TestRun file = verify(exchange.bundleFile(1).toString());
    assertFinding("fail", "statement.latest", "entry 1 of 2", file);
    TestRun asTheFileShows = verify("--at=" + now, exchange.bundleFile(1).toString());
    assertFinding("pass", "statement.latest", "the last of the log's 1 entries", asTheFileShows);
  }

  @Test
  void aReplacedStatement_isFoundAndShown() throws Exception {
    exchange.publish(
        TestDay.ORDINARY
            .late(Duration.ofHours(-23))
            .replacing(exchange.statement(2), "a wallet was counted twice"));
    TestRun run = verify("--epoch=2", exchange.folder().toString());
    assertVerdict("STALE", run);
    assertFinding(
        "fail", "statement.latest", "replaced in epoch 3: a wallet was counted twice", run);
    assertVerdict("VERIFIED", verifyNewest());
  }

  @Test
  void aCheckpointThatLagsBehind_changesNothing_andOneOfAnotherLogFails() throws Exception {
    Path file = exchange.folder().resolve(PublishedPath.CHECKPOINT);
    Files.write(file, publishedCheckpoint(other("before", TestDay.EMPTY)));
    TestRun run = verifyNewest();
    assertVerdict("VERIFIED", run);
    assertFinding("pass", "statement.latest", "the last of the log's 2 entries", run);
    TestPublication fork = other("fork", TestDay.EMPTY.late(Duration.ofMinutes(1)));
    Files.write(file, publishedCheckpoint(fork));
    assertFinding("fail", "log.consistency", "does not follow", verifyNewest());
    fork.publish(TestDay.ORDINARY);
    fork.publish(TestDay.EMPTY);
    Files.write(file, publishedCheckpoint(fork));
    TestRun withoutItsTiles = verifyNewest();
    assertEquals(2, withoutItsTiles.exitCode());
    assertTrue(withoutItsTiles.err().contains("p/3 is not published"), withoutItsTiles.err());
    for (String tile : List.of("log/tile/0/000.p/3", "log/tile/entries/000.p/3")) {
      Files.copy(fork.folder().resolve(tile), exchange.folder().resolve(tile));
    }
    assertFinding("fail", "log.consistency", "does not follow", verifyNewest());
    Files.writeString(file, "nothing of the kind");
    TestRun malformed = verifyNewest();
    assertEquals(2, malformed.exitCode());
    assertTrue(malformed.err().startsWith("MALFORMED " + file + ": "), malformed.err());
    assertEquals(Optional.of(2L), seen());
  }

  /** Every log begins with the empty one, and one log can be served under two names. */
  @Test
  void aCheckpointThatLagsBehind_ofAnotherOrigin_fails() throws Exception {
    Path file = exchange.folder().resolve(PublishedPath.CHECKPOINT);
    SignedCheckpoint before = other("before", TestDay.EMPTY).checkpoint();
    String other = "other.example/log";
    for (Checkpoint lagging :
        List.of(Checkpoint.empty(other), new Checkpoint(other, 1, before.checkpoint().root()))) {
      Files.write(file, new SignedCheckpoint(lagging, before.signatures()).bytes());
      TestRun run = verifyNewest();
      assertVerdict("FAILED", run);
      assertFinding("fail", "log.consistency", "is of other.example/log, want this log's", run);
      assertEquals(Optional.empty(), seen());
    }
    Checkpoint empty = Checkpoint.empty(before.checkpoint().origin());
    Files.write(file, new SignedCheckpoint(empty, before.signatures()).bytes());
    assertVerdict("VERIFIED", verifyNewest());
  }

  private static byte[] publishedCheckpoint(TestPublication of) throws IOException {
    return Files.readAllBytes(of.folder().resolve(PublishedPath.CHECKPOINT));
  }

  /**
   * The checkpoint is the bundle's own, so that an empty proof would lead from one to the other.
   */
  @Test
  void threat09_logRolledBack_withTilesThatComeToNothing_isNotTakenForTheSame() throws Exception {
    TestPublication longer =
        other(
            "longer", TestDay.EMPTY, TestDay.ORDINARY, TestDay.ORDINARY.holding(4 * TestDay.ETHER));
    home.remember(TestPublication.ISSUER, longer.checkpoint());
    try (Stream<Path> tiles = Files.walk(exchange.folder().resolve("log/tile/0"))) {
      for (Path tile : tiles.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(tile);
        bytes[0] ^= 1;
        Files.write(tile, bytes);
      }
    }
    TestRun run = verifyNewest();
    assertVerdict("FAILED", run);
    assertFinding("fail", "log.consistency", "contradicts it", run);
    assertEquals(longer.checkpoint(), home.seen(TestPublication.ISSUER).orElseThrow());
  }

  @Test
  void damagedTiles_fail() throws Exception {
    Path tile = exchange.folder().resolve("log/tile/0/000.p/2");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[40] ^= 1;
    Files.delete(tile);
    Files.write(tile, bytes);
    TestRun run = verify("--epoch=1", exchange.folder().toString());
    assertVerdict("FAILED", run);
    assertEquals(Optional.empty(), seen());
    Files.delete(tile);
    TestRun missing = verify("--epoch=1", exchange.folder().toString());
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("log/tile/0/000.p/2 is not published"), missing.err());
  }

  @Test
  void withoutAPinnedRoot_thereIsNoVerdict() throws Exception {
    home.unpin(TestPublication.ISSUER);
    TestRun run = verifyNewest();
    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("error: no trust root of exchange.example is pinned"));
  }

  @Test
  void aStatementThatCannotBeRead_isJudgedUnderANamedRootAlone() throws Exception {
    Bundle bundle = exchange.wholeBundle(2);
    Bundle other =
        new Bundle(
            bundle.blobs(),
            bundle.earlier(),
            exchange.newestRoot().envelope(),
            bundle.logProof(),
            bundle.observations(),
            bundle.replacement(),
            bundle.roots(),
            bundle.tokens());
    Path file = Files.write(folder.resolve("other.json"), other.toBytes());
    TestRun run = verify(file.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("says of nobody whose attestation it is"), run.err());
    assertEquals("FAILED", verify("--trust=" + exchange.rootFile(), file.toString()).firstLine());
  }
}
