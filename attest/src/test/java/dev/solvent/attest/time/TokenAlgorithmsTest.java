package dev.solvent.attest.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.signature.YesProvider;
import dev.solvent.attest.time.TestAuthority.Plan;
import dev.solvent.attest.time.TimeOutcome.Granted;
import dev.solvent.attest.time.TimeOutcome.Reason;
import dev.solvent.attest.time.TimeOutcome.Refused;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.Test;

/** Which algorithms a token and its certificates may use: every one of the list, and no other. */
final class TokenAlgorithmsTest {
  private static TimeOutcome outcome(TestAuthority authority, X509Certificate... roots)
      throws Exception {
    return TimeToken.parse(authority.token(TimeTokenTest.HASH, TimeTokenTest.AT))
        .verify(TimeTokenTest.HASH, Set.of(roots));
  }

  private static void assertRefused(String detail, Plan plan) throws Exception {
    TestAuthority authority = plan.build();
    Refused refused = assertInstanceOf(Refused.class, outcome(authority, authority.root));
    assertEquals(Reason.ALGORITHM, refused.reason(), refused.detail());
    assertTrue(refused.detail().contains(detail), refused.detail());
    assertTrue(refused.detail().contains(", want "), refused.detail());
  }

  @Test
  void everyListedAlgorithm_isAccepted() throws Exception {
    for (Plan plan :
        List.of(
            new Plan().keys("EC", "secp256r1", "SHA256withECDSA"),
            new Plan().keys("EC", "secp384r1", "SHA384withECDSA"),
            new Plan().keys("EC", "secp521r1", "SHA512withECDSA"),
            new Plan().keys("RSA", "2048", "SHA256withRSA"),
            new Plan().keys("RSA", "3072", "SHA384withRSA"),
            new Plan().keys("RSA", "2048", "SHA512withRSA"),
            new Plan().keys("RSA", "2048", "SHA256withRSAandMGF1"),
            new Plan().keys("RSA", "2048", "SHA384withRSAandMGF1"),
            new Plan().keys("RSA", "2048", "SHA512withRSAandMGF1"),
            new Plan().keys("Ed25519", "", "Ed25519"))) {
      TestAuthority authority = plan.build();
      TimeOutcome outcome = outcome(authority, authority.root);
      assertInstanceOf(Granted.class, outcome, outcome::toString);
    }
  }

  @Test
  void tokenSignatureByAnother_isRefusedByName() throws Exception {
    for (String name : List.of("SHA1", "MD5", "SHA224", "SHA3-256", "RIPEMD160")) {
      Plan rsa = new Plan().keys("RSA", "2048", "SHA256withRSA").tokenSignature(name + "withRSA");
      assertRefused(name.replace("256", ""), rsa);
    }
    assertRefused("SHA1", new Plan().tokenSignature("SHA1withECDSA"));
    assertRefused("DSA", new Plan().keys("DSA", "2048", "SHA256withDSA"));
    assertRefused("ED448", new Plan().keys("Ed448", "", "Ed448"));
  }

  @Test
  void certificateSignatureByAnother_isRefusedByName() throws Exception {
    assertRefused("ECDSAWITHSHA1", new Plan().certificateSignature("SHA1withECDSA"));
    for (String name : List.of("SHA1", "MD5", "SHA224")) {
      Plan rsa =
          new Plan().keys("RSA", "2048", "SHA256withRSA").certificateSignature(name + "withRSA");
      assertRefused(name, rsa);
    }
    assertRefused(
        "RSASSA-PSS",
        new Plan().keys("RSA", "2048", "SHA256withRSA").certificateSignature("SHA1withRSAandMGF1"));
  }

  @Test
  void keysTooSmallOrOnAnotherCurve_areRefused() throws Exception {
    assertRefused("RSA key of 1024 bits", new Plan().keys("RSA", "1024", "SHA256withRSA"));
    assertRefused("secp224r1 key", new Plan().keys("EC", "secp224r1", "SHA256withECDSA"));
    assertRefused("secp256k1 key", new Plan().keys("EC", "secp256k1", "SHA256withECDSA"));
    assertRefused(
        "brainpoolP256r1 key", new Plan().keys("EC", "brainpoolP256r1", "SHA256withECDSA"));
  }

