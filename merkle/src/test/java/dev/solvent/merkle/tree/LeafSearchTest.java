package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.Locator;
import dev.solvent.merkle.ReferenceTree;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search against a plain one over the same leaves. */
class LeafSearchTest {
  @TempDir Path temp;

  @Test
  void everyLocator_isFoundWhereAPlainSearchFindsIt() throws Exception {
    Random random = new Random(1);
    for (int accounts : new int[] {0, 1, 2, 3, 40, 1000}) {
      var owed = Books.random(accounts, random);
      ReferenceTree reference = Books.reference(0, owed);
      List<String> locators = reference.leaves().stream().map(ReferenceTree.Leaf::locator).toList();
      Path folder = temp.resolve("t" + accounts);
      Books.build(Books.wide(owed), Books.SETTINGS, folder);
      try (TreeFolder tree = TreeFolder.open(folder.resolve("BTC"))) {
        for (int i = 0; i < locators.size(); i++) {
          byte[] wanted = Locator.parse(locators.get(i)).exposeBytes();
          assertEquals(i, LeafSearch.find(tree, wanted));
          if (wanted[31] != -1) {
            wanted[31]++;
            assertEquals(~(i + 1), LeafSearch.find(tree, wanted), "just after leaf " + i);
          }
        }
        for (int i = 0; i < 1000; i++) {
          byte[] any = new byte[32];
          random.nextBytes(any);
          if (i % 2 == 0) {
            Arrays.fill(any, 0, 8, (byte) (i % 4 == 0 ? 0 : 0xFF));
          }
          long plain = locators.stream().filter(other -> other.compareTo(hex(any)) < 0).count();
          assertTrue(~plain == LeafSearch.find(tree, any), hex(any));
        }
      }
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
