package dev.solvent.server.publish;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.time.TimeOutcome;
import dev.solvent.attest.time.TimeToken;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The time tokens of one epoch's folder, by the names of their authorities. One that is not over
 * the envelope, or not of an authority that the policy pins, counts for nothing. One thread.
 */
final class Tokens {
  private static final String ENDING = ".tst";

  private final Policy policy;
  private final EpochFolder folder;

  Tokens(Policy policy, EpochFolder folder) {
    this.policy = policy;
    this.folder = folder;
  }

  Path file(String authority) {
    return folder.tokens().resolve(authority + ENDING);
  }

  /** Those that count. */
  SortedMap<String, Octets> good() throws IOException {
    SortedMap<String, Octets> good = new TreeMap<>();
    for (String authority : names()) {
      Octets token = read(file(authority));
      if (refusal(token).isEmpty()) {
        good.put(authority, token);
      }
    }
    return good;
  }

  /** A sentence on each that does not count. */
  List<String> refused() throws IOException {
    List<String> refused = new ArrayList<>();
    for (String authority : names()) {
      refusal(read(file(authority))).ifPresent(why -> refused.add(file(authority) + ": " + why));
    }
    return refused;
  }

  private static Octets read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Octets.of(in.readNBytes(TimeToken.MAX_BYTES + 1));
    }
  }

  private Optional<String> refusal(Octets token) throws IOException {
    Hash envelope = Digests.sha256(Files.readAllBytes(folder.envelope()));
    try {
      return switch (TimeToken.parse(token.toBytes()).verify(envelope, roots())) {
        case TimeOutcome.Granted _ -> Optional.empty();
        case TimeOutcome.Refused(var reason, String detail) -> Optional.of(detail);
      };
    } catch (MalformedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Set<X509Certificate> roots() throws IOException {
    Set<X509Certificate> roots = new HashSet<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
      for (Octets der : policy.tokenRoots()) {
        InputStream in = new ByteArrayInputStream(der.toBytes());
        roots.add((X509Certificate) factory.generateCertificate(in));
      }
      return roots;
    } catch (GeneralSecurityException e) {
      throw new IOException("policy: a token root that is no certificate, want DER", e);
    }
  }

  private Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(folder.tokens())) {
      try (Stream<Path> files = Files.list(folder.tokens())) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(ENDING)) {
            names.add(name.substring(0, name.length() - ENDING.length()));
          }
        }
      }
    }
    return names;
  }
}
