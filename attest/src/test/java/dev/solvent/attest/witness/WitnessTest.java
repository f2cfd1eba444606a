package dev.solvent.attest.witness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.SlowLog;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteVerdict.Verified;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointOutcome.Cosigned;
import dev.solvent.attest.witness.AddCheckpointOutcome.Forked;
import dev.solvent.attest.witness.AddCheckpointOutcome.NotConsistent;
import dev.solvent.attest.witness.store.FileWitnessStore;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/spec/witness.md} sections 2 and 3, step by step. */
final class WitnessTest {
  private static final String ORIGIN = "exchange.example/log";
  private static final String NAME = "witness.example/w1";
  private static final Timestamp NOW = new Timestamp(Instant.ofEpochSecond(1_790_000_000));
  private static final List<byte[]> LOG = SlowLog.entries(0, 20);
  private static final List<byte[]> FORK = SlowLog.entries(1, 21);

  @TempDir Path folder;
  private Witness witness = witness(new FileWitnessStore(Path.of("unused")));

  @BeforeEach
  void start() {
    witness = witness(new FileWitnessStore(folder));
  }

  private static Witness witness(WitnessStore store) {
    return new Witness(
        Map.of(ORIGIN, List.of(TestKeys.key(ORIGIN, KeyType.ED25519))),
        store,
        TestKeys.cosigner(NAME));
  }

  private static SignedCheckpoint signed(String origin, String key, List<byte[]> entries)
      throws IOException {
    Checkpoint checkpoint = new Checkpoint(origin, entries.size(), SlowLog.root(entries));
    return new SignedCheckpoint(
        checkpoint, List.of(TestKeys.noteSigner(key).sign(checkpoint.text())));
  }

  private static SignedCheckpoint of(List<byte[]> log, int size) throws IOException {
    return signed(ORIGIN, ORIGIN, log.subList(0, size));
  }

  private AddCheckpointOutcome add(int old, List<Hash> proof, SignedCheckpoint checkpoint)
      throws IOException {
    return witness.addCheckpoint(new AddCheckpointRequest(old, proof, checkpoint).bytes(), NOW);
  }

  private AddCheckpointOutcome grow(int old, int size) throws IOException {
    List<Hash> proof = old == 0 ? List.of() : SlowLog.proof(old, LOG.subList(0, size));
    return add(old, proof, of(LOG, size));
  }

  @Test
  void goodRequests_areCosignedEachInTurn() throws IOException {
    int old = 0;
    for (int size : new int[] {0, 1, 1, 7, 8, 8, 20}) {
      AddCheckpointOutcome outcome = grow(old, size);
      assertEquals(200, outcome.status());
      Cosigned cosigned = assertInstanceOf(Cosigned.class, outcome);
      assertEquals(cosigned.line() + "\n", outcome.body());
      assertInstanceOf(
          Verified.class,
          of(LOG, size)
              .with(List.of(cosigned.line()))
              .note()
              .verify(List.of(TestKeys.key(NAME, KeyType.COSIGNATURE))));
      old = size;
    }
    assertEquals(Optional.of(of(LOG, 20)), new FileWitnessStore(folder).newest(ORIGIN));
  }

  private void assertOutcome(int status, String body, AddCheckpointOutcome outcome) {
    assertEquals(status + " " + body, outcome.status() + " " + outcome.body());
  }