  /** What costs the reader more than the sender is refused by its size alone. */
  @Test
  void rsaKeys_areOf2048To8192Bits_withAnExponentOf64() throws Exception {
    assertEquals(Optional.empty(), Algorithms.problem(rsa(2048, 17)));
    assertEquals(Optional.empty(), Algorithms.problem(rsa(8192, 17)));
    assertEquals(Optional.empty(), Algorithms.problem(rsa(2048, 64)));
    for (PublicKey key : List.of(rsa(2047, 17), rsa(8193, 17), rsa(2048, 65))) {
      String problem = Algorithms.problem(key).orElseThrow();
      assertTrue(problem.startsWith("RSA key "), problem);
    }
  }

  private static PublicKey rsa(int modulusBits, int exponentBits) throws Exception {
    BigInteger modulus = BigInteger.ONE.shiftLeft(modulusBits - 1).setBit(0);
    BigInteger exponent = BigInteger.ONE.shiftLeft(exponentBits - 1).setBit(0);
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  @Test
  void algorithmsThatDisagree_haveNoRule() {
    AlgorithmIdentifier sha256 = algorithm("SHA256withRSA");
    AlgorithmIdentifier digest = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);
    assertTrue(Algorithms.ofToken(sha256, digest).isEmpty());
    assertTrue(Algorithms.ofToken(algorithm("Ed25519"), digest).isPresent());
    AlgorithmIdentifier plain =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    assertTrue(Algorithms.ofToken(plain, digest).isPresent());
    assertTrue(Algorithms.ofCertificate(plain).isEmpty());
    // parameters where there are none, and RSASSA-PSS without: its defaults are SHA-1
    assertTrue(
        Algorithms.ofCertificate(new AlgorithmIdentifier(sha256.getAlgorithm(), digest)).isEmpty());
    assertTrue(
        Algorithms.ofCertificate(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS))
            .isEmpty());
  }

  @Test
  void pssParametersOtherThanWanted_haveNoRule() {
    AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    AlgorithmIdentifier sha384 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha384);
    assertTrue(Algorithms.ofCertificate(pss(sha256, sha256, 32, 1)).isPresent());
    for (AlgorithmIdentifier other :
        List.of(
            pss(sha256, sha384, 32, 1),
            pss(sha256, sha256, 20, 1),
            pss(sha256, sha256, 32, 2),
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, new ASN1Integer(1)),
            new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new RSASSAPSSparams(
                    sha256,
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, sha256),
                    new ASN1Integer(32),
                    new ASN1Integer(1))),
            new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new RSASSAPSSparams(sha256, sha256, new ASN1Integer(32), new ASN1Integer(1))))) {
      assertTrue(Algorithms.ofCertificate(other).isEmpty());
    }
  }

  private static AlgorithmIdentifier pss(
      AlgorithmIdentifier digest, AlgorithmIdentifier mask, int salt, int trailer) {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_RSASSA_PSS,
        new RSASSAPSSparams(
            digest,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, mask),
            new ASN1Integer(salt),
            new ASN1Integer(trailer)));
  }

  private static AlgorithmIdentifier algorithm(String name) {
    return new DefaultSignatureAlgorithmIdentifierFinder().find(name);
  }

  /** A program's own provider, however eager, is not asked. */
  @Test
  void providerRegisteredBefore_changesNothing() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    TestAuthority forged = TestAuthority.sound();
    Provider yes = new YesProvider();
    Security.insertProviderAt(yes, 1);
    try {
      assertInstanceOf(Granted.class, outcome(authority, authority.root));
      Refused path = assertInstanceOf(Refused.class, outcome(authority, forged.root));
      assertEquals(Reason.UNTRUSTED, path.reason()); // one name, other keys
      byte[] token = authority.token(TimeTokenTest.HASH, TimeTokenTest.AT);
      token[token.length - 1] ^= 1; // the signature is last
      Refused signature =
          assertInstanceOf(
              Refused.class,
              TimeToken.parse(token).verify(TimeTokenTest.HASH, Set.of(authority.root)));
      assertEquals(Reason.SIGNATURE, signature.reason());
    } finally {
      Security.removeProvider(yes.getName());
    }
  }
}
