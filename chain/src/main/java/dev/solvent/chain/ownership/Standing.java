package dev.solvent.chain.ownership;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where an account stands: its proof serves, or it is due to sign. */
public sealed interface Standing {
  /**
   * A proof that serves this attestation.
   *
   * @param file the bytes that become evidence
   * @param signed what attest says of it as of the attestation
   * @param until when it stops to hold
   */
  record Serving(OwnershipProof proof, Octets file, OwnershipOutcome.Signed signed, Instant until) {
    /** How long ago the challenge's block was, to be shown. */
    public Duration age() {
      return signed.age();
    }

    public List<String> by() {
      return signed.by();
    }
  }

  /** What can stand in the manifest. */
  default Optional<Serving> serving() {
    return switch (this) {
      case Fresh(Serving serving) -> Optional.of(serving);
      case EndsSoon(Serving serving, String detail) -> Optional.of(serving);
      case Missing missing -> Optional.empty();
      case Damaged damaged -> Optional.empty();
      case Refused refused -> Optional.empty();
    };
  }

  /** The proof serves, and holds as long as it has to. */
  record Fresh(Serving serves) implements Standing {}

  /** The account has to sign a new challenge, or somebody has to look at its file. */
  sealed interface Due extends Standing {
    /** Why, in words. */
    String why();
  }

  /** There is no proof. */
  record Missing() implements Due {
    @Override
    public String why() {
      return "never signed";
    }
  }

  /** There is a file, but it is no proof of this account; it is never written over. */
  record Damaged(Path file, String problem) implements Due {
    @Override
    public String why() {
      return file + ": " + problem + "; move it away, or put back a copy that is whole";
    }
  }

  /** It serves now, but does not hold as long as it has to. */
  record EndsSoon(Serving serves, String detail) implements Due {
    @Override
    public String why() {
      return "does not hold long enough: by then " + detail;
    }
  }

  /** Attest refuses it: expired, too old, for another issuer, log or account, not signed, … */
  record Refused(OwnershipOutcome.Reason reason, String detail) implements Due {
    @Override
    public String why() {
      return detail;
    }
  }
}
