package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.SlowLog;
import dev.solvent.attest.log.store.LogRefusedException.Reason;
import dev.solvent.attest.log.store.PublishOutcome.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of three entries whose lock store is lost, and its newest checkpoint. */
final class LogResumeTest {
  @TempDir(factory = MemoryFolder.class)
  Path home;

  private TestLog test;
  private SignedCheckpoint newest;

  @BeforeEach
  void lose() throws IOException, LogRefusedException {
    test = new TestLog(home.resolve("log"));
    test.ofSize(3);
    newest = StoredLog.published(test.folder()).orElseThrow();
    FaultyDisk.deleteAll(test.lockFolder());
  }

  private TransparencyLog resume() throws IOException, LogRefusedException {
    return TransparencyLog.resume(test.settings(new RealDisk()), newest);
  }

  private void assertRefused(Reason reason) throws IOException {
    assertEquals(reason, assertThrows(LogRefusedException.class, this::resume).reason());
    assertEquals(0, new FileLockStore(new RealDisk(), test.lockFolder()).read().length);
  }

  @Test
  void resumed_goesOnAfterItsNewestCheckpoint() throws IOException, LogRefusedException {
    TransparencyLog log = resume();
    assertEquals(newest.checkpoint(), log.signed().checkpoint());
    assertEquals(1, log.signed().signatures().size(), "the log's own, no witness's");
    assertInstanceOf(Published.class, log.append(SlowLog.entries(3, 5), TestLog.NOW));
    test.assertSound(5);
  }

  @Test
  void whereTheLockIsNotLost_isRefused() throws IOException, LogRefusedException {
    resume();
    LogRefusedException refused = assertThrows(LogRefusedException.class, this::resume);
    assertEquals(Reason.ALREADY_INITIALISED, refused.reason());
  }

  @Test
  void aCheckpointOfAnotherKey_isRefused() throws IOException {
    newest =
        new SignedCheckpoint(
            newest.checkpoint(), newest.signatures().subList(1, newest.signatures().size()));
    assertRefused(Reason.PUBLISHED_FORK);
  }

  /** With fewer files something that was signed would be lost; with more there is a newer one. */
  @Test
  void filesThatAreNotThoseOfTheCheckpoint_areRefused() throws IOException, LogRefusedException {
    SignedCheckpoint three = newest;
    resume().append(SlowLog.entries(3, 5), TestLog.NOW);
    FaultyDisk.deleteAll(test.lockFolder());
    assertRefused(Reason.DAMAGED_TILES);
    newest = StoredLog.published(test.folder()).orElseThrow();
    Files.delete(test.folder().resolve("tile/entries/000.p/5"));
    assertRefused(Reason.DAMAGED_TILES);
    newest = three;
    assertRefused(Reason.DAMAGED_TILES);
  }

  @Test
  void aLogOnTheDiskItself_isMadeAndOpened() throws IOException, LogRefusedException {
    TestLog fresh = new TestLog(home.resolve("fresh"));
    LogSettings settings = fresh.settings(new RealDisk());
    assertInstanceOf(
        Published.class, TransparencyLog.init(settings).append(SlowLog.entries(0, 2), TestLog.NOW));
    assertEquals(2, TransparencyLog.open(settings).signed().checkpoint().size());
  }
}
