package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.ContradictionException;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rehearsed is what the log then says, but for the signature. */
final class RehearsalTest {
  private static final byte[] ENTRY = "the next entry".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 254, 255, 256, 257, 511})
  void rehearsed_thenAppended_sameProof(int size) throws Exception {
    TestLog test = new TestLog(folder);
    TransparencyLog log = test.ofSize(size);
    Checkpoint before = log.signed().checkpoint();

    Rehearsal rehearsal = log.rehearse(ENTRY);
    LogProof rehearsed = rehearsal.proof();
    List<Hash> consistency = rehearsal.consistency(before);

    assertEquals(before, log.signed().checkpoint(), "nothing was signed");
    assertInstanceOf(ProofVerdict.Accepted.class, rehearsed.check(ENTRY, size));
    assertInstanceOf(
        CheckpointVerdict.Rejected.class,
        rehearsed.checkpoint().check(TestLog.ORIGIN, List.of(test.signer().key())),
        "a rehearsal passes for nobody's word");
    log.append(List.of(ENTRY), TestLog.NOW);
    LogReader reader = StoredLog.reader(test.folder());
    LogProof real = reader.proof(size, log.signed());
    assertEquals(real.path(), rehearsed.path());
    assertEquals(real.checkpoint().checkpoint(), rehearsed.checkpoint().checkpoint());
    assertEquals(reader.consistency(before, log.signed().checkpoint()), consistency);
    assertArrayEquals(ENTRY, reader.entry(size, log.signed().checkpoint()));
  }

  @Test
  void consistency_withALogThatShrank_isAContradiction() throws Exception {
    TestLog test = new TestLog(folder);
    TransparencyLog log = test.ofSize(3);
    Checkpoint three = log.signed().checkpoint();
    log.append(List.of(ENTRY), TestLog.NOW);
    LogReader reader = StoredLog.reader(test.folder());
    Checkpoint four = log.signed().checkpoint();
    assertEquals(
        "checkpoint of size 3, want at least the 4 before",
        assertThrows(ContradictionException.class, () -> reader.consistency(four, three))
            .getMessage());
  }

  @Test
  void begins_knowsTheLogsOwnPastAlone() throws Exception {
    TestLog test = new TestLog(folder);
    TransparencyLog log = test.ofSize(5);
    Checkpoint five = log.signed().checkpoint();
    log.append(List.of(ENTRY, ENTRY), TestLog.NOW);
    Checkpoint seven = log.signed().checkpoint();
    LogReader reader = StoredLog.reader(test.folder());

    assertTrue(reader.begins(five, seven));
    assertTrue(reader.begins(seven, seven));
    assertFalse(reader.begins(new Checkpoint(five.origin(), 4, five.root()), seven));
    assertFalse(reader.begins(new Checkpoint("other.example/log", 5, five.root()), seven));
    assertFalse(reader.begins(new Checkpoint(five.origin(), 8, five.root()), seven));
  }
}
