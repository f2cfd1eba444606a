package dev.solvent.attest.time;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * What an authority is asked: a token over a SHA-256, with the signer's certificate in it. The
 * nonce is the caller's randomness, 8 to 20 bytes; the policy is an object identifier in digits and
 * dots. Immutable. Normative text: {@code docs/spec/time.md}, section 2.
 */
public record TimeRequest(Hash imprint, Octets nonce, Optional<String> policy) {
  private static final int MIN_NONCE = 8;
  private static final int MAX_NONCE = 20;

  public TimeRequest {
    if (nonce.length() < MIN_NONCE || nonce.length() > MAX_NONCE) {
      throw new IllegalArgumentException(
          "nonce of " + nonce.length() + " bytes, want " + MIN_NONCE + " to " + MAX_NONCE);
    }
    if (policy.isPresent() && ASN1ObjectIdentifier.tryFromID(policy.get()) == null) {
      throw new IllegalArgumentException("policy that is none, want an OID as 1.2.3");
    }
  }

  public static TimeRequest over(byte[] bytes, Octets nonce, Optional<String> policy) {
    return new TimeRequest(Digests.sha256(bytes), nonce, policy);
  }

  /** The nonce as the number that it is in the request and in the answer. */
  BigInteger number() {
    return new BigInteger(1, nonce.toBytes());
  }

  public byte[] toDer() {
    TimeStampReq request =
        new TimeStampReq(
            new MessageImprint(
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE),
                imprint.toBytes()),
            policy.map(ASN1ObjectIdentifier::new).orElse(null),
            new ASN1Integer(number()),
            ASN1Boolean.TRUE,
            null);
    try {
      return request.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("a request in memory is always printable", e);
    }
  }
}
