package dev.solvent.server.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A publisher that is stopped at any place between two changes of anything: what is public is whole
 * then, the next one goes on and publishes, and the log has the epoch once. Some places of each
 * kind at a time; all of them with {@code -Dsolvent.long=true}.
 */
final class CrashTest {
  private static final boolean LONG = Boolean.getBoolean("solvent.long");
  private static final int SIGKILLED = 128 + 9;

  @TempDir private Path folder;
  private TestExchange exchange;
  private final List<String> places = new ArrayList<>();

  /** One epoch is public, and a second one shows all the places that there are. */
  @BeforeEach
  void begin() throws Exception {
    places.clear();
    exchange = TestExchange.begin(Files.createTempDirectory(folder, "exchange"));
    exchange.judgeItself();
    publish(exchange);
    exchange.own();
    exchange.pass(Duration.ofHours(1));
    try (TestExchange second = exchange.again(Points.into(places))) {
      publish(second);
    }
  }

  @AfterEach
  void end() throws Exception {
    exchange.close();
  }

  private static Outcome.Published publish(TestExchange exchange) throws Exception {
    exchange.quote();
    Outcome outcome = exchange.publish();
    return assertInstanceOf(Outcome.Published.class, outcome, outcome::toString);
  }

  private List<Integer> some(int about) {
    int every = LONG ? 1 : Math.max(1, places.size() / about);
    List<Integer> some = new ArrayList<>();
    for (int i = new Random().nextInt(every); i < places.size(); i += every) {
      some.add(i);
    }
    return some;
  }

  @Test
  void diedAtAnyPlace_whatIsPublicIsWhole_andTheNextOneGoesOn() throws Exception {
    for (int place : some(20)) {
      if (newest().epoch().number() > 30) { // each look verifies all epochs
        end();
        begin();
      }
      crash(
          place,
          () -> {
            try (TestExchange dying = exchange.again(Points.dyingAt(place))) {
              dying.publish();
            } catch (Points.Died | IllegalStateException e) {
              Throwable cause = e instanceof Points.Died ? e : e.getCause(); // of another thread
              assertInstanceOf(Points.Died.class, cause);
            }
          });
    }
  }

  @Test
  void killedAtAnyPlace_whatIsPublicIsWhole_andTheNextOneGoesOn() throws Exception {
    int kills = 0;
    for (int place : some(8)) {
      boolean[] killed = {false};
      crash(place, () -> killed[0] = kill(place));
      kills += killed[0] ? 1 : 0;
    }
    System.out.println("CrashTest: " + kills + " publishers killed by SIGKILL");
    assertTrue(kills >= 6, "killed " + kills);
  }

  /** Whether it came to the place; if not it came to its end. */
  private boolean kill(int place) throws Exception {
    exchange.chain.mine();
    Process child = PublishChild.start(exchange, place);
    try (BufferedReader said = child.inputReader()) {
      String line = String.valueOf(said.readLine());
      boolean stopped = line.startsWith(PublishChild.STOPPED);
      assertTrue(stopped || line.startsWith(PublishChild.ENDED + "Published"), line);
      child.destroyForcibly();
      assertTrue(child.waitFor() == SIGKILLED || !stopped);
      return stopped;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private interface Crash {
    void run() throws Exception;
  }

  private void crash(int place, Crash crash) throws Exception {
    String name = place + " " + places.get(place);
    exchange.pass(Duration.ofHours(1));
    exchange.quote();
    long number = newest().epoch().number() + 1;
    Map<String, byte[]> before = immutable();
    crash.run();
    assertWhole(before, name);
    if (newest().epoch().number() < number || newest().reached() != Step.PUBLISHED) {
      exchange.pass(Duration.ofMinutes(1));
      Map<String, byte[]> after = immutable();
      try (TestExchange next = exchange.again(Points.NONE)) {
        Outcome outcome = next.publish();
        assertInstanceOf(Outcome.Published.class, outcome, () -> name + ": " + outcome);
      }
      assertWhole(after, name);
    }
    assertEquals(number, newest().epoch().number(), name);
    assertLoggedOnce(new Epoch(number), name);
    assertNothingUnfinished(name);
  }

  private EpochRecord newest() throws IOException {
    return exchange.store.epochs().newest(1).getFirst();
  }

  private Map<String, byte[]> immutable() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path root = exchange.data.publicFolder().root();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith(".well-known/")
            && !name.startsWith("log/checkpoint")
            && !name.endsWith(".unfinished")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private void assertWhole(Map<String, byte[]> before, String place) throws IOException {
    Map<String, byte[]> now = immutable();
    for (String file : before.keySet()) {
      assertArrayEquals(before.get(file), now.get(file), place + ": " + file);
    }
    assertEquals(
        List.of(),
        PublicAudit.problems(exchange.data.publicFolder(), exchange.policy(), exchange.timestamp()),
        place);
  }

  private void assertLoggedOnce(Epoch epoch, String place) throws Exception {
    LogReader log = StoredLog.reader(exchange.data.log());
    Checkpoint newest = StoredLog.published(exchange.data.log()).orElseThrow().checkpoint();
    assertEquals(epoch.number(), newest.size(), place);
    byte[] envelope = Files.readAllBytes(exchange.data.epoch(epoch).envelope());
    assertArrayEquals(envelope, log.entry(epoch.number() - 1, newest), place);
  }

  private void assertNothingUnfinished(String place) throws IOException {
    try (Stream<Path> all = Files.walk(exchange.data.publicFolder().root())) {
      assertEquals(
          List.of(), all.filter(file -> file.toString().endsWith(".unfinished")).toList(), place);
    }
  }
}