  @Test
  void step1_malformed_is400() throws IOException {
    assertOutcome(
        400, "request \"\", want the line old SIZE\n", witness.addCheckpoint(new byte[0], NOW));
    String good =
        new String(
            new AddCheckpointRequest(0, List.of(), of(LOG, 1)).bytes(), StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            good.replace("old 0", "old 00"),
            good.replace("old 0", "old -1"),
            good.replace("old 0", "size 0"),
            good.replace("old 0\n\n", "old 0\n"),
            good.replace("old 0\n", "old 0\nAAAA\n"),
            good + "x",
            good.replace("\n", "\r\n"),
            good.replace("old 0\n", "old 0\n" + ("A".repeat(43) + "=\n").repeat(64)))) {
      assertEquals(
          400, witness.addCheckpoint(bad.getBytes(StandardCharsets.UTF_8), NOW).status(), bad);
    }
    assertEquals(400, witness.addCheckpoint(new byte[300_000], NOW).status());
    assertEquals(Optional.empty(), new FileWitnessStore(folder).newest(ORIGIN));
  }

  @Test
  void steps2to6_eachFaultItsStatus() throws IOException {
    assertOutcome(
        404,
        "log \"other.example/log\", want one that is kept here\n",
        add(0, List.of(), signed("other.example/log", ORIGIN, LOG)));
    assertOutcome(
        403,
        "no signature by a key that is trusted here\n",
        add(0, List.of(), signed(ORIGIN, "thief.example", LOG)));
    assertOutcome(
        400, "old size 9, want at most the checkpoint's 1\n", add(9, List.of(), of(LOG, 1)));
    assertOutcome(409, "0\n", grow(1, 2));
    assertEquals(200, grow(0, 5).status());
    assertOutcome(409, "5\n", grow(0, 8));
    assertOutcome(409, "5\n", grow(4, 8));
    Forked forked = assertInstanceOf(Forked.class, add(5, List.of(), of(FORK, 5)));
    assertOutcome(409, "5\n", forked);
    assertEquals(List.of(of(LOG, 5), of(FORK, 5)), List.of(forked.stored(), forked.offered()));
  }

  @Test
  void step7_notConsistent_is422_andNothingIsStored() throws IOException {
    assertEquals(200, grow(0, 5).status());
    List<Hash> proof = SlowLog.proof(5, FORK.subList(0, 9));
    NotConsistent outcome = assertInstanceOf(NotConsistent.class, add(5, proof, of(FORK, 9)));
    assertEquals(422, outcome.status());
    assertEquals(outcome.detail() + "\n", outcome.body());
    assertEquals(Optional.of(of(LOG, 5)), outcome.stored());
    assertEquals(422, add(5, List.of(), of(LOG, 9)).status());
    List<Hash> longer = new ArrayList<>(SlowLog.proof(5, LOG.subList(0, 9)));
    longer.add(proof.getFirst());
    assertEquals(422, add(5, longer, of(LOG, 9)).status());
    assertEquals(200, grow(5, 9).status());
  }

  /** Two requests at once from one size: one is stored, and only that one is cosigned. */
  @Test
  void step8_twoAtOnce_oneIsCosigned() throws Exception {
    assertEquals(200, grow(0, 5).status());
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 5; round++) {
        int old = 5 + round;
        List<Future<AddCheckpointOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          List<byte[]> log = new ArrayList<>(LOG.subList(0, old));
          log.add(new byte[] {(byte) (i == 0 ? 1 : i)});
          answers.add(
              threads.submit(() -> add(old, SlowLog.proof(old, log), signed(ORIGIN, ORIGIN, log))));
        }
        int cosigned = 0;
        for (Future<AddCheckpointOutcome> answer : answers) {
          int status = answer.get().status();
          cosigned += status == 200 ? 1 : 0;
          assertEquals(true, status == 200 || status == 409);
        }
        assertEquals(1, cosigned);
        start();
        delete();
        assertEquals(200, grow(0, old + 1).status());
      }
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Another took the log further between the look and the write: nothing is signed. */
  @Test
  void step8_anotherWasFirst_isToldTheSizeNow_andNotCosigned() throws IOException {
    WitnessStore files = new FileWitnessStore(folder);
    WitnessStore late =
        new WitnessStore() {
          @Override
          public Optional<SignedCheckpoint> newest(String origin) throws IOException {
            return files.newest(origin);
          }

          @Override
          public boolean replace(
              String origin, Optional<SignedCheckpoint> expected, SignedCheckpoint next)
              throws IOException {
            assertTrue(files.replace(origin, expected, of(LOG, 7)));
            return files.replace(origin, expected, next);
          }
        };
    byte[] body = new AddCheckpointRequest(0, List.of(), of(FORK, 8)).bytes();
    assertOutcome(409, "7\n", witness(late).addCheckpoint(body, NOW));
    assertEquals(Optional.of(of(LOG, 7)), files.newest(ORIGIN));
  }

  @Test
  void store_replacesWhatIsExpected_andNothingElse() throws IOException {
    WitnessStore one = new FileWitnessStore(folder);
    WitnessStore other = new FileWitnessStore(folder);
    assertTrue(one.replace(ORIGIN, Optional.empty(), of(LOG, 5)));
    assertFalse(other.replace(ORIGIN, Optional.empty(), of(LOG, 7)));
    assertFalse(other.replace(ORIGIN, Optional.of(of(FORK, 5)), of(LOG, 7)));
    assertEquals(Optional.of(of(LOG, 5)), other.newest(ORIGIN));
    assertTrue(other.replace(ORIGIN, Optional.of(of(LOG, 5)), of(LOG, 7)));
  }

  /** Persisted first: where the store fails nobody has a cosignature. */
  @Test
  void step8_storeThatFails_cosignsNothing() throws IOException {
    WitnessStore broken =
        new WitnessStore() {
          @Override
          public Optional<SignedCheckpoint> newest(String origin) {
            return Optional.empty();
          }

          @Override
          public boolean replace(
              String origin, Optional<SignedCheckpoint> expected, SignedCheckpoint next)
              throws IOException {
            throw new IOException("disk full");
          }
        };
    byte[] body = new AddCheckpointRequest(0, List.of(), of(LOG, 1)).bytes();
    assertThrows(IOException.class, () -> witness(broken).addCheckpoint(body, NOW));
  }

  /** A submitter cannot make the witness keep lines that no pinned key signed. */
  @Test
  void stored_areOnlyTheLogsOwnLines() throws IOException {
    SignedCheckpoint more =
        of(LOG, 1).with(List.of(TestKeys.noteSigner("stranger").sign("anything\n")));
    assertEquals(200, add(0, List.of(), more).status());
    assertEquals(Optional.of(of(LOG, 1)), new FileWitnessStore(folder).newest(ORIGIN));
  }

  @Test
  void store_damagedOrOfAnotherLog_isAnError() throws IOException {
    grow(0, 1);
    Path state;
    try (Stream<Path> files = Files.walk(folder)) {
      state = files.filter(file -> file.endsWith("state")).findAny().orElseThrow();
    }
    Files.write(state, signed("other.example/log", ORIGIN, LOG).bytes());
    assertThrows(IOException.class, () -> new FileWitnessStore(folder).newest(ORIGIN));
    Files.write(state, new byte[] {1});
    assertThrows(IOException.class, () -> new FileWitnessStore(folder).newest(ORIGIN));
  }

  @Test
  void request_printsBack() throws IOException, MalformedException {
    byte[] body = new AddCheckpointRequest(3, SlowLog.proof(3, LOG), of(LOG, 20)).bytes();
    assertArrayEquals(body, AddCheckpointRequest.parse(body).bytes());
    assertThrows(
        IllegalArgumentException.class, () -> new AddCheckpointRequest(-1, List.of(), of(LOG, 1)));
  }

  /** A log of 2^63 - 1 entries has a proof of 63 hashes. */
  @Test
  void request_ofTheLongestProof_isRead_andOfOneMoreIsNone() throws Exception {
    List<Hash> longest = Collections.nCopies(63, of(LOG, 1).checkpoint().root());
    byte[] body = new AddCheckpointRequest(1, longest, of(LOG, 1)).bytes();
    assertEquals(longest, AddCheckpointRequest.parse(body).proof());
    List<Hash> more = Collections.nCopies(64, longest.getFirst());
    assertThrows(
        IllegalArgumentException.class, () -> new AddCheckpointRequest(1, more, of(LOG, 1)));
  }
}
