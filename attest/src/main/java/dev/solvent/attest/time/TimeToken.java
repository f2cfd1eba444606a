package dev.solvent.attest.time;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.time.TimeOutcome.Granted;
import dev.solvent.attest.time.TimeOutcome.Reason;
import dev.solvent.attest.time.TimeOutcome.Refused;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;

/**
 * A time token of RFC 3161 in DER. Immutable. Normative text: {@code docs/spec/time.md}, sections 4
 * to 6.
 */
public final class TimeToken {
  public static final int MAX_BYTES = 16_384;

  private final Octets der;
  private final byte[] content;
  private final TimeInfo info;
  private final SignerInfo signer;
  private final SignedAttributes attributes;
  private final List<TokenCertificate> certificates;

  private TimeToken(byte[] bytes) throws MalformedException, IOException {
    SignedData data = TokenForm.read(bytes);
    der = Octets.of(bytes);
    content = TokenForm.content(data);
    info = TimeInfo.parse(content);
    signer = TokenForm.signer(data);
    attributes = SignedAttributes.of(signer.getAuthenticatedAttributes());
    certificates = TokenCertificate.list(data.getCertificates());
  }

  /** Bouncy Castle's parser answers malformed bytes with exceptions of any kind. */
  public static TimeToken parse(byte[] der) throws MalformedException {
    if (der.length > MAX_BYTES) {
      throw new MalformedException(
          "time token of " + der.length + " bytes, want at most " + MAX_BYTES);
    }
    try {
      return new TimeToken(der);
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("no time token, want one of RFC 3161", e);
    }
  }

  /** The bytes that it was read from. */
  public Octets toDer() {
    return der;
  }

  TimeInfo info() {
    return info;
  }

  List<TokenCertificate> signers() {
    return certificates.stream().filter(c -> c.isNamedBy(signer.getSID())).toList();
  }

  /** Holds the token against the hash that it should be over, and the roots that are pinned. */
  public TimeOutcome verify(Hash imprint, Set<X509Certificate> roots) {
    if (!info.isOver(imprint)) { // 1
      return new Refused(Reason.OTHER_DATA, "a token over other data, want SHA-256 " + imprint);
    }
    List<TokenCertificate> signers = signers();
    if (signers.size() != 1) { // 2
      return new Refused(Reason.OTHER_FORM, signers.size() + " signer certificates, want 1");
    }
    TokenCertificate named = signers.getFirst();
    try {
      Optional<Refused> refused = signature(named).or(() -> signer(named));
      return refused.isPresent() ? refused.get() : path(named, roots);
    } catch (GeneralSecurityException
        | IOException
        | MalformedException
        | RuntimeException e) { // of fields that are read only here
      return new Refused(Reason.UNTRUSTED, "certificates that cannot be read, want X.509");
    }
  }

  private Optional<Refused> signature(TokenCertificate named) {
    Optional<Algorithms.Rule> rule =
        Algorithms.ofToken(signer.getDigestEncryptionAlgorithm(), signer.getDigestAlgorithm());
    Optional<String> key = Algorithms.problem(named.x509().getPublicKey());
    if (rule.isEmpty() || key.isPresent()) { // 3
      return Optional.of(
          new Refused(
              Reason.ALGORITHM,
              key.orElseGet(() ->
                  Algorithms.refusal(
                      signer.getDigestEncryptionAlgorithm(), signer.getDigestAlgorithm()))));
    }
    boolean holds = // 4
        attributes.messageDigest().equals(Octets.of(rule.get().digest().of(content)))
            && rule.get()
                .holds(
                    named.x509().getPublicKey(),
                    TokenForm.signed(signer),
                    signer.getEncryptedDigest().getOctets());
    return holds
        ? Optional.empty()
        : Optional.of(new Refused(Reason.SIGNATURE, "the token's signature does not hold"));
  }

  private Optional<Refused> signer(TokenCertificate named) {
    if (!attributes.name(named)) { // 5
      return Optional.of(
          new Refused(Reason.SIGNER, "a certificate other than the one that the token names"));
    }
    return named.isForTimeStampsAlone()
        ? Optional.empty()
        : Optional.of(
            new Refused(
                Reason.SIGNER,
                "a signer for something else, want time stamping alone, and critical"));
  }

  private TimeOutcome path(TokenCertificate named, Set<X509Certificate> pinned)
      throws GeneralSecurityException, MalformedException, IOException {
    List<TokenCertificate> roots = new ArrayList<>();
    for (X509Certificate root : pinned) {
      roots.add(TokenCertificate.of(root));
    }
    CertificatePath path = new CertificatePath(certificates, roots, info.genTime());
    Optional<TokenCertificate> root = path.root(named); // 6
    return root.isPresent()
        ? new Granted(
            info.genTime(), info.accuracy(), root.get().x509().getSubjectX500Principal().getName())
        : path.refused();
  }
}
