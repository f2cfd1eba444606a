package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.attest.trust.TrustRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries of a log, one by one: the honest vector's statement, and what is none. */
final class LoggedStatementTest {
  private static final long INDEX = 2;

  private Bundle bundle;
  private TrustRoot root;

  @BeforeEach
  void read() throws Exception {
    BundleVector honest = BundleVector.named("honest");
    Path folder = RepoFiles.root().resolve("fixtures/vectors/bundles/files");
    String file = honest.content().at("/input/bundle").asText();
    bundle = Bundle.parse(RepoFiles.bytes(folder.resolve(file)));
    root = honest.reader().pinned().root();
  }

  private String refusal(long index, byte[] entry) {
    return assertInstanceOf(LoggedStatement.Refused.class, LoggedStatement.of(index, entry, root))
        .why();
  }

  @Test
  void statementAtItsPlace_isOne() {
    LoggedStatement.Signed signed =
        assertInstanceOf(
            LoggedStatement.Signed.class,
            LoggedStatement.of(INDEX, bundle.envelope().toBytes(), root));
    assertEquals(bundle.envelope().payloadDigest(), signed.statement().id());
  }

  @Test
  void statementAtAnotherPlace_isRefused() {
    assertEquals("statement of epoch 3, want 2", refusal(INDEX - 1, bundle.envelope().toBytes()));
  }

  @Test
  void statementThatSomebodyElseSigned_isRefused() throws Exception {
    Envelope stolen =
        Envelope.sign(
            bundle.envelope().payloadType(),
            bundle.envelope().payload(),
            List.of(TestKeys.signer("a thief")));
    assertEquals("0 of the pinned keys signed, want 1", refusal(INDEX, stolen.toBytes()));
  }

  /** Signed by the keys of its index, and still nothing that this log takes. */
  @Test
  void whatIsSignedAndIsNoStatementOfThisLog_isRefused() throws Exception {
    for (String name :
        List.of(
            "statement-of-another-issuer", "statement-for-another-log", "statement-that-is-none")) {
      Bundle other = BundleVector.named(name).bundle().orElseThrow();
      String why = refusal(other.logProof().index(), other.envelope().toBytes());
      assertTrue(why.startsWith("statement "), why);
    }
  }

  @Test
  void whatIsNoEnvelope_orNoStatement_isRefused() throws Exception {
    byte[] garbage = "entry 2".getBytes(StandardCharsets.UTF_8);
    assertTrue(refusal(INDEX, garbage).startsWith("envelope "));
    Envelope other = Envelope.sign("text/plain", garbage, List.of(TestKeys.signer("a thief")));
    assertTrue(refusal(INDEX, other.toBytes()).startsWith("envelope of another payload type"));
  }
}
