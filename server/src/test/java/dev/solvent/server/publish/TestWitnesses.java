package dev.solvent.server.publish;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointOutcome;
import dev.solvent.attest.witness.AddCheckpointRequest;
import dev.solvent.attest.witness.Witness;
import dev.solvent.attest.witness.store.FileWitnessStore;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two witnesses, who remember in a folder as the real ones do. One thread. */
final class TestWitnesses {
  private final Path folder;
  private final Path log;

  /**
   * Makes them.
   *
   * @param folder where they remember
   * @param log whose tiles show them how it grew
   */
  TestWitnesses(Path folder, Path log) {
    this.folder = folder;
    this.log = log;
  }

  static String text() {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("w1", "w2")) {
      text.append("witness ").append(name).append(' ');
      text.append(TestSigner.of(name).note(name + ".example", KeyType.COSIGNATURE)).append('\n');
    }
    return text + "group all 2 w1 w2\nquorum all\n";
  }

  static WitnessPolicy floor() {
    try {
      return WitnessPolicy.parse(
          text().getBytes(StandardCharsets.UTF_8), WitnessPolicy.NoQuorum.REFUSED);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  /** What each says to a checkpoint; nothing where it goes back behind what that one saw. */
  List<SignatureLine> cosign(SignedCheckpoint checkpoint, Timestamp now) throws IOException {
    List<SignatureLine> lines = new ArrayList<>();
    for (String name : List.of("w1", "w2")) {
      FileWitnessStore memory = new FileWitnessStore(folder.resolve("witness-" + name));
      Witness witness =
          new Witness(
              Map.of(
                  TestExchange.ORIGIN,
                  List.of(TestSigner.of("log").note(TestExchange.ORIGIN, KeyType.ED25519))),
              memory,
              TestSigner.of(name).cosigner(name + ".example"));
      Checkpoint seen =
          memory
              .newest(TestExchange.ORIGIN)
              .map(SignedCheckpoint::checkpoint)
              .orElse(Checkpoint.empty(TestExchange.ORIGIN));
      if (seen.size() > checkpoint.checkpoint().size()) {
        continue;
      }
      AddCheckpointRequest request =
          new AddCheckpointRequest(
              seen.size(),
              seen.size() == 0
                  ? List.of()
                  : StoredLog.reader(log).consistency(seen, checkpoint.checkpoint()),
              checkpoint);
      if (witness.addCheckpoint(request.bytes(), now)
          instanceof AddCheckpointOutcome.Cosigned cosigned) {
        lines.add(cosigned.line());
      }
    }
    return lines;
  }
}
