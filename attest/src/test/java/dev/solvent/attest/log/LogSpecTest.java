package dev.solvent.attest.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.log.ProofVerdict.Accepted;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.log.WitnessVerdict.QuorumMissed;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteVerdict.Verified;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples in {@code docs/spec/log.md} and {@code witness.md} are what the code makes. */
final class LogSpecTest {
  private static final String WITNESS = "witness.example/w1";
  private static final Timestamp NOON = new Timestamp(Instant.ofEpochSecond(1_790_000_000));

  private static String document(String name) {
    return RepoFiles.text(RepoFiles.root().resolve("docs/spec").resolve(name));
  }

  private static byte[] block(String document, String language) {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?\n)```", Pattern.DOTALL).matcher(document);
    assertTrue(block.find(), () -> "no block of " + language);
    return block.group(1).getBytes(StandardCharsets.UTF_8);
  }

  private static NoteKey key(String document, String name) throws MalformedException {
    Matcher key = Pattern.compile("`(" + name + "\\+[^`]*)`").matcher(document);
    assertTrue(key.find(), () -> "no key of " + name);
    return NoteKey.parse(key.group(1));
  }

  /** As its text says, with keys that it prints. */
  @Test
  void log_exampleShowsItsEntry() throws MalformedException, IOException {
    LogProof want =
        new LogProof(
            2,
            SlowLog.path(2, SlowLog.entries(0, 5)),
            LogProofTest.proof()
                .checkpoint()
                .with(
                    List.of(
                        TestKeys.cosigner(WITNESS)
                            .cosign(LogProofTest.proof().checkpoint().checkpoint().text(), NOON))));
    String document = document("log.md");
    assertEquals(
        new String(want.bytes(), StandardCharsets.UTF_8),
        new String(block(document, "proof"), StandardCharsets.UTF_8));
    assertEquals(TestKeys.key(WITNESS, KeyType.COSIGNATURE), key(document, WITNESS));
    NoteKey log = key(document, LogProofTest.ORIGIN);
    LogProof proof = LogProof.parse(block(document, "proof"));
    assertEquals(new Accepted(), proof.check("entry 2".getBytes(StandardCharsets.UTF_8), 2));
    assertInstanceOf(
        CheckpointVerdict.Accepted.class, proof.checkpoint().check(log.name(), List.of(log)));
    assertInstanceOf(
        Verified.class, proof.checkpoint().note().verify(List.of(key(document, WITNESS))));
  }

  @Test
  void witness_examplePolicyIsRead() throws MalformedException {
    byte[] text = block(document("witness.md"), "policy");
    WitnessPolicy policy = WitnessPolicy.parse(text, NoQuorum.REFUSED);
    assertEquals("both", policy.quorum());
    assertEquals(List.of(TestKeys.key(LogProofTest.ORIGIN, KeyType.ED25519)), policy.logs());
    assertEquals(5, policy.witnesses().size());
    assertEquals(3, policy.groups().size());
    assertInstanceOf(
        QuorumMissed.class, policy.check(LogProofTest.proof().checkpoint(), NOON, Duration.ZERO));
  }

  /** A reason that is not in the text is a reason that nobody can look up. */
  @Test
  void everyReasonIsInTheText() {
    String document = document("log.md");
    for (ProofVerdict.Reason reason : ProofVerdict.Reason.values()) {
      assertTrue(document.contains("`" + reason + "`"), reason::toString);
    }
    for (LogRefusedException.Reason reason : LogRefusedException.Reason.values()) {
      assertTrue(document.contains("`" + reason + "`"), reason::toString);
    }
  }
}
