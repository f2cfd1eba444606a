package dev.solvent.server.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.prices.PricedAsset;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.ReportSources;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.data.PublicFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.solvency.TestPolicy;
import dev.solvent.server.status.ReportCommand;
import dev.solvent.server.store.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * An exchange publishes its solvency report; then one of the files that it follows from is wrong.
 */
final class SolvencyPublishingTest {
  private static final Epoch FIRST = new Epoch(1);
  private static final Epoch SECOND = new Epoch(2);

  @TempDir private Path folder;
  private TestExchange exchange;
  private TestDesk desk;

  @BeforeEach
  void begin() throws Exception {
    exchange = TestExchange.begin(folder);
    desk = exchange.judgeItself();
  }

  @AfterEach
  void end() throws Exception {
    assertEquals(
        List.of(),
        PublicAudit.problems(
            exchange.data.publicFolder(), exchange.policy(), exchange.timestamp()));
    exchange.close();
  }

  private Report published(Outcome outcome) {
    return assertInstanceOf(Outcome.Published.class, outcome, () -> outcome + "\n" + exchange.told)
        .report();
  }

  private static Outcome.Stuck stopped(Outcome outcome) {
    Outcome.Stuck stuck = assertInstanceOf(Outcome.Stuck.class, outcome, outcome::toString);
    assertTrue(stuck.needsPerson(), stuck.why());
    assertEquals(Step.RESERVES, stuck.reached());
    return stuck;
  }

  private Report second() throws Exception {
    exchange.pass(Duration.ofHours(2));
    desk.quote(exchange.timestamp().toString(), "2600");
    return published(exchange.publish());
  }

  private Statement statement(Epoch epoch) throws Exception {
    return Statement.parse(Files.readAllBytes(exchange.data.epoch(epoch).statement()));
  }

  private Bundle bundle(Epoch epoch) throws Exception {
    return Bundle.parse(Files.readAllBytes(exchange.data.publicFolder().bundle(epoch)));
  }

  private Finding strangers(Epoch epoch) throws Exception {
    return Verification.verify(
            bundle(epoch),
            Exhibits.NONE,
            new Reader(
                TrustRoots.read(exchange.data.publicFolder()).roots().getFirst(),
                exchange.policy(),
                exchange.timestamp(),
                Optional.empty()))
        .finding(Check.SOLVENCY_REPORT);
  }

  @Test
  void report_isTheThirdSubject_andAStrangerMakesItAgain() throws Exception {
    Report report = published(exchange.publish());
    assertEquals(Finding.Result.PASS, report.finding(Check.SOLVENCY_REPORT).result());
    assertEquals(Finding.Result.PASS, strangers(FIRST).result());
    EpochFolder files = exchange.data.epoch(FIRST);
    byte[] bytes = Files.readAllBytes(files.solvencyReport());
    Hash digest = Digests.sha256(bytes);
    assertEquals(
        List.of(Subject.LIABILITIES, Subject.RESERVES, Subject.SOLVENCY),
        statement(FIRST).subjects().stream().map(Subject::name).toList());
    assertEquals(Optional.of(digest), statement(FIRST).digestOf(Subject.SOLVENCY));
    PublicFolder open = exchange.data.publicFolder();
    assertArrayEquals(bytes, Files.readAllBytes(open.blob(digest.toString())));
    ReportSources sources = ReportSources.of(bytes);
    assertEquals(3, sources.toRead().size(), "policy, prices and terms");
    for (Hash named : sources.toRead()) {
      assertTrue(Files.exists(open.blob(named.toString())), named.toString());
      assertTrue(bundle(FIRST).blobs().find(named).isPresent(), named.toString());
    }
  }

  /** {@code solvent report} on the folder of data. */
  private String shown(int code, String... further) {
    CommandLine line = Failures.handledBy(new CommandLine(new ReportCommand()));
    StringWriter out = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    List<String> args = new ArrayList<>(List.of("--data=" + exchange.data.root()));
    args.addAll(List.of(further));
    assertEquals(code, line.execute(args.toArray(String[]::new)), out::toString);
    return out.toString();
  }

  @Test
  void operator_isShownTheReport_andNothingThatIsMissingOrDamaged() throws Exception {
    assertTrue(shown(2).contains("no attestation is published yet"));
    published(exchange.publish());
    byte[] bytes = Files.readAllBytes(exchange.data.epoch(FIRST).solvencyReport());
    assertEquals(new String(bytes, StandardCharsets.UTF_8) + "\n", shown(0, "--json"));
    assertTrue(shown(0, "--epoch=1").contains("all thrown together"), shown(0));
    assertTrue(shown(2, "--epoch=2").contains("want the attestation of epoch 2"));
    assertTrue(shown(2, "--epoch=0").contains("want one from 1 on"));
    Path blob = exchange.data.publicFolder().blob(Digests.sha256(bytes).toString());
    Files.delete(blob);
    assertTrue(shown(2).contains("want the solvency report of epoch 1"));
    Files.write(blob, new byte[] {'{', '}'});
    assertTrue(shown(2).contains("other bytes than its name says"));
    Files.write(blob, bytes);
  }

