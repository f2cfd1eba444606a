package dev.solvent.attest.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.trust.Roots;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedRootsTest {
  private final Roots keys = new Roots();
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  private Optional<byte[]> read(String path, int most) {
    asked.add(path);
    return Optional.ofNullable(files.get(path));
  }

  private SignedRoot first() throws Exception {
    return keys.signed(keys.first(), keys.alice, keys.bob);
  }

  private SignedRoot second() throws Exception {
    return keys.signed(
        keys.rotated(keys.first(), 3, 3, keys.newStatementKey), keys.alice, keys.bob);
  }

  private void put(int version, SignedRoot root) {
    files.put("trust/" + version + ".root.json", root.envelope().toBytes());
  }

  @Test
  void read_ofThoseWithoutAGap_isAllOfThem() throws Exception {
    assertEquals(List.of(), PublishedRoots.read(this::read));
    put(1, first());
    put(2, second());
    put(4, second());
    assertEquals(
        List.of(1L, 2L),
        PublishedRoots.read(this::read).stream().map(each -> each.root().version()).toList());
    assertEquals("trust/3.root.json", asked.getLast());
  }

  @Test
  void read_ofOneUnderAnothersName_isMalformed() throws Exception {
    put(1, second());
    String said =
        assertThrows(MalformedException.class, () -> PublishedRoots.read(this::read)).getMessage();
    assertEquals("trust root of version 2, want 1", said);
    files.put("trust/1.root.json", new byte[] {'{'});
    assertThrows(MalformedException.class, () -> PublishedRoots.read(this::read, 1));
    assertTrue(PublishedRoots.read(this::read, 7).isEmpty());
  }

  @Test
  void newest_isWhatEnoughKeysOfThePinnedOneSigned_andNothingElse() throws Exception {
    SignedRoot first = first();
    SignedRoot second = second();
    assertEquals(second, PublishedRoots.newest(first, List.of(first, second)));
    assertEquals(second, PublishedRoots.newest(second, List.of(first, second)));
    Roots thiefs = new Roots();
    TrustRoot is = second.root();
    SignedRoot takenOver =
        thiefs.signed(
            new TrustRoot(
                is.issuer(),
                is.logKeys(),
                is.logOrigin(),
                is.logSize(),
                is.previous(),
                is.receiptKey(),
                thiefs.first().rootKeys(),
                is.statements(),
                is.version(),
                is.extensions()),
            thiefs.alice,
            thiefs.bob);
    assertEquals(first, PublishedRoots.newest(first, List.of(first, takenOver)));
  }

  @Test
  void read_ofEndlesslyMany_ends() throws Exception {
    SignedRoot root = first();
    PublishedFiles endless =
        (path, most) -> {
          asked.add(path);
          return Optional.of(root.envelope().toBytes());
        };
    assertThrows(MalformedException.class, () -> PublishedRoots.read(endless));
    assertTrue(asked.size() <= 100, asked.size() + " asked for");
  }

  /** As many as a bundle may bring: each of the version that its place says. */
  @Test
  void read_ofAHundredAndMore_isTheFirstHundred() throws Exception {
    TrustRoot is = first().root();
    for (int version = 1; version <= 101; version++) {
      put(version, keys.signed(ofVersion(is, version), keys.alice, keys.bob));
    }
    assertEquals(100, PublishedRoots.read(this::read).size());
    assertEquals("trust/100.root.json", asked.getLast());
  }

  private static TrustRoot ofVersion(TrustRoot is, int version) {
    return new TrustRoot(
        is.issuer(),
        is.logKeys(),
        is.logOrigin(),
        is.logSize(),
        version == 1 ? Optional.empty() : Optional.of(is.id()),
        is.receiptKey(),
        is.rootKeys(),
        is.statements(),
        version,
        is.extensions());
  }

  @Test
  void beside_addsWhatCameLater_toABundleOfItsOwnRootsAlone() throws Exception {
    Bundle whole =
        Bundle.parse(
            RepoFiles.bytes(
                RepoFiles.root().resolve("fixtures/vectors/bundles/files/honest.bundle.json")));
    List<SignedRoot> more = new ArrayList<>(whole.roots());
    more.add(second());
    assertEquals(more, PublishedRoots.beside(whole, more).roots());
    assertEquals(whole, PublishedRoots.beside(whole, List.of(first(), second())));
    Bundle none = whole.with(List.of());
    assertEquals(none, PublishedRoots.beside(none, List.of()));
    assertEquals(more, PublishedRoots.beside(none, more).roots());
  }
}
