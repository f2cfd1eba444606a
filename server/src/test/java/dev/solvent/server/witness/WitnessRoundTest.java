package dev.solvent.server.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.store.PublishOutcome.BelowFloor;
import dev.solvent.attest.log.store.PublishOutcome.Published;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.witness.WitnessAnswer.Ahead;
import dev.solvent.server.witness.WitnessAnswer.Away;
import dev.solvent.server.witness.WitnessAnswer.Cosigned;
import dev.solvent.server.witness.WitnessAnswer.OtherHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log's writer and two witnesses, both of which it needs, over HTTP. */
@Timeout(60)
final class WitnessRoundTest {
  private static final Duration TIME = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private PostServer one;
  private PostServer two;
  private WitnessPolicy policy;
  private WitnessClient client;
  private TransparencyLog log;

  @BeforeEach
  void begin() throws Exception {
    one = World.serve("w1", folder.resolve("w1"), 0);
    two = World.serve("w2", folder.resolve("w2"), 0);
    policy = World.policy("w1", one.url(), "w2", two.url() + "/");
    client = client();
    log = TransparencyLog.init(World.settings(writer(), client, policy));
  }

  @AfterEach
  void end() {
    one.close();
    two.close();
  }

  private Path writer() {
    return folder.resolve("writer");
  }

  private WitnessClient client() throws Exception {
    return World.client(policy, writer(), TIME);
  }

  private void publishes(long size) throws Exception {
    Published published = assertInstanceOf(Published.class, log.publish(World.NOW));
    assertEquals(size, World.size(published.checkpoint()));
    assertEquals(3, published.checkpoint().signatures().size());
    client.last().values().forEach(answer -> assertInstanceOf(Cosigned.class, answer));
  }

  @Test
  void logGrows_andBothCosign_fromTheEmptyOneOn() throws Exception {
    publishes(0);
    for (int i = 1; i <= 5; i++) {
      Published published =
          assertInstanceOf(Published.class, log.append(World.entries("entry " + i), World.NOW));
      assertEquals(i, World.size(published.checkpoint()));
    }
    assertEquals(List.of("w1", "w2"), List.copyOf(client.last().keySet()));
  }

  @Test
  void witnessThatIsAway_keepsTheCheckpointBack_untilItIsThereAgain() throws Exception {
    int port = two.address().getPort();
    two.close();
    assertInstanceOf(BelowFloor.class, log.append(World.entries("a", "b"), World.NOW));
    assertInstanceOf(Cosigned.class, client.last().get("w1"));
    assertInstanceOf(Away.class, client.last().get("w2"));
    assertInstanceOf(BelowFloor.class, log.append(World.entries("c"), World.NOW));
    two = World.serve("w2", folder.resolve("w2"), port);
    publishes(3);
  }

  /** A new process of the publisher knows no sizes, and learns them by asking. */
  @Test
  void clientThatForgot_asksAgain_fromTheSizeThatItIsTold() throws Exception {
    assertInstanceOf(Published.class, log.append(World.entries("a", "b", "c"), World.NOW));
    client = client();
    log = TransparencyLog.open(World.settings(writer(), client, policy));
    publishes(3);
    client = client();
    log = TransparencyLog.open(World.settings(writer(), client, policy));
    assertInstanceOf(Published.class, log.append(World.entries("d", "e", "f", "g"), World.NOW));
    publishes(7);
  }

  private TransparencyLog restored(String... more) throws Exception {
    log.append(World.entries("a"), World.NOW);
    Path old = folder.resolve("old");
    World.copy(writer(), old);
    log.append(World.entries("b", "c"), World.NOW);
    client = World.client(policy, old, TIME);
    TransparencyLog restored = TransparencyLog.open(World.settings(old, client, policy));
    if (more.length > 0) {
      assertInstanceOf(BelowFloor.class, restored.append(World.entries(more), World.NOW));
    }
    return restored;
  }

  @Test
  void logFromAnOldCopy_isToldByItsWitnesses() throws Exception {
    assertInstanceOf(BelowFloor.class, restored().publish(World.NOW));
    assertEquals(new Ahead(3), client.last().get("w1"));
    assertTrue(client.last().get("w2").stops());
  }

  @Test
  void logFromAnOldCopy_thatWentOnToTheSameSize_isAFork_andTheNotesAreKept() throws Exception {
    restored("x", "y");
    assertEquals(new OtherHistory(3), client.last().get("w1"));
    assertTrue(client.last().get("w1").stops());
    SignedCheckpoint stored = evidence("fork-", "-stored.note");
    SignedCheckpoint offered = evidence("fork-", "-offered.note");
    assertEquals(World.size(stored), World.size(offered));
    assertTrue(!stored.checkpoint().root().equals(offered.checkpoint().root()));
    for (SignedCheckpoint each : List.of(stored, offered)) {
      assertInstanceOf(
          CheckpointVerdict.Accepted.class, each.check(World.ORIGIN, List.of(World.LOG)));
    }
  }

  @Test
  void logFromAnOldCopy_thatWentFurther_isOfAnotherHistory() throws Exception {
    restored("x", "y", "z");
    assertEquals(new OtherHistory(3), client.last().get("w2"));
    assertEquals(4, World.size(evidence("unproven-", "-offered.note")));
  }

  private SignedCheckpoint evidence(String start, String end) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("w1/evidence"))) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().startsWith(start))
              .filter(file -> file.getFileName().toString().endsWith(end))
              .toList();
      assertEquals(1, found.size());
      return SignedCheckpoint.parse(Files.readAllBytes(found.getFirst()));
    }
  }

  /** Not a witness's fault, and so not an answer of one. */
  @Test
  void logWhoseFilesAreDamaged_isAnError() throws Exception {
    log.append(World.entries("a"), World.NOW);
    SignedCheckpoint signed = log.signed();
    Path tile = World.log(writer()).resolve("tile/0/000.p/1");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[0] ^= 1;
    Files.delete(tile);
    Files.write(tile, bytes);
    assertThrows(IOException.class, () -> client.collect(signed));
    Files.delete(tile);
    assertThrows(IOException.class, () -> client.collect(signed));
  }
}
