package dev.solvent.attest.liabilities;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/**
 * What a service answers to whoever names one locator an asset: the positions that it found, in the
 * order of their assets. Nothing of it is believed. Normative text: {@code docs/spec/api.md}.
 */
public record ProofAnswer(Epoch epoch, List<InclusionProof> positions) {
  /** Room for a position in every asset at the greatest height. */
  public static final JsonLimits LIMITS = new JsonLimits(16 << 20, 16, 400_000);

  public ProofAnswer {
    positions = List.copyOf(positions);
    AccountProof.requirePositions(positions, 0);
  }

  public static ProofAnswer parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, ProofAnswer::read);
  }

  private static ProofAnswer read(Fields in) throws MalformedException {
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    List<InclusionProof> positions =
        in.list("proofs", 0, AccountProof.MAX_POSITIONS, AccountProof::readPosition);
    return in.build(() -> new ProofAnswer(epoch, positions));
  }
}
