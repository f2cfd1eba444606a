package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.time.TimeOutcome;
import dev.solvent.attest.time.TimeToken;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The check {@code time.token}: every token that is there, not only the best of them. */
final class TokenStep {
  private TokenStep() {}

  static Finding finding(Bundle bundle, Statement statement, Policy policy) {
    if (bundle.tokens().isEmpty()) {
      return policy.tokenRequired()
          ? Finding.fail(Check.TIME_TOKEN, "no time token, and the policy wants one")
          : Finding.absent(Check.TIME_TOKEN, "no time token, and the policy wants none");
    }
    Hash imprint = Digests.sha256(bundle.envelope().toBytes());
    List<String> granted = new ArrayList<>();
    try {
      Set<X509Certificate> roots = certificates(policy.tokenRoots());
      for (Octets token : bundle.tokens()) {
        switch (TimeToken.parse(token.toBytes()).verify(imprint, roots)) {
          case TimeOutcome.Refused(var reason, var detail) -> {
            return Finding.fail(Check.TIME_TOKEN, detail);
          }
          case TimeOutcome.Granted shown -> {
            if (!isNear(shown, statement, policy)) {
              return Finding.fail(
                  Check.TIME_TOKEN,
                  "time token of "
                      + shown.genTime()
                      + ", want it at most "
                      + policy.limits().tokenDelay().toSeconds()
                      + " s after "
                      + statement.asOf());
            }
            granted.add(shown.authority() + " at " + shown.genTime());
          }
        }
      }
    } catch (MalformedException e) {
      return Finding.fail(Check.TIME_TOKEN, String.valueOf(e.getMessage()));
    }
    return Finding.pass(
        Check.TIME_TOKEN,
        granted.size()
            + (granted.size() == 1 ? " time token" : " time tokens")
            + " over this envelope",
        granted.toArray(String[]::new));
  }

  /**
   * The entry is made after the moment that it is about, and not long after, at its authority's
   * worst.
   */
  private static boolean isNear(TimeOutcome.Granted token, Statement statement, Policy policy) {
    Instant asOf = statement.asOf().instant();
    return !token.genTime().isBefore(asOf)
        && !token.latest().isAfter(asOf.plus(policy.limits().tokenDelay()));
  }

  private static Set<X509Certificate> certificates(List<Octets> ders) throws MalformedException {
    Set<X509Certificate> certificates = new HashSet<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
      for (Octets der : ders) {
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toBytes())));
      }
      return certificates;
    } catch (GeneralSecurityException e) {
      throw new MalformedException("policy: a token root that is no certificate, want DER", e);
    }
  }
}
