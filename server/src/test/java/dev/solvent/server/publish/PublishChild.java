package dev.solvent.server.publish;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A publisher in a process of its own, which stands still at one place for its parent to kill it,
 * or comes to its end: {@code FOLDER NODE NOW PLACE}.
 */
final class PublishChild {
  static final String STOPPED = "stopped at ";
  static final String ENDED = "ended ";

  private PublishChild() {}

  static Process start(TestExchange exchange, int place) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PublishChild.class.getName(),
                exchange.folder.toString(),
                exchange.node().toString(),
                exchange.timestamp().toString(),
                Integer.toString(place)))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] args) throws Exception {
    int place = Integer.parseInt(args[3]);
    int[] passed = {0};
    Points points =
        what -> {
          if (passed[0]++ == place) {
            say(STOPPED + what);
            park();
          }
        };
    try (TestExchange exchange =
        TestExchange.open(Path.of(args[0]), URI.create(args[1]), Instant.parse(args[2]), points)) {
      say(ENDED + exchange.publisher().run(Publisher.Plan.WHOLE));
    }
  }

  private static void say(String what) {
    System.out.println(what.replace('\n', ' '));
    System.out.flush();
  }

  private static void park() {
    try {
      Thread.sleep(600_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
