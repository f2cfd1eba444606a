package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.SlowLog;
import dev.solvent.attest.log.store.FaultyDisk.Fault;
import dev.solvent.attest.log.store.FaultyDisk.Killed;
import dev.solvent.attest.log.store.LogRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/spec/log.md} section 9: a stop or an error at each step of what the log does. */
final class LogCrashTest {
  /** From within a bundle, over the end of one, and to exactly the end of one. */
  private static final int[][] APPENDS = {{0, 1}, {254, 2}, {255, 2}};

  private static final int[][] FEWER = {{255, 2}};

  @TempDir(factory = MemoryFolder.class)
  Path home;

  private interface Act {
    void run(TestLog log, FaultyDisk disk) throws IOException, LogRefusedException;
  }

  /** Twice: what the first left off the disk is lost once the second is staged in its place. */
  private static void append(TestLog log, FaultyDisk disk, int from, int count)
      throws IOException, LogRefusedException {
    TransparencyLog writer = TransparencyLog.open(log.settings(disk), disk);
    writer.append(SlowLog.entries(from, from + count), TestLog.NOW);
    writer.append(List.of(SlowLog.entry(from + count)), TestLog.NOW);
  }

  /** Does it with the fault at every step, each time on a fresh copy. */
  private int atEachStep(Fault fault, Path template, long leastSize, Act act)
      throws IOException, LogRefusedException {
    for (int step = 0; ; step++) {
      TestLog log = new TestLog(home.resolve("at-" + step));
      Files.createDirectories(log.home);
      if (Files.exists(template)) {
        TestLog.copy(template, log.home);
      }
      FaultyDisk disk = new FaultyDisk(fault, step);
      try {
        act.run(log, disk);
        if (step >= disk.steps().size()) {
          FaultyDisk.deleteAll(log.home);
          return step;
        }
      } catch (Killed | IOException e) {
        String where = fault + " at step " + step + ": " + disk.steps().getLast();
        try {
          log.assertSound(leastSize);
        } catch (LogRefusedException | AssertionError | IOException wrong) {
          throw new AssertionError(where, wrong);
        }
      }
      FaultyDisk.deleteAll(log.home);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void append_stoppedAtEachStep_losesNothingSigned(Fault fault)
      throws IOException, LogRefusedException {
    int faults = 0;
    for (int[] append : fault == Fault.POWER_CUT ? APPENDS : FEWER) {
      TestLog template = new TestLog(home.resolve("template"));
      template.ofSize(append[0]);
      faults +=
          atEachStep(
              fault,
              template.home,
              append[0],
              (log, disk) -> append(log, disk, append[0], append[1]));
      FaultyDisk.deleteAll(template.home);
    }
    System.out.println("LogCrashTest: " + faults + " appends with " + fault + " at each step");
    assertTrue(faults > 80);
  }

  /** A log that nobody could have seen is made again, one that was staged is gone on with. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void init_stoppedAtEachStep_canBeGoneOnWith(Fault fault) throws IOException, LogRefusedException {
    for (int step = 0; ; step++) {
      TestLog log = new TestLog(home.resolve("at-" + step));
      Files.createDirectories(log.home);
      FaultyDisk disk = new FaultyDisk(fault, step);
      try {
        TransparencyLog.init(log.settings(disk), disk).publish(TestLog.NOW);
        if (step >= disk.steps().size()) {
          return;
        }
      } catch (Killed | IOException e) {
        try {
          log.init();
        } catch (LogRefusedException refused) {
          assertEquals(Reason.ALREADY_INITIALISED, refused.reason());
        }
        assertEquals(0, log.assertSound(0).size());
      }
    }
  }

  /** The stop comes while the log recovers from the stop before. */
  @Test
  void open_stoppedAtEachStepOfItsRecovery_recoversLater() throws IOException, LogRefusedException {
    TestLog template = new TestLog(home.resolve("template"));
    template.ofSize(255);
    int killed = 0;
    for (int first : new int[] {45, 60}) {
      TestLog half = new TestLog(home.resolve("half"));
      TestLog.copy(template.home, half.home);
      FaultyDisk dying = new FaultyDisk(Fault.POWER_CUT, first);
      assertThrows(Killed.class, () -> append(half, dying, 255, 2));
      killed +=
          atEachStep(
              Fault.POWER_CUT,
              half.home,
              255,
              (log, disk) -> TransparencyLog.open(log.settings(disk), disk).publish(TestLog.NOW));
      FaultyDisk.deleteAll(half.home);
    }
    System.out.println("LogCrashTest: " + killed + " recoveries cut off");
  }

  /** After an error nobody knows what is there: nothing is sequenced before a reload. */
  @Test
  void append_afterAnError_isRefusedUntilReload() throws IOException, LogRefusedException {
    for (Fault fault : List.of(Fault.ERROR_BEFORE, Fault.ERROR_AFTER)) {
      TestLog template = new TestLog(home.resolve("template-" + fault));
      template.ofSize(3);
      atEachStep(
          fault,
          template.home,
          3,
          (log, disk) -> {
            TransparencyLog writer = TransparencyLog.open(log.settings(disk), disk);
            try {
              writer.append(SlowLog.entries(3, 5), TestLog.NOW);
            } catch (IOException e) {
              assertEquals(
                  Reason.RELOAD_NEEDED,
                  assertThrows(
                          LogRefusedException.class,
                          () -> writer.append(SlowLog.entries(3, 5), TestLog.NOW))
                      .reason());
              writer.reload(); // the disk works again
              long size = writer.signed().checkpoint().size();
              assertTrue(size == 3 || size == 5, () -> "size " + size);
              writer.append(List.of(SlowLog.entry(9)), TestLog.NOW);
              assertEquals(size + 1, log.assertSound(size).size());
              throw e;
            }
          });
    }
  }

  /** What an append costs: said in the spec, so that it does not grow unnoticed. */
  @Test
  void append_forcesTheDiskSoOften() throws IOException, LogRefusedException {
    TestLog log = new TestLog(home.resolve("count"));
    log.ofSize(3);
    FaultyDisk disk = FaultyDisk.sound();
    TransparencyLog writer = TransparencyLog.open(log.settings(disk), disk);
    writer.append(List.of(SlowLog.entry(3)), TestLog.NOW);
    int before = disk.syncs();
    int steps = disk.steps().size();
    writer.append(List.of(SlowLog.entry(4)), TestLog.NOW);
    System.out.println(
        "LogCrashTest: one append: "
            + (disk.syncs() - before)
            + " syncs in "
            + (disk.steps().size() - steps)
            + " steps on the disk");
    assertEquals(10, disk.syncs() - before);
  }
}
