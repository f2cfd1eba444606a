package dev.solvent.server.witness;

import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointOutcome;
import dev.solvent.attest.witness.AddCheckpointOutcome.Cosigned;
import dev.solvent.attest.witness.AddCheckpointOutcome.Forked;
import dev.solvent.attest.witness.AddCheckpointOutcome.Malformed;
import dev.solvent.attest.witness.AddCheckpointOutcome.NotConsistent;
import dev.solvent.attest.witness.AddCheckpointOutcome.NotSigned;
import dev.solvent.attest.witness.AddCheckpointOutcome.OtherSize;
import dev.solvent.attest.witness.AddCheckpointOutcome.UnknownOrigin;
import dev.solvent.attest.witness.Witness;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostHandler;
import dev.solvent.server.party.PostLimits;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.party.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A witness behind HTTP, as C2SP tlog-witness has it: {@code docs/spec/witness.md} section 3. Any
 * thread.
 */
public final class WitnessService implements PostHandler {
  static final String PATH = "/add-checkpoint";

  /** More than a request may have: what is a little too large is told so by the witness. */
  private static final PostLimits LIMITS = new PostLimits(1 << 19, 64);

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";

  private final Witness witness;
  private final Evidence evidence;
  private final InstantSource clock;

  WitnessService(Witness witness, Evidence evidence, InstantSource clock) {
    this.witness = witness;
    this.evidence = evidence;
    this.clock = clock;
  }

  /**
   * Starts a witness whose memory begins now, in a folder of its own: for demonstrations.
   *
   * @param logs the logs' keys by origin
   * @param log is told a line a request
   */
  public static PostServer begin(
      Path folder,
      Map<String, List<NoteKey>> logs,
      Cosigner cosigner,
      Consumer<String> log,
      InstantSource clock)
      throws IOException {
    WitnessFolder memory = WitnessFolder.init(folder, cosigner.key());
    return new WitnessService(new Witness(logs, memory.store(), cosigner), memory.evidence(), clock)
        .start(new ListenAddress("127.0.0.1", 0), log);
  }

  PostServer start(ListenAddress address, Consumer<String> log) throws IOException {
    return PostServer.start(address, PATH, LIMITS, this, log, clock);
  }

  @Override
  public Reply handle(Octets body) throws IOException {
    Timestamp now = new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    AddCheckpointOutcome outcome = witness.addCheckpoint(body.toBytes(), now);
    byte[] words = outcome.body().getBytes(StandardCharsets.UTF_8);
    String type = outcome.status() == 409 ? SIZE : TEXT;
    return Reply.of(outcome.status(), type, words, remark(outcome));
  }

  private String remark(AddCheckpointOutcome outcome) throws IOException {
    return switch (outcome) {
      case Cosigned _ -> "cosigned";
      case Malformed _ -> "malformed";
      case NotSigned _ -> "not signed by the log";
      case UnknownOrigin _ -> "unknown log";
      case OtherSize(long stored) -> "stored size is " + stored;
      case Forked(var stored, var offered) ->
          "FORK at size "
              + offered.checkpoint().size()
              + kept(evidence.keep("fork", Optional.of(stored), offered));
      case NotConsistent(var stored, var offered, _) ->
          "not shown to have only grown to size "
              + offered.checkpoint().size()
              + kept(evidence.keep("unproven", stored, offered));
    };
  }

  private static String kept(Optional<String> name) {
    return name.map(file -> ", kept as evidence/" + file).orElse(", evidence/ has no more room");
  }
}
