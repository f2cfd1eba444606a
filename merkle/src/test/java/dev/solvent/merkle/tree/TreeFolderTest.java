package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.ReferenceTree;
import dev.solvent.merkle.ReferenceTree.Owed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding and proving, and what a damaged folder can do: nothing but be named. */
class TreeFolderTest {
  @TempDir Path temp;
  private Path folder;
  private ReferenceTree reference;

  @BeforeEach
  void build() throws Exception {
    List<Owed> owed = Books.random(50, new Random(1));
    reference = Books.reference(0, owed);
    Books.build(Books.wide(owed), Books.SETTINGS, temp.resolve("t"));
    folder = temp.resolve("t/BTC");
  }

  private Locator locator(int leaf) throws Exception {
    return Locator.parse(reference.leaves().get(leaf).locator());
  }

  @Test
  void unknownLocator_isAnOrdinaryAnswer() throws Exception {
    try (TreeFolder tree = TreeFolder.open(folder)) {
      assertEquals(Optional.empty(), tree.prove(Locator.of(new byte[32])));
      byte[] last = new byte[32];
      Arrays.fill(last, (byte) 0xFF);
      assertEquals(Optional.empty(), tree.prove(Locator.of(last)));
      Random random = new Random(2);
      for (int i = 0; i < 10_000; i++) {
        byte[] any = new byte[32];
        random.nextBytes(any);
        assertEquals(Optional.empty(), tree.prove(Locator.of(any)));
      }
      for (int leaf = 0; leaf < 64; leaf++) { // beside each leaf, in the last bit
        byte[] beside = locator(leaf).exposeBytes();
        beside[31] ^= 1;
        assertEquals(Optional.empty(), tree.prove(Locator.of(beside)));
      }
    }
  }

  @Test
  void manyThreads_getTheSameProofs() throws Exception {
    try (TreeFolder tree = TreeFolder.open(folder);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int seed = thread;
        Callable<Boolean> asking =
            () -> {
              Random random = new Random(seed);
              for (int i = 0; i < 2_000; i++) {
                int leaf = random.nextInt(64);
                if (!reference.proof(leaf).equals(tree.prove(locator(leaf)).orElseThrow())) {
                  return false;
                }
              }
              return true;
            };
        answers.add(threads.submit(asking));
      }
      for (Future<Boolean> answer : answers) {
        assertTrue(answer.get());
      }
    }
  }

  @Test
  void closedFolder_answersNobody() throws Exception {
    TreeFolder tree = TreeFolder.open(folder);
    tree.close();
    assertThrows(IllegalStateException.class, () -> tree.prove(locator(0)));
  }

  @Test
  void anyDamagedByteOfTheHeader_isNamed() throws Exception {
    Path header = folder.resolve("header");
    byte[] good = Files.readAllBytes(header);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(header, bad);
      IOException refused =
          assertThrows(DamagedTreeException.class, () -> TreeFolder.open(folder).close());
      assertTrue(refused.getMessage().startsWith(header + ": "), refused.getMessage());
    }
  }

  @Test
  void anyDamagedByteOfTheLeaves_isNeverServed_andFoundByVerify() throws Exception {
    everyDamage(folder.resolve("leaves"));
  }

  @Test
  void anyDamagedByteOfTheNodes_isNeverServed_andFoundByVerify() throws Exception {
    everyDamage(folder.resolve("nodes"));
  }

  /** Damages one byte after the other and asks for every leaf. */
  private void everyDamage(Path file) throws Exception {
    byte[] good = Files.readAllBytes(file);
    int step = Math.max(1, good.length / 400);
    for (int at = 0; at < good.length; at += step) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(file, bad);
      try (TreeFolder tree = TreeFolder.open(folder)) {
        for (int leaf = 0; leaf < 64; leaf += 3) {
          try {
            InclusionProof proof = tree.prove(locator(leaf)).orElse(null);
            assertEquals(reference.proof(leaf), proof, "byte " + at + " leaf " + leaf);
          } catch (DamagedTreeException e) {
            assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
          }
        }
        assertFalse(TreeVerifier.verify(tree, 2, done -> {}).isEmpty(), "byte " + at);
      }
    }
    Files.write(file, good);
  }

  @Test
  void damagedLocator_doesNotMakeItsAccountUnknown() throws Exception {
    Path leaves = folder.resolve("leaves");
    byte[] good = Files.readAllBytes(leaves);
    int width = good.length / 64;
    for (int leaf = 0; leaf < 64; leaf++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bad = good.clone();
        bad[leaf * width] ^= (byte) (1 << bit);
        Files.write(leaves, bad);
        Locator wanted = locator(leaf);
        try (TreeFolder tree = TreeFolder.open(folder)) {
          assertThrows(DamagedTreeException.class, () -> tree.prove(wanted));
        }
      }
    }
  }

  @Test
  void shortLongOrMissingFile_isNamed() throws Exception {
    for (String name : List.of("header", "leaves", "nodes")) {
      Path file = folder.resolve(name);
      byte[] good = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(good, good.length - 1));
      assertNamed(file);
      Files.write(file, Arrays.copyOf(good, good.length + 1));
      assertNamed(file);
      Files.delete(file);
      assertNamed(file);
      Files.write(file, good);
    }
    TreeFolder.open(folder).close();
  }

  private void assertNamed(Path file) {
    IOException refused =
        assertThrows(DamagedTreeException.class, () -> TreeFolder.open(folder).close());
    assertTrue(refused.getMessage().startsWith(file + ": "), refused.getMessage());
  }

  @Test
  void fileCutShortWhileOpen_isNamed() throws Exception {
    try (TreeFolder tree = TreeFolder.open(folder)) {
      Files.write(folder.resolve("leaves"), new byte[0]);
      assertThrows(DamagedTreeException.class, () -> tree.prove(locator(40)));
    }
  }

  @Test
  void anotherNumberOfAccountsInTheHeader_isFoundByVerify() throws Exception {
    TreeHeader good;
    try (TreeFolder tree = TreeFolder.open(folder)) {
      good = tree.header();
    }
    TreeHeader other =
        new TreeHeader(
            good.issuer(),
            good.epoch(),
            good.asset(),
            good.commitment(),
            good.accounts() - 1,
            good.balanceBytes(),
            good.sumBytes());
    Files.write(folder.resolve("header"), other.toBytes());
    try (TreeFolder tree = TreeFolder.open(folder)) {
      assertEquals(
          List.of("header: 49 accounts, want 50 leaves above zero"),
          TreeVerifier.verify(tree, 2, done -> {}));
    }
  }

  @Test
  void swappedLeaves_areFoundByVerify() throws Exception {
    Path leaves = folder.resolve("leaves");
    byte[] bytes = Files.readAllBytes(leaves);
    int width = bytes.length / 64;
    byte[] first = Arrays.copyOf(bytes, width);
    System.arraycopy(bytes, width, bytes, 0, width);
    System.arraycopy(first, 0, bytes, width, width);
    Files.write(leaves, bytes);
    try (TreeFolder tree = TreeFolder.open(folder)) {
      List<String> found = TreeVerifier.verify(tree, 1, done -> {});
      assertTrue(
          found.contains("leaves: leaf 1 out of order, want ascending locators"), found.toString());
    }
  }
}
