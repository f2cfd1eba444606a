package dev.solvent.server.bench.soak;

import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.server.demo.chain.DemoChain;
import dev.solvent.server.demo.chain.DemoNode;
import dev.solvent.server.publish.PublicAudit;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Store;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One exchange whose publisher is killed again and again. One thread. */
final class SoakRun {
  /** Each look verifies all epochs, so an exchange that has so many is left for a new one. */
  static final int EPOCHS = 150;

  private final Path folder;
  private final Random random;
  private final Map<String, Integer> said = new ConcurrentHashMap<>();
  private final Map<String, Hash> published = new HashMap<>();
  private int kills;
  private int damages;

  SoakRun(Path folder, Random random) {
    this.folder = folder;
    this.random = random;
  }

  /**
   * What came of it.
   *
   * @param broken promises, in words
   * @param said what publishers said, and how often
   */
  record Result(
      long epochs, int kills, int damages, List<String> broken, Map<String, Integer> said) {}

  Result run(Instant end) throws IOException, InterruptedException, LogRefusedException {
    DemoChain chain = new DemoChain(SoakExchange.CHAIN, InstantSource.system());
    chain.mine(state -> state.with(SoakExchange.ADDRESS, BigInteger.TEN.pow(18)));
    try (DemoNode node = DemoNode.start(chain)) {
      SoakExchange exchange = new SoakExchange(folder, node.uri());
      Files.createDirectories(exchange.data().root());
      try (Store store = JdbcStore.create(exchange.data().database())) {
        exchange.create(store);
        List<String> broken = new ArrayList<>();
        while (broken.isEmpty() && Instant.now().isBefore(end) && epochs(store) < EPOCHS) {
          chain.mine();
          broken.addAll(kill(exchange, random.nextLong(), random.nextInt(300, 4_000)));
          if (broken.isEmpty() && random.nextInt(6) == 0) {
            broken.addAll(damage(exchange, store));
          }
        }
        chain.mine();
        if (broken.isEmpty()) {
          broken.addAll(goesOn(exchange, store));
        }
        return new Result(epochs(store), kills, damages, broken, new TreeMap<>(said));
      }
    }
  }

  private static long epochs(Store store) throws IOException {
    return store.epochs().newest(2).stream()
        .filter(epoch -> epoch.reached() == Step.PUBLISHED)
        .findFirst()
        .map(epoch -> epoch.epoch().number())
        .orElse(0L);
  }

  private Process start(SoakExchange exchange, long seed) throws IOException {
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SoakChild.class.getName(),
                exchange.folder().toString(),
                exchange.node().toString(),
                Long.toString(seed))
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    Thread.ofPlatform().daemon().start(() -> listen(child));
    return child;
  }

  private void listen(Process child) {
    try (BufferedReader lines = child.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.merge(line.replaceAll("[0-9a-f]{8,}|[0-9][0-9TZ:.-]*", "#"), 1, Integer::sum);
      }
    } catch (IOException e) {
      said.merge("its output broke off", 1, Integer::sum);
    }
  }

  private List<String> kill(SoakExchange exchange, long seed, long after)
      throws IOException, InterruptedException {
    Process child = start(exchange, seed);
    boolean ended = child.waitFor(after, TimeUnit.MILLISECONDS);
    child.destroyForcibly().waitFor();
    kills++;
    List<String> broken = new ArrayList<>(look(exchange));
    if (ended) {
      broken.add("a publisher ended by itself: " + Files.readString(folder.resolve("errors.txt")));
    }
    return broken;
  }

  private List<String> look(SoakExchange exchange) throws IOException {
    Timestamp now = new Timestamp(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    List<String> broken =
        new ArrayList<>(
            PublicAudit.problems(exchange.data().publicFolder(), exchange.policy(), now));
    Map<String, Hash> files = immutable(exchange.data().publicFolder().root());
    published.forEach((name, hash) -> {
      if (!Optional.of(hash).equals(Optional.ofNullable(files.get(name)))) {
        broken.add(name + " was published, and is changed or gone");
      }
    });
    published.putAll(files);
    return broken;
  }

  private static Map<String, Hash> immutable(Path root) throws IOException {
    Map<String, Hash> files = new HashMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith(".well-known")
            && !name.startsWith("log/checkpoint")
            && !name.endsWith(".unfinished")) {
          files.put(name, Digests.sha256(Files.readAllBytes(file)));
        }
      }
    }
    return files;
  }

  /** Flips a bit in a file of the epoch that is under way, and puts it right again afterwards. */
  private List<String> damage(SoakExchange exchange, Store store)
      throws IOException, InterruptedException {
    List<EpochRecord> newest = store.epochs().newest(1);
    if (newest.isEmpty() || newest.getFirst().reached() == Step.PUBLISHED) {
      return List.of();
    }
    Path root = exchange.data().epoch(newest.getFirst().epoch()).root();
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(file -> Files.isRegularFile(file) && size(file) > 0).sorted().toList();
    }
    if (files.isEmpty()) {
      return List.of();
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] good = Files.readAllBytes(file);
    byte[] bad = good.clone();
    bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
    Files.write(file, bad);
    damages++;
    List<String> broken = kill(exchange, random.nextLong(), 2_500);
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bad)) {
      Files.write(file, good);
    }
    return broken;
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  /** After all of it, a publisher whose surroundings are well has to publish. */
  private List<String> goesOn(SoakExchange exchange, Store store)
      throws IOException, InterruptedException {
    long before = epochs(store);
    Process child = start(exchange, SoakFaults.NONE);
    try {
      Instant patience = Instant.now().plus(Duration.ofMinutes(1));
      while (epochs(store) == before && Instant.now().isBefore(patience)) {
        Thread.sleep(200);
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    List<String> broken = new ArrayList<>(look(exchange));
    if (epochs(store) == before) {
      broken.add("nothing was published when all was well again: " + store.epochs().newest(1));
    }
    return broken;
  }
}
