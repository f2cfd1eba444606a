package dev.solvent.server.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.prices.PricedAsset;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.verify.Claim;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.server.endtoend.PlainHosts.Host;
import dev.solvent.server.endtoend.Program.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * An exchange from its first day on, by the programs that people start: each command a process, a
 * real node, real witnesses. The tests are chapters of one story; the first ones are {@link
 * FirstDays}, and those here are of what changes as time goes by.
 */
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EndToEndTest extends FirstDays {
  @Test
  @Order(10)
  void statementByAKeyThatWasRotatedAway_isNeverLogged_andTheNewKeysIsPublished() throws Exception {
    exchange.solvent(0, "revoked from epoch 4 on", "revoke", "--account", ALICE);
    keys.rotate();
    exchange.balances(4);
    world.ledgers.goOn();
    exchange.solvent(1, "our own check statement.signature", "publish");
    assertFalse(Files.exists(exchange.data().resolve("log/tile/entries/000.p/4")));
    keys.nameNewKeys();
    exchange.publish(4, "VERIFIED");

    String policy = exchange.file("policy.json").toString();
    String data = exchange.data().toString();
    service =
        world.program.serve(
            "serve", "--read-only", data, "--policy", policy, "--listen=127.0.0.1:0", "--json");
    site = service.field("url");
    assertEquals(Verdict.VERIFIED, reader(site).verify(4, Exhibits.NONE).verdict());
  }

  @Test
  @Order(11)
  void linkThatWasRevoked_opensTheOldEpochs_andTheNewOneTheNew() throws Exception {
    WebReader reader = reader(site);
    Bundle third = reader.bundle(3);
    Bundle fourth = reader.bundle(4);
    Customer old = Customer.of(link);
    Customer young = Customer.of(keys.link(ALICE));
    assertTrue(old.claim(site, third).isPresent());
    assertTrue(old.claim(site, fourth).isEmpty());
    assertTrue(young.claim(site, third).isEmpty());
    Claim claim = young.claim(site, fourth).orElseThrow();
    assertEquals(Verdict.VERIFIED, reader.verify(fourth, Exhibits.NONE.with(claim)).verdict());
  }

  /** A receipt for an older epoch needs the newer root beside its bundle. */
  @Test
  @Order(12)
  void receiptByTheNewKey_isGoodForOldEpochsToo() throws Exception {
    Path out = folder.resolve("3.receipt.json");
    Ended signed = keys.receipt(3, ALICE, out);
    assertEquals(0, signed.code(), signed::toString);
    Exhibits receipt = Exhibits.NONE.withReceipt(Envelope.parse(Files.readAllBytes(out)));
    Bundle third = reader(site).bundle(3);
    Report alone = reader(site).verify(third, receipt);
    assertEquals(Finding.Result.FAIL, result(alone, Check.RECEIPT_SIGNATURE));
    WebReader reader = reader(site);
    Report report = reader.verify(reader.withRoots(third, 2), receipt);
    assertEquals(Verdict.VERIFIED, report.verdict(), report::toString);
  }

  @Test
  @Order(13)
  void witnessAndMasterSecretChange_andOldTreesAreForgotten() throws Exception {
    Policy before = exchange.policy();
    Path database = Files.copy(exchange.data().resolve("solvent.db"), folder.resolve("old.db"));
    String former = keys.link(ALICE);
    keys.succeedWitness();
    assertEquals(ENDED, world.parties.endWitness(Parties.WITNESSES.get(1)));
    keys.rotateMaster();
    exchange.edit(yaml -> yaml.replace("keepTrees: 30", "keepTrees: 2"));
    exchange.balances(5);
    world.ledgers.goOn();
    exchange.publish(5, "VERIFIED");

    WebReader reader = reader(site);
    assertEquals(Verdict.VERIFIED, reader.verify(4, Exhibits.NONE).verdict());
    Bundle fifth = reader.bundle(5);
    Claim claim = Customer.of(keys.link(ALICE)).claim(site, fifth).orElseThrow();
    assertEquals(Verdict.VERIFIED, reader.verify(fifth, Exhibits.NONE.with(claim)).verdict());
    Report strict = new WebReader(site, exchange.firstRoot(), before).verify(5, Exhibits.NONE);
    assertEquals(Finding.Result.FAIL, result(strict, Check.LOG_WITNESSES));

    assertTrue(Customer.of(former).claim(site, fifth).isEmpty());
    assertTrue(Customer.of(former).claim(site, reader.bundle(4)).isPresent());
    Bundle second = reader(site).bundle(2);
    exchange.solvent(2, "epoch 2 has no trees here", "links", "--epoch", "2", "--account", ALICE);
    assertEquals(Verdict.VERIFIED, reader(site).verify(second, Exhibits.NONE).verdict());
    assertEquals(
        404, Customer.of(former).ask(site, WebReader.owed(second)).statusCode(), "not kept");
    keys.withDatabase(
        database, () -> exchange.solvent(1, "bring back the database that signed last", "publish"));
  }

  /** By another master secret nobody is owed anything: the exchange must not sign that. */
  @Test
  @Order(14)
  void receiptOfAnEpochBeforeTheMasterSecret_takesTheFormerOne() throws Exception {
    Path out = folder.resolve("4.receipt.json");
    Ended refused = keys.receipt(4, ALICE, out);
    assertEquals(1, refused.code(), refused::toString);
    assertTrue(refused.err().contains("the master secret is another"), refused::toString);
    Ended signed = keys.receiptByFormerMaster(4, ALICE, out);
    assertEquals(0, signed.code(), signed::toString);
    Exhibits receipt = Exhibits.NONE.withReceipt(Envelope.parse(Files.readAllBytes(out)));
    Report report = reader(site).verify(4, receipt);
    assertEquals(Finding.Result.PASS, result(report, Check.RECEIPT_SIGNATURE));
  }

  @Test
  @Order(15)
  void restoredFolder_goesOnOnlyAfterItsWitnessesConfirmedTheLog() throws Exception {
    assertEquals(ENDED, service.end());
    keys.restore();
    exchange.balances(6);
    world.ledgers.goOn();
    Path restored = exchange.file("restored");
    exchange.solvent(1, "REFUSED the log: ", "publish");
    Path published = exchange.data().resolve("public/log");
    String[] resume = {"log-resume", "--published", published.toString()};
    exchange.solvent(1, "not every witness", resume);
    keys.retireWitness();
    exchange.solvent(0, "goes on from size 5", resume);
    exchange.publish(6, "VERIFIED");
    exchange.solvent(0, "", "fsck");
    exchange.solvent(0, "", "status");
    try (Host host = PlainHosts.jdk(restored.resolve("public"))) {
      WebReader reader = reader(host.url());
      for (int epoch = 2; epoch <= 6; epoch++) {
        assertEquals(Verdict.VERIFIED, reader.verify(epoch, Exhibits.NONE).verdict());
      }
      assertEquals(6, reader.checkpoint().size());
    }
  }

  /** Two cents above what the files say, as a feed that nobody here wrote may be. */
  @Test
  @Order(16)
  void solvencyReport_takesAPriceFromAContract_atTheBlockOfTheReserves() throws Exception {
    PriceDesk desk = new PriceDesk(exchange);
    desk.open(world.ledgers.feed(250_002_000_000L));
    exchange.balances(7);
    exchange.publish(7, "VERIFIED");
    try (Host host = PlainHosts.jdk(exchange.file("restored/public"))) {
      WebReader reader = reader(host.url());
      Report report = reader.verify(7, Exhibits.NONE);
      assertEquals(Verdict.VERIFIED, report.verdict(), report::toString);
      assertEquals(Finding.Result.PASS, result(report, Check.SOLVENCY_REPORT));
      PricedAsset ether = reader.prices(7).prices().getFirst();
      assertEquals(
          List.of("chainlink", "desk", "index", "other"),
          ether.quotes().stream().map(quote -> quote.source().text()).toList());
      assertEquals("2500020000000000000000", ether.quotes().getFirst().price().toString());
    }
  }

  @Test
  @Order(100)
  void noLogLine_holdsASecret() throws Exception {
    LoggedSecrets secrets = new LoggedSecrets();
    secrets.addText(token);
    secrets.addText(Ledgers.FIRST_KEY);
    secrets.addText(Files.readString(world.parties.password()));
    List<Asset> assets = List.of(Asset.parse("ETH:18"), Asset.parse("USDT:6"));
    for (Path place : List.of(exchange.file("secrets"), keys.safe())) {
      try (Stream<Path> files = Files.list(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (file.toString().endsWith(".password")) {
            secrets.addText(Files.readString(file));
          } else if (file.toString().endsWith(".hex")) {
            MasterSecret master = MasterSecret.parse(Files.readString(file).strip());
            secrets.addMaster(master, new Issuer(Exchange.ISSUER), assets, 6);
          }
        }
      }
    }
    assertEquals(List.of(), secrets.in(world.program.logs()));
    Path planted = Files.createDirectory(folder.resolve("planted"));
    String key = HexFormat.of().formatHex(Customer.of(link).link().customerKey().exposeBytes());
    Files.writeString(planted.resolve("log"), "nothing\nkey=" + key + "\n" + token + "\n");
    assertEquals(List.of("log:2", "log:3"), secrets.in(planted), "that the search finds any");
  }
}
