package dev.solvent.attest.trust;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.Optional;

/**
 * A trust root in the envelope that carries its signatures: {@code <version>.root.json}. That it is
 * signed by its own keys is checked here; whether to trust those is what pinning, or the root
 * before it, says.
 */
public final class SignedRoot {
  public static final String PAYLOAD_TYPE = "application/vnd.solvent.trust-root+json";

  private final Envelope envelope;
  private final TrustRoot root;

  private SignedRoot(Envelope envelope, TrustRoot root) {
    this.envelope = envelope;
    this.root = root;
  }

  /** Reads an envelope that must hold a root signed by enough of the keys that it names itself. */
  public static SignedRoot parse(byte[] bytes) throws MalformedException {
    Envelope envelope = Envelope.parse(bytes);
    if (!envelope.payloadType().equals(PAYLOAD_TYPE)) {
      throw new MalformedException(
          "trust root of payload type "
              + Quoted.of(envelope.payloadType())
              + ", want "
              + PAYLOAD_TYPE);
    }
    SignedRoot signed = new SignedRoot(envelope, TrustRoot.parse(envelope.payload()));
    Optional<String> missing = signed.missing(signed.root.rootKeys());
    if (missing.isPresent()) {
      throw new MalformedException("trust root: " + missing.get() + ", those that it names");
    }
    return signed;
  }

  public Envelope envelope() {
    return envelope;
  }

  public TrustRoot root() {
    return root;
  }

  public Hash id() {
    return root.id();
  }

  /** Why this may not follow a trusted root, or empty where it may. */
  public Optional<String> refusalAfter(TrustRoot before) {
    Optional<String> refusal = Succession.refusal(before, root);
    return refusal.isPresent()
        ? refusal
        : missing(before.rootKeys()).map(why -> why + ", those of the root before");
  }

  private Optional<String> missing(KeySet signers) {
    return switch (envelope.verify(signers.keys(), signers.threshold())) {
      case SignedBy.Enough enough -> Optional.empty();
      case SignedBy.TooFew few -> Optional.of(few.detail());
    };
  }
}
