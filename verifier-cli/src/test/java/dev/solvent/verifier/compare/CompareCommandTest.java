package dev.solvent.verifier.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import dev.solvent.verifier.cli.Failures;
import dev.solvent.verifier.node.FakeNode;
import dev.solvent.verifier.reader.Home;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The honest attestation beside those of another issuer, which counts on some of the same. */
final class CompareCommandTest {
  private static final Path FILES =
      Path.of(System.getProperty("solvent.root"), "fixtures/vectors/bundles/files");
  private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93";
  private static final String SEGWIT = BITCOIN + ":bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
  private static final String OTHER_SCRIPT = BITCOIN + ":1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH";
  private static final String EVM = "eip155:1:0x33dd6cc01ee1cdead90d81fa5164bb73cd5613ae";
  private static final String UNSHARED = "eip155:1:0x" + "52".repeat(20);

  @TempDir private Path folder;
  private final IssuedBy friend = new IssuedBy("friend.example");
  private Path home;
  private Path honest;
  private List<PinnedBlock> blocks;

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void pin() throws Exception {
    home = folder.resolve("home");
    new Home(home).keep(SignedRoot.parse(Files.readAllBytes(FILES.resolve("honest.root.json"))));
    new Home(home).keep(friend.root());
    honest = FILES.resolve("honest.bundle.json");
    Bundle bundle = Bundle.parse(Files.readAllBytes(honest));
    Statement statement = Statement.parse(bundle.envelope().payload());
    blocks =
        ReservesManifest.parse(
                bundle
                    .blobs()
                    .find(statement.digestOf(Subject.RESERVES).orElseThrow())
                    .orElseThrow()
                    .toBytes())
            .chains();
  }

