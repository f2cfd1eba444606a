package dev.solvent.server.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.verify.Claim;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.server.book.BookGenerator;
import dev.solvent.server.endtoend.PlainHosts.Host;
import dev.solvent.server.endtoend.Program.Ended;
import dev.solvent.server.endtoend.Program.Service;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exchange's first three epochs, and readers who have the first trust root and a policy, and
 * nothing else that they did not fetch.
 */
abstract class FirstDays {
  static final String ALICE = BookGenerator.account(42);

  /** The exit code of a process that SIGTERM ended. */
  static final int ENDED = 143;

  @TempDir static Path folder;
  static World world;
  static Exchange exchange;
  static Service service;
  static String site = "";
  static String token = "";
  static String link = "";
  static KeysOverTime keys;

  @BeforeAll
  static void begin() throws Exception {
    world = new World(folder);
    exchange = world.exchange;
    keys = new KeysOverTime(world, folder.resolve("safe"));
  }

  @AfterAll
  static void end() throws Exception {
    if (world != null) {
      world.close();
    }
  }

  static WebReader reader(String at) throws Exception {
    return new WebReader(at, exchange.firstRoot(), exchange.policy());
  }

  static OperatorsApp app() {
    return new OperatorsApp(service.field("operatorPort"), token);
  }

  @Test
  @Order(1)
  void firstEpoch_whoseReservesNobodySignedFor_isShort_andIsPublished() throws Exception {
    exchange.balances(1);
    exchange.publish(1, "SHORT");
  }

  @Test
  @Order(2)
  void secondEpoch_afterTheReservesSigned_isVerified() throws Exception {
    exchange.challenge();
    Path keys = KeyFiles.secret(exchange.file("secrets/wallet.keys"), Ledgers.FIRST_KEY);
    exchange.solvent(0, "signed, holds until", "reserves", "sign", "--keys", keys.toString());
    exchange.balances(2);
    world.ledgers.goOn();
    exchange.publish(2, "VERIFIED");
  }

  @Test
  @Order(3)
  void reserveThatMoves_isSignedForByItsNewAccount() throws Exception {
    world.ledgers.move();
    String account = Ledgers.account(Ledgers.SECOND);
    exchange.edit(yaml -> yaml + "  - account: " + account + "\n");
    exchange.challenge("--account", account);
    Path challenge = exchange.file("ownership/eip155_31337_" + Ledgers.SECOND + ".challenge.txt");
    Path signature = exchange.file("signature.txt");
    Files.writeString(signature, world.ledgers.sign(challenge) + "\n");
    exchange.solvent(
        0,
        "signed, holds until",
        "reserves",
        "import",
        "--account",
        account,
        "--signature",
        signature.toString());
  }

  @Test
  @Order(4)
  void serviceKilledInTheMiddleOfAnEpoch_goesOnWithIt() throws Exception {
    Ended made =
        exchange.solvent(
            0, "", "token", "create", "--name", "app", "--scope", "status,trigger,links,receipts");
    token = made.out().strip();
    service = exchange.serve();
    exchange.balances(3);
    world.ledgers.goOn();
    world.authority.hold();
    assertEquals(202, app().post("/epochs", "").statusCode());
    world.authority.awaitAsked();
    service.kill();
    Path bundle = exchange.data().resolve("public/attestations/3.bundle.json");
    assertFalse(Files.exists(bundle), "nothing is public before the token");

    world.authority.goOn();
    service = exchange.serve();
    site = service.field("url");
    try (Events events = Events.after(site, 1)) {
      for (int epoch = 2; epoch <= 3; epoch++) {
        String told = events.attestation(epoch);
        byte[] envelope = reader(site).get("/attestations/" + epoch + ".dsse.json");
        assertEquals(new String(envelope, StandardCharsets.UTF_8), told);
      }
    }
  }

  @Test
  @Order(5)
  void everythingVerifies_overHttp() throws Exception {
    WebReader reader = reader(site);
    assertEquals(Verdict.SHORT, reader.verify(1, Exhibits.NONE).verdict());
    assertEquals(Verdict.VERIFIED, reader.verify(2, Exhibits.NONE).verdict());
    link = app().link(ALICE);
    Customer alice = Customer.of(link);
    Bundle third = reader.bundle(3);
    Claim claim = alice.claim(site, third).orElseThrow();
    HttpResponse<byte[]> receipt = app().receipt(ALICE, 3);
    assertEquals(200, receipt.statusCode());
    Exhibits shown = Exhibits.NONE.with(claim).withReceipt(Envelope.parse(receipt.body()));
    Report report = reader.verify(third, shown);
    assertEquals(Verdict.VERIFIED, report.verdict(), report::toString);
    for (Check check :
        List.of(
            Check.LIABILITIES_INCLUSION,
            Check.RECEIPT_SIGNATURE,
            Check.LOG_CONSISTENCY,
            Check.LOG_WITNESSES,
            Check.TIME_TOKEN,
            Check.RESERVES_OWNERSHIP)) {
      assertEquals(Finding.Result.PASS, result(report, check), check.id());
    }
    assertEquals(3, reader.checkpoint().size());
    assertEquals(200, reader.ask("/readyz").statusCode());
  }

