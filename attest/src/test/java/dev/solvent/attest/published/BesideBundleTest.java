package dev.solvent.attest.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked for beside a bundle, and how often. */
final class BesideBundleTest {
  private final Bundle whole = bundle();
  private final Map<String, byte[]> published = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  BesideBundleTest() {
    whole
        .blobs()
        .entries()
        .forEach(
            blob -> published.put(PublishedPath.blob(blob.getKey()), blob.getValue().toBytes()));
  }

  /** Its files name each other in every way: a report, its inputs, evidence of both kinds. */
  private static Bundle bundle() {
    try {
      return Bundle.parse(
          RepoFiles.bytes(
              RepoFiles.root()
                  .resolve("fixtures/vectors/bundles/files/honest-with-terms.bundle.json")));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private Bundle holding(Blobs blobs) {
    return new Bundle(
        blobs,
        whole.earlier(),
        whole.envelope(),
        whole.logProof(),
        whole.observations(),
        whole.replacement(),
        whole.roots(),
        whole.tokens());
  }

  private Statement statement() throws MalformedException {
    return Statement.parse(whole.envelope().payload());
  }

  private Optional<byte[]> file(String path, int most) {
    assertEquals(64 << 20, most);
    asked.add(path);
    return Optional.ofNullable(published.get(path));
  }

  private Blobs read(Blobs held) throws Exception {
    return BesideBundle.read(this::file, holding(held), statement());
  }

  @Test
  void everyFileThatIsNamed_isAskedForOnce() throws Exception {
    assertEquals(whole.blobs(), read(Blobs.of(List.of())));
    assertEquals(published.keySet().stream().sorted().toList(), asked.stream().sorted().toList());
  }

  @Test
  void whatTheBundleHolds_isNotAskedFor() throws Exception {
    assertEquals(Blobs.of(List.of()), read(whole.blobs()));
    assertEquals(List.of(), asked);
    Octets manifest = named(Subject.RESERVES);
    Blobs rest = read(Blobs.of(List.of(manifest)));
    assertEquals(whole.blobs().entries().size() - 1, rest.entries().size());
    assertEquals(rest.entries().size(), asked.size());
  }

  private Octets named(String subject) throws MalformedException {
    Hash digest = statement().digestOf(subject).orElseThrow();
    return whole.blobs().find(digest).orElseThrow();
  }

  @Test
  void whatIsNotThere_isAskedForOnce_andLeftOut() throws Exception {
    published.clear();
    assertEquals(Blobs.of(List.of()), read(Blobs.of(List.of())));
    assertEquals(statement().subjects().size(), asked.size());
  }

  /** Bytes under another's digest are not what was named. */
  @Test
  void aFileThatIsAnother_isNotFound_andWhatItNamesIsNotAskedFor() throws Exception {
    Hash digest = statement().digestOf(Subject.RESERVES).orElseThrow();
    byte[] other = "{}".getBytes(StandardCharsets.UTF_8);
    published.put(PublishedPath.blob(digest), other);
    Blobs found = read(Blobs.of(List.of()));
    assertEquals(Optional.empty(), found.find(digest));
    assertTrue(asked.size() < whole.blobs().entries().size(), asked.toString());
  }

  @Test
  void allTogether_areNoMoreThanABundleCouldHold() throws Exception {
    long bytes = whole.blobs().entries().stream().mapToLong(blob -> blob.getValue().length()).sum();
    Bundle empty = holding(Blobs.of(List.of()));
    assertEquals(whole.blobs(), BesideBundle.read(this::file, empty, statement(), bytes));
    assertThrows(
        IOException.class, () -> BesideBundle.read(this::file, empty, statement(), bytes - 1));
  }
}