  private Run run(List<Path> given, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--home",
                home.toString(),
                "--policy",
                FILES.resolve("honest.policy.json").toString(),
                "--at",
                "2026-05-28T21:27:40Z",
                "--color",
                "never"));
    args.addAll(List.of(options));
    given.forEach(each -> args.add(each.toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Failures.handledBy(new CommandLine(new CompareCommand()));
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new Run(command.execute(args.toArray(String[]::new)), out.toString(), err.toString());
  }

  private static Holding claimed(String account, String asset) throws Exception {
    return claimed(account, asset, Optional.empty());
  }

  private static Holding claimed(String account, String asset, Optional<Octets> evidence)
      throws Exception {
    return new Holding(
        AccountRef.parse(account),
        AssetRef.parse(asset),
        Assurance.CLAIMED,
        new Asset(new Ticker("XYZ"), 0),
        evidence.map(bytes -> Digests.sha256(bytes.toBytes())),
        Ownership.NONE,
        Optional.empty(),
        Amount.of(7));
  }

  private Path friends(String asOf, String until, List<Holding> holdings, Octets... evidence)
      throws Exception {
    Bundle bundle =
        friend.bundle(
            Timestamp.parse(asOf), Timestamp.parse(until), blocks, holdings, List.of(evidence));
    return Files.write(folder.resolve("friend.bundle.json"), bundle.toBytes());
  }

  private Path friendsToday(Holding holding, Octets... evidence) throws Exception {
    return friends("2026-05-28T20:30:00Z", "2026-05-29T20:30:00Z", List.of(holding), evidence);
  }

  @Test
  void whatNobodyShares_isSaid() throws Exception {
    Run run = run(List.of(honest, friendsToday(claimed(UNSHARED, "eip155:1/slip44:60"))));
    assertEquals(
        new Run(
            0,
            """
            no account is claimed by two of exchange.example, friend.example
              exchange.example, epoch 3: 5 holdings, from 2026-05-28T20:27:40Z until 2026-05-29T20:27:40Z
              friend.example, epoch 1: 1 holdings, from 2026-05-28T20:30:00Z until 2026-05-29T20:30:00Z
            """,
            ""),
        run);
  }

  @Test
  void threat13_oneAccountAtTwoIssuers_isListedWithAllThatIsClaimedOfIt() throws Exception {
    Run run = run(List.of(honest, friendsToday(claimed(EVM, "eip155:1/slip44:60"))), "--quiet");
    assertEquals(
        "FAILED 1 account is claimed by two of exchange.example, friend.example\n", run.out());
    assertEquals(1, run.code());
    String all = run(List.of(honest, friendsToday(claimed(EVM, "eip155:1/slip44:60")))).out();
    for (String line :
        List.of(
            "  " + EVM + "\n",
            "    exchange.example, epoch 3, as of 2026-05-28T20:27:40Z: 120000.000000 USDC, declared proven, ownership signed\n",
            "    exchange.example, epoch 3, as of 2026-05-28T20:27:40Z: 1.500000000000000000 ETH, declared proven, ownership signed\n",
            "    friend.example, epoch 1, as of 2026-05-28T20:30:00Z: 7 XYZ, declared claimed, ownership none\n")) {
      assertTrue(all.contains(line), all);
    }
  }

  /** The account decides, so no alias of a token hides it. */
  @Test
  void threat26_aTokenUnderAnotherName_inTheSameAccount_isFound() throws Exception {
    String alias = "eip155:1/erc20:0x" + "99".repeat(20);
    assertEquals(1, run(List.of(honest, friendsToday(claimed(EVM, alias)))).code());
  }

  @Test
  void threat26_theSameScript_isFound() throws Exception {
    Run run = run(List.of(honest, friendsToday(claimed(SEGWIT, BITCOIN + "/slip44:0"))));
    assertEquals(1, run.code());
    assertTrue(run.out().contains("  " + SEGWIT + "\n"), run.out());
  }

  @Test
  void threat26_theSameOutput_underAnotherScript_isFound() throws Exception {
    AccountRef account = AccountRef.parse(OTHER_SCRIPT);
    String shared = "e77b9a9ae9e30b0dbdb6f510a264ef9de781501d7b6b92ae89eb059c5ab743db:1";
    PinnedBlock block = blocks.getFirst();
    UtxoEvidence outputs =
        new UtxoEvidence(
            account,
            block.block().ref(),
            block.block().number(),
            block.time(),
            List.of(
                new UtxoEvidence.Output(
                    Outpoint.parse(shared), account.decoded().bytes(), Amount.of(7))));
    Octets file = Octets.of(outputs.toBytes());
    Holding holding = claimed(OTHER_SCRIPT, BITCOIN + "/slip44:0", Optional.of(file));
    Run run = run(List.of(honest, friendsToday(holding, file)));
    assertEquals(1, run.code());
    assertTrue(run.out().contains("  output " + BITCOIN + " " + shared + "\n"), run.out());
    assertTrue(run.out().contains(OTHER_SCRIPT), run.out());
  }

  @Test
  void atOtherTimes_anAccountMayChangeHands() throws Exception {
    List<Holding> holdings = List.of(claimed(EVM, "eip155:1/slip44:60"));
    Path today =
        Files.move(
            friendsToday(claimed(UNSHARED, "eip155:1/slip44:60")), folder.resolve("today.json"));
    Path before = friends("2026-05-26T20:00:00Z", "2026-05-28T20:27:39Z", holdings);
    assertEquals(0, run(List.of(honest, before, today)).code());
    Path until = friends("2026-05-26T20:00:00Z", "2026-05-28T20:27:40Z", holdings);
    Run met = run(List.of(honest, until));
    assertEquals(1, met.code());
    assertTrue(met.out().contains("    friend.example, epoch 1, as of 2026-05-26"), met.out());
    assertTrue(met.out().contains("    exchange.example, epoch 3, as of 2026-05-28"), met.out());
    Path after = friends("2026-05-29T20:27:41Z", "2026-05-30T20:00:00Z", holdings);
    assertEquals(0, run(List.of(honest, after, today)).code());
  }

  /** Whoever chooses the times could else choose not to be compared. */
  @Test
  void attestationsOfNoOneTime_areNoComparison() throws Exception {
    Path before =
        friends(
            "2026-05-26T20:00:00Z",
            "2026-05-28T20:27:39Z",
            List.of(claimed(EVM, "eip155:1/slip44:60")));
    Run run = run(List.of(honest, before));
    assertEquals(2, run.code(), run.out());
    assertEquals("", run.out());
    assertTrue(
        run.err()
            .startsWith(
                "error: no attestation of exchange.example is of one time with another's, want"),
        run.err());
  }

  @Test
  void oneIssuerAlone_isNoComparison() {
    Run run = run(List.of(honest, honest));
    assertEquals(
        new Run(
            2,
            "",
            """
            error: attestations of one issuer, exchange.example, want two or more
            hint: what one issuer says over time, history shows
            """),
        run);
    assertEquals(2, run(List.of(honest)).code());
  }

  @Test
  void whatIsNotItsIssuers_isComparedWithNothing() throws Exception {
    Path friends = friendsToday(claimed(EVM, "eip155:1/slip44:60"));
    for (String spoilt :
        List.of(
            "statement-signed-by-a-thief",
            "checkpoint-of-one-witness",
            "entry-not-in-the-log",
            "reserves-not-there")) {
      Path file = FILES.resolve(spoilt + ".bundle.json");
      Run run = run(List.of(file, friends));
      assertEquals(1, run.code(), spoilt);
      assertTrue(run.out().startsWith("FAILED " + file + ": "), run.out());
      assertTrue(run.out().contains("hint: solvent-verify explain "), run.out());
    }
  }

  /** That a check was not run is no pass: here nothing shows that the log is the one seen last. */
  @Test
  void whatDoesNotFollowFromWhatWasSeen_isComparedWithNothing() throws Exception {
    Path friends = friendsToday(claimed(UNSHARED, "eip155:1/slip44:60"));
    SignedCheckpoint shown = Bundle.parse(Files.readAllBytes(honest)).logProof().checkpoint();
    Checkpoint later = new Checkpoint(shown.checkpoint().origin(), 99, shown.checkpoint().root());
    new Home(home)
        .remember(new Issuer("exchange.example"), new SignedCheckpoint(later, shown.signatures()));
    Run run = run(List.of(honest, friends));
    assertEquals(1, run.code());
    assertTrue(
        run.out().startsWith("FAILED " + honest + ": log.consistency: nothing shows"), run.out());
  }

  /** How old it is and what it owes is not looked at: two days that overlapped did so. */
  @Test
  void whatIsOldOrOwesOtherwise_isComparedAllTheSame() throws Exception {
    Path friends = friendsToday(claimed(EVM, "eip155:1/slip44:60"));
    for (String name : List.of("entry-not-the-last", "debts-not-there", "proven-one-unit-less")) {
      Run run = run(List.of(FILES.resolve(name + ".bundle.json"), friends));
      assertEquals(1, run.code(), name);
      assertTrue(run.out().startsWith("FAILED 1 account is claimed by two"), run.out());
    }
  }

  @Test
  void withoutAPinnedRoot_thereIsNoAnswer() throws Exception {
    Path friends = friendsToday(claimed(EVM, "eip155:1/slip44:60"));
    home = folder.resolve("nowhere");
    Run run = run(List.of(honest, friends));
    assertEquals(2, run.code());
    assertTrue(run.err().contains("no trust root of exchange.example is pinned"), run.err());
  }

  @Test
  void theSpecsExample_isWhatIsPrinted() throws Exception {
    Path spec = Path.of(System.getProperty("solvent.root"), "docs/spec/comparison.md");
    String text = Files.readString(spec);
    int from = text.indexOf("```json\n") + 8;
    String printed =
        run(List.of(honest, friendsToday(claimed(EVM, "eip155:1/slip44:60"))), "--json").out();
    assertEquals(
        FakeNode.JSON.readTree(text.substring(from, text.indexOf("```", from))),
        FakeNode.JSON.readTree(printed));
    assertTrue(text.contains(" " + (printed.length() - 1) + " bytes"), printed);
  }

  @Test
  void json_listsClaimsAndDoubts() throws Exception {
    Path friends = friendsToday(claimed(EVM, "eip155:1/slip44:60"));
    String out = run(List.of(honest, friends), "--json").out();
    CanonicalJson.parse(
        out.strip().getBytes(StandardCharsets.UTF_8), new JsonLimits(1 << 20, 16, 1_000));
    var json = FakeNode.JSON.readTree(out);
    assertEquals("solvent/comparison/v1", json.get("format").asText());
    assertEquals("FAILED", json.get("verdict").asText());
    assertEquals(3, json.get("shared").get(0).get("claims").size());
    var doubted =
        FakeNode.JSON.readTree(
            run(
                    List.of(FILES.resolve("statement-signed-by-a-thief.bundle.json"), friends),
                    "--json")
                .out());
    assertEquals("FAILED", doubted.get("verdict").asText());
    assertEquals("statement.signature", doubted.get("doubts").get(0).get("check").asText());
  }
}