  @Test
  void figuresOfRisk_areNamedByTheReport_andAStrangerMakesThemAgain() throws Exception {
    desk.hedge();
    Report report = published(exchange.publish());
    assertEquals(Finding.Result.PASS, report.finding(Check.SOLVENCY_REPORT).result());
    assertEquals(Finding.Result.PASS, report.finding(Check.SOLVENCY_RISK).result());
    EpochFolder files = exchange.data.epoch(FIRST);
    ReportSources sources = ReportSources.of(Files.readAllBytes(files.solvencyReport()));
    assertEquals(
        Optional.of(Digests.sha256(Files.readAllBytes(files.riskReport()))),
        sources.commitments().risk());
    assertEquals(5, sources.toRead().size(), "policy, prices, terms, positions and risk");
    for (Hash named : sources.toRead()) {
      assertTrue(bundle(FIRST).blobs().find(named).isPresent(), named.toString());
    }
  }

  @Test
  void figuresOfRiskThatAreUnavailable_areToldToTheOperator() throws Exception {
    desk.hedge();
    desk.remember(40, "2026-11-19T12:00:00Z");
    published(exchange.publish());
    String note =
        "figures of risk: 16 of 16 unavailable: price history until 2026-11-19T12:00:00Z, want";
    assertTrue(
        exchange.told.stream().anyMatch(line -> line.contains(note)), exchange.told::toString);
    String shown = shown(0);
    assertTrue(shown.contains("figures of risk, in USD"), shown);
    assertTrue(shown.contains("none: price history until 2026-11-19T12:00:00Z"), shown);
    Path risk =
        exchange
            .data
            .publicFolder()
            .blob(
                Digests.sha256(Files.readAllBytes(exchange.data.epoch(FIRST).riskReport()))
                    .toString());
    byte[] sound = Files.readAllBytes(risk);
    Files.delete(risk);
    assertTrue(shown(2).contains("want the figures of risk of epoch 1"));
    Files.write(risk, sound);
  }

  /** Of a hundred days and more every figure can be given. */
  @Test
  void figuresOfRiskThatAreThere_areNoNote_andTheirPartIsSaid() throws Exception {
    desk.remember(121, "2026-11-21T00:00:00Z");
    published(exchange.publish());
    assertFalse(
        exchange.told.stream().anyMatch(line -> line.contains("figures of risk:")),
        exchange.told::toString);
    exchange.pass(Duration.ofHours(2));
    exchange.quote();
    desk.remember(40, "2026-11-21T00:00:00Z");
    published(exchange.publish());
    assertTrue(
        exchange.told.stream()
            .anyMatch(line -> line.contains("figures of risk: 2 of 8 unavailable: history of 39")),
        exchange.told::toString);
  }

  @Test
  void positionsThatAreNone_stopTheEpoch() throws Exception {
    Files.writeString(desk.positions, TestDesk.SHORT_ETHER.replace("\"short\"", "\"both\""));
    assertTrue(stopped(exchange.publish()).why().contains("positions.json"));
    Files.writeString(desk.positions, "[]");
    assertTrue(stopped(exchange.publish()).why().contains("not the one field positions"));
    Files.delete(desk.positions);
    Files.writeString(desk.history, "{}");
    assertTrue(stopped(exchange.publish()).why().contains("price-history.json"));
    Files.delete(desk.history);
    published(exchange.publish());
  }

  @Test
  void table_hasWhatIsOwedOrHeld_andNothingElseOfTheFiles() throws Exception {
    published(exchange.publish());
    PriceTable table = PriceTable.parse(Files.readAllBytes(exchange.data.epoch(FIRST).prices()));
    assertEquals(1, table.prices().size());
    assertEquals("ETH", table.prices().getFirst().asset().text());
    assertEquals(3, table.prices().getFirst().quotes().size());
  }

  @Test
  void dryRun_showsTheFigures_andSignsNothing() throws Exception {
    exchange.chain.mine();
    Outcome outcome = exchange.publisher().run(Publisher.Plan.to(Step.STATEMENT));
    assertInstanceOf(Outcome.Halted.class, outcome, outcome::toString);
    assertTrue(
        exchange.told.stream().anyMatch(line -> line.contains("solvency report: covered in kind")),
        exchange.told::toString);
    assertFalse(Files.exists(exchange.data.epoch(FIRST).envelope()));
    published(exchange.publish());
  }

