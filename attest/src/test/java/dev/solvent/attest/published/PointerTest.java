package dev.solvent.attest.published;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.trust.Roots;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of docs/spec/published.md, whole and with one fault at a time. */
final class PointerTest {
  private String example;

  @BeforeEach
  void read() throws Exception {
    Path text = Path.of(System.getProperty("solvent.root"), "docs/spec/published.md");
    example =
        Files.readAllLines(text).stream()
            .filter(line -> line.startsWith("{\"attestation\""))
            .findFirst()
            .orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theExampleOfTheDocument_isRead_andPrintedAgain() throws Exception {
    Pointer pointer = Pointer.parse(bytes(example));
    assertEquals(new Epoch(2), pointer.newest().orElseThrow().epoch());
    assertEquals(1, pointer.trustRoot().version());
    assertArrayEquals(bytes(example), pointer.toBytes());
  }

  @Test
  void withoutAnAttestation_beforeTheFirst() throws Exception {
    String none = example.replaceFirst("\"attestation\":\\{[^}]*},", "");
    assertTrue(Pointer.parse(bytes(none)).newest().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"epoch\":2;\"epoch\":0",
        "pointer/v1;pointer/v2",
        "exchange.example\",\"log;Exchange.example\",\"log",
        "\"version\":1;\"version\":0",
        "\"version\":1;\"version\": 1",
        "\"version\":1;\"version\":1,\"x\":1",
        "070bc7;070BC7"
      })
  void oneFault_isRefused(String from, String to) {
    assertTrue(example.contains(from), from);
    assertThrows(MalformedException.class, () -> Pointer.parse(bytes(example.replace(from, to))));
  }

  @Test
  void of_namesTheNewestStatement_andTheRootThatIsGiven() throws Exception {
    Roots keys = new Roots();
    SignedRoot first = keys.signed(keys.first(), keys.alice, keys.bob);
    SignedRoot second =
        keys.signed(keys.rotated(keys.first(), 3, 3, keys.newStatementKey), keys.alice, keys.bob);
    Statement statement = Statement.parse(SpecFile.of("statement.md").example());
    Pointer before = Pointer.of(first, Optional.empty());
    assertEquals(
        new Pointer(Roots.ISSUER, Roots.ORIGIN, Optional.empty(), new RootName(first.id(), 1)),
        before);
    Pointer after = Pointer.of(first, Optional.of(statement));
    assertEquals(Optional.of(new Pointer.Named(statement.epoch(), statement.id())), after.newest());
    assertEquals(after, Pointer.parse(after.toBytes()));
    assertEquals(Pointer.of(second, Optional.of(statement)), after.with(second));
    assertEquals(new RootName(second.id(), 2), after.with(second).trustRoot());
  }

  /** The table of section 2. */
  @Test
  void everyFile_hasItsPlace() throws Exception {
    Hash digest = Hash.parse("0".repeat(63) + "1");
    assertEquals("trust/2.root.json", PublishedPath.trustRoot(2));
    assertEquals("log/tile/0/001.p/8", PublishedPath.tile(TilePath.parse("tile/0/001.p/8")));
    assertEquals("attestations/7.dsse.json", PublishedPath.envelope(new Epoch(7)));
    assertEquals("attestations/7.bundle.json", PublishedPath.bundle(new Epoch(7)));
    assertEquals("blobs/sha256/" + digest, PublishedPath.blob(digest));
  }
}
