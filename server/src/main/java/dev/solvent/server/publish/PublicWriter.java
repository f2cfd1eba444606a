package dev.solvent.server.publish;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.data.PublicFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The only one who writes to what is public. What is there is never changed, but for the checkpoint
 * and the pointer, which comes last: whenever it is stopped, what the pointer names is whole.
 */
final class PublicWriter {
  private final DataFolder data;
  private final PublicFolder open;

  PublicWriter(Office office) {
    data = office.data();
    open = data.publicFolder();
  }

  /**
   * The attestation is whole before the checkpoint shows that there is one, and the pointer names
   * it when all of it is there.
   */
  void publish(Epoch epoch, Bundle bundle) throws IOException {
    EpochFolder folder = data.epoch(epoch);
    SignedCheckpoint cosigned = bundle.logProof().checkpoint();
    blob(folder.trees().resolve(LiabilityFolder.MANIFEST));
    blob(folder.reservesManifest());
    for (Hash digest : BundleMaker.evidenceOf(BundleMaker.manifest(folder))) {
      create(open.blob(digest.toString()), BundleMaker.evidence(folder, digest));
    }
    for (Octets file : SolvencyBlobs.toPublish(folder)) {
      create(open.blob(Digests.sha256(file.toBytes()).toString()), file.toBytes());
    }
    tiles(cosigned);
    create(open.envelope(epoch), bundle.envelope().toBytes());
    create(open.bundle(epoch), bundle.toBytes());
    checkpoint(cosigned);
    pointer(Optional.of(bundle));
  }

  private void blob(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    create(open.blob(Digests.sha256(bytes).toString()), bytes);
  }

  private void tiles(SignedCheckpoint cosigned) throws IOException {
    Path tiles = data.log().resolve("tile");
    if (!Files.isDirectory(tiles)) {
      return; // of an empty log
    }
    long size = cosigned.checkpoint().size();
    List<Path> files;
    try (Stream<Path> all = Files.walk(tiles)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = data.log().relativize(file).toString();
      if (isTile(name, size)) {
        create(open.log().resolve(name), Files.readAllBytes(file));
      }
    }
  }

  private static boolean isTile(String name, long size) {
    try {
      return TilePath.parse(name).isWithin(size);
    } catch (MalformedException e) {
      return false; // what a writer that was killed left
    }
  }

  /** Shows a checkpoint, unless a larger log was shown already. */
  void checkpoint(SignedCheckpoint cosigned) throws IOException {
    Path file = open.checkpoint();
    if (Files.exists(file)) {
      try {
        SignedCheckpoint there = SignedCheckpoint.parse(Files.readAllBytes(file));
        if (there.checkpoint().size() > cosigned.checkpoint().size()) {
          throw new IOException(
              file + " is of a larger log, want none beyond " + cosigned.checkpoint().size());
        }
      } catch (MalformedException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
    replace(file, cosigned.bytes());
  }

  /** Names the newest attestation, where there is one, and the newest trust root. */
  void pointer(Optional<Bundle> newest) throws IOException {
    Optional<Statement> statement = Optional.empty();
    if (newest.isPresent()) {
      try {
        statement = Optional.of(Statement.parse(newest.get().envelope().payload()));
      } catch (MalformedException e) {
        throw new IOException("a statement that is published: " + e.getMessage(), e);
      }
    }
    replace(open.pointer(), Pointer.of(TrustRoots.read(open).newest(), statement).toBytes());
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    WholeFile.write(file, bytes);
  }

  private static void create(Path file, byte[] bytes) throws IOException {
    if (!Files.exists(file)) {
      replace(file, bytes);
    } else if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
      throw new IOException(
          file + " holds other bytes than are to be published, want it never changed");
    }
  }
}
