package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.published.BesideBundle;
import dev.solvent.attest.published.PublishedFiles;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bundle that holds no files, of an exchange that published them: nothing else is found. */
final class BesideBundleTest {
  @Test
  void everyCase_comesToTheSame_withItsFilesBesideIt() throws Exception {
    int compared = 0;
    for (BundleVector vector : BundleVector.all()) {
      Optional<Report> whole = vector.report();
      if (whole.isPresent() && vector.bundle().isPresent()) {
        Bundle bundle = vector.bundle().get();
        Exhibits exhibits = vector.exhibits().with(beside(without(bundle), bundle.blobs()));
        Report apart = Verification.verify(without(bundle), exhibits, vector.reader());
        assertEquals(whole.get(), apart, vector.name());
        compared++;
      }
    }
    assertTrue(compared > 100, compared + " cases");
  }

  private static Blobs beside(Bundle bundle, Blobs published) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (Map.Entry<Hash, ?> blob : published.entries()) {
      files.put(
          PublishedPath.blob(blob.getKey()), published.find(blob.getKey()).orElseThrow().toBytes());
    }
    PublishedFiles reader = (path, most) -> Optional.ofNullable(files.get(path));
    try {
      return BesideBundle.read(reader, bundle, Statement.parse(bundle.envelope().payload()));
    } catch (MalformedException e) {
      return Blobs.of(List.of()); // as who reads a publication: no statement names no file
    }
  }

  private static Bundle without(Bundle bundle) {
    return new Bundle(
        Blobs.of(List.of()),
        bundle.earlier(),
        bundle.envelope(),
        bundle.logProof(),
        bundle.observations(),
        bundle.replacement(),
        bundle.roots(),
        bundle.tokens());
  }
}
