package dev.solvent.attest.time;

import dev.solvent.attest.time.TimeOutcome.Reason;
import dev.solvent.attest.time.TimeOutcome.Refused;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The search for a path from a signer to a pinned root, each link signed by an algorithm of the
 * list, the whole valid by RFC 5280 at one moment. For one search, by one thread.
 *
 * <p>The JDK could build the path as well, but would then choose providers by itself, and fetch
 * issuers from the network where a system property says so.
 */
final class CertificatePath {
  private static final int MAX_LINKS = 5;
  private static final String NAME_CONSTRAINTS = "2.5.29.30";

  private final Collection<TokenCertificate> others;
  private final Collection<TokenCertificate> roots;
  private final Instant at;
  private Optional<String> weak = Optional.empty();

  CertificatePath(
      Collection<TokenCertificate> others, Collection<TokenCertificate> roots, Instant at) {
    this.others = others;
    this.roots = roots;
    this.at = at;
  }

  /** The root that a path leads to. */
  Optional<TokenCertificate> root(TokenCertificate signer) throws GeneralSecurityException {
    return from(List.of(signer));
  }

  Refused refused() {
    return weak.map(detail -> new Refused(Reason.ALGORITHM, detail))
        .orElseGet(() -> new Refused(Reason.UNTRUSTED, "no chain to a pinned root at " + at));
  }

  private Optional<TokenCertificate> from(List<TokenCertificate> path)
      throws GeneralSecurityException {
    TokenCertificate last = path.getLast();
    for (TokenCertificate root : roots) {
      if (isLink(last, root) && isValid(path, root)) {
        return Optional.of(root);
      }
    }
    for (TokenCertificate next : others) {
      if (path.size() < MAX_LINKS && !path.contains(next) && isLink(last, next)) {
        List<TokenCertificate> longer = new ArrayList<>(path);
        longer.add(next);
        Optional<TokenCertificate> root = from(longer);
        if (root.isPresent()) {
          return root;
        }
      }
    }
    return Optional.empty();
  }

  private boolean isLink(TokenCertificate subject, TokenCertificate issuer) {
    if (!subject.x509().getIssuerX500Principal().equals(issuer.x509().getSubjectX500Principal())) {
      return false;
    }
    Optional<String> key = Algorithms.problem(issuer.x509().getPublicKey());
    Optional<Algorithms.Rule> rule = subject.rule();
    if (key.isPresent() || rule.isEmpty()) {
      weak = key.or(() -> Optional.of(Algorithms.refusal(subject.form().getSignatureAlgorithm())));
      return false;
    }
    return subject.isSignedBy(issuer.x509(), rule.get());
  }

  private boolean isValid(List<TokenCertificate> path, TokenCertificate root)
      throws GeneralSecurityException {
    X509Certificate anchor = root.x509();
    List<X509Certificate> certificates = path.stream().map(TokenCertificate::x509).toList();
    int authorities = certificates.size() - 1;
    boolean within = // of the root the JDK looks at the name and the key only
        anchor.getBasicConstraints() >= authorities
            && anchor.getExtensionValue(NAME_CONSTRAINTS) == null;
    if (!within) {
      return false;
    }
    try {
      anchor.checkValidity(Date.from(at));
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      parameters.setDate(Date.from(at));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX", "SUN")
          .validate(
              CertificateFactory.getInstance("X.509", "SUN").generateCertPath(certificates),
              parameters);
      return true;
    } catch (CertPathValidatorException | CertificateException e) {
      return false;
    }
  }
}
