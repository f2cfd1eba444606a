package dev.solvent.server.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.Epoch;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two publishers for one exchange: one of them is stopped in words, and the log is never forked.
 */
final class TwoPublishersTest {
  @TempDir private Path folder;
  private TestExchange exchange;

  @BeforeEach
  void begin() throws Exception {
    exchange = TestExchange.begin(folder);
  }

  @AfterEach
  void end() throws Exception {
    assertEquals(
        List.of(),
        PublicAudit.problems(
            exchange.data.publicFolder(), exchange.policy(), exchange.timestamp()));
    exchange.close();
  }

  private static String said(BufferedReader child, String beginning) throws Exception {
    String line = String.valueOf(child.readLine());
    assertTrue(line.startsWith(beginning), line);
    return line;
  }

  @Test
  void secondProcessOnOneFolder_isRefused_untilTheFirstIsDead() throws Exception {
    exchange.chain.mine();
    Process first = PublishChild.start(exchange, 40);
    try (BufferedReader out = first.inputReader()) {
      said(out, PublishChild.STOPPED);
      Process second = PublishChild.start(exchange, Integer.MAX_VALUE);
      try (BufferedReader words = second.inputReader()) {
        String line = said(words, PublishChild.ENDED + "Refused");
        assertTrue(line.contains("another publisher is at work"), line);
      } finally {
        second.destroyForcibly().waitFor();
      }
    } finally {
      first.destroyForcibly().waitFor();
    }
    assertInstanceOf(Outcome.Published.class, exchange.publish());
  }

  /** A thread that is refused must not let go of what another thread of its process holds. */
  @Test
  void refusedThread_leavesTheLockToItsHolder() throws Exception {
    exchange.chain.mine();
    try (PublisherLock _ = PublisherLock.take(exchange.data.publisherLock()).orElseThrow()) {
      assertTrue(PublisherLock.take(exchange.data.publisherLock()).isEmpty());
      assertTrue(exchange.publisher().refresh().isEmpty());
      Process other = PublishChild.start(exchange, Integer.MAX_VALUE);
      try (BufferedReader words = other.inputReader()) {
        said(words, PublishChild.ENDED + "Refused");
      } finally {
        other.destroyForcibly().waitFor();
      }
    }
  }

  /** Each has a folder and epochs of its own; the log's row is one. */
  @Test
  void twoFoldersWithOneLog_oneWins_andTheOtherIsStopped() throws Exception {
    Path others = Files.createDirectory(folder.resolve("others"));
    try (TestExchange other = TestExchange.begin(others)) {
      other.lock = exchange.store.lock(TestExchange.ORIGIN);
      other.book = "account,ETH\ncarol,1\n";
      exchange.chain.mine();
      other.chain.mine();
      exchange.publisher().run(Publisher.Plan.to(Step.SIGNED));
      other.publisher().run(Publisher.Plan.to(Step.SIGNED));
      assertInstanceOf(Outcome.Published.class, exchange.publish());
      Outcome.Stuck stuck = assertInstanceOf(Outcome.Stuck.class, other.publish());
      assertTrue(stuck.why().contains("another entry at index 0"), stuck.why());
      assertTrue(stuck.needsPerson());
      exchange.pass(Duration.ofHours(1));
      assertInstanceOf(Outcome.Published.class, exchange.publish(), "it goes on");
      assertEquals(
          List.of(), // nothing of the other's is public
          PublicAudit.problems(other.data.publicFolder(), other.policy(), other.timestamp()));
    }
  }

  @Test
  void logThatGrewWithoutUs_beginsNoEpoch() throws Exception {
    Path others = Files.createDirectory(folder.resolve("others"));
    try (TestExchange other = TestExchange.begin(others)) {
      other.lock = exchange.store.lock(TestExchange.ORIGIN);
      assertInstanceOf(Outcome.Published.class, exchange.publish());
      Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, other.publish());
      assertTrue(refused.why().contains("the log has 1 entries"), refused.why());
    }
  }

  /** Two folders with one whole database: whoever finds that the other moved on stops. */
  @Test
  void twoFoldersWithOneDatabase_theSlowerOneStops() throws Exception {
    Points overtakes =
        what -> {
          if (what.equals("before Epochs.advance")) {
            exchange
                .store
                .epochs()
                .advance(new Epoch(1), newest(exchange.store), exchange.timestamp());
          }
        };
    try (TestExchange slow = exchange.again(overtakes)) {
      Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, slow.publish());
      assertTrue(refused.why().contains("another publisher"), refused.why());
    }
  }

  private static Step newest(Store store) throws IOException {
    return store.epochs().newest(1).getFirst().reached();
  }
}
