package dev.solvent.attest.liabilities;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.SpecFile;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.merkle.tree.TreeBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditKitTest {
  private static final SpecFile TEXT = SpecFile.of("audit-kit.md");
  private static final byte[] EXAMPLE = TEXT.example();
  private static final byte[] BOOK =
      (TEXT.blocks("csv").getFirst() + "\n").getBytes(StandardCharsets.UTF_8);

  private static void refused(String message, Consumer<ObjectNode> fault) {
    byte[] bytes = LooseJson.edited(EXAMPLE, fault);
    assertRefused(message, () -> AuditKit.parse(bytes));
  }

  private static ObjectNode tree(ObjectNode root, int i) {
    return (ObjectNode) root.get("trees").get(i);
  }

  @Test
  void theExample_isReadAndPrintedAgain() throws Exception {
    AuditKit kit = AuditKit.parse(EXAMPLE);
    assertArrayEquals(EXAMPLE, kit.toBytes());
    assertEquals(Digests.sha256(BOOK), kit.book());
  }

  /** With nothing but the kit, an auditor comes to what the manifest attests. */
  @Test
  void theExample_rebuildsTheAttestedTrees(@TempDir Path folder) throws Exception {
    AuditKit kit = AuditKit.parse(EXAMPLE);
    List<CommittedAsset> rebuilt = new ArrayList<>();
    for (AuditKit.Tree tree : kit.trees()) {
      Set<String> others =
          kit.trees().stream()
              .map(other -> other.asset().ticker().text())
              .filter(ticker -> !ticker.equals(tree.asset().ticker().text()))
              .collect(Collectors.toSet());
      CsvOptions options =
          CsvOptions.of(List.of(tree.asset()))
              .withIgnored(others)
              .withKeyColumn("key")
              .withAmounts(CsvOptions.Amounts.UNITS);
      KeySource keys = new KeySource.Given(Map.of(tree.asset().ticker(), tree.blankKey()));
      BuildSettings settings =
          BuildSettings.of(kit.issuer(), kit.epoch(), keys).withMinHeight(tree.height());
      try (CsvBook book = CsvBook.of(new ByteArrayInputStream(BOOK), BOOK.length, options)) {
        Path trees = Files.createDirectory(folder.resolve(tree.asset().ticker().text()));
        TreeBuilder.build(book, settings, trees, Progress.NONE)
            .trees()
            .forEach(header -> rebuilt.add(new CommittedAsset(tree.asset(), header.commitment())));
      }
    }
    assertEquals(Samples.manifest().assets(), rebuilt);
  }

  @Test
  void oneFault_isRefused() {
    refused("$.trees: 0 items, want 1 to 2000", root -> root.putArray("trees"));
    refused(
        "$: trees: BTC after BTC, want ascending, each once",
        root -> tree(root, 1).put("asset", "BTC"));
    refused("$.trees[0].height: 41, want 0 to 40", root -> tree(root, 0).put("height", 41));
    refused("$.epoch: 0, want 1 to 9007199254740991", root -> root.put("epoch", 0));
    refused(
        "$.trees[0]: unknown field \"total\", want none but the known",
        root -> tree(root, 0).put("total", "1"));
  }

  @Test
  void aKeyThatIsNone_isNotRepeated() {
    refused(
        "$.trees[0].blankKey: blank key of 63 characters, want 64 lower-case hex digits",
        root -> tree(root, 0).put("blankKey", "a".repeat(63)));
  }
}
