package dev.solvent.attest.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** What a PKCS#12 file says openly: how it is encrypted. One key bag, then the certificate. */
record Parameters(List<AlgorithmIdentifier> encryptions, MacData mac) {
  static Parameters of(byte[] file) throws IOException {
    Pfx pfx = Pfx.getInstance(file);
    List<AlgorithmIdentifier> encryptions = new ArrayList<>();
    for (ContentInfo part :
        AuthenticatedSafe.getInstance(octets(pfx.getAuthSafe().getContent())).getContentInfo()) {
      if (part.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
        encryptions.add(EncryptedData.getInstance(part.getContent()).getEncryptionAlgorithm());
      } else {
        for (ASN1Encodable each : ASN1Sequence.getInstance(octets(part.getContent()))) {
          SafeBag bag = SafeBag.getInstance(each);
          assertEquals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag, bag.getBagId());
          encryptions.add(
              EncryptedPrivateKeyInfo.getInstance(bag.getBagValue()).getEncryptionAlgorithm());
        }
      }
    }
    return new Parameters(encryptions, pfx.getMacData());
  }

  private static byte[] octets(ASN1Encodable content) {
    return ASN1OctetString.getInstance(content).getOctets();
  }

  /** Also that all is PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC, and SHA-256 in the MAC. */
  Pkcs12.Iterations iterations() {
    assertEquals(2, encryptions.size());
    int first = iterations(encryptions.getFirst());
    assertEquals(first, iterations(encryptions.getLast()));
    assertEquals(NISTObjectIdentifiers.id_sha256, mac.getMac().getAlgorithmId().getAlgorithm());
    return new Pkcs12.Iterations(first, mac.getIterationCount().intValueExact());
  }

  private static int iterations(AlgorithmIdentifier encryption) {
    assertEquals(PKCSObjectIdentifiers.id_PBES2, encryption.getAlgorithm());
    PBES2Parameters parameters = PBES2Parameters.getInstance(encryption.getParameters());
    assertEquals(
        NISTObjectIdentifiers.id_aes256_CBC, parameters.getEncryptionScheme().getAlgorithm());
    PBKDF2Params derivation =
        PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
    assertEquals(PKCSObjectIdentifiers.id_hmacWithSHA256, derivation.getPrf().getAlgorithm());
    assertEquals(16, derivation.getSalt().length);
    return derivation.getIterationCount().intValueExact();
  }
}
