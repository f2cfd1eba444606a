package dev.solvent.server.reserves;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.Note;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checkpoints in files, as the log published them. Who signed them is not looked at here. */
final class CheckpointFiles {
  private CheckpointFiles() {}

  static Set<CheckpointRef> read(List<Path> files, String origin) throws IOException {
    Set<CheckpointRef> checkpoints = new LinkedHashSet<>();
    for (Path file : files) {
      checkpoints.add(read(file, origin));
    }
    return checkpoints;
  }

  /** The one to bind a challenge to: nobody could know its root earlier. */
  static CheckpointRef newest(Set<CheckpointRef> checkpoints) {
    return checkpoints.stream().max(Comparator.comparingLong(CheckpointRef::size)).orElseThrow();
  }

  private static CheckpointRef read(Path file, String origin) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Note.MAX_BYTES + 1);
      Checkpoint checkpoint = SignedCheckpoint.parse(bytes).checkpoint();
      if (!checkpoint.origin().equals(origin)) {
        throw new UserError(
            file + ": of log " + Quoted.of(checkpoint.origin()) + ", want " + origin,
            "the settings' logOrigin and the log that published the file have to be one");
      }
      return new CheckpointRef(checkpoint.size(), checkpoint.root());
    } catch (MalformedException e) {
      throw new UserError(
          file + ": no checkpoint: " + e.getMessage(),
          "want the file that the log publishes as /log/checkpoint");
    } catch (IllegalArgumentException e) {
      throw new UserError(
          file + ": " + e.getMessage(),
          "everybody knows the root of an empty log beforehand; let it have its first entry");
    }
  }
}
