package dev.solvent.server.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.merkle.tree.TreeBuilder;
import dev.solvent.server.handout.Shop.Said;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditKitFolderTest {
  private static final String LONG =
      """
      account,asset,amount
      alice@example.com,ETH,1.5
      bob,BTC,-1
      nothing,BTC,0
      "O'Neill, Ann",BTC,0.00000001
      bob,ETH,2
      alice@example.com,BTC,0.42
      """;

  @TempDir Path folder;

  private Said make(Shop shop, Path book) {
    return shop.run(new AuditKitCommand(), "--book", book.toString(), "--out", kit().toString());
  }

  private Path kit() {
    return folder.resolve("kit");
  }

  private List<String> lines() throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(kit().resolve("book.csv.gz")))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** As an auditor does it, who has these two files and the manifest. */
  private void rebuild(LiabilitiesManifest manifest) throws Exception {
    AuditKit kit = AuditKit.parse(Files.readAllBytes(kit().resolve("kit.json")));
    assertEquals(Digests.sha256(Files.readAllBytes(kit().resolve("book.csv.gz"))), kit.book());
    Map<Ticker, BlankKey> blanks =
        kit.trees().stream()
            .collect(Collectors.toMap(tree -> tree.asset().ticker(), AuditKit.Tree::blankKey));
    List<Asset> assets = kit.trees().stream().map(AuditKit.Tree::asset).toList();
    CsvOptions options =
        CsvOptions.of(assets).withKeyColumn("key").withAmounts(CsvOptions.Amounts.UNITS);
    BuildSettings settings =
        BuildSettings.of(kit.issuer(), kit.epoch(), new KeySource.Given(blanks)).withMinHeight(3);
    Path rebuilt = Files.createDirectory(folder.resolve("rebuilt"));
    try (CsvBook book = CsvBook.open(kit().resolve("book.csv.gz"), options)) {
      TreeBuilder.Result result = TreeBuilder.build(book, settings, rebuilt, Progress.NONE);
      assertEquals(
          manifest.assets().stream().map(asset -> asset.commitment()).toList(),
          result.trees().stream().map(tree -> tree.commitment()).toList());
    }
  }

  @Test
  void wideBook_rebuildsToTheManifest_withoutWhatIsExcluded() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Said said = make(shop, shop.book);
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("2 trees, rebuilt from it and equal"), said.out());
    List<String> lines = lines();
    assertEquals("account,key,BTC,ETH", lines.getFirst());
    assertEquals(4, lines.size(), "nobody without a leaf");
    assertTrue(lines.get(2).matches("\"O'Neill, Ann\",[0-9a-f]{64},1,0"), lines.get(2));
    assertTrue(lines.get(3).matches("bob,[0-9a-f]{64},0,2000000000000000000"), lines.get(3));
    try (var files = Files.list(kit())) {
      assertEquals(2, files.count());
    }
    rebuild(shop.manifest());
  }

  @Test
  void longBook_rebuildsToTheManifest() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Said said = make(shop, Files.writeString(folder.resolve("long.csv"), LONG));
    assertEquals(0, said.code(), said.err());
    assertEquals(5, lines().size());
    rebuild(shop.manifest());
  }

  @Test
  void bookThatChangedSince_isRefusedInWords() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Path moved = Files.writeString(folder.resolve("moved.csv"), Shop.BOOK.replace("0.42", "0.43"));
    refused(make(shop, moved), "BTC comes to 0.43000001, want 0.42000001");
    Path renamed =
        Files.writeString(folder.resolve("renamed.csv"), Shop.BOOK.replace("alice", "al"));
    refused(make(shop, renamed), "BTC has the same total with other accounts or keys");
    Path hidden = Files.writeString(folder.resolve("hidden.csv"), Shop.BOOK.replace("-1", "-2"));
    refused(make(shop, hidden), "BTC has 1 balances below zero");
  }

  @Test
  void otherMasterSecret_isRefused() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    shop.secret("key.hex", "ff".repeat(32));
    refused(make(shop, shop.book), "other accounts or keys");
  }

  @Test
  void accountTwice_isRefused() throws Exception {
    Shop shop = new Shop(folder, Shop.BOOK);
    Path twice =
        Files.writeString(folder.resolve("twice.csv"), Shop.BOOK + "nothing,0,1\n" + "bob,1,0\n");
    Said said = make(shop, twice);
    assertEquals(2, said.code(), said.err());
    assertTrue(said.err().contains("again, first on line"), said.err());
    assertFalse(Files.exists(kit()));
  }

  private void refused(Said said, String why) throws IOException {
    assertEquals(1, said.code(), said.err());
    assertTrue(said.err().startsWith("REFUSED the balances are not those of epoch 1"), said.err());
    assertTrue(said.err().contains(why), said.err());
    assertFalse(said.err().contains("alice"), said.err());
    try (var files = Files.list(folder)) {
      assertFalse(
          files.anyMatch(file -> file.getFileName().toString().contains("kit")), "nothing is left");
    }
  }
}
