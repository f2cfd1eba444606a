package dev.solvent.verifier.monitor;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.cli.Failures;
import dev.solvent.verifier.reader.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A place that shows one exchange's log, or a fork of it, and a reader who pinned its root. */
final class Watched {
  private static final String ROOT = PublishedPath.trustRoot(1);

  /** Made once: nothing changes them, and each day takes its time on a real disk. */
  private static final Map<String, TestPublication> MADE = new HashMap<>();

  /** When the first of them was; epoch 3 was four hours old then, and epoch 2 not overdue. */
  private static Optional<Instant> begun = Optional.empty();

  final Path folder;
  private final Path place;
  private final Home home;
  private final Path policy;

  /** What a command came to. */
  record Outcome(int code, String out, String err) {}

  Watched(Path folder) throws Exception {
    this.folder = folder;
    place = folder.resolve("place");
    home = new Home(folder.resolve("home"));
    TestPublication exchange = honest(0);
    Path pinned = folder.resolve("home/issuers/exchange.example").resolve(ROOT);
    Files.createDirectories(pinned.getParent());
    Files.copy(exchange.rootFile(), pinned);
    policy = exchange.policyFile();
  }

  /** So long after the test began, or before. */
  Timestamp after(Duration by) {
    return new Timestamp(begun().plus(by));
  }

  private static synchronized Instant begun() {
    begun = begun.or(() -> Optional.of(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    return begun.orElseThrow();
  }

  /** So many days of the exchange; the same bytes each time. */
  TestPublication honest(int days) throws Exception {
    return exchange(days, 0);
  }

  /** The same exchange, which told other people something else of day 2. */
  TestPublication forked(int days) throws Exception {
    return exchange(days, 1);
  }

  private TestPublication exchange(int days, long less) throws Exception {
    String name = days + " days, " + less + " less";
    TestPublication known = MADE.get(name);
    if (known == null) {
      Path at = Files.createTempDirectory("watched");
      known = TestPublication.in(at, after(Duration.ofHours(-52)));
      for (int day = 1; day <= days; day++) {
        known.publish(
            switch (day) {
              case 1 -> TestDay.EMPTY;
              case 2 -> TestDay.ORDINARY.holding(3 * TestDay.ETHER - less);
              default -> TestDay.ORDINARY;
            });
      }
      MADE.put(name, known);
    }
    return known;
  }

  /** Shows what this exchange publishes, and nothing else. */
  void show(TestPublication exchange) throws IOException {
    copy(exchange.folder(), place);
  }

  /** Tells another checkpoint, over the files that are there. */
  void showCheckpoint(SignedCheckpoint checkpoint) throws IOException {
    Files.write(file(PublishedPath.CHECKPOINT), checkpoint.bytes());
  }

  static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> old = Files.walk(to)) {
        for (Path each : old.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(each);
        }
      }
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path copy = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(copy);
        } else {
          Files.write(copy, Files.readAllBytes(each));
        }
      }
    }
  }

  Path file(String path) {
    return place.resolve(path);
  }

  Path place() {
    return place;
  }

  Optional<SignedCheckpoint> remembered() throws IOException {
    return home.seen(TestPublication.ISSUER);
  }

  String[] options() {
    return new String[] {"--home=" + home.folder(), "--policy=" + policy};
  }

  Outcome log(String... further) {
    List<String> args = new ArrayList<>(List.of(further));
    for (String option : options()) {
      String name = option.substring(0, option.indexOf('='));
      if (Stream.of(further).noneMatch(each -> each.startsWith(name))) {
        args.add(option);
      }
    }
    if (Stream.of(further).allMatch(each -> each.startsWith("-"))) {
      args.add(place.toString());
    }
    if (Stream.of(further).noneMatch(each -> each.startsWith("--evidence"))) {
      args.add("--evidence=" + folder.resolve("evidence-" + System.nanoTime() + ".json"));
    }
    CommandLine command = Failures.handledBy(new CommandLine(new LogCommand()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    int code = command.execute(args.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }
}
