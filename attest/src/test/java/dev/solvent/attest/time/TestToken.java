package dev.solvent.attest.time;

import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** A token as its authority would make it, but for what is set. */
public final class TestToken {
  public static final String POLICY = "1.2.3.4";

  /** Which of the two attributes names the signer's certificate. */
  public enum Naming {
    V1,
    V2,
    BOTH,
    NONE
  }

  private final TestAuthority authority;
  private final Instant at;
  private AlgorithmIdentifier imprintAlgorithm =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
  private byte[] imprint;
  private List<X509Certificate> certificates;
  private X509Certificate named;
  private String policy = POLICY;
  private Naming naming = Naming.V2;
  private @Nullable BigInteger issuerSerial;
  private @Nullable BigInteger nonce;
  private @Nullable Extensions extensions;
  private ASN1Integer seconds = new ASN1Integer(2);
  private Consumer<List<ASN1Encodable>> fields = info -> {};

  public TestToken(TestAuthority authority, Hash imprint, Instant at) {
    this.authority = authority;
    this.at = at;
    this.imprint = imprint.toBytes();
    this.certificates = authority.chain;
    this.named = authority.signer;
  }

  /** The token that a request asks for. */
  public static TestToken answer(TestAuthority authority, TimeRequest request, Instant at) {
    TestToken token = new TestToken(authority, request.imprint(), at).nonce(request.number());
    return request.policy().map(token::policy).orElse(token);
  }

  public TestToken sha1Imprint(byte[] data) throws Exception {
    imprintAlgorithm = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE);
    imprint = MessageDigest.getInstance("SHA-1").digest(data);
    return this;
  }

  public TestToken certificates(List<X509Certificate> list) {
    certificates = list;
    return this;
  }

  public TestToken naming(Naming kind, X509Certificate certificate) {
    naming = kind;
    named = certificate;
    return this;
  }

  public TestToken issuerSerial(long serial) {
    issuerSerial = BigInteger.valueOf(serial);
    return this;
  }

  public TestToken nonce(BigInteger number) {
    nonce = number;
    return this;
  }

  public TestToken policy(String id) {
    policy = id;
    return this;
  }

  public TestToken extensions(Extensions value) {
    extensions = value;
    return this;
  }

  public TestToken accuracySeconds(long count) {
    seconds = new ASN1Integer(count);
    return this;
  }

  /** Changes the fields of the TSTInfo, by their place. */
  public TestToken fields(Consumer<List<ASN1Encodable>> change) {
    fields = change;
    return this;
  }

  public byte[] der() throws Exception {
    return signed().getEncoded("DER");
  }

  public CMSSignedData signed() throws Exception {
    var signer =
        new JcaContentSignerBuilder(authority.tokenSignature)
            .setProvider(TestAuthority.BOUNCY)
            .build(authority.signerKeys.getPrivate());
    AttributeTable names = new AttributeTable(new ASN1EncodableVector());
    if (naming == Naming.V1 || naming == Naming.BOTH) {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(named.getEncoded());
      ESSCertID id =
          issuerSerial == null ? new ESSCertID(hash) : new ESSCertID(hash, namedSerial());
      names = names.add(PKCSObjectIdentifiers.id_aa_signingCertificate, new SigningCertificate(id));
    }
    if (naming == Naming.V2 || naming == Naming.BOTH) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(named.getEncoded());
      ESSCertIDv2 id =
          issuerSerial == null ? new ESSCertIDv2(hash) : new ESSCertIDv2(hash, namedSerial());
      names =
          names.add(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new SigningCertificateV2(id));
    }
    DefaultSignedAttributeTableGenerator attributes =
        new DefaultSignedAttributeTableGenerator(names);
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new SignerInfoGeneratorBuilder(
                new JcaDigestCalculatorProviderBuilder().setProvider(TestAuthority.BOUNCY).build())
            .setSignedAttributeGenerator(parameters ->
                attributes
                    .getAttributes(parameters)
                    .remove(CMSAttributes.cmsAlgorithmProtect)
                    .remove(CMSAttributes.signingTime))
            .build(signer, new JcaX509CertificateHolder(authority.signer)));
    generator.addCertificates(new JcaCertStore(certificates));
    return generator.generate(
        new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info()), true);
  }

  private IssuerSerial namedSerial() throws Exception {
    return new IssuerSerial(
        new GeneralNames(new GeneralName(new JcaX509CertificateHolder(named).getIssuer())),
        new ASN1Integer(issuerSerial));
  }

  private byte[] info() throws Exception {
    TSTInfo info =
        new TSTInfo(
            new ASN1ObjectIdentifier(policy),
            new MessageImprint(imprintAlgorithm, imprint),
            new ASN1Integer(7),
            new ASN1GeneralizedTime(Date.from(at)),
            new Accuracy(seconds, null, null),
            null,
            nonce == null ? null : new ASN1Integer(nonce),
            null,
            extensions);
    List<ASN1Encodable> changed = new ArrayList<>();
    ASN1Sequence.getInstance(info.toASN1Primitive()).forEach(changed::add);
    fields.accept(changed);
    return new DERSequence(changed.toArray(ASN1Encodable[]::new)).getEncoded("DER");
  }

  /** The response that grants a token. */
  public static byte[] granted(byte[] token) throws Exception {
    return response(0, ASN1Primitive.fromByteArray(token));
  }

  public static byte[] response(int status, ASN1Encodable... rest) throws Exception {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new DERSequence(new ASN1Integer(status)));
    for (ASN1Encodable field : rest) {
      fields.add(field);
    }
    return new DERSequence(fields).getEncoded("DER");
  }
}
