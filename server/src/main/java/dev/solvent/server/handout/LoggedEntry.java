package dev.solvent.server.handout;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * That a statement over a manifest is in the log: no receipt is signed earlier. Made by a check
 * alone.
 */
public final class LoggedEntry {
  private final Hash attestation;
  private final LiabilitiesManifest manifest;

  private LoggedEntry(Hash attestation, LiabilitiesManifest manifest) {
    this.attestation = attestation;
    this.manifest = manifest;
  }

  /** Refuses what does not name this manifest, or is not shown to be in the log at its index. */
  public static LoggedEntry check(
      LiabilitiesManifest manifest, Envelope envelope, LogProof logProof) {
    Statement statement;
    try {
      statement = Statement.parse(envelope.payload());
    } catch (MalformedException e) {
      throw refused("its entry holds no statement: " + e.getMessage());
    }
    if (!statement.issuer().equals(manifest.issuer())
        || !statement.epoch().equals(manifest.epoch())) {
      throw refused(
          "it is of "
              + statement.issuer()
              + ", epoch "
              + statement.epoch()
              + ", want "
              + manifest.issuer()
              + ", epoch "
              + manifest.epoch());
    }
    Hash digest = Digests.sha256(manifest.toBytes());
    if (!statement.digestOf(Subject.LIABILITIES).equals(Optional.of(digest))) {
      throw refused("it names another liabilities.json than that of these trees, " + digest);
    }
    long index = manifest.epoch().number() - 1;
    if (logProof.check(envelope.toBytes(), index) instanceof ProofVerdict.Rejected rejected) {
      throw refused("it is not shown to be in the log: " + rejected.detail());
    }
    return new LoggedEntry(statement.id(), manifest);
  }

  private static Refused refused(String why) {
    return new Refused(
        "the attestation does not fit: " + why,
        List.of(),
        "give the trees and the bundle of one epoch, once its statement is logged");
  }

  /** The statement's id. */
  public Hash attestation() {
    return attestation;
  }

  LiabilitiesManifest manifest() {
    return manifest;
  }
}
