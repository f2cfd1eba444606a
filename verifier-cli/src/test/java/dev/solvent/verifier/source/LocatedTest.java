package dev.solvent.verifier.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.TestSite;
import dev.solvent.verifier.cli.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocatedTest {
  private static final Timestamp FIRST = TestPublication.time("2026-09-01T00:00:00Z");
  private static final Optional<Epoch> NEWEST = Optional.empty();

  @TempDir private Path folder;
  private TestPublication exchange;

  @BeforeEach
  void publish() throws Exception {
    exchange = TestPublication.in(folder.resolve("exchange"), FIRST);
    exchange.publish(TestDay.EMPTY);
    exchange.publish(TestDay.ORDINARY);
  }

  private static long epoch(Located located) {
    return located.stated().map(Statement::epoch).orElseThrow().number();
  }

  /** Whether the manifests that the statement names were found, wherever. */
  private boolean isWhole(Located located) {
    Statement statement = located.stated().orElseThrow();
    Hash owed = statement.digestOf(Subject.LIABILITIES).orElseThrow();
    Hash held = statement.digestOf(Subject.RESERVES).orElseThrow();
    var blobs = located.bundle().blobs().and(located.beside());
    return blobs.find(owed).isPresent() && blobs.find(held).isPresent();
  }

  private static String misused(String given, Optional<Epoch> epoch) {
    return String.valueOf(
        assertThrows(UserError.class, () -> Located.find(given, epoch)).getMessage());
  }

  private void point(Epoch epoch, String issuer) throws IOException {
    Pointer pointer =
        new Pointer(
            new Issuer(issuer),
            TestPublication.ORIGIN,
            Optional.of(new Pointer.Named(epoch, exchange.statement(1).id())),
            new RootName(exchange.newestRoot().id(), 1));
    Files.write(exchange.folder().resolve(PublishedPath.POINTER), pointer.toBytes());
  }

  @Test
  void find_ofAFolder_isItsNewest_orTheEpochThatIsNamed() throws IOException {
    Located newest = Located.find(exchange.folder().toString(), NEWEST);
    assertEquals(2, epoch(newest));
    assertTrue(isWhole(newest));
    assertTrue(newest.site().isPresent());
    assertEquals(1, epoch(Located.find(exchange.folder().toString(), Optional.of(new Epoch(1)))));
  }

  @Test
  void find_ofAFileInACopiedPublication_knowsItsSite() throws IOException {
    Located located = Located.find(exchange.bundleFile(1).toString(), NEWEST);
    assertEquals(1, epoch(located));
    assertTrue(isWhole(located));
    assertEquals(Optional.of(exchange.folder().toString()), located.site().map(Site::name));
  }

  @Test
  void find_ofAFileAlone_knowsNoSite_andFindsItsBlobsBesideOrInside() throws Exception {
    Path alone = Files.createDirectories(folder.resolve("alone")).resolve("2.bundle.json");
    Files.copy(exchange.bundleFile(2), alone);
    Located without = Located.find(alone.toString(), NEWEST);
    assertEquals(Optional.empty(), without.site());
    assertFalse(isWhole(without));
    Path blobs = Files.createDirectories(alone.resolveSibling("blobs/sha256"));
    try (var files = Files.list(exchange.folder().resolve("blobs/sha256"))) {
      for (Path file : files.toList()) {
        Files.copy(file, blobs.resolve(file.getFileName()));
      }
    }
    assertTrue(isWhole(Located.find(alone.toString(), NEWEST)));
    Path whole = Files.write(folder.resolve("whole.json"), exchange.wholeBundle(2).toBytes());
    assertTrue(isWhole(Located.find(whole.toString(), NEWEST)));
  }

  @Test
  void find_ofBlobsUnderAnothersName_findsNone() throws Exception {
    Hash owed = exchange.statement(2).digestOf(Subject.LIABILITIES).orElseThrow();
    Files.writeString(exchange.folder().resolve(PublishedPath.blob(owed)), "{}");
    assertFalse(isWhole(Located.find(exchange.folder().toString(), NEWEST)));
  }

  @Test
  void find_ofAnAddress_asksForNoMoreThanItNeeds() throws Exception {
    try (TestSite site = TestSite.of(exchange.folder())) {
      assertEquals(2, epoch(Located.find(site.url(), NEWEST)));
      assertEquals(
          List.of("/.well-known/proof-of-reserves", "/attestations/2.bundle.json"),
          site.asked().subList(0, 2));
      assertEquals(5, site.asked().size()); // two manifests and a signature
      Located named = Located.find(site.url() + "/attestations/1.bundle.json", NEWEST);
      assertEquals(1, epoch(named));
      assertEquals(Optional.of(site.url()), named.site().map(Site::name));
    }
  }

  @Test
  void find_ofAPointerThatLies_isNoVerdict() throws Exception {
    point(new Epoch(9), "exchange.example");
    String folderName = exchange.folder().toString();
    assertEquals(
        folderName + "/attestations/9.bundle.json is not published", misused(folderName, NEWEST));
    point(new Epoch(1), "other.example");
    assertEquals(1, epoch(Located.find(folderName, NEWEST))); // nothing else of it is believed
    Files.writeString(exchange.folder().resolve(PublishedPath.POINTER), "{}");
    assertThrows(Malformed.class, () -> Located.find(folderName, NEWEST));
    Files.delete(exchange.folder().resolve(PublishedPath.POINTER));
    assertTrue(misused(folderName, NEWEST).contains("nothing is published here"));
  }

  @Test
  void find_ofAnotherEpochsBundleInItsPlace_isMalformed() throws IOException {
    Files.copy(
        exchange.bundleFile(1),
        exchange.bundleFile(2),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    String said =
        assertThrows(Malformed.class, () -> Located.find(exchange.folder().toString(), NEWEST))
            .getMessage();
    assertEquals(
        exchange.folder() + "/attestations/2.bundle.json: attestation of epoch 1, want 2", said);
  }

  @Test
  void find_beforeTheFirst_andOfWhatIsNotThere_isToldInWords() throws Exception {
    TestPublication empty = TestPublication.in(folder.resolve("empty"), FIRST);
    assertEquals(
        empty.folder() + ": no attestation yet, want the first",
        misused(empty.folder().toString(), NEWEST));
    assertTrue(misused(folder.resolve("none").toString(), NEWEST).endsWith(": no such folder"));
    assertTrue(
        misused(exchange.bundleFile(1).toString(), Optional.of(new Epoch(1)))
            .startsWith("--epoch beside one bundle"));
    assertTrue(
        misused("http://localhost:1/attestations/9999999999999999.bundle.json", NEWEST)
            .contains("9999999999999999"));
  }

  @Test
  void find_ofADamagedFile_isMalformed() throws IOException {
    Path cut = folder.resolve("cut.json");
    byte[] bytes = Files.readAllBytes(exchange.bundleFile(1));
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertThrows(Malformed.class, () -> Located.find(cut.toString(), NEWEST));
  }

  @Test
  void folder_aFileLargerThanItsLimit_isRefused() throws IOException {
    Files.writeString(folder.resolve("a"), "1234567");
    FolderSite site = new FolderSite(folder);
    assertEquals(7, site.read("a", 7).orElseThrow().length);
    assertThrows(IOException.class, () -> site.read("a", 6));
    assertEquals(Optional.empty(), site.read("exchange", 10));
    assertEquals(Optional.empty(), site.read("none", 10));
  }
}
