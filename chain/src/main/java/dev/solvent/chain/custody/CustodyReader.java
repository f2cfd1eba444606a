package dev.solvent.chain.custody;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.custody.CustodyOutcome.Reason;
import dev.solvent.chain.custody.CustodyOutcome.Refused;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads what was stated about holdings for one attestation, by the policy that the operator expects
 * its readers to have. Any thread.
 */
public final class CustodyReader {
  private final Policy policy;
  private final Issuer issuer;
  private final Epoch epoch;
  private final Timestamp asOf;

  public CustodyReader(Policy policy, Issuer issuer, Epoch epoch, Timestamp asOf) {
    this.policy = policy;
    this.issuer = issuer;
    this.epoch = epoch;
    this.asOf = asOf;
  }

  /** Judges the envelope that a custodian handed over for this entry. */
  public CustodyOutcome read(byte[] file, HoldingRef entry, Timestamp now) {
    Envelope envelope;
    CustodianStatement stated;
    try {
      envelope = Envelope.parse(file);
      requireType(envelope.payloadType());
      stated = CustodianStatement.parse(envelope.payload());
    } catch (MalformedException e) {
      return new Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
    Optional<NamedKey> custodian = signer(envelope);
    if (custodian.isEmpty()) {
      return new Refused(
          Reason.UNKNOWN_CUSTODIAN,
          "signed by none of the policy's " + policy.custodians().size() + " custodians");
    }
    Optional<Refused> other = other(stated, entry, now);
    if (other.isPresent()) {
      return other.get();
    }
    Optional<StatedHolding> holding =
        stated(entry, stated.holding().units(), Optional.of(Octets.of(file)));
    return holding.isPresent()
        ? new CustodyOutcome.Attested(
            holding.get(),
            custodian.get().name(),
            Duration.between(stated.asOf().instant(), now.instant()))
        : new Refused(
            Reason.UNKNOWN_ASSET, "asset " + entry.asset() + ", want one that the policy knows");
  }

  private static void requireType(String type) throws MalformedException {
    if (!type.equals(CustodianStatement.PAYLOAD_TYPE)) {
      throw new MalformedException(
          "payload of type " + Quoted.of(type) + ", want " + CustodianStatement.PAYLOAD_TYPE);
    }
  }

  private Optional<NamedKey> signer(Envelope envelope) {
    return policy.custodians().stream()
        .filter(named -> !envelope.verify(List.of(named.key()), 1).signers().isEmpty())
        .findFirst();
  }

  private Optional<Refused> other(CustodianStatement stated, HoldingRef entry, Timestamp now) {
    if (!stated.issuer().equals(issuer)) {
      return refused(Reason.OTHER_ISSUER, "issuer " + stated.issuer(), issuer);
    }
    if (!stated.epoch().equals(epoch)) {
      return refused(Reason.OTHER_EPOCH, "epoch " + stated.epoch().number(), epoch.number());
    }
    if (!stated.asOf().equals(asOf)) {
      return refused(Reason.OTHER_TIME, "as of " + stated.asOf(), asOf);
    }
    if (stated.asOf().compareTo(now) > 0) {
      return refused(Reason.NOT_YET, "as of " + stated.asOf(), "a moment before " + now);
    }
    if (!stated.holding().place().equals(entry.place())) {
      String found = stated.holding().asset() + " in " + stated.holding().account();
      return refused(Reason.OTHER_HOLDING, found, entry);
    }
    return Optional.empty();
  }

  private static Optional<Refused> refused(Reason reason, String found, Object wanted) {
    return Optional.of(new Refused(reason, found + ", want " + wanted));
  }

  /** The exchange's own word; empty where the policy does not know what the asset covers. */
  public Optional<StatedHolding> claimed(HoldingRef entry, Amount units) {
    return stated(entry, units, Optional.empty());
  }

  private Optional<StatedHolding> stated(
      HoldingRef entry, Amount units, Optional<Octets> evidence) {
    return policy
        .known(entry.asset())
        .map(KnownAsset::covers)
        .map(covers -> new StatedHolding(entry, covers, units, evidence));
  }
}
