package dev.solvent.attest.ownership;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.ownership.OwnershipOutcome.Reason;
import dev.solvent.attest.ownership.OwnershipOutcome.Refused;
import dev.solvent.attest.ownership.OwnershipOutcome.Signed;
import dev.solvent.attest.text.Timestamp;
import java.time.Duration;
import java.util.List;

/** The check of a proof of ownership; its steps are those of {@code docs/spec/ownership.md}. */
public final class Ownership {
  private Ownership() {}

  public static OwnershipOutcome check(OwnershipProof proof, Expectation expected) {
    OwnershipChallenge challenge = proof.challenge();
    try {
      requireSubject(challenge, expected);
      Duration age = age(challenge.block(), expected);
      if (!challenge.expires().instant().isAfter(expected.now().instant())) {
        throw new Refusal(
            Reason.EXPIRED, "expired at " + challenge.expires() + ", now it is " + expected.now());
      }
      requireYoung(challenge.block(), age, expected);
      if (proof.safe().isPresent()) {
        BlockRef block =
            new BlockRef(challenge.account().chain(), proof.safe().get().header().hash());
        requireYoung(block, age(block, expected), expected);
      }
      List<String> by = SignatureCheck.signers(proof, expected.safes());
      return new Signed(by, challenge, age);
    } catch (Refusal e) {
      return new Refused(e.reason(), e.detail());
    }
  }

  // steps 1 to 4
  private static void requireSubject(OwnershipChallenge challenge, Expectation expected)
      throws Refusal {
    require(Reason.OTHER_ISSUER, "issuer", challenge.issuer(), expected.issuer());
    require(Reason.OTHER_LOG, "log", challenge.logOrigin(), expected.logOrigin());
    if (!challenge.account().decoded().equals(expected.account().decoded())) {
      throw new Refusal(
          Reason.OTHER_ACCOUNT, "account " + challenge.account() + ", want " + expected.account());
    }
    if (!expected.checkpoints().contains(challenge.checkpoint())) {
      throw new Refusal(
          Reason.UNKNOWN_CHECKPOINT,
          "checkpoint " + challenge.checkpoint() + ", want one that is the log's");
    }
  }

  private static void require(Reason reason, String what, Object found, Object wanted)
      throws Refusal {
    if (!found.equals(wanted)) {
      throw new Refusal(reason, what + " " + found + ", want " + wanted);
    }
  }

  // steps 5 and 6
  private static Duration age(BlockRef block, Expectation expected) throws Refusal {
    Timestamp time = expected.blocks().get(block);
    if (time == null) {
      throw new Refusal(
          Reason.UNKNOWN_BLOCK, "block " + block + ", want one that your sources confirm");
    }
    Duration age = Duration.between(time.instant(), expected.now().instant());
    if (age.isNegative()) {
      throw new Refusal(
          Reason.NOT_YET, "block " + block + " of " + time + ", now it is " + expected.now());
    }
    return age;
  }

  // step 8
  private static void requireYoung(BlockRef block, Duration age, Expectation expected)
      throws Refusal {
    if (age.compareTo(expected.longestAge()) > 0) {
      throw new Refusal(
          Reason.TOO_OLD,
          ("block " + block + " is " + age.toSeconds() + " s old, want at most ")
              + expected.longestAge().toSeconds());
    }
  }
}
