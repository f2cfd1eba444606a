package dev.solvent.verifier.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.TestRoots;
import dev.solvent.verifier.TestSolvency;
import dev.solvent.verifier.cli.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Some days of an exchange, good ones and others, as they are told afterwards. */
class HistoryCommandTest {
  private static final Timestamp FIRST = TestPublication.time("2026-09-01T00:00:00Z");

  @TempDir private Path folder;
  private TestPublication exchange;

  /** What a command came to. */
  private record Outcome(int code, String out, String err) {}

  @BeforeEach
  void make() throws Exception {
    exchange = TestPublication.in(folder.resolve("exchange"), FIRST);
    Path pinned =
        folder.resolve("home/issuers/exchange.example").resolve(PublishedPath.trustRoot(1));
    Files.createDirectories(pinned.getParent());
    Files.copy(exchange.rootFile(), pinned);
    exchange.publish(TestDay.EMPTY);
    exchange.publish(TestDay.ORDINARY);
  }

  /** Any one. */
  static Statement statement() {
    Hash hash = Hash.of(new byte[Hash.BYTES]);
    return new Statement(
        FIRST,
        List.of(),
        new Epoch(1),
        TestPublication.ISSUER,
        TestPublication.ORIGIN,
        new Timestamp(FIRST.instant().plusSeconds(1)),
        Optional.empty(),
        new RootName(hash, 1),
        List.of(new Subject(Subject.LIABILITIES, hash), new Subject(Subject.RESERVES, hash)));
  }

  private Outcome history(Timestamp now, String... further) {
    return history(exchange.folder().toString(), now, further);
  }

