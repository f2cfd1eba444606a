package dev.solvent.attest.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.time.TimeAnswer.Answered;
import dev.solvent.attest.time.TimeOutcome.Granted;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example in {@code docs/spec/time.md} is what the text says it is. */
final class TimeSpecTest {
  private static final String DOCUMENT =
      RepoFiles.text(RepoFiles.root().resolve("docs/spec/time.md"));

  private static String block(String language) {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL).matcher(DOCUMENT);
    assertTrue(block.find(), () -> "no block of " + language);
    return block.group(1).replace("\n", "");
  }

  /** An example, whose length the document says. */
  private static Octets example(String language) throws Exception {
    Octets bytes = Octets.parseBase64(block(language));
    assertTrue(DOCUMENT.contains(" " + bytes.length() + " bytes"), "length " + bytes.length());
    return bytes;
  }

  @Test
  void example_isAskedAnsweredAndGranted() throws Exception {
    TimeRequest request =
        TimeRequest.over(
            "envelope\n".getBytes(StandardCharsets.US_ASCII),
            Octets.parseHex("8f1c2b7a90d3e465"),
            Optional.of("1.2.3.4"));
    assertEquals(block("text"), request.imprint().toString());
    assertEquals(example("request"), Octets.of(request.toDer()));
    byte[] token = example("token").toBytes();
    Answered answered =
        assertInstanceOf(Answered.class, TimeResponse.read(TestToken.granted(token), request));
    assertEquals(Octets.of(token), answered.token().toDer());
    X509Certificate root =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(example("root").toBytes()));
    Granted granted =
        assertInstanceOf(
            Granted.class, TimeToken.parse(token).verify(request.imprint(), Set.of(root)));
    for (String said :
        new String[] {
          granted.authority(),
          granted.genTime().toString(),
          granted.accuracy().toString(),
          "-attime " + granted.genTime().getEpochSecond()
        }) {
      assertTrue(DOCUMENT.contains(said), said);
    }
  }

  /** A reason that is not in the text is a reason that nobody can look up. */
  @Test
  void everyReasonAndStatus_isInTheText() {
    Stream.of(TimeOutcome.Reason.values(), TimeAnswer.Reason.values(), TimeAnswer.Status.values())
        .flatMap(Stream::of)
        .forEach(name -> assertTrue(DOCUMENT.contains("`" + name + "`"), name::toString));
  }
}
