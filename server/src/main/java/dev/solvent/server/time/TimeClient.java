package dev.solvent.server.time;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.time.TimeAnswer;
import dev.solvent.attest.time.TimeOutcome;
import dev.solvent.attest.time.TimeRequest;
import dev.solvent.attest.time.TimeResponse;
import dev.solvent.attest.time.TimeToken;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.party.Address;
import dev.solvent.server.party.Answer;
import dev.solvent.server.party.Answer.Answered;
import dev.solvent.server.party.Asker;
import dev.solvent.server.party.Patience;
import dev.solvent.server.party.Question;
import dev.solvent.server.time.TokenAnswer.Away;
import dev.solvent.server.time.TokenAnswer.Declined;
import dev.solvent.server.time.TokenAnswer.Refused;
import dev.solvent.server.time.TokenAnswer.Token;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Asks time authorities for tokens that stand the readers' check. Any thread. */
public final class TimeClient {
  public static final Duration TIME = Duration.ofSeconds(20);

  private static final int NONCE_BYTES = 16;

  private final Asker asker;
  private final Patience patience;
  private final Set<X509Certificate> roots;
  private final SecureRandom random = new SecureRandom();

  private TimeClient(Asker asker, Duration time, Set<X509Certificate> roots) {
    this.asker = asker;
    this.patience = new Patience(time, TimeResponse.MAX_BYTES, 3);
    this.roots = Set.copyOf(roots);
  }

  /**
   * A client that takes what these roots vouch for.
   *
   * @param roots certificates in DER, as a policy has them
   * @param time how long one authority may take
   * @throws MalformedException where a root is no certificate
   */
  public static TimeClient of(Asker asker, Duration time, Collection<Octets> roots)
      throws MalformedException {
    Set<X509Certificate> certificates = new HashSet<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
      for (Octets root : roots) {
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(root.toBytes())));
      }
    } catch (GeneralSecurityException e) {
      throw new MalformedException("token root that is none, want an X.509 certificate", e);
    }
    return new TimeClient(asker, time, certificates);
  }

  /**
   * Asks for a token over the bytes' SHA-256.
   *
   * @param policy the authority's, where the operator wants a certain one
   */
  public TokenAnswer token(Address authority, byte[] bytes, Optional<String> policy) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    TimeRequest request = TimeRequest.over(bytes, Octets.of(nonce), policy);
    Question question =
        new Question(
            authority,
            "application/timestamp-query",
            "application/timestamp-reply",
            Octets.of(request.toDer()));
    return switch (asker.ask(question, patience)) {
      case Answer.Away(String why) -> new Away(why);
      case Answered answered when answered.status() == 200 ->
          read(answered.body().toBytes(), request);
      case Answered answered -> new Away("HTTP status " + answered.status());
    };
  }

  private TokenAnswer read(byte[] body, TimeRequest request) {
    TimeAnswer answer;
    try {
      answer = TimeResponse.read(body, request);
    } catch (MalformedException e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
    return switch (answer) {
      case TimeAnswer.Declined declined -> new Declined(declined);
      case TimeAnswer.Refused(_, String detail) -> new Refused(detail);
      case TimeAnswer.Answered(TimeToken token) -> verified(token, request);
    };
  }

  private TokenAnswer verified(TimeToken token, TimeRequest request) {
    return switch (token.verify(request.imprint(), roots)) {
      case TimeOutcome.Granted granted -> new Token(token.toDer(), granted);
      case TimeOutcome.Refused(_, String detail) -> new Refused(detail);
    };
  }
}
