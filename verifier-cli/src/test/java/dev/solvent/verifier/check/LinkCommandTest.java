package dev.solvent.verifier.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Epoch;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.reader.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check LINK}, against a service on loopback. */
final class LinkCommandTest {
  private static final AccountId ALICE = TestDay.ALICE;
  private static final AccountId BOB = TestDay.BOB;
  private static final TestDay WITHOUT_ALICE =
      TestDay.ORDINARY.owing(Map.of(BOB, Amount.of(TestDay.ETHER / 2)));

  @TempDir Path folder;

  private TestPublication publication;
  private TestService service;

  /** Epoch 1 is empty; of epochs 2 and 3, which count both, the third is as of now. */
  @BeforeEach
  void publish() throws Exception {
    publication =
        TestPublication.in(
            folder.resolve("exchange"), TestPublication.time("2026-05-01T00:00:00Z"));
    publication.publish(TestDay.EMPTY);
    publication.publish(TestDay.ORDINARY);
    publication.publish(TestDay.ORDINARY);
    service = new TestService(publication, ALICE, BOB);
    Home home = new Home(folder.resolve("home"));
    home.keep(publication.newestRoot());
    Files.copy(publication.policyFile(), folder.resolve("home/policy.json"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /** As of an hour after this epoch. */
  private Ran at(long epoch, String... more) {
    List<String> args = new ArrayList<>(List.of("check", "-"));
    args.addAll(List.of("--home", folder.resolve("home").toString()));
    args.addAll(List.of("--at", publication.at(epoch, 3600).toString()));
    args.addAll(List.of(more));
    return Ran.reading(service.link(ALICE) + "\n", args.toArray(String[]::new));
  }

  @Test
  void aLink_isCounted_asFarBackAsItIs() {
    Ran ran = at(3);
    assertEquals(
        List.of(
            "VERIFIED: what exchange.example owes alice@example.com is counted",
            "  1.500000000000000000 ETH",
            "  in the attestation of epoch 3, as of 2026-05-03T00:00:00Z, next due by"
                + " 2026-05-04T06:00:00Z",
            "  reserves proven or observed, and owned: 150.00 % of all ETH",
            "  counted in epoch 2 too",
            "  in epoch 1, as of 2026-05-01T00:00:00Z, nothing is counted for you: if you had a"
                + " balance then, you were left out, and --since 1 makes that a failure"),
        ran.lines().subList(0, 6));
    assertEquals("", ran.err());
    assertEquals(0, ran.code());
  }

  @Test
  void nothingSecret_isInAnAddressOrAMessage() {
    List<String> said = new ArrayList<>();
    for (Ran ran :
        List.of(
            at(3, "-v"),
            at(3, "--json"),
            at(3, "--expect", "ETH=2"),
            at(3, "--since", "1"),
            at(3, "--trust", publication.policyFile().toString()))) {
      said.add(ran.out());
      said.add(ran.err());
    }
    said.addAll(service.asked);
    assertTrue(service.asked.contains("/api/v1/epochs/3/proofs"));
    String fragment = TestPublication.link(ALICE).exposeFragment();
    for (String secret :
        List.of(
            fragment,
            fragment.substring(fragment.lastIndexOf('.') + 1),
            HexFormat.of().formatHex(TestPublication.customerKey(ALICE).exposeBytes()),
            HexFormat.of()
                .formatHex(
                    TestPublication.customerKey(ALICE).accountKey(new Epoch(3)).exposeBytes()),
            TestService.locator(3, ALICE),
            TestService.locator(2, ALICE))) {
      assertFalse(said.stream().anyMatch(line -> line.contains(secret)));
    }
  }

  /** Half of the customers on alternate days. */
  @Test
  void threat27_anEpochThatLeavesOut_isNamed() throws Exception {
    publication.publish(WITHOUT_ALICE);
    publication.publish(TestDay.ORDINARY);
    Ran ran = at(5, "--since", "2");
    assertEquals(1, ran.code());
    assertEquals("FAILED: exchange.example left alice@example.com out of epoch 4", ran.first());
    assertTrue(
        ran.lines()
            .contains(
                "  liabilities.inclusion: no balance of alice@example.com is counted, want at"
                    + " least one"),
        ran.out());
    Ran first = at(5);
    assertEquals(0, first.code());
    assertTrue(
        first.out().contains("in epoch 4, as of 2026-05-04T00:00:00Z, nothing"), first.out());
  }

  @Test
  void theNewest_thatCountsNothing_fails() throws Exception {
    publication.publish(WITHOUT_ALICE);
    Ran ran = at(4);
    assertEquals(1, ran.code());
    assertEquals(
        "FAILED: nothing that exchange.example owes alice@example.com is counted", ran.first());
    assertFalse(ran.out().contains("ETH  counted"), ran.out());
    Ran expecting = at(4, "--expect", "ETH=0");
    assertEquals(1, expecting.code(), "fails closed");
  }

  @Test
  void whatIsExpected_isCompared() {
    assertEquals(0, at(3, "--expect", "ETH=1.5").code());
    Ran less = at(3, "--expect", "ETH=1.6", "--expect", "BTC=1");
    assertEquals(1, less.code());
    assertTrue(less.out().contains("liabilities.inclusion: ETH=1.5"), less.out());
    assertTrue(less.out().contains("liabilities.inclusion: BTC: asset not in"), less.out());
  }

  @Test
  void anAnswer_thatIsNone_isMalformed() {
    List<String> spoilt =
        List.of("{}", "{\"epoch\":2,\"proofs\":[]}", "{\"epoch\": 3,\"proofs\":[]}", "[");
    for (String answer : spoilt) {
      service.spoiling = whole -> answer;
      Ran ran = at(3, "--epoch", "3");
      assertEquals(2, ran.code(), answer);
      assertEquals("", ran.out());
      assertTrue(ran.err().startsWith("MALFORMED " + service.address() + "/api/"), ran.err());
    }
    service.spoiling = whole -> whole.replace("}]}", "}],\"total\":\"1\"}");
    assertEquals(2, at(3).code());
    service.spoiling =
        whole -> whole.replaceFirst("\\[(\\{\"asset\".*})]}$", "[$1,$1]}"); // an asset twice
    assertEquals(2, at(3).code());
  }

  @Test
  void anAnswer_thatDoesNotFold_fails() {
    service.spoiling = whole -> whole.replace("\"1500000000000000000\"", "\"1500000000000000001\"");
    Ran ran = at(3);
    assertEquals(1, ran.code());
    assertTrue(ran.out().contains("ETH  NOT shown to be counted"), ran.out());
    assertTrue(ran.out().contains("liabilities.inclusion: ETH: path ends"), ran.out());
  }

  @Test
  void noAnswer_isNoVerdictButFailed() {
    service.spoiling = whole -> "";
    Ran ran = at(3);
    assertEquals(1, ran.code());
    assertTrue(
        ran.out().contains("liabilities.inclusion: the exchange hands out no proofs of epoch 3"),
        ran.out());
  }

  @Test
  void underAnotherRoot_nothingIsAsked() throws Exception {
    TestPublication other =
        TestPublication.in(folder.resolve("other"), TestPublication.time("2026-05-02T00:00:00Z"));
    other.publish(TestDay.EMPTY);
    Files.copy(other.bundleFile(1), publication.bundleFile(3), StandardCopyOption.REPLACE_EXISTING);
    Ran ran = at(3, "--site", publication.folder().toString());
    assertEquals(1, ran.code());
    assertEquals(
        "FAILED: it is not shown that what exchange.example owes alice@example.com is counted",
        ran.first());
    assertEquals(List.of(), service.asked);
  }

  @Test
  void theFiles_mayBeACopy() throws IOException {
    Ran ran = at(3, "--site", publication.folder().toString(), "--epoch", "3");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(List.of("/api/v1/epochs/3/proofs"), service.asked);
    assertTrue(ran.lines().contains("  no other epoch was looked at"), ran.out());
    String fragment = TestPublication.link(ALICE).exposeFragment();
    Ran bare = Ran.reading(fragment, "check", "-");
    assertEquals(2, bare.code());
    assertTrue(bare.err().startsWith("error: a link without its address"), bare.err());
    Ran still = Ran.reading(fragment, "check", "-", "--site", publication.folder().toString());
    assertEquals(2, still.code());
    assertTrue(still.err().contains("a folder, which hands out no proofs"), still.err());
  }

  @Test
  void anotherHistory_fails() throws Exception {
    TestPublication fork =
        TestPublication.in(folder.resolve("fork"), TestPublication.time("2026-05-01T00:00:00Z"));
    fork.publish(TestDay.EMPTY);
    fork.publish(TestDay.ORDINARY.holding(4 * TestDay.ETHER));
    Files.copy(fork.bundleFile(2), publication.bundleFile(2), StandardCopyOption.REPLACE_EXISTING);
    try (Stream<Path> blobs = Files.list(fork.folder().resolve("blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        Files.copy(
            blob,
            publication.folder().resolve("blobs/sha256").resolve(blob.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Ran ran = at(3, "--since", "2");
    assertEquals(1, ran.code(), ran.out());
    assertEquals(
        "FAILED: it is not shown that exchange.example counted alice@example.com in epoch 2",
        ran.first());
    assertTrue(ran.out().contains("  log.consistency: "), ran.out());
  }

  @Test
  void anotherEpochsStatement_fails() throws Exception {
    Files.copy(
        publication.bundleFile(3), publication.bundleFile(2), StandardCopyOption.REPLACE_EXISTING);
    Ran ran = at(3, "--since", "2");
    assertEquals(1, ran.code(), ran.out());
    assertTrue(
        ran.lines().contains("  statement.form: a statement for epoch 3, want 2"), ran.out());
  }

  @Test
  void whatIsOld_orShort_isCountedAllTheSame() throws Exception {
    Ran overdue = at(5, "--epoch", "3");
    assertEquals(3, overdue.code(), overdue.out());
    assertTrue(
        overdue.first().startsWith("STALE: what exchange.example owes alice@example.com is"));
    publication.publish(TestDay.ORDINARY.holding(TestDay.ETHER));
    Ran lacking = at(4);
    assertEquals(4, lacking.code(), lacking.out());
    assertTrue(lacking.first().startsWith("SHORT: exchange.example shows reserves for less"));
    publication.publish(TestDay.ORDINARY);
    Ran later = at(5, "-v");
    assertEquals(0, later.code(), later.out());
    assertTrue(
        later
            .lines()
            .contains(
                "  epoch 4: 1.500000000000000000 ETH counted, SHORT as of 2026-05-04T00:00:00Z"),
        later.out());
  }

  @Test
  void forPrograms_thereIsAReportOfEachEpoch() throws Exception {
    JsonNode report = new ObjectMapper().readTree(at(3, "--json").out());
    assertEquals("solvent/link-report/v1", report.get("format").textValue());
    assertEquals("VERIFIED", report.get("verdict").textValue());
    assertEquals("as far as counted", report.get("range").textValue());
    assertEquals(3, report.get("epochs").get(0).get("epoch").intValue());
    assertEquals(true, report.get("epochs").get(1).get("customer").get("counted").booleanValue());
    assertEquals(1, report.get("end").get("customer").get("epoch").intValue());
    JsonNode failed = new ObjectMapper().readTree(at(3, "--json", "--since", "1").out());
    assertEquals("FAILED", failed.get("verdict").textValue());
    assertEquals("VERIFIED", failed.get("epochs").get(0).get("verdict").textValue());
  }

  @Test
  void aRange_thatIsNone_isRefused() {
    assertEquals(2, at(3, "--since", "4").code());
    assertEquals(2, at(3, "--since", "2", "--epoch", "2").code());
    assertEquals(2, at(3, "--attestation", publication.folder().toString()).code());
    assertEquals(2, at(3, "--receipt", publication.rootFile().toString()).code());
    assertEquals(2, at(3, "--epoch", "9").code(), "not published");
  }

  @Test
  void whatIsKept_isCheckedWithoutAnybody() throws IOException {
    Path kept = folder.resolve("kept.json");
    Ran ran = at(3, "--save", kept.toString());
    assertEquals(0, ran.code());
    assertEquals("saved " + kept + ", which shows your balances: keep it to yourself\n", ran.err());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    service.close();
    Ran offline =
        Ran.of(
            "check",
            kept.toString(),
            "--home",
            folder.resolve("home").toString(),
            "--at",
            publication.at(3, 3600).toString());
    assertEquals(0, offline.code(), offline.out());
    assertEquals(ran.first(), offline.first());
    assertEquals(2, at(3, "--save", kept.toString()).code(), "it exists already");
  }

  @Test
  void whatWasAccepted_isRemembered_withoutTheKey() throws Exception {
    TestPublication today = upToNow();
    try (TestService its = new TestService(today, ALICE, BOB)) {
      String[] args = {"check", "-", "--home", folder.resolve("home").toString()};
      Ran first = Ran.reading(its.link(ALICE), args);
      assertEquals(0, first.code(), first.out() + first.err());
      Path links = folder.resolve("home/issuers/exchange.example/links");
      Path memory;
      try (Stream<Path> files = Files.list(links)) {
        memory = files.findFirst().orElseThrow();
      }
      assertEquals("{\"epoch\":2,\"format\":\"solvent/link-memory/v1\"}", Files.readString(memory));
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(memory)));
      today.publish(WITHOUT_ALICE);
      today.publish(TestDay.ORDINARY.late(Duration.ofHours(-23)));
      Ran second = Ran.reading(its.link(ALICE), args);
      assertEquals(1, second.code(), second.out());
      assertEquals(
          "FAILED: exchange.example left alice@example.com out of epoch 3", second.first());
      assertEquals("{\"epoch\":2,\"format\":\"solvent/link-memory/v1\"}", Files.readString(memory));
      Ran other = Ran.reading(its.link(BOB), args);
      assertEquals(0, other.code(), other.out());
      try (Stream<Path> files = Files.list(links)) {
        assertEquals(2, files.count());
      }
      Files.writeString(memory, "{\"epoch\":9,\"format\":\"solvent/link-memory/v1\"}");
      Ran back = Ran.reading(its.link(ALICE), args);
      assertEquals(1, back.code());
      assertTrue(
          back.out().contains("log.consistency: the newest epoch is 4, want 9, which"), back.out());
      Files.writeString(memory, "{}");
      assertEquals(2, Ran.reading(its.link(ALICE), args).code());
    }
  }

  /** An empty day, and one whose statement is good until a few hours from now. */
  private TestPublication upToNow() throws Exception {
    TestPublication today =
        TestPublication.in(
            folder.resolve("today"),
            new Timestamp(
                InstantSource.system()
                    .instant()
                    .minus(Duration.ofHours(50))
                    .truncatedTo(ChronoUnit.SECONDS)));
    today.publish(TestDay.EMPTY);
    today.publish(TestDay.ORDINARY);
    return today;
  }
}
