package dev.solvent.attest.time;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

/**
 * The algorithms that a token and its certificates may use; what is not listed is refused. The
 * JDK's providers are asked for by name, as in {@code attest.signature}.
 */
final class Algorithms {
  private static final String WANT =
      ", want SHA-256, SHA-384 or SHA-512 with RSA, RSASSA-PSS or ECDSA, or Ed25519";
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192; // more costs whoever verifies, not whoever sends
  private static final int MAX_EXPONENT_BITS = 64; // likewise
  private static final Set<ASN1ObjectIdentifier> CURVES =
      Set.of(
          SECObjectIdentifiers.secp256r1,
          SECObjectIdentifiers.secp384r1,
          SECObjectIdentifiers.secp521r1);

  private Algorithms() {}

  enum Digest {
    SHA_256(256, NISTObjectIdentifiers.id_sha256),
    SHA_384(384, NISTObjectIdentifiers.id_sha384),
    SHA_512(512, NISTObjectIdentifiers.id_sha512);

    private final int bits;
    private final String id;

    Digest(int bits, ASN1ObjectIdentifier id) {
      this.bits = bits;
      this.id = id.getId();
    }

    static Optional<Digest> of(AlgorithmIdentifier algorithm) {
      return Arrays.stream(values())
          .filter(
              digest -> digest.id.equals(algorithm.getAlgorithm().getId()) && hasNothing(algorithm))
          .findFirst();
    }

    byte[] of(byte[] bytes) {
      return digest("SHA-" + bits, bytes);
    }
  }

  /** How a signature is checked, under the name that the JDK has for it. */
  record Rule(String name, String provider, Digest digest) {
    boolean holds(PublicKey key, byte[] signed, byte[] signature) {
      Signature verifier = verifier();
      try {
        if (name.equals("RSASSA-PSS")) {
          verifier.setParameter(
              new PSSParameterSpec(
                  "SHA-" + digest.bits,
                  "MGF1",
                  new MGF1ParameterSpec("SHA-" + digest.bits),
                  digest.bits / 8,
                  PSSParameterSpec.TRAILER_FIELD_BC));
        }
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
      } catch (GeneralSecurityException e) {
        return false; // a key of another kind, or a signature that is none
      }
    }

    private Signature verifier() {
      try {
        return Signature.getInstance(name, provider);
      } catch (GeneralSecurityException e) {
        throw new AssertionError("no " + name + " of " + provider + ", want a JDK that has it", e);
      }
    }
  }

  private static final Map<ASN1ObjectIdentifier, Rule> NAMED =
      Map.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption, rsa(Digest.SHA_256),
          PKCSObjectIdentifiers.sha384WithRSAEncryption, rsa(Digest.SHA_384),
          PKCSObjectIdentifiers.sha512WithRSAEncryption, rsa(Digest.SHA_512),
          X9ObjectIdentifiers.ecdsa_with_SHA256, ecdsa(Digest.SHA_256),
          X9ObjectIdentifiers.ecdsa_with_SHA384, ecdsa(Digest.SHA_384),
          X9ObjectIdentifiers.ecdsa_with_SHA512, ecdsa(Digest.SHA_512),
          EdECObjectIdentifiers.id_Ed25519, new Rule("Ed25519", "SunEC", Digest.SHA_512));

  private static Rule rsa(Digest digest) {
    return new Rule("SHA" + digest.bits + "withRSA", "SunRsaSign", digest);
  }

  private static Rule ecdsa(Digest digest) {
    return new Rule("SHA" + digest.bits + "withECDSA", "SunEC", digest);
  }

  /** The rule of a certificate's signature. */
  static Optional<Rule> ofCertificate(AlgorithmIdentifier signature) {
    if (signature.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return pss(signature);
    }
    return hasNothing(signature)
        ? Optional.ofNullable(NAMED.get(signature.getAlgorithm()))
        : Optional.empty();
  }

  /** The rule of a CMS signature, which names its digest a second time. */
  static Optional<Rule> ofToken(AlgorithmIdentifier signature, AlgorithmIdentifier digest) {
    Optional<Digest> named = Digest.of(digest);
    if (signature.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return hasNothing(signature) ? named.map(Algorithms::rsa) : Optional.empty();
    }
    return ofCertificate(signature).filter(rule -> named.equals(Optional.of(rule.digest())));
  }

  /** One digest for the message and the mask, and a salt as long as it. */
  private static Optional<Rule> pss(AlgorithmIdentifier signature) {
    try {
      RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(signature.getParameters());
      return parameters == null ? Optional.empty() : pss(parameters);
    } catch (RuntimeException e) { // Bouncy Castle's answer to parameters of another form
      return Optional.empty();
    }
  }

  private static Optional<Rule> pss(RSASSAPSSparams parameters) {
    AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
    return Digest.of(parameters.getHashAlgorithm())
        .filter(digest -> mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1))
        .filter(digest ->
            Digest.of(AlgorithmIdentifier.getInstance(mask.getParameters()))
                .equals(Optional.of(digest)))
        .filter(digest -> parameters.getSaltLength().intValueExact() == digest.bits / 8)
        .filter(digest -> parameters.getTrailerField().intValueExact() == 1)
        .map(digest -> new Rule("RSASSA-PSS", "SunRsaSign", digest));
  }

  private static boolean hasNothing(AlgorithmIdentifier algorithm) {
    return algorithm.getParameters() == null
        || DERNull.INSTANCE.equals(algorithm.getParameters().toASN1Primitive());
  }

  /** What is wrong with a key, if anything. */
  static Optional<String> problem(PublicKey key) {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
    AlgorithmIdentifier algorithm = info.getAlgorithm();
    if (key instanceof RSAPublicKey rsa) {
      if (rsa.getPublicExponent().bitLength() > MAX_EXPONENT_BITS) {
        return Optional.of("RSA key with a long exponent, want at most 64 bits");
      }
      int bits = rsa.getModulus().bitLength();
      return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS
          ? Optional.empty()
          : Optional.of("RSA key of " + bits + " bits, want 2048 to 8192");
    }
    boolean known =
        algorithm.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)
            || (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && CURVES.stream().anyMatch(curve -> curve.equals(algorithm.getParameters())));
    return known
        ? Optional.empty()
        : Optional.of(kind(algorithm) + " key, want RSA, Ed25519, or one on P-256, P-384 or P-521");
  }

  private static String kind(AlgorithmIdentifier key) {
    if (key.getParameters() instanceof ASN1ObjectIdentifier curve) {
      String name = ECNamedCurveTable.getName(curve);
      return name == null ? curve.getId() : name;
    }
    return key.getAlgorithm().equals(X9ObjectIdentifiers.id_dsa) ? "DSA" : name(key);
  }

  /** The message that refuses a signature algorithm. */
  static String refusal(AlgorithmIdentifier signature, AlgorithmIdentifier digest) {
    return "signature by " + name(signature) + " over " + name(digest) + WANT;
  }

  static String refusal(AlgorithmIdentifier signature) {
    return "signature by " + name(signature) + WANT;
  }

  private static String name(AlgorithmIdentifier algorithm) {
    return new DefaultAlgorithmNameFinder().getAlgorithmName(algorithm);
  }

  static byte[] digest(String name, byte[] bytes) {
    try {
      return MessageDigest.getInstance(name, "SUN").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no " + name + " of SUN, want a JDK that has it", e);
    }
  }
}
