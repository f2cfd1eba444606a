package dev.solvent.verifier.audit;

import static dev.solvent.verifier.audit.KitMaker.BTC;
import static dev.solvent.verifier.audit.KitMaker.ETH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.verifier.audit.AuditProgram.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at beside the trees: another ledger, handed-in proofs, a sample. */
final class BesideTest {
  private static final String LEDGER =
      """
      account,BTC,ETH,USDC
      alice@example.com,,0.5,120000
      bob,1,0.9,
      dave,0.5,0.1,
      """;

  @TempDir Path folder;

  private final KitMaker kit = KitMaker.honest();
  private Path proofs;

  @BeforeEach
  void makeFolders() throws IOException {
    proofs = Files.createDirectories(folder.resolve("proofs"));
  }

  private Ran run(String... more) throws IOException {
    return AuditProgram.run(kit.write(folder.resolve("kit")), more);
  }

  private Ran beside(String ledger, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("ledger.csv"), ledger);
    String[] args = new String[more.length + 2];
    args[0] = "--book";
    args[1] = file.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return run(args);
  }

  private void handIn(String name) throws IOException {
    Files.copy(AuditProgram.FILES.resolve(name), proofs.resolve(name));
  }

  private static void assertSays(Ran ran, int code, String... texts) {
    for (String text : texts) {
      assertTrue(ran.out().contains(text), () -> "want \"" + text + "\" in\n" + ran);
    }
    assertEquals(code, ran.code(), ran::toString);
  }

  @Test
  void sameLedger_holds() throws IOException {
    assertSays(beside(LEDGER), 0, "ledger: 6 balances of the kit beside ledger.csv, all the same");
    assertSays(
        beside(
            "asset,amount,account\nBTC,1,bob\nBTC,0.5,dave\nDOGE,1,bob\nBTC,0,alice@example.com",
            "--asset",
            "BTC",
            "--ignore",
            "DOGE"),
        0,
        "2 balances of the kit");
  }

  @Test
  void everyDifference_isListed() throws IOException {
    Ran ran =
        beside(
            """
            account,BTC,ETH,USDC
            alice@example.com,,0.6,120000
            carol,0.00000001,,
            bob,1,0.9,
            bob,1,0.9,
            """);
    assertSays(
        ran,
        1,
        "pass    liabilities.recompute",
        "FAILED",
        "6 balances of the kit beside ledger.csv, 6 differences",
        "account \"alice@example.com\": 0.500000000000000000 ETH in the kit (line 2),"
            + " 0.600000000000000000 ETH in ledger.csv",
        "account \"bob\": once more in ledger.csv, with 1.00000000 BTC; want each once",
        "account \"carol\": nothing in the kit, 0.00000001 BTC in ledger.csv (line 3)",
        "account \"dave\": 0.50000000 BTC in the kit (line 4), nothing in ledger.csv");
    Ran one = run("--book", folder.resolve("ledger.csv").toString(), "--max-differences", "1");
    assertSays(one, 1, "6 differences", "and 5 more, which --max-differences would show");
    for (String[] effort :
        new String[][] {{"--threads", "1", "--memory", "1m"}, {"--threads", "5"}}) {
      String book = folder.resolve("ledger.csv").toString();
      assertEquals(ran.out(), run("--book", book, effort[0], effort[1]).out());
    }
  }

  @Test
  void ledgerThatCannotBeRead_isTheAuditorsToMend() throws IOException {
    Ran ran = beside(LEDGER.replace("0.9", "nine"));
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("ledger.csv: 1 problem, nothing was compared"), ran.err());
    assertTrue(ran.err().contains("line 3, column 3 (ETH)"), ran.err());
    assertEquals(2, beside(LEDGER, "--asset", "DOGE").code());
    assertEquals(2, beside(LEDGER, "--asset", "BTC").code()); // ETH is neither read nor ignored
  }

  @Test
  void proofsAndReceipts_thatFit_hold() throws IOException {
    handIn("honest.proof.json");
    handIn("honest.receipt.json");
    assertSays(
        run("--proofs", proofs.toString()),
        0,
        "handed in: 2 proofs and receipts, each counted in the attested trees, and the same in the"
            + " kit");
  }

  @Test
  void customerWhomTheKitLeavesOut_isFoundByTheirProof() throws IOException {
    handIn("honest.proof.json");
    kit.balances.remove("alice@example.com");
    assertSays(
        run("--proofs", proofs.toString()),
        1,
        "honest.proof.json: account \"alice@example.com\" does not stand in the kit");
  }

  @Test
  void otherBalanceOrKeyInTheKit_isFoundByTheProof() throws IOException {
    handIn("honest.receipt.json");
    kit.owe("alice@example.com", ETH, "1").owe("alice@example.com", BTC, "2");
    assertSays(
        run("--proofs", proofs.toString()),
        1,
        "honest.receipt.json: account \"alice@example.com\" has 0.000000000000000001 ETH in the"
            + " kit, want the 0.500000000000000000 of this file",
        "has 0.00000002 BTC in the kit, want the 0.00000000 of this file");
  }

  @Test
  void proofThatIsNotCounted_isNamed() throws IOException {
    handIn("honest.proof.json");
    Path file = proofs.resolve("honest.proof.json");
    Files.writeString(
        file, Files.readString(file).replace("\"500000000000000000\"", "\"500000000000000001\""));
    Files.writeString(proofs.resolve("letter.txt"), "Dear auditor");
    assertSays(
        run("--proofs", proofs.toString()),
        1,
        "3 faults",
        "honest.proof.json: ETH: path ends at root",
        "letter.txt: neither an account proof nor a receipt");
  }

  /** The balances alone would agree, of a leaf that the customer cannot find. */
  @Test
  void anotherKeyInTheKit_isFoundByTheProof() throws IOException {
    handIn("honest.proof.json");
    kit.balances.remove("alice@example.com");
    kit.moreLines.add("alice@example.com," + "0".repeat(64) + ",0,500000000000000000,120000000000");
    assertSays(
        run("--proofs", proofs.toString()),
        1,
        "1 fault",
        "honest.proof.json: account \"alice@example.com\" has another key in the kit");
  }

  @Test
  void receiptThatTheExchangeDidNotSign_isNamed() throws IOException {
    handIn("receipt-signed-by-a-thief.receipt.json");
    assertSays(
        run("--proofs", proofs.toString()),
        1,
        "receipt-signed-by-a-thief.receipt.json: receipt that none of the issuer's 1 receipt keys");
  }

  @Test
  void sampledProofThatDoesNotFold_countsForNothing() throws IOException {
    handIn("honest.proof.json");
    kit.balances.remove("bob");
    kit.balances.remove("dave");
    Path file = proofs.resolve("honest.proof.json");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"sum\":\"[0-9]+\"", "\"sum\":\"1\""));
    assertSays(
        run("--sample", "5", "--seed", "s", "--proofs", proofs.toString()),
        1,
        "account \"alice@example.com\": no proof that its 0.500000000000000000 ETH are counted");
  }

  @Test
  void sampleOfProofsInAFolder_isFolded() throws IOException {
    handIn("honest.proof.json");
    kit.balances.remove("bob");
    kit.balances.remove("dave");
    Ran ran = run("--sample", "5", "--seed", "s", "--proofs", proofs.toString());
    assertSays(
        ran,
        0,
        "not run liabilities.recompute an auditor's, from the audit kit",
        "sample: 1 of 1, seed s: every balance counted",
        "a sample of 1 of 1 finds one missing account with probability 100.0000 %");
  }

  @Test
  void sampledAccountWithoutAProof_isNamed() throws IOException {
    handIn("honest.proof.json");
    kit.owe("alice@example.com", ETH, "7");
    assertSays(
        run("--sample", "3", "--seed", "s", "--proofs", proofs.toString()),
        1,
        "FAILED",
        "account \"bob\": no proof that its 1.00000000 BTC are counted",
        "account \"alice@example.com\": 0.500000000000000000 ETH are counted, want the"
            + " 0.000000000000000007 ETH of the kit");
  }

  @Test
  void sampleOfASpoiltBook_isFailed() throws IOException {
    handIn("honest.proof.json");
    kit.moreLines.add("carol,short,1,0,0");
    assertSays(run("--sample", "3", "--proofs", proofs.toString()), 1, "line 5, column 2 (key)");
  }

  @Test
  void oneSeed_isOneSample() throws IOException {
    for (int i = 0; i < 50; i++) {
      kit.owe("account-" + i, BTC, "1");
    }
    handIn("honest.proof.json");
    String[] args = {"--sample", "7", "--seed", "2026", "--proofs", proofs.toString()};
    String first = run(args).out();
    kit.longBook = true;
    String[] more = {
      "--sample", "7", "--seed", "2026", "--proofs", proofs.toString(), "--threads", "3"
    };
    String longBook = run(more).out();
    assertEquals(faults(first), faults(longBook));
    Ran random = run("--sample", "7", "--proofs", proofs.toString());
    Matcher seed = Pattern.compile("seed ([0-9a-f]{32}):").matcher(random.out());
    assertTrue(seed.find(), random::toString);
    assertEquals(
        random.out(),
        run("--sample", "7", "--seed", seed.group(1), "--proofs", proofs.toString()).out());
  }

  private static List<String> faults(String out) {
    return out.lines().filter(line -> line.contains("no proof that")).toList();
  }
}
