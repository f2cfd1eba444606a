package dev.solvent.server.witness;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.note.Note;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointRequest;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.party.Address;
import dev.solvent.server.party.Answer;
import dev.solvent.server.party.Answer.Answered;
import dev.solvent.server.party.Asker;
import dev.solvent.server.party.Patience;
import dev.solvent.server.party.Question;
import dev.solvent.server.witness.WitnessAnswer.Ahead;
import dev.solvent.server.witness.WitnessAnswer.Away;
import dev.solvent.server.witness.WitnessAnswer.Behind;
import dev.solvent.server.witness.WitnessAnswer.Cosigned;
import dev.solvent.server.witness.WitnessAnswer.OtherHistory;
import dev.solvent.server.witness.WitnessAnswer.Refused;
import dev.solvent.server.witness.WitnessAnswer.Wrong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** One witness, and the size of the log that it is known to have. Any thread. */
final class AskedWitness {
  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

  private final WitnessPolicy.Witness witness;
  private final Address address;
  private final Asker asker;
  private final Patience patience;
  private final AtomicLong known = new AtomicLong(0);

  AskedWitness(WitnessPolicy.Witness witness, Address address, Asker asker, Patience patience) {
    this.witness = witness;
    this.address = address;
    this.asker = asker;
    this.patience = patience;
  }

  String name() {
    return witness.name();
  }

  /**
   * Asks from the size that it is known to have, and once more from the one that it names. The
   * exception is of the log's own files.
   */
  WitnessAnswer ask(SignedCheckpoint newest, LogProofs proofs, Timestamp now, Duration tolerance)
      throws IOException {
    long size = newest.checkpoint().size();
    long oldSize = Math.min(known.get(), size);
    long start = System.nanoTime();
    WitnessAnswer first = ask(newest, oldSize, proofs, patience, now, tolerance);
    Duration left = patience.time().minusNanos(System.nanoTime() - start);
    if (!(first instanceof Behind(long stored)) || !left.isPositive()) {
      return first;
    }
    Patience rest = new Patience(left, patience.maxBytes(), patience.tries());
    return ask(newest, stored, proofs, rest, now, tolerance);
  }

  private WitnessAnswer ask(
      SignedCheckpoint newest,
      long oldSize,
      LogProofs proofs,
      Patience granted,
      Timestamp now,
      Duration tolerance)
      throws IOException {
    AddCheckpointRequest request =
        new AddCheckpointRequest(oldSize, proofs.since(oldSize, newest.checkpoint()), newest);
    Question question =
        new Question(address, "text/plain; charset=utf-8", "*/*", Octets.of(request.bytes()));
    return switch (asker.ask(question, granted)) {
      case Answer.Away(String why) -> new Away(why);
      case Answered answered -> judge(answered, newest, oldSize, now, tolerance);
    };
  }

  private WitnessAnswer judge(
      Answered answered, SignedCheckpoint newest, long oldSize, Timestamp now, Duration tolerance) {
    return switch (answered.status()) {
      case 200 -> cosigned(answered, newest, now, tolerance);
      case 409 -> otherSize(answered, newest.checkpoint().size(), oldSize);
      case 422 -> new OtherHistory(oldSize); // our proof was checked before it left
      case 400, 401, 403, 404, 405, 413 -> new Refused(answered.status(), answered.words());
      default -> new Away("HTTP status " + answered.status());
    };
  }

  private WitnessAnswer cosigned(
      Answered answered, SignedCheckpoint newest, Timestamp now, Duration tolerance) {
    List<SignatureLine> own;
    try {
      own =
          Note.parseLines(answered.body().toBytes()).stream()
              .filter(line -> line.isBy(witness.key()))
              .toList();
    } catch (MalformedException e) {
      return new Wrong("no signature lines: " + e.getMessage());
    }
    if (own.size() != 1) {
      return new Wrong(own.size() + " lines of its key, want 1");
    }
    WitnessPolicy alone = new WitnessPolicy(List.of(), List.of(witness), List.of(), witness.name());
    return switch (alone.check(newest.with(own), now, tolerance)) {
      case WitnessVerdict.QuorumMet _ -> {
        known.set(newest.checkpoint().size());
        yield new Cosigned(own.getFirst());
      }
      case WitnessVerdict.QuorumMissed(_, var detail) -> new Wrong(detail);
      case WitnessVerdict.Rejected(_, var detail) -> new Wrong(detail);
    };
  }

  private WitnessAnswer otherSize(Answered answered, long size, long oldSize) {
    OptionalLong stored = size(answered);
    if (stored.isEmpty()) {
      return new Wrong("status 409 without a size, want the stored one");
    }
    if (stored.getAsLong() > size) {
      return new Ahead(stored.getAsLong());
    }
    if (stored.getAsLong() == oldSize) {
      return oldSize == size
          ? new OtherHistory(size)
          : new Wrong("status 409 with the size that was named, want another");
    }
    known.set(stored.getAsLong());
    return new Behind(stored.getAsLong());
  }

  private static OptionalLong size(Answered answered) {
    String text = new String(answered.body().toBytes(), StandardCharsets.US_ASCII);
    return SIZE.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text.strip()))
        : OptionalLong.empty();
  }
}
