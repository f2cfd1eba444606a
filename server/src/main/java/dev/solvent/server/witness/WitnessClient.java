package dev.solvent.server.witness;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.store.CosignatureSource;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.party.Address;
import dev.solvent.server.party.AllAtOnce;
import dev.solvent.server.party.Asker;
import dev.solvent.server.party.Patience;
import dev.solvent.server.witness.WitnessAnswer.Cosigned;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Asks the witnesses of a policy that have an address, all at once and each for so long. One that
 * is away, slow or wrong costs nothing but its own line. Any thread.
 */
public final class WitnessClient implements CosignatureSource {
  /** Of one witness, both of its turns together. */
  public static final Duration TIME = Duration.ofSeconds(20);

  private static final int MAX_ANSWER = 1 << 16;

  private final List<AskedWitness> witnesses;
  private final LogProofs proofs;
  private final InstantSource clock;
  private final Duration tolerance;

  /** What each said last; written whole. */
  private volatile SequencedMap<String, WitnessAnswer> last = new LinkedHashMap<>();

  private WitnessClient(
      List<AskedWitness> witnesses, LogProofs proofs, InstantSource clock, Duration tolerance) {
    this.witnesses = witnesses;
    this.proofs = proofs;
    this.clock = clock;
    this.tolerance = tolerance;
  }

  /**
   * A client for one log.
   *
   * @param log the log's own folder, out of which it is shown that it only grew
   * @param tolerance by how much a witness's clock may be ahead of ours
   * @param time how long one witness may take
   * @throws MalformedException where a witness's address is none
   */
  public static WitnessClient of(
      WitnessPolicy policy,
      Path log,
      Asker asker,
      InstantSource clock,
      Duration tolerance,
      Duration time)
      throws MalformedException {
    List<AskedWitness> asked = new ArrayList<>();
    for (WitnessPolicy.Witness witness : policy.witnesses()) {
      if (witness.url().isPresent()) {
        Address address = address(witness.name(), witness.url().get());
        asked.add(new AskedWitness(witness, address, asker, new Patience(time, MAX_ANSWER, 3)));
      }
    }
    return new WitnessClient(asked, new LogProofs(log), clock, tolerance);
  }

  private static Address address(String name, String url) throws MalformedException {
    try {
      return Address.parse(url).below("add-checkpoint");
    } catch (MalformedException e) {
      throw new MalformedException("witness " + name + ": " + e.getMessage());
    }
  }

  @Override
  public List<SignatureLine> collect(SignedCheckpoint checkpoint) throws IOException {
    Timestamp now = new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    List<WitnessAnswer> answers = answers(checkpoint, now);
    SequencedMap<String, WitnessAnswer> byName = new LinkedHashMap<>();
    List<SignatureLine> lines = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      byName.put(witnesses.get(i).name(), answers.get(i));
      if (answers.get(i) instanceof Cosigned(SignatureLine line)) {
        lines.add(line);
      }
    }
    last = byName;
    return lines;
  }

  private List<WitnessAnswer> answers(SignedCheckpoint checkpoint, Timestamp now)
      throws IOException {
    try {
      return AllAtOnce.map(witnesses, witness -> witness.ask(checkpoint, proofs, now, tolerance));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while witnesses were asked");
    }
  }

  /** What each witness said when it was asked last, in the policy's order and by its names. */
  public Map<String, WitnessAnswer> last() {
    return Collections.unmodifiableMap(last);
  }
}
