package dev.solvent.verifier.audit.diagnosis;

import static dev.solvent.verifier.audit.KitMaker.BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.solvent.attest.program.ProgressLine;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.tree.NodeSink;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.merkle.tree.RangeFold;
import dev.solvent.merkle.tree.Seams;
import dev.solvent.verifier.audit.KitMaker;
import dev.solvent.verifier.audit.diagnosis.Cause.Reason;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.kit.Rebuild;
import dev.solvent.verifier.audit.kit.Rebuilt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of several blocks, so that paths lead through blocks and above them. */
final class DiagnosisTest {
  private static final int ACCOUNTS = 9_000; // height 14, of which 12 levels are in a block
  private static final ProgressLine SILENT = new ProgressLine(new PrintWriter(Writer.nullWriter()));

  @TempDir Path folder;

  private static KitMaker ledger(int accounts) {
    KitMaker kit = new KitMaker();
    kit.heights.put(BTC, 0);
    for (int i = 0; i < accounts; i++) {
      kit.owe("account-" + i, BTC, String.valueOf(1_000_000 + i));
    }
    return kit;
  }

  private KitFolder written(KitMaker kit) throws IOException {
    return KitFolder.open(kit.write(folder.resolve(UUID.randomUUID().toString())));
  }

  private Rebuilt.Tree tree(KitFolder kit, int threads) throws Exception {
    Path work = Files.createDirectory(folder.resolve("work-" + UUID.randomUUID()));
    Rebuilt rebuilt = Rebuild.of(kit, new Effort(threads, 16 << 20, 100), work, Progress.NONE);
    return assertInstanceOf(Rebuilt.Trees.class, rebuilt).trees().getFirst();
  }

  private Cause cause(KitMaker kit, KitMaker published, int threads) throws Exception {
    Commitment attested = tree(written(published), threads).header().commitment();
    KitFolder folderOfKit = written(kit);
    Diagnosis.Different different = new Diagnosis.Different(tree(folderOfKit, threads), attested);
    return Diagnosis.of(List.of(different), folderOfKit, new Effort(threads, 16 << 20, 100), SILENT)
        .get(BTC);
  }

  @ParameterizedTest
  @CsvSource({"0,5,1", "17,340282366920938463463374607431,2", "8999,1,3", "4242,1004243,2"})
  void oneAlteredBalance_isNamed(int account, String units, int threads) throws Exception {
    KitMaker published = ledger(ACCOUNTS);
    published.owe("account-" + account, BTC, units);
    assertEquals(
        new Cause.Altered(
            Optional.of(new AccountId("account-" + account)),
            Amount.parse(units),
            Amount.of(1_000_000 + account)),
        cause(ledger(ACCOUNTS), published, threads));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4500, 8999})
  void oneDroppedAccount_isNamed(int account) throws Exception {
    KitMaker published = ledger(ACCOUNTS);
    published.balances.remove("account-" + account);
    assertEquals(
        new Cause.Dropped(new AccountId("account-" + account), Amount.of(1_000_000 + account)),
        cause(ledger(ACCOUNTS), published, 2));
  }

  @Test
  void oneDroppedAmongEquals_isNamed() throws Exception {
    KitMaker kit = ledger(ACCOUNTS);
    for (int i = 0; i < 20; i++) {
      kit.owe("account-" + i * 400, BTC, "77");
    }
    KitMaker published = ledger(ACCOUNTS);
    published.balances.putAll(Map.copyOf(kit.balances));
    published.balances.remove("account-3200");
    assertEquals(
        new Cause.Dropped(new AccountId("account-3200"), Amount.of(77)), cause(kit, published, 2));
  }

  @Test
  void tooManyEquals_areToldAsSuch() throws Exception {
    KitMaker kit = ledger(0);
    KitMaker published = ledger(0);
    for (int i = 0; i < 200; i++) {
      kit.owe("account-" + i, BTC, "7");
      published.owe("account-" + i, BTC, "7");
    }
    published.balances.remove("account-0");
    published.owe("account-1", BTC, "8").owe("account-2", BTC, "6");
    assertEquals(new Cause.Unexplained(Reason.TOO_MANY_CANDIDATES), cause(kit, published, 2));
  }

  @Test
  void whatOneChangeDoesNotExplain_isNotGuessed() throws Exception {
    KitMaker more = ledger(ACCOUNTS);
    more.owe("account-" + ACCOUNTS, BTC, "5");
    assertEquals(new Cause.Unexplained(Reason.MORE_ATTESTED), cause(ledger(ACCOUNTS), more, 2));

    KitMaker less = ledger(ACCOUNTS);
    less.owe("account-1", BTC, "5").owe("account-2", BTC, "5");
    assertEquals(new Cause.Unexplained(Reason.LESS_ATTESTED), cause(ledger(ACCOUNTS), less, 2));

    KitMaker swapped = ledger(ACCOUNTS);
    swapped.owe("account-1", BTC, "1000002").owe("account-2", BTC, "1000001");
    assertEquals(new Cause.Unexplained(Reason.SAME_TOTAL), cause(ledger(ACCOUNTS), swapped, 2));

    KitMaker higher = ledger(ACCOUNTS);
    higher.heights.put(BTC, 15);
    assertEquals(new Cause.Unexplained(Reason.OTHER_HEIGHT), cause(ledger(ACCOUNTS), higher, 2));
  }

  @Test
  void treesOfOneOrTwoLeaves_areNoException() throws Exception {
    KitMaker published = ledger(1);
    published.owe("account-0", BTC, "5");
    assertEquals(
        new Cause.Altered(
            Optional.of(new AccountId("account-0")), Amount.of(5), Amount.of(1_000_000)),
        cause(ledger(1), published, 3));
    published.balances.clear();
    assertEquals(
        new Cause.Dropped(new AccountId("account-0"), Amount.of(1_000_000)),
        cause(ledger(1), published, 1));
  }

  @Test
  void balanceOfABlank_isNobodys() throws Exception {
    KitFolder kit = written(ledger(5)); // and three blanks
    Rebuilt.Tree tree = tree(kit, 1);
    byte[] records = new byte[8 * LeafSource.BYTES];
    int blank = 0;
    try (Leaves leaves = Leaves.open(tree)) {
      leaves.read(0, 8, records, 0);
      while (!leaves.balance(blank).isZero()) {
        blank++;
      }
    }
    records[(blank + 1) * LeafSource.BYTES - 1] = 9;
    NodeSink nowhere = (level, first, nodes, at, count) -> {};
    Seams seams = new Seams(3, nowhere);
    new RangeFold().fold(0, records, 16, 8, nowhere, seams);
    Commitment attested = new Commitment(seams.root().hash(), seams.root().sum(), 3);

    assertEquals(
        new Cause.Altered(Optional.empty(), Amount.of(9), Amount.ZERO),
        Diagnosis.of(
                List.of(new Diagnosis.Different(tree, attested)),
                kit,
                new Effort(2, 16 << 20, 100),
                SILENT)
            .get(BTC));
  }
}
