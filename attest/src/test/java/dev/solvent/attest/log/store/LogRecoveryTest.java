package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.log.SlowLog;
import dev.solvent.attest.log.store.LogRefusedException.Reason;
import dev.solvent.attest.log.store.PublishOutcome.Published;
import dev.solvent.attest.note.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/spec/log.md} section 9, where another writer gets in between. */
final class LogRecoveryTest {
  @TempDir(factory = MemoryFolder.class)
  Path home;

  /** What is first read of it is what stood there earlier. */
  private static final class Late implements LockStore {
    private final LockStore store;
    private final List<byte[]> earlier;
    private int reads;

    Late(LockStore store, List<byte[]> earlier) {
      this.store = store;
      this.earlier = earlier;
    }

    @Override
    public byte[] read() throws IOException {
      return reads < earlier.size() ? earlier.get(reads++) : store.read();
    }

    @Override
    public boolean compareAndSwap(byte[] expected, byte[] next) throws IOException {
      return store.compareAndSwap(expected, next);
    }
  }

  private LogSettings settings(TestLog test, LockStore lock) {
    return test.settings(
        lock,
        signed ->
            List.of(
                TestKeys.cosigner(TestLog.WITNESS)
                    .cosign(signed.checkpoint().text(), TestLog.NOW)));
  }

  private TransparencyLog open(TestLog test, LockStore lock)
      throws IOException, LogRefusedException {
    return TransparencyLog.open(settings(test, lock), FaultyDisk.sound());
  }

  private static LockStore lock(TestLog test) {
    return new FileLockStore(FaultyDisk.sound(), test.lockFolder());
  }

  /** The states of a log as it grows from one entry to three. */
  private static List<byte[]> grow(TestLog test) throws IOException, LogRefusedException {
    TransparencyLog log = test.ofSize(1);
    List<byte[]> states = new ArrayList<>();
    for (int size = 1; size < 3; size++) {
      states.add(lock(test).read());
      log.append(List.of(SlowLog.entry(size)), TestLog.NOW);
    }
    return states;
  }

  @Test
  void aFindingThatAnotherWriterOutdated_isNoFinding() throws IOException, LogRefusedException {
    TestLog test = new TestLog(home);
    Late late = new Late(lock(test), grow(test).subList(0, 1));
    assertEquals(3, open(test, late).signed().checkpoint().size());
  }

  @Test
  void aFindingThatStands_isToldTheFirstTime() throws IOException, LogRefusedException {
    TestLog test = new TestLog(home);
    byte[] old = grow(test).getFirst();
    Late late = new Late(lock(test), List.of(old, old));
    assertEquals(
        Reason.PUBLISHED_AHEAD,
        assertThrows(LogRefusedException.class, () -> open(test, late)).reason());
    assertEquals(2, late.reads);
  }

  @Test
  void aLockThatNeverRests_isLetBeAfterFiftyTries() throws IOException, LogRefusedException {
    TestLog test = new TestLog(home);
    List<byte[]> states = grow(test);
    List<byte[]> restless = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      restless.add(states.get(i % 2));
    }
    Late late = new Late(lock(test), restless);
    assertEquals(
        Reason.PUBLISHED_AHEAD,
        assertThrows(LogRefusedException.class, () -> open(test, late)).reason());
    assertEquals(99, late.reads, "before each try, and after each but the last");
  }

  /** Signatures are the same each time, so whoever recovers the log beside us commits our bytes. */
  @Test
  void aCommitThatAnotherMadeForUs_isOurs() throws IOException, LogRefusedException {
    TestLog test = new TestLog(home);
    test.ofSize(1);
    LockStore lock = lock(test);
    TransparencyLog log =
        open(
            test,
            new LockStore() {
              @Override
              public byte[] read() throws IOException {
                return lock.read();
              }

              @Override
              public boolean compareAndSwap(byte[] expected, byte[] next) throws IOException {
                boolean swapped = lock.compareAndSwap(expected, next);
                return swapped && isStaged(next);
              }
            });
    assertInstanceOf(Published.class, log.append(SlowLog.entries(1, 2), TestLog.NOW));
    test.assertSound(2);
  }

  @Test
  void aCommitThatIsNotThere_isAnotherWriters() throws IOException, LogRefusedException {
    TestLog test = new TestLog(home);
    test.ofSize(1);
    LockStore lock = lock(test);
    TransparencyLog log =
        open(
            test,
            new LockStore() {
              @Override
              public byte[] read() throws IOException {
                return lock.read();
              }

              @Override
              public boolean compareAndSwap(byte[] expected, byte[] next) throws IOException {
                return isStaged(next) && lock.compareAndSwap(expected, next);
              }
            });
    assertEquals(
        Reason.OTHER_WRITER,
        assertThrows(
                LogRefusedException.class, () -> log.append(SlowLog.entries(1, 2), TestLog.NOW))
            .reason());
    test.assertSound(2); // completed from the stage
  }

  private static boolean isStaged(byte[] state) {
    try {
      return LockStates.parse(state).next().isPresent();
    } catch (LogRefusedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatWasBegunAndNeverEnded_isRemoved() throws IOException, LogRefusedException {
    TestLog test = new TestLog(home);
    test.ofSize(1);
    Path incoming = test.folder().resolve(".incoming");
    Files.write(incoming.resolve("left"), new byte[9]);
    test.open();
    try (Stream<Path> files = Files.list(incoming)) {
      assertEquals(List.of("lock"), files.map(file -> String.valueOf(file.getFileName())).toList());
    }
  }
}
