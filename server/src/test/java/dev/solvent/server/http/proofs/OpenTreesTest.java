package dev.solvent.server.http.proofs;

import static dev.solvent.server.http.Site.header;
import static dev.solvent.server.http.Site.text;
import static dev.solvent.server.http.proofs.ProofsTest.body;
import static dev.solvent.server.http.proofs.ProofsTest.hex;
import static dev.solvent.server.http.proofs.ProofsTest.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.server.http.Site;
import dev.solvent.server.http.published.Publications;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenTreesTest {
  private static final String PATH = "/api/v1/epochs/7/proofs";

  @TempDir private Path data;
  private Site site;

  @BeforeEach
  void build() throws IOException {
    site = new Site(data).build(7).publish(7);
  }

  private OpenTrees trees(Publications publications, int most) {
    return new OpenTrees(data.resolve("epochs"), publications, most);
  }

  private static OpenTrees.Lease lease(OpenTrees trees, long epoch) throws IOException {
    return trees.lease(new Epoch(epoch)).orElseThrow();
  }

  @Test
  void tree_thatIsRead_isNotClosedUnderItsReader() throws Exception {
    site.build(5).build(6).publish(5).publish(6).publish(7);
    try (Publications publications = site.publications();
        OpenTrees trees = trees(publications, 1)) {
      OpenTrees.Lease first = lease(trees, 5);
      TreeFolder tree = Objects.requireNonNull(first.tree("BTC"));
      lease(trees, 6).close();
      lease(trees, 7).close();
      assertEquals(1, trees.count());
      assertTrue(tree.prove(Site.locator("alice", 5, "BTC:8")).isPresent());
      first.close();
      assertThrows(
          IllegalStateException.class, () -> tree.prove(Site.locator("alice", 5, "BTC:8")));
      try (OpenTrees.Lease again = lease(trees, 5)) {
        assertTrue(
            Objects.requireNonNull(again.tree("BTC"))
                .prove(Site.locator("alice", 5, "BTC:8"))
                .isPresent());
      }
    }
  }

  @Test
  void treesThatAreDeleted_areServedNoLonger_thoughTheyWereOpen() throws Exception {
    site.build(5).publish(5).publish(7);
    try (Publications publications = site.publications();
        OpenTrees trees = trees(publications, 2)) {
      lease(trees, 5).close();
      TemporaryFolder.delete(site.trees(5).resolve("BTC"));
      TemporaryFolder.delete(site.trees(5).resolve("ETH"));
      long end = System.nanoTime() + 20_000_000_000L;
      while (trees.lease(new Epoch(5)).isPresent()) { // it looks once a second
        assertTrue(System.nanoTime() < end, "still served");
        Thread.sleep(50);
      }
      assertEquals(0, trees.count());
      assertTrue(trees.lease(new Epoch(5)).isEmpty(), "the manifest that stays is no tree");
    }
  }

  @Test
  void newestEpoch_staysOpen_whateverElseIsAskedFor() throws Exception {
    site.build(4).build(5).build(6).publish(4).publish(5).publish(6).publish(7);
    try (Publications publications = site.publications();
        OpenTrees trees = trees(publications, 2)) {
      TreeFolder newest;
      try (OpenTrees.Lease lease = lease(trees, 7)) {
        newest = Objects.requireNonNull(lease.tree("ETH"));
      }
      for (int epoch = 4; epoch <= 6; epoch++) {
        lease(trees, epoch).close();
      }
      assertEquals(2, trees.count());
      assertTrue(newest.prove(Site.locator("alice", 7, "ETH:18")).isPresent());
    }
  }

  @Test
  void epoch_whoseTreesAreGone_isUnknown_andSaidWhereItIsTheNewest() throws Exception {
    site.publish(8);
    try (Publications publications = site.publications();
        OpenTrees trees = trees(publications, 2)) {
      assertEquals(Optional.empty(), trees.lease(new Epoch(8)));
      assertEquals(Optional.of("the trees of epoch 8 are not there"), trees.openNewest());
      Files.createDirectories(site.trees(8).resolve("BTC"));
      assertTrue(trees.openNewest().orElseThrow().startsWith("the trees of epoch 8 do not open"));
      TemporaryFolder.delete(site.trees(8));
      site.build(8);
      assertEquals(Optional.empty(), trees.openNewest());
      try (OpenTrees.Lease lease = lease(trees, 8)) {
        assertNotNull(lease.tree("BTC"));
      }
    }
  }

  @Test
  void epoch_builtBeforeItIsPublished_isServedFromThenOn() throws Exception {
    site.build(8).start();
    String path = "/api/v1/epochs/8/proofs";
    String asked = body(pair("BTC", "00".repeat(32)));
    assertEquals(404, site.post(path, asked).statusCode());
    // The bundle alone does not make it public: the pointer is written last.
    site.write("attestations/8.bundle.json", "{}");
    Thread.sleep(200);
    assertEquals(404, site.post(path, asked).statusCode());
    site.publish(8);
    long end = System.nanoTime() + 10_000_000_000L;
    while (site.post(path, asked).statusCode() != 200) {
      assertTrue(System.nanoTime() < end, "never public");
      Thread.sleep(20);
    }
    site.close();
  }

  @Test
  void damagedTree_servesNothing() throws Exception {
    site.start();
    Path leaves = site.trees(7).resolve("BTC/leaves");
    byte[] flipped = Files.readAllBytes(leaves);
    for (int i = 0; i < flipped.length; i += 7) {
      flipped[i] ^= 1;
    }
    Files.write(leaves, flipped, StandardOpenOption.WRITE);
    HttpResponse<byte[]> got = site.post(PATH, body(pair("BTC", hex("alice", "BTC:8"))));
    assertEquals(500, got.statusCode());
    assertEquals("application/problem+json", header(got, "Content-Type"));
    assertFalse(text(got).contains("BTC"), text(got));
    site.close();
  }
}
