package dev.solvent.attest.log;

import dev.solvent.attest.log.WitnessVerdict.Cosigned;
import dev.solvent.attest.log.WitnessVerdict.QuorumMet;
import dev.solvent.attest.log.WitnessVerdict.QuorumMissed;
import dev.solvent.attest.log.WitnessVerdict.Reason;
import dev.solvent.attest.log.WitnessVerdict.Rejected;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteVerdict;
import dev.solvent.attest.note.NoteVerdict.Refused;
import dev.solvent.attest.note.NoteVerdict.Signed;
import dev.solvent.attest.note.NoteVerdict.Verified;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which logs a reader knows, which witnesses count, and how many of them: the text of C2SP
 * tlog-policy, {@code docs/spec/witness.md} section 4. It is the reader's; what an issuer says of
 * its own witnesses never comes here.
 *
 * <p>Groups stand in the order of the file and name only what stands above them, each name at most
 * once, so that a witness counts in one way.
 */
public record WitnessPolicy(
    List<NoteKey> logs, List<Witness> witnesses, List<Group> groups, String quorum) {
  /** The name that means: no witness is needed. */
  public static final String NONE = "none";

  /** Whether a policy may do without witnesses; whoever reads one says so. */
  public enum NoQuorum {
    REFUSED,
    ALLOWED
  }

  /** One witness under the policy's own name for it. */
  public record Witness(String name, NoteKey key, Optional<String> url) {}

  /** Has witnessed what at least {@code threshold} of its members have. */
  public record Group(String name, int threshold, List<String> members) {
    public Group {
      members = List.copyOf(members);
      if (threshold < 1 || threshold > members.size()) {
        throw new IllegalArgumentException(
            "threshold " + threshold + ", want 1 to the " + members.size() + " members");
      }
    }
  }

  public WitnessPolicy {
    logs = List.copyOf(logs);
    witnesses = List.copyOf(witnesses);
    groups = List.copyOf(groups);
    checkKeys(logs, witnesses);
    Set<String> defined = new HashSet<>();
    witnesses.forEach(witness -> define(witness.name(), defined));
    Set<String> usable = new HashSet<>(defined);
    for (Group group : groups) {
      for (String member : group.members()) {
        if (!usable.remove(member)) {
          throw new IllegalArgumentException(
              "member " + Quoted.of(member) + ", want one defined above and in no other group");
        }
      }
      define(group.name(), defined);
      usable.add(group.name());
    }
    if (!quorum.equals(NONE) && !defined.contains(quorum)) {
      throw new IllegalArgumentException(
          "quorum " + Quoted.of(quorum) + ", want a witness or group that is defined");
    }
  }

  private static void define(String name, Set<String> defined) {
    if (name.isEmpty() || name.equals(NONE) || !defined.add(name)) {
      throw new IllegalArgumentException(
          "name " + Quoted.of(name) + ", want one that is not taken, and not " + NONE);
    }
  }

  /** A key counts once, under whatever names, and no log vouches for itself. */
  private static void checkKeys(List<NoteKey> logs, List<Witness> witnesses) {
    Set<Ed25519Key> keys = new HashSet<>();
    for (NoteKey log : logs) {
      checkKey(log, KeyType.ED25519, keys);
    }
    for (Witness witness : witnesses) {
      checkKey(witness.key(), KeyType.COSIGNATURE, keys);
    }
  }

  private static void checkKey(NoteKey key, KeyType want, Set<Ed25519Key> keys) {
    if (key.type() != want) {
      throw new IllegalArgumentException(
          "key of " + Quoted.of(key.name()) + " of type " + key.type() + ", want " + want);
    }
    if (!keys.add(key.key())) {
      throw new IllegalArgumentException(
          "key of " + Quoted.of(key.name()) + " a second time, want each key once");
    }
  }

  public static WitnessPolicy parse(byte[] bytes, NoQuorum noQuorum) throws MalformedException {
    WitnessPolicy policy = new WitnessPolicyReader().read(bytes);
    if (policy.quorum.equals(NONE) && noQuorum == NoQuorum.REFUSED) {
      throw new MalformedException("quorum none, want a witness or a group");
    }
    return policy;
  }

  /**
   * The check {@code log.witnesses}. Whether the log signed is the check {@code log.checkpoint}.
   *
   * @param tolerance by how much a witness's clock may be ahead of the reader's
   */
  public WitnessVerdict check(SignedCheckpoint signed, Timestamp now, Duration tolerance) {
    List<Cosigned> cosigned = new ArrayList<>();
    switch (signed.note().verify(witnesses.stream().map(Witness::key).toList())) {
      case Verified(var signatures) -> {
        for (Signed one : signatures) {
          cosigned.add(new Cosigned(witnessOf(one.key()), one.time().orElseThrow()));
        }
      }
      case Refused(var reason, var detail) -> {
        if (reason == NoteVerdict.Reason.BAD_SIGNATURE) {
          return new Rejected(Reason.BAD_SIGNATURE, detail);
        }
      }
    }
    for (Cosigned one : cosigned) {
      if (one.time().instant().isAfter(now.instant().plus(tolerance))) {
        return new Rejected(
            Reason.FROM_THE_FUTURE,
            "cosignature of "
                + Quoted.of(one.witness().name())
                + " at "
                + one.time()
                + ", want at most "
                + tolerance.toSeconds()
                + " seconds after "
                + now);
      }
    }
    return isMetBy(cosigned)
        ? new QuorumMet(cosigned)
        : new QuorumMissed(cosigned, cosigned.size() + " witnesses cosigned, want " + wanted());
  }

  /** Whether the lines that were made since then are enough by themselves. */
  public boolean isMetSince(Instant oldest, QuorumMet met) {
    List<Cosigned> since =
        met.cosigned().stream().filter(one -> !one.time().instant().isBefore(oldest)).toList();
    return since.size() == met.cosigned().size() || (!since.isEmpty() && isMetBy(since));
  }

  private Witness witnessOf(NoteKey key) {
    return witnesses.stream().filter(witness -> witness.key().equals(key)).findAny().orElseThrow();
  }

  private boolean isMetBy(List<Cosigned> cosigned) {
    Set<String> witnessed = new HashSet<>();
    cosigned.forEach(one -> witnessed.add(one.witness().name()));
    for (Group group : groups) {
      if (group.members().stream().filter(witnessed::contains).count() >= group.threshold()) {
        witnessed.add(group.name());
      }
    }
    return quorum.equals(NONE) || witnessed.contains(quorum);
  }

  private String wanted() {
    return groups.stream()
        .filter(group -> group.name().equals(quorum))
        .map(group -> group.threshold() + " of the group " + Quoted.of(quorum))
        .findAny()
        .orElse("the witness " + Quoted.of(quorum));
  }
}
