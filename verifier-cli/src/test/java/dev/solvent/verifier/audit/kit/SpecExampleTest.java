package dev.solvent.verifier.audit.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.tree.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit that opens {@code docs/spec/audit-kit.md}. */
final class SpecExampleTest {
  private static final Path ROOT = Path.of(System.getProperty("solvent.root"));

  @TempDir Path folder;

  private static String block(String text, String kind) {
    Matcher block = Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL).matcher(text);
    assertTrue(block.find(), kind);
    return block.group(1);
  }

  @Test
  void itsTrees_areThoseOfTheVectors() throws Exception {
    String spec = Files.readString(ROOT.resolve("docs/spec/audit-kit.md"));
    String json = block(spec, "json").replaceAll("\\n *", "").replaceAll("([:,]) ", "$1");
    byte[] kit = json.getBytes(StandardCharsets.UTF_8);
    CanonicalJson.parse(kit, AuditKit.LIMITS);
    Files.write(folder.resolve("kit.json"), kit);
    Files.writeString(folder.resolve("book.csv"), block(spec, "csv"));
    Path work = Files.createDirectory(folder.resolve("work"));

    KitFolder opened = KitFolder.open(folder);
    Rebuilt rebuilt = Rebuild.of(opened, new Effort(2, 8 << 20, 100), work, Progress.NONE);

    Rebuilt.Trees trees = assertInstanceOf(Rebuilt.Trees.class, rebuilt);
    assertEquals(opened.kit().book(), trees.digest());
    assertEquals(5, trees.rows());
    assertEquals(
        List.of(2, 4, 2, 1),
        trees.trees().stream().map(tree -> tree.header().commitment().height()).toList());
    String vectors = Files.readString(ROOT.resolve("fixtures/vectors/tree/tree-v1.json"));
    for (Rebuilt.Tree tree : trees.trees()) {
      Commitment commitment = tree.header().commitment();
      assertTrue(vectors.contains(commitment.root().toString()), tree.toString());
      assertTrue(vectors.contains("\"" + commitment.total() + "\""), tree.toString());
    }
  }
}
