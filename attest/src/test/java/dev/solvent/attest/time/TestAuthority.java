package dev.solvent.attest.time;

import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A time authority of the test's own: root, intermediates, signer; its time is an argument. */
public final class TestAuthority {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant END = START.plus(Duration.ofDays(365));
  static final Provider BOUNCY = new BouncyCastleProvider();
  private static final Map<String, KeyPair> RSA = new ConcurrentHashMap<>();

  public final X509Certificate root;
  public final X509Certificate signer;

  /** The signer's first, the root's last and not in it. */
  public final List<X509Certificate> chain;

  final KeyPair signerKeys;
  final String tokenSignature;

  private TestAuthority(Plan plan) throws Exception {
    KeyPair keys = plan.keys(0);
    root =
        plan.certificate(
            "Root",
            keys,
            "Root",
            keys,
            plan.rootEnd,
            plan.authority(plan.rootLength, plan.ofTheRoot));
    List<X509Certificate> path = new ArrayList<>();
    String issuer = "Root";
    for (int i = 1; i <= plan.intermediates; i++) {
      KeyPair own = plan.keys(i);
      String name = "Middle " + i;
      path.addFirst(
          plan.certificate(
              name, own, issuer, keys, END, plan.authority(plan.middleLength, plan.ofTheMiddle)));
      keys = own;
      issuer = name;
    }
    signerKeys = plan.keys(9);
    signer = plan.certificate("Signer", signerKeys, issuer, keys, plan.signerEnd, plan.signer());
    path.addFirst(signer);
    chain = List.copyOf(path);
    tokenSignature = plan.tokenSignature;
  }

  /** One that everybody would trust, had they pinned it. */
  public static TestAuthority sound() throws Exception {
    return new Plan().build();
  }

  public byte[] token(Hash imprint, Instant at) throws Exception {
    return new TestToken(this, imprint, at).der();
  }

  /** The response that grants a request. */
  public byte[] respond(TimeRequest request, Instant at) throws Exception {
    return TestToken.granted(TestToken.answer(this, request, at).der());
  }

  /** What is put into a certificate beside its name and key. */
  interface Extensions {
    void addTo(X509v3CertificateBuilder builder) throws Exception;
  }

  /** An authority that is sound, but for what is set. */
  public static final class Plan {
    private String kind = "EC";
    private String size = "secp256r1";
    private String tokenSignature = "SHA256withECDSA";
    private String signature = tokenSignature;
    private int intermediates = 1;
    private int rootLength = -1;
    private int middleLength = -1;
    private boolean middleIsAuthority = true;
    private @Nullable Extension ofTheRoot;
    private @Nullable Extension ofTheMiddle;
    private Instant rootEnd = END;
    private Instant signerEnd = END;
    private int usage = KeyUsage.digitalSignature;
    private List<KeyPurposeId> purposes = List.of(KeyPurposeId.id_kp_timeStamping);
    private boolean critical = true;

    public TestAuthority build() throws Exception {
      return new TestAuthority(this);
    }

    /** Keys, and the name of the signature that they all make. */
    public Plan keys(String kind, String size, String signature) {
      this.kind = kind;
      this.size = size;
      this.signature = signature;
      this.tokenSignature = signature;
      return this;
    }

    public Plan tokenSignature(String name) {
      tokenSignature = name;
      return this;
    }

    public Plan certificateSignature(String name) {
      signature = name;
      return this;
    }

    public Plan intermediates(int count) {
      intermediates = count;
      return this;
    }

    public Plan rootLength(int length) {
      rootLength = length;
      return this;
    }

    public Plan middleLength(int length) {
      middleLength = length;
      return this;
    }

    public Plan middleWithoutAuthority() {
      middleIsAuthority = false;
      return this;
    }

    public Plan rootExtension(Extension extension) {
      ofTheRoot = extension;
      return this;
    }

    public Plan middleExtension(Extension extension) {
      ofTheMiddle = extension;
      return this;
    }

    public Plan rootEnds(Instant end) {
      rootEnd = end;
      return this;
    }

    public Plan signerEnds(Instant end) {
      signerEnd = end;
      return this;
    }

    public Plan usage(int bits) {
      usage = bits;
      return this;
    }

    public Plan purposes(boolean critical, KeyPurposeId... purposes) {
      this.purposes = List.of(purposes);
      this.critical = critical;
      return this;
    }

    private Extensions authority(int length, @Nullable Extension extension) {
      return builder -> {
        if (length >= 0) {
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(length));
        } else {
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        }
        if (extension != null) {
          builder.addExtension(extension);
        }
      };
    }

    private Extensions signer() {
      return builder -> {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (!purposes.isEmpty()) {
          builder.addExtension(
              Extension.extendedKeyUsage,
              critical,
              new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
      };
    }

    /** RSA keys are slow to make, so each is made once. */
    private KeyPair keys(int index) throws Exception {
      String name = kind + size + index;
      if (RSA.containsKey(name)) {
        return RSA.get(name);
      }
      KeyPairGenerator generator;
      if (kind.equals("EC")) {
        generator = KeyPairGenerator.getInstance(kind, BOUNCY);
        generator.initialize(new ECGenParameterSpec(size));
      } else {
        generator = KeyPairGenerator.getInstance(kind);
        if (!size.isEmpty()) {
          generator.initialize(Integer.parseInt(size));
        }
      }
      KeyPair keys = generator.generateKeyPair();
      if (kind.equals("RSA") || kind.equals("DSA")) {
        RSA.put(name, keys);
      }
      return keys;
    }

    private X509Certificate certificate(
        String name, KeyPair keys, String by, KeyPair byKeys, Instant end, Extensions extensions)
        throws Exception {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=" + by),
              BigInteger.valueOf(name.hashCode() & 0xFFFF),
              Date.from(START),
              Date.from(end),
              new X500Name("CN=" + name),
              keys.getPublic());
      if (middleIsAuthority || !name.startsWith("Middle")) {
        extensions.addTo(builder);
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(signature)
                      .setProvider(BOUNCY)
                      .build(byKeys.getPrivate())));
    }
  }
}
