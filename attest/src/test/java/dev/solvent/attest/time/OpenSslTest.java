package dev.solvent.attest.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.time.TestAuthority.Plan;
import dev.solvent.attest.time.TestToken.Naming;
import dev.solvent.attest.time.TimeAnswer.Answered;
import dev.solvent.attest.time.TimeOutcome.Granted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another implementation, in both directions: what we keep it accepts, what it makes we accept. */
final class OpenSslTest {
  private static final Octets NONCE = Octets.of(new byte[] {9, 8, 7, 6, 5, 4, 3, 2});
  private static final TimeRequest REQUEST =
      TimeRequest.over(TimeTokenTest.DATA, NONCE, Optional.of(TestToken.POLICY));
  private static final List<List<String>> KEYS =
      List.of(
          List.of("EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
          List.of("EC", "-pkeyopt", "ec_paramgen_curve:P-384"),
          List.of("RSA", "-pkeyopt", "rsa_keygen_bits:2048"));

  @TempDir Path folder;

  private record Result(int code, String text) {}

  /** A machine that builds for everyone has it; on one's own it may be missing. */
  @BeforeAll
  static void openSslIsHere() throws Exception {
    try {
      new ProcessBuilder("openssl", "version").start().waitFor();
    } catch (IOException e) {
      if ("true".equals(System.getenv("CI"))) {
        fail("no openssl here, want one where CI=true", e);
      }
      abort("skipped: no openssl here");
    }
  }

  private Result run(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail("openssl took more than 60 s");
    }
    return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  private String done(String... arguments) throws Exception {
    Result result = run(List.of(arguments));
    assertEquals(0, result.code(), result::text);
    return result.text();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private void writePem(String name, X509Certificate certificate) throws Exception {
    String text = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  private X509Certificate readPem(String name) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Files.readAllBytes(folder.resolve(name))));
  }

  private Result verify(String root, String digest) throws Exception {
    return run(
        List.of(
            "ts",
            "-verify",
            "-digest",
            digest,
            "-token_in",
            "-in",
            "token.der",
            "-CAfile",
            root,
            "-attime",
            String.valueOf(TimeTokenTest.AT.getEpochSecond())));
  }

  @Test
  void token_asWeKeepIt_isAcceptedByOpenSsl() throws Exception {
    String digest = TimeTokenTest.HASH.toString();
    for (Plan plan :
        List.of(
            new Plan(),
            new Plan().keys("EC", "secp384r1", "SHA384withECDSA"),
            new Plan().keys("RSA", "2048", "SHA512withRSA"))) {
      TestAuthority authority = plan.build();
      for (Naming naming : List.of(Naming.V1, Naming.V2, Naming.BOTH)) {
        TestToken made =
            TestToken.answer(authority, REQUEST, TimeTokenTest.AT).naming(naming, authority.signer);
        byte[] response = TestToken.granted(made.signed().getEncoded("BER"));
        Answered answered = assertInstanceOf(Answered.class, TimeResponse.read(response, REQUEST));
        write("token.der", answered.token().toDer().toBytes());
        writePem("root.pem", authority.root);
        writePem("other.pem", TestAuthority.sound().root);
        Result accepted = verify("root.pem", digest);
        assertTrue(accepted.text().contains("Verification: OK"), accepted::text);
        assertEquals(0, accepted.code());
        assertTrue(verify("other.pem", digest).text().contains("Verification: FAILED"));
        assertTrue(verify("root.pem", "00".repeat(32)).text().contains("Verification: FAILED"));
      }
    }
  }

  @Test
  void request_isReadByOpenSsl() throws Exception {
    write("request.der", REQUEST.toDer());
    String text = done("ts", "-query", "-in", "request.der", "-text");
    for (String line :
        List.of(
            "Version: 1",
            "Hash Algorithm: sha256",
            "03 90 58 c6 f2 c0 cb 49", // SHA-256 of 010203
            "Policy OID: " + TestToken.POLICY,
            "Nonce: 0x0908070605040302",
            "Certificate required: yes")) {
      assertTrue(text.contains(line), () -> line + " in " + text);
    }
  }

