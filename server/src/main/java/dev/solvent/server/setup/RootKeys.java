package dev.solvent.server.setup;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Signs trust roots, and puts keys into the order that roots have them in. */
final class RootKeys {
  private RootKeys() {}

  /** So many of these have to sign. */
  static KeySet set(List<VerifyingKey> keys, int threshold) {
    List<VerifyingKey> sorted =
        keys.stream().sorted(Comparator.comparing(key -> key.id().toString())).toList();
    try {
      return new KeySet(sorted, threshold);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), "name each key once");
    }
  }

  static SignedRoot sign(TrustRoot root, List<Signer> signers) throws IOException {
    try {
      return SignedRoot.parse(
          Envelope.sign(SignedRoot.PAYLOAD_TYPE, root.toBytes(), signers).toBytes());
    } catch (MalformedException e) {
      throw new UserError(
          String.valueOf(e.getMessage()), "name the files of enough of the root's keys");
    }
  }
}
