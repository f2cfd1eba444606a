package dev.solvent.server.bench.soak;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.CosignatureSource;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointOutcome;
import dev.solvent.attest.witness.AddCheckpointRequest;
import dev.solvent.attest.witness.Witness;
import dev.solvent.attest.witness.store.FileWitnessStore;
import dev.solvent.merkle.Hash;
import dev.solvent.server.publish.ForkException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two witnesses, with their own clocks and memories; each may be away, or answer nonsense. */
record SoakWitnesses(SoakExchange exchange, SoakFaults faults) implements CosignatureSource {
  static final List<String> NAMES = List.of("w1", "w2");

  @Override
  public List<SignatureLine> collect(SignedCheckpoint checkpoint) throws IOException {
    List<SignatureLine> lines = new ArrayList<>();
    for (String name : NAMES) {
      if (faults.happens(0.05)) {
        lines.add(checkpoint.signatures().getFirst()); // somebody else's
      } else if (!faults.happens(0.1)) {
        lines.addAll(ask(name, checkpoint));
      }
    }
    return lines;
  }

  private List<SignatureLine> ask(String name, SignedCheckpoint checkpoint) throws IOException {
    FileWitnessStore memory = new FileWitnessStore(exchange.folder().resolve("witness-" + name));
    SoakKey log = SoakKey.read(exchange.folder(), "log");
    SoakKey key = SoakKey.read(exchange.folder(), name);
    Witness witness =
        new Witness(
            Map.of(exchange.origin(), List.of(log.note(exchange.origin(), KeyType.ED25519))),
            memory,
            new Cosigner(key.note(name + ".example", KeyType.COSIGNATURE), key));
    Checkpoint seen =
        memory
            .newest(exchange.origin())
            .map(SignedCheckpoint::checkpoint)
            .orElse(Checkpoint.empty(exchange.origin()));
    if (seen.size() > checkpoint.checkpoint().size()) {
      throw new ForkException(
          name + " has cosigned " + seen.size() + ", asked for " + checkpoint.checkpoint().size());
    }
    List<Hash> proof =
        seen.size() == 0
            ? List.of()
            : StoredLog.reader(exchange.data().log()).consistency(seen, checkpoint.checkpoint());
    Timestamp now = new Timestamp(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    AddCheckpointRequest request = new AddCheckpointRequest(seen.size(), proof, checkpoint);
    return witness.addCheckpoint(request.bytes(), now)
            instanceof AddCheckpointOutcome.Cosigned cosigned
        ? List.of(cosigned.line())
        : List.of();
  }
}
