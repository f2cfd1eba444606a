package dev.solvent.verifier.audit;

import static dev.solvent.verifier.audit.KitMaker.BTC;
import static dev.solvent.verifier.audit.KitMaker.ETH;
import static dev.solvent.verifier.audit.KitMaker.USDC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.Asset;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import dev.solvent.verifier.audit.AuditProgram.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditCommandTest {
  @TempDir Path folder;

  private final KitMaker kit = KitMaker.honest();

  private Ran run(String... more) throws IOException {
    return AuditProgram.run(kit.write(folder.resolve("kit")), more);
  }

  private static void assertSays(Ran ran, int code, String... texts) {
    for (String text : texts) {
      assertTrue(ran.out().contains(text), () -> "want \"" + text + "\" in\n" + ran);
    }
    assertEquals(code, ran.code(), ran::toString);
  }

  @Test
  void honestKit_isVerified() throws IOException {
    Ran ran = run();

    assertSays(
        ran,
        0,
        "VERIFIED exchange.example, epoch 3",
        "pass    liabilities.recompute all 3 trees come to what is attested",
        "audit kit: 3 rows, read once",
        "BTC           2            1.50000000            1.50000000           0       2  same");
    assertEquals("", ran.err());
  }

  @Test
  void quiet_isTheVerdictAlone() throws IOException {
    assertEquals("VERIFIED exchange.example, epoch 3\n", run("--quiet").out());
  }

  @Test
  void packedOrLong_isTheSame() throws IOException {
    kit.packed = true;
    assertSays(run(), 0, "all 3 trees");
    Files.delete(folder.resolve("kit/book.csv.gz"));
    kit.packed = false;
    kit.longBook = true;
    assertSays(run(), 0, "all 3 trees", "6 rows");
  }

  @Test
  void anyMemoryAndThreads_sayTheSame() throws IOException {
    kit.owe("bob", ETH, "900000000000000001");
    String out = run().out();
    assertEquals(out, run("--threads", "1", "--memory", "1m").out());
    assertEquals(out, run("--threads", "7", "--memory", "64m").out());
  }

  @Test
  void balanceHigherInTheKit_isNamed() throws IOException {
    kit.owe("bob", ETH, "900000000000000001");
    assertSays(
        run(),
        1,
        "FAILED exchange.example, epoch 3",
        "fail    liabilities.recompute ETH comes to 1500000000000000001 units",
        "-0.000000000000000001",
        "ETH: account \"bob\" has 0.900000000000000001 ETH in the kit and 0.900000000000000000 ETH"
            + " in the attested tree: with that one change the roots agree");
  }

  @Test
  void balanceLowerInTheKit_isNamed() throws IOException {
    kit.owe("alice@example.com", USDC, "1");
    assertSays(
        run(),
        1,
        "+119999.999999",
        "USDC: account \"alice@example.com\" has 0.000001 USDC in the kit and 120000.000000 USDC");
  }

  @Test
  void accountThatOnlyTheKitHas_wasDropped() throws IOException {
    kit.owe("erin", BTC, "7");
    kit.owe("frank", BTC, "3");
    kit.balances.remove("frank");
    assertSays(
        run(),
        1,
        "BTC: account \"erin\" with 0.00000007 BTC stands in the kit and not in the attested tree:"
            + " without it the roots agree");
  }

  @Test
  void accountThatTheKitLeavesOut_isToldByItsBalance() throws IOException {
    kit.balances.remove("dave");
    assertSays(
        run(),
        1,
        "BTC: no single balance of the kit explains it; if one account is missing in the kit, it"
            + " has 0.50000000 BTC, and its name cannot be known from the kit",
        "ETH: no single balance of the kit explains it; if one account is missing in the kit, it"
            + " has 0.100000000000000000 ETH",
        "(--book), or with what customers hold (--proofs)");
  }

  @Test
  void balancesThatCancelOut_areToldAsSuch() throws IOException {
    kit.owe("bob", BTC, "100000001").owe("dave", BTC, "49999999");
    assertSays(run(), 1, "BTC: the totals agree and the roots do not");
  }

  @Test
  void twoBalancesLess_areNotExplained() throws IOException {
    kit.owe("bob", BTC, "100000001").owe("dave", BTC, "50000002");
    assertSays(run(), 1, "BTC: no single account, altered or left out of the attested tree");
  }

  @Test
  void accountTwice_isAProblemOfTheBook() throws IOException {
    kit.moreLines.add("bob," + "0".repeat(64) + ",1,0,0");
    kit.moreLines.add("carol," + "0".repeat(63) + ",1,0,0");
    Ran ran = run();

    assertSays(
        ran,
        1,
        "FAILED",
        "BTC was not recomputed",
        "book.csv: 2 problems, so no tree can be rebuilt from it",
        "line 5: account \"bob\" again, first on line 3, want each once",
        "line 6, column 2 (key)",
        "no tree was rebuilt");
  }

  @Test
  void bookOfAnotherDigest_isRefused() throws IOException {
    kit.write(folder.resolve("kit"));
    Path book = folder.resolve("kit/book.csv");
    Files.writeString(book, Files.readString(book).replace("\n", "\r\n"));
    assertSays(
        AuditProgram.run(folder.resolve("kit")),
        1,
        "fail    liabilities.recompute BTC was not recomputed",
        "the kit: book.csv: SHA-256");
  }

  @Test
  void bytesAfterThePackedBook_countInItsDigest() throws IOException {
    kit.packed = true;
    kit.write(folder.resolve("kit"));
    Path book = folder.resolve("kit/book.csv.gz");
    Files.write(book, new byte[4], StandardOpenOption.APPEND);
    assertEquals(1, AuditProgram.run(folder.resolve("kit")).code());
  }

  @Test
  void kitOfAnotherEpochOrIssuer_isRefused() throws IOException {
    kit.epoch = new Epoch(4);
    assertSays(run(), 1, "BTC was not recomputed", "the kit: epoch 4, want 3");
    kit.epoch = new Epoch(3);
    kit.issuer = new Issuer("other.example");
    assertSays(run(), 1, "the kit: issuer other.example, want exchange.example");
  }

  @Test
  void treeThatTheKitLacks_isMissed() throws IOException {
    kit.heights.remove(USDC);
    assertSays(
        run(),
        1,
        "USDC was not recomputed, want every attested asset",
        "USDC: the kit has no tree of it, and it is attested");
  }

  @Test
  void columnWithoutATree_isAProblemOfTheBook() throws IOException {
    byte[] whole = kit.book();
    kit.heights.remove(USDC);
    kit.write(folder.resolve("kit"));
    Files.write(folder.resolve("kit/book.csv"), whole);
    Files.write(folder.resolve("kit/kit.json"), kit.kit(whole).toBytes());
    assertSays(AuditProgram.run(folder.resolve("kit")), 1, "USDC", "no tree was rebuilt");
  }

  @Test
  void treeThatIsNotAttested_isTold() throws IOException {
    Asset sol = new Asset(new Ticker("SOL"), 9);
    kit.heights.put(sol, 2);
    kit.owe("bob", sol, "1");
    assertSays(
        run(),
        1,
        "[SOL:9] recomputed, want them attested too",
        "SOL: the kit has a tree of it, and it is not attested");
  }

  @Test
  void treeOfAnotherHeight_isTold() throws IOException {
    kit.heights.put(ETH, 5);
    assertSays(run(), 1, "ETH: the attested tree is of height 2 and the rebuilt one of 5");
    kit.heights.put(ETH, 0); // three accounts need 2
    assertEquals(0, run().code());
    kit.heights.put(BTC, 1);
    assertSays(run(), 1, "BTC: the attested tree is of height 2 and the rebuilt one of 1");
  }

  @Test
  void otherBlankKey_isTold() throws IOException {
    kit.blankKeys.put(BTC, new BlankKey(new byte[32]));
    assertSays(run(), 1, "BTC: the totals agree and the roots do not");
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    run();
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("kit")), left.toList());
    }
  }

  @Test
  void whatAKilledOneLeft_isRemoved() throws IOException {
    Path dead = folder.resolve(".solvent-audit.building-1");
    Files.createDirectories(dead.resolve("trees-2/BTC"));
    Files.writeString(dead.resolve("trees-2/BTC/leaves"), "x");
    Files.writeString(folder.resolve(".solvent-audit.building-1.lock"), "");
    run();
    assertFalse(Files.exists(dead));
  }

  @Test
  void jsonSaysTheSame() throws IOException {
    kit.owe("bob", ETH, "900000000000000001");
    Ran ran = run("--json");
    assertSays(
        ran,
        1,
        "\"cause\":{\"account\":\"bob\",\"attested\":\"900000000000000000\","
            + "\"inKit\":\"900000000000000001\",\"kind\":\"altered\"}",
        "\"sentences\":[\"account \\\"bob\\\" has 0.900000000000000001 ETH in the kit",
        "\"format\":\"solvent/audit/v1\"",
        "\"verdict\":\"FAILED\"",
        "\"format\":\"solvent/report/v1\"");
  }

  @Test
  void kitThatIsNone_isWrongUsageOrMalformed() throws IOException {
    Path kitFolder = kit.write(folder.resolve("kit"));
    assertEquals(2, AuditProgram.run(folder.resolve("nowhere")).code());
    assertEquals(2, AuditProgram.run(folder).code());
    Files.writeString(kitFolder.resolve("book.csv.gz"), "");
    assertEquals(2, AuditProgram.run(kitFolder).code());
    Files.delete(kitFolder.resolve("book.csv.gz"));
    Files.writeString(kitFolder.resolve("kit.json"), "{}");
    Ran ran = AuditProgram.run(kitFolder);
    assertEquals(2, ran.code());
    assertTrue(ran.err().startsWith("MALFORMED "), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void attestationThatNobodySigned_hasNothingToCompareWith() throws IOException {
    Path kitFolder = kit.write(folder.resolve("kit"));
    Ran ran =
        AuditProgram.runOn(
            kitFolder,
            AuditProgram.FILES.resolve("attested-as-something-else.bundle.json").toString());
    assertTrue(ran.code() != 0, ran::toString);
  }

  @Test
  void wrongUse_isTold() throws IOException {
    assertEquals(2, run("--memory", "1k").code());
    assertEquals(2, run("--threads", "1000").code());
    assertEquals(2, run("--sample", "0").code());
    assertEquals(2, run("--seed", "x").code());
    assertEquals(2, run("--sample", "5").code());
    assertEquals(2, run("--work", folder.resolve("no").toString()).code());
  }
}