  static Finding.Result result(Report report, Check check) {
    return report.findings().stream()
        .filter(finding -> finding.check() == check)
        .findFirst()
        .orElseThrow()
        .result();
  }

  /** What changed from day to day: the debts, and where the coins are. */
  @Test
  @Order(6)
  void balancesAndReserves_areThoseOfTheDay() throws Exception {
    WebReader reader = reader(site);
    Customer alice = Customer.of(link);
    String before = "";
    for (int epoch = 1; epoch <= 3; epoch++) {
      Bundle bundle = reader.bundle(epoch);
      String positions = alice.claim(site, bundle).orElseThrow().proof().positions().toString();
      assertFalse(positions.equals(before), "other balances each day");
      before = positions;
    }
    String third = new String(reader.reserves(3), StandardCharsets.UTF_8);
    assertTrue(third.contains(Ledgers.SECOND.toString()), third);
    String second = new String(reader.reserves(2), StandardCharsets.UTF_8);
    assertFalse(second.contains(Ledgers.SECOND.toString()), second);
  }

  @Test
  @Order(7)
  void copyOnAPlainFileServer_verifiesAsWell() throws Exception {
    Path copy = folder.resolve("bucket");
    assertEquals(
        0,
        new ProcessBuilder(
                "cp", "-r", exchange.data().resolve("public").toString(), copy.toString())
            .start()
            .waitFor());
    try (Host jdk = PlainHosts.jdk(copy)) {
      verifiesAll(jdk.url());
    }
    Optional<Host> nginx = PlainHosts.nginx(copy, folder.resolve("nginx"));
    if (nginx.isPresent()) { // the JDK's server has shown the same where it is not installed
      try (Host host = nginx.get()) {
        verifiesAll(host.url());
        assertEquals(200, reader(host.url()).ask("/.well-known/proof-of-reserves").statusCode());
      }
    }
  }

  private static void verifiesAll(String at) throws Exception {
    WebReader reader = reader(at);
    assertEquals(Verdict.SHORT, reader.verify(1, Exhibits.NONE).verdict());
    assertEquals(Verdict.VERIFIED, reader.verify(2, Exhibits.NONE).verdict());
    Bundle third = reader.bundle(3);
    Claim claim = Customer.of(link).claim(site, third).orElseThrow();
    assertEquals(Verdict.VERIFIED, reader.verify(third, Exhibits.NONE.with(claim)).verdict());
    assertEquals(3, reader.checkpoint().size());
  }

  @Test
  @Order(8)
  void readOnlyServer_withNothingButThePublicFilesAndTrees_servesAllOfIt() throws Exception {
    Path data = Files.createDirectory(folder.resolve("copy"));
    for (String part : List.of("public", "epochs")) {
      String from = exchange.data().resolve(part).toString();
      assertEquals(0, new ProcessBuilder("cp", "-r", from, data.toString()).start().waitFor());
    }
    Service copy =
        world.program.serve(
            "serve", "--read-only", data.toString(), "--listen", "127.0.0.1:0", "--json");
    String at = copy.field("url");
    WebReader reader = reader(at);
    Bundle third = reader.bundle(3);
    Claim claim = Customer.of(link).claim(at, third).orElseThrow();
    assertEquals(Verdict.VERIFIED, reader.verify(third, Exhibits.NONE.with(claim)).verdict());
    assertEquals(200, reader.ask("/api/v1/epochs").statusCode());
    assertEquals(200, reader.ask("/readyz").statusCode());
    assertEquals(404, reader.ask("/operator/v1/status").statusCode());
    try (Events events = Events.after(at, 2)) {
      events.attestation(3);
    }
    assertEquals(ENDED, copy.end());
  }

  @Test
  @Order(9)
  void serviceThatIsToldToEnd_ends() throws Exception {
    assertEquals(ENDED, service.end());
  }
}