  @Test
  void secondReport_isMadeByWhatTheFirstAnnounced() throws Exception {
    published(exchange.publish());
    assertEquals(Finding.Result.PASS, second().finding(Check.SOLVENCY_REPORT).result());
  }

  @Test
  void announcedPolicy_isTaken_whicheverOfTheTwoFilesItIs() throws Exception {
    Files.write(desk.next, TestPolicy.with("\"counts\":9000", "\"counts\":8000"));
    published(exchange.publish());
    PublicFolder open = exchange.data.publicFolder();
    byte[] first = Files.readAllBytes(exchange.data.epoch(FIRST).solvencyReport());
    Hash announced = ReportSources.of(first).announces();
    assertNotEquals(announced, ReportSources.of(first).policy());
    assertTrue(Files.exists(open.blob(announced.toString())), "readers can read it before");
    second();
    byte[] report = Files.readAllBytes(exchange.data.epoch(SECOND).solvencyReport());
    assertEquals(announced, ReportSources.of(report).policy());
  }

  @Test
  void policyThatNobodyWasToldOf_stops_andSaysWhichOneIsWanted() throws Exception {
    published(exchange.publish());
    byte[] lax = TestPolicy.with("\"counts\":9000", "\"counts\":10000");
    Files.write(desk.policy, lax);
    Files.write(desk.next, lax);
    exchange.pass(Duration.ofHours(2));
    exchange.quote();
    Outcome.Stuck stuck = stopped(exchange.publish());
    assertTrue(stuck.why().contains(Digests.sha256(lax).toString()), stuck.why());
    assertTrue(stuck.why().contains(Digests.sha256(TestPolicy.bytes()).toString()), stuck.why());
    assertTrue(stuck.remedy().contains("solvent.yaml"), stuck.remedy());
    Files.write(desk.policy, TestPolicy.bytes());
    published(exchange.publish());
  }

  @Test
  void epochWithoutAReport_takesNoAnnouncementBack() throws Exception {
    published(exchange.publish());
    exchange.pass(Duration.ofHours(1));
    exchange.desk = Optional.empty();
    Report without = published(exchange.publish());
    assertEquals(Finding.Result.ABSENT, without.finding(Check.SOLVENCY_REPORT).result());
    exchange.desk = Optional.of(desk);
    byte[] lax = TestPolicy.with("\"counts\":9000", "\"counts\":10000");
    Files.write(desk.policy, lax);
    Files.write(desk.next, lax);
    exchange.pass(Duration.ofHours(1));
    exchange.quote();
    assertTrue(stopped(exchange.publish()).why().contains("which the report before announced"));
  }

  @Test
  void staleFile_missingFile_unreadableFile_stop_andGoOnWhenTheyAreMended() throws Exception {
    desk.quote("2026-11-21T10:59:59Z", "2500");
    assertTrue(stopped(exchange.publish()).why().contains("no price within 3600 s of"));
    desk.quote("2026-11-21T11:00:00Z", "2500");
    Files.delete(desk.file("index"));
    assertTrue(stopped(exchange.publish()).why().contains("index.csv: no such file"));
    Files.writeString(desk.file("index"), "asset,price,time\nETH,\"2,500\",2026-11-21T11:00:00Z\n");
    Outcome.Stuck wrong = stopped(exchange.publish());
    assertTrue(wrong.why().contains("index.csv: 1 problem"), wrong.why());
    assertTrue(wrong.why().contains("line 2"), wrong.why());
    desk.quote("2026-11-21T11:00:00Z", "2500");
    published(exchange.publish());
  }

  @Test
  void assetWithoutAPrice_isSaid_andPublished() throws Exception {
    Files.writeString(desk.file("other"), "asset,price,time\nBTC,1,2026-11-21T12:00:00Z\n");
    Report report = published(exchange.publish());
    assertEquals(Finding.Result.PASS, report.finding(Check.SOLVENCY_REPORT).result());
    ReportFigures figures =
        ReportFigures.parse(Files.readAllBytes(exchange.data.epoch(FIRST).solvencyReport()));
    assertEquals(List.of("ETH"), figures.unpriced());
    assertEquals("no price of ETH, want one", figures.alerts().getFirst().sentence());
    assertTrue(figures.totals().isEmpty());
  }

  @Test
  void feedsWhereNoReserveIs_orWithoutNodes_stop_andNodesThatDoNotShowThem_areWaitedFor()
      throws Exception {
    desk.ask(ChainId.evm(1), Map.of());
    assertTrue(
        stopped(exchange.publish()).why().contains("the reserves have no block of eip155:1"));
    desk.ask(TestExchange.CHAIN, Map.of());
    assertTrue(stopped(exchange.publish()).why().contains("no nodes of an EVM chain"));
    desk.ask(TestExchange.CHAIN, Map.of(TestExchange.CHAIN, exchange.reader()));
    Outcome.Stuck waits =
        assertInstanceOf(Outcome.Stuck.class, exchange.publish(), exchange.told::toString);
    assertFalse(waits.needsPerson(), waits.why());
    assertTrue(waits.why().contains("prices of chainlink"), waits.why());
    assertTrue(waits.why().contains("node: "), waits.why());
  }