  /** Its own clock is the time here, so the certificates are made for the moment. */
  @Test
  void response_ofOpenSsl_isAccepted() throws Exception {
    Files.writeString(
        folder.resolve("tsa.cnf"),
        """
        [req]
        distinguished_name = name
        [name]
        [root]
        basicConstraints = critical, CA:true
        keyUsage = critical, keyCertSign
        [signer]
        keyUsage = critical, digitalSignature
        extendedKeyUsage = critical, timeStamping
        [tsa]
        serial = serial
        default_policy = 1.2.3.4
        digests = sha256
        accuracy = secs:1, millisecs:500, microsecs:100
        ordering = no
        tsa_name = yes
        ess_cert_id_chain = no
        """);
    write("request.der", REQUEST.toDer());
    for (List<String> keys : KEYS) {
      authority(keys);
      for (String[] kind :
          new String[][] {{"sha256", "sha1"}, {"sha384", "sha256"}, {"sha512", "sha512"}}) {
        Files.writeString(folder.resolve("serial"), "01\n");
        Files.writeString(
            folder.resolve("run.cnf"),
            Files.readString(folder.resolve("tsa.cnf"))
                + "signer_digest = "
                + kind[0]
                + "\ness_cert_id_alg = "
                + kind[1]
                + "\n");
        done(
            "ts -reply -config run.cnf -section tsa -queryfile request.der -signer signer.pem -inkey signer.key -chain root.pem -out response.der"
                .split(" "));
        Answered answered =
            assertInstanceOf(
                Answered.class,
                TimeResponse.read(Files.readAllBytes(folder.resolve("response.der")), REQUEST));
        TimeOutcome outcome =
            answered.token().verify(REQUEST.imprint(), Set.of(readPem("root.pem")));
        Granted granted = assertInstanceOf(Granted.class, outcome, outcome::toString);
        assertEquals("CN=Root", granted.authority());
        assertEquals(1_500_100_000L, granted.accuracy().toNanos());
      }
    }
  }

  private void authority(List<String> keys) throws Exception {
    for (String name : List.of("root", "signer")) {
      List<String> generate =
          new ArrayList<>(List.of("genpkey", "-out", name + ".key", "-algorithm"));
      generate.addAll(keys);
      done(generate.toArray(String[]::new));
    }
    done(
        "req -new -x509 -config tsa.cnf -extensions root -subj /CN=Root -key root.key -days 2 -out root.pem"
            .split(" "));
    done("req -new -config tsa.cnf -subj /CN=Signer -key signer.key -out signer.csr".split(" "));
    done(
        "x509 -req -in signer.csr -CA root.pem -CAkey root.key -set_serial 2 -days 2 -extfile tsa.cnf -extensions signer -out signer.pem"
            .split(" "));
  }

  /** An authority that gives no token says why. */
  @Test
  void rejection_ofOpenSsl_isRead() throws Exception {
    Files.writeString(
        folder.resolve("tsa.cnf"),
        """
        [req]
        distinguished_name = name
        [name]
        [root]
        basicConstraints = critical, CA:true
        [signer]
        extendedKeyUsage = critical, timeStamping
        [tsa]
        serial = serial
        default_policy = 1.2.3.5
        digests = sha256
        signer_digest = sha256
        """);
    authority(KEYS.getFirst());
    write("request.der", REQUEST.toDer());
    done(
        "ts -reply -config tsa.cnf -section tsa -queryfile request.der -signer signer.pem -inkey signer.key -out response.der"
            .split(" "));
    TimeAnswer answer =
        TimeResponse.read(Files.readAllBytes(folder.resolve("response.der")), REQUEST);
    TimeAnswer.Declined declined = assertInstanceOf(TimeAnswer.Declined.class, answer);
    assertEquals(TimeAnswer.Status.REJECTION, declined.status());
    assertEquals(Set.of(TimeAnswer.Failure.UNACCEPTED_POLICY), declined.failures());
    assertTrue(declined.text().contains("policy"), declined.text());
  }
}
