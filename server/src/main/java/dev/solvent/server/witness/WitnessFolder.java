package dev.solvent.server.witness;

import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.witness.WitnessStore;
import dev.solvent.attest.witness.store.FileWitnessStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A witness's memory on disk: whose it is, the newest checkpoint of each log, evidence. One that is
 * missing is never made up: a witness that forgot cosigns a fork.
 */
record WitnessFolder(Path folder) {
  private static final String WHOSE = "witness.key";
  private static final int MOST = 2_000;

  /** Makes an empty memory, where there is none. */
  static WitnessFolder init(Path folder, NoteKey key) throws IOException {
    if (Files.exists(folder.resolve(WHOSE))) {
      throw new UserError(
          folder + ": a witness's memory already", "leave --init out: it is for the first start");
    }
    Files.createDirectories(folder);
    byte[] line = (key + "\n").getBytes(StandardCharsets.UTF_8);
    WholeFile.write(folder.resolve(WHOSE), line);
    return new WitnessFolder(folder);
  }

  /** Opens the memory of this key. */
  static WitnessFolder open(Path folder, NoteKey key) throws IOException {
    Path whose = folder.resolve(WHOSE);
    if (!Files.exists(whose)) {
      throw new UserError(
          folder + ": no memory of a witness, want the one that this key has",
          "is its disk there? Only if the key has never cosigned anything: once with --init");
    }
    if (Files.size(whose) > MOST || !Files.readString(whose).equals(key + "\n")) {
      throw new UserError(
          folder + ": the memory of another witness, want that of " + key,
          "want the same --key and --name as before, or another --data");
    }
    return new WitnessFolder(folder);
  }

  WitnessStore store() {
    return new FileWitnessStore(folder.resolve("logs"));
  }

  Evidence evidence() throws IOException {
    return new Evidence(folder.resolve("evidence"));
  }
}
