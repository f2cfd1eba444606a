package dev.solvent.attest.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.log.ProofVerdict.Accepted;
import dev.solvent.attest.log.ProofVerdict.Reason;
import dev.solvent.attest.log.ProofVerdict.Rejected;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.log.WitnessVerdict.QuorumMet;
import dev.solvent.attest.log.WitnessVerdict.QuorumMissed;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointOutcome.Cosigned;
import dev.solvent.attest.witness.AddCheckpointOutcome.Forked;
import dev.solvent.attest.witness.AddCheckpointRequest;
import dev.solvent.attest.witness.Witness;
import dev.solvent.attest.witness.store.FileWitnessStore;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator who holds the log's key would try: rows 8, 9, 27 and 28 of the threats. */
final class SplitViewThreatTest {
  private static final String WITNESS = "witness.example/w1";
  private static final Timestamp NOW = new Timestamp(Instant.ofEpochSecond(1_790_000_000));
  private static final List<byte[]> ALICE = SlowLog.entries(0, 6);
  private static final List<byte[]> BOB = forked();

  @TempDir Path folder;

  private static List<byte[]> forked() {
    List<byte[]> fork = new ArrayList<>(ALICE);
    fork.set(4, new byte[] {1});
    return fork;
  }

  private static WitnessPolicy policy() throws MalformedException {
    String text = "witness w " + TestKeys.key(WITNESS, KeyType.COSIGNATURE) + "\nquorum w\n";
    return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8), NoQuorum.REFUSED);
  }

  private static WitnessVerdict check(SignedCheckpoint signed) throws MalformedException {
    return policy().check(signed, NOW, Duration.ZERO);
  }

  private Witness witness() {
    return new Witness(
        Map.of(LogProofTest.ORIGIN, List.of(TestKeys.key(LogProofTest.ORIGIN, KeyType.ED25519))),
        new FileWitnessStore(folder),
        TestKeys.cosigner(WITNESS));
  }

  /** Two checkpoints of one size, each shown to half of the customers. */
  @Test
  void threat08_twoViews_onlyOneIsCosigned_andTheOtherIsEvidence()
      throws IOException, MalformedException {
    SignedCheckpoint shownToAlice = LogProofTest.signed(ALICE);
    SignedCheckpoint shownToBob = LogProofTest.signed(BOB);
    Cosigned cosigned =
        assertInstanceOf(
            Cosigned.class,
            witness()
                .addCheckpoint(new AddCheckpointRequest(0, List.of(), shownToAlice).bytes(), NOW));
    assertInstanceOf(
        Forked.class,
        witness().addCheckpoint(new AddCheckpointRequest(6, List.of(), shownToBob).bytes(), NOW));
    assertInstanceOf(QuorumMet.class, check(shownToAlice.with(List.of(cosigned.line()))));
    assertInstanceOf(QuorumMissed.class, check(shownToBob));
    // Alice's cosignature under Bob's checkpoint is a wrong line of a known witness.
    assertInstanceOf(
        WitnessVerdict.Rejected.class, check(shownToBob.with(List.of(cosigned.line()))));
    assertEquals(
        Reason.OTHER_OLD_ROOT,
        rejected(
            LogConsistency.check(shownToAlice.checkpoint(), shownToBob.checkpoint(), List.of())));
  }

  private static Reason rejected(ProofVerdict verdict) {
    return assertInstanceOf(Rejected.class, verdict).reason();
  }

  /** An entry changed, two swapped, the last one dropped: no proof leads from the old log there. */
  @Test
  void threat09_historyChanged_isNotConsistentWithWhatWasSeen() {
    List<byte[]> seen = ALICE.subList(0, 5);
    List<byte[]> swapped = new ArrayList<>(ALICE);
    Collections.swap(swapped, 0, 1);
    for (List<byte[]> changed : List.of(BOB, swapped)) {
      for (List<byte[]> proofOf : List.of(changed, ALICE)) {
        List<Hash> proof = SlowLog.proof(5, proofOf);
        assertInstanceOf(
            Rejected.class,
            LogConsistency.check(5, SlowLog.root(seen), 6, SlowLog.root(changed), proof));
      }
    }
    assertEquals(
        Reason.OUT_OF_RANGE,
        rejected(
            LogConsistency.check(
                6, SlowLog.root(ALICE), 5, SlowLog.root(seen), SlowLog.proof(5, ALICE))));
  }

  /** A cosignature's time is under its signature: it cannot be moved, nor lie ahead. */
  @Test
  void threat09_backDatedOrFutureCosignature_isRefused() throws IOException, MalformedException {
    SignedCheckpoint signed = LogProofTest.signed(ALICE);
    SignatureLine line = TestKeys.cosigner(WITNESS).cosign(signed.checkpoint().text(), NOW);
    assertInstanceOf(QuorumMet.class, check(signed.with(List.of(line))));
    byte[] bytes = Base64Text.decode(line.base64());
    bytes[4 + 7] ^= 1;
    SignatureLine moved = new SignatureLine(WITNESS, Base64Text.encode(bytes));
    assertInstanceOf(WitnessVerdict.Rejected.class, check(signed.with(List.of(moved))));
    Timestamp later = new Timestamp(NOW.instant().plusSeconds(1));
    SignatureLine ahead = TestKeys.cosigner(WITNESS).cosign(signed.checkpoint().text(), later);
    assertInstanceOf(WitnessVerdict.Rejected.class, check(signed.with(List.of(ahead))));
  }

  /** The index is the epoch less one: a statement proves its own epoch, at one place. */
  @Test
  void threat27_statementOfAnotherEpoch_hasNoProofAtThisIndex() {
    LogProof proof = LogProofTest.proof();
    assertEquals(new Accepted(), proof.check(SlowLog.entry(2), 2));
    for (long index : new long[] {0, 1, 3, 4, 5, Long.MAX_VALUE}) {
      assertEquals(Reason.OUT_OF_RANGE, rejected(proof.check(SlowLog.entry(2), index)));
      LogProof moved = new LogProof(index, proof.path(), proof.checkpoint());
      assertInstanceOf(Rejected.class, moved.check(SlowLog.entry(2), index));
    }
    assertEquals(Reason.OTHER_ROOT, rejected(proof.check(SlowLog.entry(3), 2)));
  }

  /**
   * No witness, the issuer's own key, one key under two names: a reader's policy has none of it.
   */
  @Test
  void threat28_issuersOwnWitnesses_doNotCount() throws IOException, MalformedException {
    SignedCheckpoint signed = LogProofTest.signed(ALICE);
    String own = "issuer.example/witness";
    SignatureLine line = TestKeys.cosigner(own).cosign(signed.checkpoint().text(), NOW);
    assertInstanceOf(QuorumMissed.class, check(signed.with(List.of(line))));
    String named = "witness w " + TestKeys.key("a", KeyType.COSIGNATURE) + "\n";
    for (String text :
        List.of(
            "quorum none\n",
            named + "quorum none\n",
            named + "group g 0 w\nquorum g\n",
            named + named.replace("witness w", "witness v") + "group g 2 w v\nquorum g\n",
            "log " + TestKeys.key("a", KeyType.ED25519) + "\n" + named + "quorum w\n")) {
      assertThrows(
          MalformedException.class,
          () -> WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8), NoQuorum.REFUSED),
          text);
    }
  }
}