  private Outcome history(String place, Timestamp now, String... further) {
    List<String> args =
        new ArrayList<>(List.of("--policy=" + exchange.policyFile(), "--at=" + now));
    if (List.of(further).stream().noneMatch(each -> each.startsWith("--home"))) {
      args.add("--home=" + folder.resolve("home"));
    }
    args.addAll(List.of(further));
    args.add(place);
    CommandLine command = Failures.handledBy(new CommandLine(new HistoryCommand()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    int code = command.execute(args.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }

  private static void assertEnds(int code, String contains, Outcome outcome) {
    assertTrue(outcome.out().contains(contains), outcome::toString);
    assertEquals(code, outcome.code(), outcome::toString);
  }

  private void replace(String path, byte[] bytes) throws Exception {
    Files.write(exchange.folder().resolve(path), bytes);
  }

  @Test
  void honestDays_areVerified_eachInItsTime() throws Exception {
    exchange.publish(TestRoots.signed(TestRoots.after(exchange.newestRoot().root(), 2)));
    exchange.publish(TestDay.ORDINARY);
    Outcome outcome = history(exchange.at(3, 3_600));
    assertEnds(0, "VERIFIED exchange.example, 3 attestations", outcome);
    assertTrue(
        outcome.out().contains("2      2026-09-02T00:00:00Z     -  VERIFIED  ETH 150.00 %"),
        outcome::out);
    assertTrue(outcome.out().contains("nothing stands out"), outcome::out);
    assertTrue(outcome.out().contains("coverage of ETH"), outcome::out);
    assertEnds(3, "now: freshness: ", history(exchange.at(5, 0)));
    assertEnds(0, "VERIFIED exchange.example, 2 attestations", history(exchange.at(2, 3_600)));
    assertEquals(
        "VERIFIED exchange.example, 3 attestations\n", history(exchange.at(3, 60), "-q").out());
  }

  @Test
  void aReportByTheAnnouncedPolicy_holds_andOneByAnother_fails() throws Exception {
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 1)));
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 2)));
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(2, 2)));
    Outcome held = history(exchange.at(5, 3_600));
    assertEnds(0, "epoch 3: the solvency report appears", held);
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 1)));
    Outcome outcome = history(exchange.at(6, 3_600));
    assertEnds(1, "epoch 6: solvency.report: policy ", outcome);
    assertTrue(outcome.out().contains(", want the announced "), outcome::out);
  }

  /** What was announced once stands until a report is made by it. */
  @Test
  void aDayWithoutReport_freesNobodyOfWhatWasAnnounced() throws Exception {
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 2)));
    exchange.publish(TestDay.ORDINARY);
    Outcome without = history(exchange.at(4, 3_600));
    assertEnds(0, "epoch 4: the solvency report disappears", without);
    assertTrue(
        history(exchange.at(4, 3_600), "--json").out().contains("\"kind\":\"report\""),
        without::out);
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 1)));
    assertEnds(1, "epoch 5: solvency.report: policy ", history(exchange.at(5, 3_600)));
  }

  /** Whoever looks at a part is not told less than who looks at all of it. */
  @Test
  void theFirstReportOfARange_isHeldToWhatWasAnnouncedBeforeIt() throws Exception {
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 1)));
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 2)));
    exchange.publish(TestDay.ORDINARY);
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 1)));
    Timestamp now = exchange.at(6, 3_600);
    assertEnds(1, "epoch 6: solvency.report: policy ", history(now, "--from=6"));
    assertEnds(1, "epoch 6: solvency.report: policy ", history(now, "--from=5"));
    assertEnds(0, "VERIFIED", history(now, "--from=4", "--to=5"));
    assertEnds(0, "VERIFIED", history(now, "--from=2", "--to=3"));
  }

  @Test
  void reportBeforeTheRange_isReadFromItsBundle_andSaidToBeMissingWhereItIsNowhere()
      throws Exception {
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 1)));
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 2)));
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(2, 2)));
    Timestamp now = exchange.at(5, 3_600);
    assertEnds(0, "VERIFIED", history(now, "--from=5"));
    Path report =
        exchange
            .folder()
            .resolve(
                PublishedPath.blob(exchange.statement(4).digestOf(Subject.SOLVENCY).orElseThrow()));
    byte[] sound = Files.readAllBytes(report);
    for (byte[] damaged : List.of(new byte[] {'{', '}'}, new byte[0])) {
      Files.write(report, damaged);
      Outcome outcome = history(now, "--from=5");
      assertEnds(1, "epoch 4: its solvency report cannot be had", outcome);
      assertTrue(outcome.out().contains("what it announced is not known"), outcome::out);
    }
    Files.delete(report);
    assertEnds(1, "epoch 4: its solvency report cannot be had", history(now, "--from=5"));
    byte[] bare = Files.readAllBytes(exchange.bundleFile(4));
    Files.delete(exchange.bundleFile(4));
    assertEnds(1, "epoch 4: its solvency report cannot be had", history(now, "--from=5"));
    Files.write(report, sound);
    assertEnds(0, "VERIFIED", history(now, "--from=5"));
    Files.write(exchange.bundleFile(4), bare);
    Files.write(exchange.bundleFile(4), exchange.wholeBundle(4).toBytes());
    Files.delete(report);
    assertEnds(0, "VERIFIED", history(now, "--from=5"));
  }

  /** As the server does: a report that does not follow is a promise as any other. */
  @Test
  void reportThatDoesNotFollow_announcesAllTheSame() throws Exception {
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 1)));
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 2).thatDoesNotFollow()));
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(2, 2)));
    Outcome kept = history(exchange.at(5, 3_600));
    assertEnds(1, "epoch 4: solvency.report: ", kept);
    assertFalse(kept.out().contains("epoch 5"), kept::out);
    assertEnds(0, "VERIFIED", history(exchange.at(5, 3_600), "--from=5"));
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 1)));
    assertEnds(1, "epoch 6: solvency.report: policy ", history(exchange.at(6, 3_600)));
  }

  @Test
  void lateShortAndCorrectedDays_areTold_andDoNotFail() throws Exception {
    exchange.publish(TestDay.ORDINARY.late(Duration.ofHours(9)));
    Statement wrong = exchange.publish(TestDay.ORDINARY.holding(TestDay.ETHER));
    exchange.publish(TestDay.ORDINARY.replacing(wrong, "a wallet was forgotten"));
    Outcome outcome = history(exchange.at(5, 3_600));
    assertEnds(0, "VERIFIED exchange.example, 5 attestations", outcome);
    assertTrue(
        outcome
            .out()
            .contains(
                "epoch 3: 3 h 2 min late: due by 2026-09-03T06:00:00Z, as of 2026-09-03T09:00:00Z"),
        outcome::out);
    assertTrue(outcome.out().contains("epoch 4: ETH 50.00 %"), outcome::out);
    assertTrue(
        outcome.out().contains("epoch 5: corrects epoch 4: a wallet was forgotten"), outcome::out);
    assertTrue(outcome.out().contains("lowest coverage: ETH 50.00 % in epoch 4"), outcome::out);
    String json = history(exchange.at(5, 3_600), "--json").out();
    assertTrue(json.contains("\"lateSeconds\":10920"), json);
    assertTrue(json.contains("\"kind\":\"correction\""), json);
    assertTrue(json.contains("\"format\":\"solvent/history-report/v1\""), json);
  }

  @Test
  void shortNow_isTheVerdict() throws Exception {
    exchange.publish(TestDay.ORDINARY.holding(TestDay.ETHER));
    assertEnds(4, "SHORT exchange.example", history(exchange.at(3, 60)));
  }

  /** Published after its own time: nobody could ever rely on it. */
  @Test
  void statementCosignedAfterItsOwnTime_wasStaleAllAlong() throws Exception {
    exchange.publish(TestDay.ORDINARY);
    exchange.cosign(exchange.at(8, 0));
    Outcome late = history(exchange.at(8, 60));
    assertEnds(3, "STALE exchange.example, 3 attestations", late);
    assertFalse(late.out().contains("FAILED"), late::out);
  }

  @Test
  void range_isLookedAtAlone_andTheNewestStillDecides() throws Exception {
    exchange.publish(TestDay.ORDINARY.holding(TestDay.ETHER));
    Outcome two = history(exchange.at(3, 60), "--from=2", "--to=2", "--asset=ETH");
    assertEnds(4, "ETH 150.00 %", two);
    assertFalse(two.out().contains("2026-09-03T00:00:00Z "), two::out);
    Outcome none = history(exchange.at(3, 60), "--from=3", "--to=2");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("epochs 3 to 2, want some of 1 to 3"), none::err);
    assertEquals(2, history(exchange.at(3, 60), "--to=4").code());
    assertEquals(2, history(exchange.at(3, 60), "--asset=eth?").code());
  }

  @Test
  void bundleThatIsMissing_unreadable_orAnothers_failsTheHistory() throws Exception {
    exchange.publish(TestDay.ORDINARY);
    Timestamp now = exchange.at(3, 60);
    String second = PublishedPath.bundle(new Epoch(2));
    byte[] sound = Files.readAllBytes(exchange.bundleFile(2));
    replace(second, "{}".getBytes(StandardCharsets.UTF_8));
    Outcome malformed = history(now);
    assertEnds(1, "MALFORMED", malformed);
    assertTrue(malformed.out().startsWith("FAILED "), malformed::out);
    replace(second, Files.readAllBytes(exchange.bundleFile(1)));
    assertEnds(1, "statement of epoch 1, want 2", history(now));
    Files.delete(exchange.bundleFile(2));
    assertEnds(
        1, "attestations/2.bundle.json is not published, and the log has its entry", history(now));
    replace(second, sound);
    assertEnds(0, "VERIFIED", history(now));
    Files.delete(exchange.bundleFile(3));
    assertEnds(1, "attestations/3.bundle.json is not published", history(now, "--to=2"));
    replace(PublishedPath.bundle(new Epoch(3)), new byte[] {'{'});
    assertEnds(1, "FAILED exchange.example, 3 attestations", history(now));
  }

  @Test
  void evidenceThatIsMissing_orAnotherEnvelope_failsItsEpoch() throws Exception {
    exchange.publish(TestDay.ORDINARY);
    Timestamp now = exchange.at(3, 60);
    String blob =
        PublishedPath.blob(exchange.statement(2).digestOf(Subject.RESERVES).orElseThrow());
    byte[] sound = Files.readAllBytes(exchange.folder().resolve(blob));
    Files.delete(exchange.folder().resolve(blob));
    Outcome outcome = history(now);
    assertEnds(1, "epoch 2: reserves.manifest: ", outcome);
    replace(blob, sound);
    TestPublication other = TestPublication.in(folder.resolve("other"), FIRST);
    other.publish(TestDay.EMPTY);
    other.publish(TestDay.ORDINARY.holding(4 * TestDay.ETHER));
    copyBlobs(other);
    replace(PublishedPath.bundle(new Epoch(2)), Files.readAllBytes(other.bundleFile(2)));
    Outcome fork = history(now);
    assertEnds(1, "another envelope, want the log's entry 1", fork);
    assertTrue(fork.out().contains("which the log does not continue"), fork::out);
  }

  private void copyBlobs(TestPublication other) throws Exception {
    try (var files = Files.list(other.folder().resolve("blobs/sha256"))) {
      for (Path file : files.toList()) {
        Path copy = exchange.folder().resolve("blobs/sha256").resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void attestationThatIsNotInTheLog_isNamed() throws Exception {
    replace(PublishedPath.envelope(new Epoch(3)), new byte[] {1});
    assertEnds(
        1,
        "attestations/3.dsse.json is published, and is not in the log of size 2",
        history(exchange.at(2, 60)));
  }

  @Test
  void logThatIsDamaged_listsNoHistory() throws Exception {
    Path tile = exchange.folder().resolve("log/tile/entries/000.p/2");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[70] ^= 1;
    Files.write(tile, bytes);
    Outcome damaged = history(exchange.at(2, 60));
    assertEnds(1, "log: tile/entries/000.p/2: entry 0 of another hash", damaged);
    assertTrue(damaged.out().contains("hint: solvent-verify log "), damaged::out);
    Files.delete(tile);
    assertEnds(1, "log: log/tile/entries/000.p/2 is not published", history(exchange.at(2, 60)));
  }

  @Test
  void checkpointThatIsNotTheLogs_fails() throws Exception {
    Path file = exchange.folder().resolve(PublishedPath.CHECKPOINT);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(line -> line.startsWith("\u2014 exchange.example"));
    Files.writeString(file, String.join("\n", lines) + "\n");
    assertEnds(1, "checkpoint: ", history(exchange.at(2, 60)));
  }

  private void answer(HttpExchange asked) throws IOException {
    Path file = exchange.folder().resolve(asked.getRequestURI().getPath().substring(1));
    boolean there = Files.isRegularFile(file);
    byte[] bytes = there ? Files.readAllBytes(file) : new byte[] {'?'};
    asked.sendResponseHeaders(there ? 200 : 404, bytes.length);
    asked.getResponseBody().write(bytes);
    asked.close();
  }

  @Test
  void site_isReadAsAFolderIs() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String site = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      Outcome outcome = history(site, exchange.at(2, 60));
      assertEquals(history(exchange.at(2, 60)), outcome);
      assertEnds(0, "VERIFIED exchange.example, 2 attestations", outcome);
    } finally {
      server.stop(0);
    }
    Outcome gone = history(site, exchange.at(2, 60));
    assertEquals(2, gone.code());
    assertTrue(gone.err().contains("no connection to 127.0.0.1"), gone::err);
  }

  @Test
  void withoutARoot_orWithoutAnAttestation_thereIsNoVerdict() throws Exception {
    Outcome nobody = history(exchange.at(2, 60), "--home=" + folder.resolve("nobody"));
    assertEquals(2, nobody.code());
    assertTrue(nobody.err().contains("no trust root of exchange.example is pinned"), nobody::err);
    exchange = TestPublication.in(folder.resolve("new"), FIRST);
    Outcome none = history(exchange.at(2, 60));
    assertEquals(2, none.code());
    assertTrue(none.err().contains("no attestation yet"), none::err);
  }
}
