package dev.solvent.chain.ownership;

import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import java.util.List;
import java.util.Optional;

/**
 * Takes in a signature as a hardware wallet, {@code cast} or a node printed it: finds its method,
 * brings it into the format's spelling and has attest check it. Any thread.
 */
public final class SignatureImport {
  /** More than any signature that attest reads has. */
  private static final int MAX_LENGTH = 40_000;

  private final OwnershipTerms terms;

  public SignatureImport(OwnershipTerms terms) {
    this.terms = terms;
  }

  /** Finds out by itself how the challenge was signed. */
  public ImportOutcome read(OwnershipChallenge challenge, String pasted) {
    return choose(challenge, pasted, Optional.empty());
  }

  /** Accepts this method and no other. */
  public ImportOutcome read(OwnershipChallenge challenge, String pasted, OwnershipMethod method) {
    return choose(challenge, pasted, Optional.of(method));
  }

  private ImportOutcome choose(
      OwnershipChallenge challenge, String pasted, Optional<OwnershipMethod> method) {
    if (pasted.length() > MAX_LENGTH) {
      return new ImportOutcome.Refused(
          "a signature of " + pasted.length() + " characters, want at most " + MAX_LENGTH,
          Optional.empty());
    }
    List<Candidate> found = Candidate.of(challenge.account(), pasted);
    List<Candidate> wanted =
        found.stream().filter(one -> method.map(one.method()::equals).orElse(true)).toList();
    if (wanted.isEmpty()) {
      return new ImportOutcome.Refused(
          "a signature in the form of " + found.getFirst().method().text(),
          method.map(other -> "leave the method out, or have it signed by " + other.text()));
    }
    return wanted.stream()
        .filter(one -> one.isSigned(challenge))
        .findFirst()
        .map(one -> judged(one.proof(challenge)))
        .orElseGet(() -> unsigned(challenge, wanted));
  }

  private ImportOutcome judged(OwnershipProof proof) {
    return switch (terms.check(proof.challenge().account(), proof)) {
      case OwnershipOutcome.Signed signed -> new ImportOutcome.Accepted(proof, signed);
      case OwnershipOutcome.Refused(var reason, var detail) ->
          new ImportOutcome.Refused(
              detail, Optional.of("the signature is the account's, but " + reasonHint(reason)));
    };
  }

  static String reasonHint(OwnershipOutcome.Reason reason) {
    return switch (reason) {
      case OTHER_ISSUER, OTHER_LOG, OTHER_ACCOUNT -> "the challenge was made for something else";
      case EXPIRED, TOO_OLD -> "the challenge is past its time: have a new one signed";
      case NOT_YET -> "its block is later than the attestation: use it for the next one";
      case UNKNOWN_CHECKPOINT, UNKNOWN_BLOCK ->
          "what its challenge names is not known here: is it of another log or chain?";
      case MALFORMED_SIGNATURE, UNSUPPORTED, SAFE_NOT_PROVEN, TOO_FEW_OWNERS, NOT_SIGNED ->
          "it shows too little";
    };
  }

  private static ImportOutcome unsigned(OwnershipChallenge challenge, List<Candidate> tried) {
    return SignaturesAlone.check(tried.getFirst().proof(challenge))
            instanceof OwnershipOutcome.Refused(var reason, var detail)
        ? new ImportOutcome.Refused(
            detail, Optional.of(new ImportHint(challenge, tried).of(reason)))
        : new ImportOutcome.Refused("not signed", Optional.empty());
  }
}