  @Test
  void moreSourcesOfAnAssetThanATableHasRoomFor_stop_inWords() throws Exception {
    desk.addSources(PricedAsset.MAX_QUOTES - 3 + 1);
    exchange.quote();
    Outcome.Stuck stuck = stopped(exchange.publish());
    assertTrue(stuck.why().contains("ETH: prices of 21 sources, want at most 20"), stuck.why());
    assertTrue(stuck.remedy().contains("solvent.yaml"), stuck.remedy());
    Files.writeString(desk.file("more-0"), "asset,price,time\nBTC,1,2026-11-21T12:00:00Z\n");
    published(exchange.publish());
  }

  @Test
  void positionsThatFillTheirLimit_stop_inWords() throws Exception {
    int most = Positions.LIMITS.maxBytes();
    String empty = "{\"positions\":[\"\"]}";
    Files.writeString(desk.positions, empty.replace("\"\"", text(most - empty.length())));
    Outcome.Stuck stuck = stopped(exchange.publish());
    assertTrue(stuck.why().contains("positions.json: "), stuck.why());
    assertTrue(stuck.why().contains(" bytes, want at most " + most), stuck.why());
    assertTrue(stuck.remedy().contains("positions.md"), stuck.remedy());
    Files.delete(desk.positions);
    published(exchange.publish());
  }

  /** As JSON, with so many bytes in it. */
  private static String text(int length) {
    return "\"" + "x".repeat(length) + "\"";
  }

  @Test
  void termsBeyondWhatIsOwed_stop() throws Exception {
    Files.writeString(desk.terms, "asset,seconds,units\nETH,60,3500000000000000001\n");
    Outcome.Stuck stuck = stopped(exchange.publish());
    assertTrue(stuck.why().contains("ETH: terms of 3500000000000000001"), stuck.why());
  }

  @Test
  void policyOfAnother_stops() throws Exception {
    Files.write(desk.next, TestPolicy.with("exchange.example", "other.example"));
    assertTrue(stopped(exchange.publish()).why().contains("policy of other.example"));
  }

  @Test
  void reportThatWasChangedAfterTheStatement_isFound() throws Exception {
    exchange.chain.mine();
    exchange.publisher().run(Publisher.Plan.to(Step.STATEMENT));
    EpochFolder files = exchange.data.epoch(FIRST);
    for (Path file :
        List.of(
            files.solvencyReport(),
            files.prices(),
            files.terms(),
            files.solvencyPolicy(),
            files.nextSolvencyPolicy())) {
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[bad.length / 2] ^= 1;
      Files.write(file, bad);
      Outcome.Stuck stuck =
          assertInstanceOf(Outcome.Stuck.class, exchange.publisher().run(Publisher.Plan.WHOLE));
      assertTrue(stuck.why().contains(file + ": other bytes"), stuck.why());
      Files.delete(file);
      stuck = assertInstanceOf(Outcome.Stuck.class, exchange.publisher().run(Publisher.Plan.WHOLE));
      assertTrue(stuck.why().contains(file + ": it is gone"), stuck.why());
      Files.write(file, good);
    }
    published(exchange.publish());
  }

  @Test
  void largeReport_standsBesideTheBundle_andIsCheckedAllTheSame() throws Exception {
    StringBuilder accounts = new StringBuilder("\"accounts\":[");
    for (int i = 0; i < 12_000; i++) {
      accounts
          .append(i == 0 ? "" : ",")
          .append("{\"account\":\"eip155:1:0x")
          .append(String.format(java.util.Locale.ROOT, "%040x", i))
          .append("\",\"class\":\"hot\",\"custodian\":\"self\"}");
    }
    byte[] large =
        new String(
                TestPolicy.with(
                    "\"classes\":[]", "\"classes\":[{\"name\":\"hot\",\"seconds\":60}]"),
                java.nio.charset.StandardCharsets.UTF_8)
            .replace("\"accounts\":[", accounts)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(desk.policy, large);
    Files.write(desk.next, large);
    Report report = published(exchange.publish());
    assertEquals(Finding.Result.PASS, report.finding(Check.SOLVENCY_REPORT).result());
    Hash digest = statement(FIRST).digestOf(Subject.SOLVENCY).orElseThrow();
    assertTrue(bundle(FIRST).blobs().find(digest).isEmpty());
    assertTrue(Files.exists(exchange.data.publicFolder().blob(digest.toString())));
    assertEquals(Finding.Result.FAIL, strangers(FIRST).result(), "who does not look beside it");
  }
}
