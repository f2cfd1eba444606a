package dev.solvent.chain.ownership;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.Expectation;
import dev.solvent.attest.ownership.Ownership;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a proof of ownership has to satisfy in the attestation that is being prepared.
 *
 * @param checkpoints those that the log had
 * @param blocks those that the nodes confirm, and their times
 * @param asOf the moment that the attestation is of
 * @param margin how long after that a proof has to hold yet, since readers come later
 * @param longestAge of the challenge's block, by the policy
 */
public record OwnershipTerms(
    Issuer issuer,
    String logOrigin,
    Set<CheckpointRef> checkpoints,
    Map<BlockRef, Timestamp> blocks,
    Timestamp asOf,
    Duration margin,
    Duration longestAge,
    SafeRule safes) {
  public OwnershipTerms {
    checkpoints = Set.copyOf(checkpoints);
    blocks = Map.copyOf(blocks);
    if (margin.isNegative() || longestAge.isNegative()) {
      throw new IllegalArgumentException(
          "margin " + margin + ", longest age " + longestAge + ", want at least 0");
    }
  }

  /** The moment up to which a proof has to hold. */
  public Timestamp needed() {
    return new Timestamp(asOf.instant().plusSeconds(margin.toSeconds()));
  }

  private Expectation at(Timestamp time, AccountRef account) {
    return new Expectation(
        issuer, logOrigin, account, checkpoints, blocks, time, longestAge, safes);
  }

  /** What attest says of a proof now. */
  OwnershipOutcome check(AccountRef account, OwnershipProof proof) {
    return Ownership.check(proof, at(asOf, account));
  }

  Standing standing(AccountRef account, OwnershipProof proof) {
    return switch (check(account, proof)) {
      case OwnershipOutcome.Refused(var reason, var detail) -> new Standing.Refused(reason, detail);
      case OwnershipOutcome.Signed signed -> {
        Standing.Serving serving =
            new Standing.Serving(proof, Octets.of(proof.toBytes()), signed, until(proof));
        yield Ownership.check(proof, at(needed(), account))
                instanceof OwnershipOutcome.Refused(var reason, var detail)
            ? new Standing.EndsSoon(serving, detail)
            : new Standing.Fresh(serving);
      }
    };
  }

  /** When a proof that holds stops to. */
  Instant until(OwnershipProof proof) {
    return blocksOf(proof).stream()
        .flatMap(block -> Optional.ofNullable(blocks.get(block)).stream())
        .map(time -> time.instant().plus(longestAge))
        .reduce(proof.challenge().expires().instant(), OwnershipTerms::earlier);
  }

  /** The blocks that a proof rests on: its challenge's, and a Safe's. */
  static List<BlockRef> blocksOf(OwnershipProof proof) {
    OwnershipChallenge challenge = proof.challenge();
    return Stream.concat(
            Stream.of(challenge.block()),
            proof.safe().stream()
                .map(safe -> new BlockRef(challenge.account().chain(), safe.header().hash())))
        .toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Whether a signature over this text, given today, would serve. */
  public boolean serves(OwnershipChallenge challenge) {
    Timestamp time = blocks.get(challenge.block());
    return challenge.issuer().equals(issuer)
        && challenge.logOrigin().equals(logOrigin)
        && checkpoints.contains(challenge.checkpoint())
        && time != null
        && time.compareTo(asOf) <= 0
        && challenge.expires().compareTo(needed()) > 0
        && !time.instant().plus(longestAge).isBefore(needed().instant());
  }
}
