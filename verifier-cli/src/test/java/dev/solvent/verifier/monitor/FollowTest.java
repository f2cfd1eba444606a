package dev.solvent.verifier.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.TestReader;
import dev.solvent.verifier.source.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that grows while it is followed, that nobody answers for, and that forks. */
class FollowTest {
  @TempDir private Path folder;
  private Watched watched;

  @BeforeEach
  void make() throws Exception {
    watched = new Watched(folder);
  }

  /** Remembers as the command does, and keeps what it would tell. */
  private final class Rounds implements Follow.Rounds {
    private final Watch watch;
    private Optional<SignedCheckpoint> last = Optional.empty();
    final List<String> told = new ArrayList<>();

    Rounds(TestPublication exchange) {
      watch = new Watch(exchange.newestRoot(), TestReader.policy());
    }

    @Override
    public LogRound next() {
      Timestamp now = watched.after(Duration.ZERO);
      LogRound round =
          LogRound.ask(List.of(Site.open(watched.place().toString())), watch, last, now);
      last = round.passed().or(() -> last);
      return round;
    }

    @Override
    public void tell(LogRound round) {
      told.add(round.verdict() + " " + round.places().getFirst().size());
    }
  }

  /** What happens between two looks; after the last of them it is over. */
  private interface Step {
    void take() throws Exception;
  }

  private static Follow.Pause steps(List<Duration> waited, Step... steps) {
    return duration -> {
      waited.add(duration);
      if (waited.size() > steps.length) {
        return true;
      }
      try {
        steps[waited.size() - 1].take();
        return false;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    };
  }

  @Test
  void whatChangesIsTold_andAForkEndsIt() throws Exception {
    TestPublication first = watched.honest(1);
    Rounds rounds = new Rounds(first);
    watched.show(watched.honest(2));
    Follow follow = new Follow(rounds, Duration.ofMinutes(5));
    assertEquals(2, follow.exitCode());
    List<Duration> waited = new ArrayList<>();
    Path checkpoint = watched.file("log/checkpoint");
    int code =
        follow.run(
            steps(
                waited,
                () -> assertEquals(0, follow.exitCode()),
                () -> watched.show(watched.honest(3)),
                () -> Files.delete(checkpoint),
                () -> assertEquals(2, follow.exitCode()),
                () -> watched.show(watched.honest(3)),
                () -> watched.show(watched.forked(3)),
                () -> {
                  throw new AssertionError("a fork ends it");
                }));
    assertEquals(1, code);
    assertEquals(1, follow.exitCode());
    assertEquals(
        List.of("VERIFIED 2", "VERIFIED 3", "MALFORMED -1", "VERIFIED 3", "FAILED 3"), rounds.told);
    assertEquals(
        List.of(5L, 5L, 5L, 10L, 20L, 5L), waited.stream().map(Duration::toMinutes).toList());
  }

  @Test
  void pauses_growToAnHour() throws Exception {
    Rounds rounds = new Rounds(watched.honest(0));
    Files.createDirectories(watched.place());
    List<Duration> waited = new ArrayList<>();
    Step nothing = () -> {};
    Step[] steps = new Step[8];
    Arrays.fill(steps, nothing);
    assertEquals(2, new Follow(rounds, Duration.ofMinutes(5)).run(steps(waited, steps)));
    assertEquals(List.of("MALFORMED -1"), rounds.told);
    assertEquals(Duration.ofHours(1), waited.getLast());
  }

  /** As a supervisor ends it; and as a machine that loses its power does. */
  @Test
  void processThatIsEnded_saysTheLastVerdict_andLosesNothing() throws Exception {
    watched.show(watched.honest(3));
    Process ended = start();
    await(ended);
    ended.destroy();
    assertTrue(ended.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, ended.exitValue());
    watched.show(watched.honest(2));
    Process failing = start();
    await(failing);
    failing.destroy();
    assertTrue(failing.waitFor(20, TimeUnit.SECONDS));
    assertEquals(1, failing.exitValue());
    Process killed = start();
    await(killed);
    killed.destroyForcibly();
    assertTrue(killed.waitFor(20, TimeUnit.SECONDS));
    assertEquals(3, watched.remembered().get().checkpoint().size());
  }

  private Process start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FollowChild.class.getName(),
                "--follow",
                "--every=1s"));
    command.addAll(List.of(watched.options()));
    command.add(watched.place().toString());
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }

  /** For the line of the first round. */
  private static void await(Process process) throws IOException {
    BufferedReader reader = process.inputReader();
    String line = reader.readLine();
    while (line != null && !line.contains(" size ")) {
      line = reader.readLine();
    }
    assertTrue(line != null, "it ended before its first round");
  }
}
