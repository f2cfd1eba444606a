package dev.solvent.server.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.demo.chain.DemoChain;
import dev.solvent.server.demo.chain.DemoNode;
import dev.solvent.server.publish.SmallExchange;
import dev.solvent.server.setup.InitCommand;
import dev.solvent.server.solvency.TestPolicy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * An exchange that solvent init made, with a chain and two witnesses, in order and not. Opening a
 * key costs half a second, so that a run has several faults, each asked for by itself.
 */
final class DoctorTest {
  private static final String PLACE = "http://witness.invalid";
  private static final ChainId CHAIN = new ChainId("eip155", "1");

  @TempDir private static Path made;

  @TempDir private Path folder;
  private Path exchange;
  private HttpServer witness;
  private DemoNode node;
  private Duration shift = Duration.ZERO;

  /** Keys take their time to make, so they are made once. */
  @BeforeAll
  static void init() {
    int code =
        new CommandLine(new InitCommand())
            .setOut(new PrintWriter(new StringWriter()))
            .execute(
                made.resolve("exchange").toString(),
                "--issuer",
                "exchange.example",
                "--asset",
                "ETH:18",
                "--witness",
                PLACE + "=" + SmallExchange.witnessKey("w1"),
                "--witness",
                PLACE + "=" + SmallExchange.witnessKey("w2"));
    assertEquals(0, code);
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @BeforeEach
  void begin() throws Exception {
    exchange = folder.resolve("exchange");
    copy(made.resolve("exchange"), exchange);
    witness = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    witness.createContext(
        "/",
        asked -> {
          try (asked) {
            asked.sendResponseHeaders(404, -1);
          }
        });
    witness.start();
    DemoChain chain = new DemoChain(CHAIN, () -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
    node = DemoNode.start(chain);
    chain.mine();
    String url = "http://127.0.0.1:" + witness.getAddress().getPort();
    replace("witnesses.policy", PLACE, url);
    Files.writeString(exchange.resolve("balances.csv"), "account,ETH\nalice,1.5\n");
    Files.setPosixFilePermissions(
        exchange.resolve("data"), PosixFilePermissions.fromString("rwx------"));
    nodes("- {name: own, url: \"" + node.uri() + "\"}");
  }

  @AfterEach
  void end() throws Exception {
    witness.stop(0);
    node.close();
  }

  private void nodes(String nodes) throws Exception {
    Path settings = exchange.resolve("solvent.yaml");
    String text = Files.readString(settings);
    int at = text.indexOf("    nodes:\n");
    int end = text.indexOf("\n# What is held.");
    Files.writeString(
        settings,
        text.substring(0, at).replace("quorum: 2", "quorum: 1")
            + "    nodes:\n      "
            + nodes
            + "\n"
            + text.substring(end));
  }

  private void solvency(String time) throws Exception {
    Files.write(exchange.resolve("solvency-policy.json"), TestPolicy.bytes());
    StringBuilder section =
        new StringBuilder("solvency:\n  policy: solvency-policy.json\n  prices:\n");
    for (String source : List.of("desk", "index", "other")) {
      section.append("    - {source: " + source + ", file: " + source + ".csv}\n");
      Files.writeString(
          exchange.resolve(source + ".csv"), "asset,price,time\nETH,2500," + time + "\n");
    }
    replace("solvent.yaml", "\nkeepTrees:", "\n" + section + "keepTrees:");
  }

  @Test
  void filesOfTheSolvencyReport_areLookedAt() throws Exception {
    assertEquals("", run().about("solvency report"));
    solvency(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    assertTrue(run().about("solvency report").startsWith("ok    "), run().out());
    Files.writeString(
        exchange.resolve("index.csv"), "asset,price,time\nETH,2500,2026-01-01T00:00:00Z\n");
    String old = run().about("solvency report");
    assertTrue(old.startsWith("warn  "), old);
    assertTrue(old.contains("index.csv: no price within 3600 s of now"), old);
    Files.delete(exchange.resolve("index.csv"));
    Ran missing = run();
    assertEquals(1, missing.code());
    assertTrue(missing.about("solvency report").startsWith("FAIL  "), missing.out());
    assertTrue(missing.about("solvency report").contains("index.csv: no such file"));
  }

  @Test
  void positions_areReadAsAnEpochWould() throws Exception {
    solvency(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    replace("solvent.yaml", "\n  prices:\n", "\n  positions: positions.json\n  prices:\n");
    assertFails(run(), "solvency report", "positions.json: no such file");
    Path positions = exchange.resolve("positions.json");
    Files.writeString(positions, "{\"positions\":[]}");
    assertTrue(run().about("solvency report").startsWith("ok    "), run().out());
    Files.writeString(positions, "{\"positions\":[{}]}");
    assertFails(run(), "solvency report", "positions.json: $.positions[0]");
    String ended =
        """
        {"positions":[{"asset":"ETH","assurance":"claimed","decimals":18,\
        "entry":"1","expiry":"2026-01-01T00:00:00Z","kind":"future","name":"old","rate":0,\
        "side":"short","units":"1","venue":"venue.example"}]}\
        """;
    Files.writeString(positions, ended);
    assertFails(run(), "solvency report", "old ends in -");
  }

  private record Ran(int code, String out) {
    /** The lines about something, with their remedies. */
    String about(String what) {
      StringBuilder text = new StringBuilder();
      String[] lines = out.split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        if (lines[i].length() > 6 && lines[i].substring(6).startsWith(what)) {
          text.append(lines[i]).append('\n');
          if (i + 1 < lines.length && lines[i + 1].startsWith("      ")) {
            text.append(lines[i + 1]).append('\n');
          }
        }
      }
      return text.toString();
    }
  }

  private Ran run(String... more) {
    StringWriter out = new StringWriter();
    String[] args =
        Stream.concat(
                Stream.of("--config", exchange.resolve("solvent.yaml").toString()), Stream.of(more))
            .toArray(String[]::new);
    int code =
        Failures.handledBy(new CommandLine(new DoctorCommand(() -> Instant.now().plus(shift))))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(args);
    return new Ran(code, out.toString());
  }

  private static void assertFails(Ran ran, String about, String found) {
    assertEquals(1, ran.code(), ran.out());
    assertTrue(ran.about(about).startsWith("FAIL  "), about + ":\n" + ran.out());
    assertTrue(ran.about(about).contains(found), ran.about(about));
    assertTrue(ran.about(about).lines().count() > 1, "a remedy: " + ran.about(about));
  }

  private void replace(String file, String from, String to) throws Exception {
    Path path = exchange.resolve(file);
    String text = Files.readString(path);
    assertTrue(text.contains(from), text);
    Files.writeString(path, text.replace(from, to));
  }

  private void permit(String file, String permissions) throws Exception {
    Files.setPosixFilePermissions(
        exchange.resolve(file), PosixFilePermissions.fromString(permissions));
  }

  @Test
  void newExchange_isInOrder() {
    Ran ran = run();
    assertEquals(0, ran.code(), ran.out());
    assertFalse(ran.out().contains("FAIL"), ran.out());
    for (String about :
        new String[] {
          "settings",
          "trust root",
          "master secret",
          "statement keys: 1 of the trust root's keys opened, want 1",
          "log key: opens",
          "receipt key: opens",
          "secret files",
          "disk",
          "database: opens, and is whole",
          "log",
          "chain eip155:1: final block",
          "witness w1: answers",
          "witness w2: answers",
          "due date",
          "clock: by "
        }) {
      assertTrue(ran.about(about).startsWith("ok"), about + " is not ok:\n" + ran.out());
    }
  }

  @Test
  void settingsThatAreWrong_areToldAllAtOnce() throws Exception {
    replace("solvent.yaml", "dueAfter: 26h", "dueAfter: soon");
    replace("solvent.yaml", "listen: 127", "lisen: 127");
    Ran ran = run();
    assertEquals(1, ran.code());
    assertTrue(ran.about("settings").contains("2 problems"), ran.out());
    assertTrue(ran.out().contains("dueAfter"), ran.out());
    assertTrue(ran.out().contains("lisen"), ran.out());
    JsonObject json =
        (JsonObject)
            CanonicalJson.parse(
                run("--json").out().strip().getBytes(StandardCharsets.UTF_8),
                new JsonLimits(1 << 20, 8, 1000));
    assertEquals(new JsonBoolean(false), json.members().get("good"));
  }

  @Test
  void otherKeys_openSecrets_laggingNode_andWrongClock_fail() throws Exception {
    replace(
        "solvent.yaml",
        "log: {file: keys/log.p12, password: {file: secrets/log.password}}",
        "log: {file: keys/receipt.p12, password: {file: secrets/receipt.password}}");
    replace(
        "solvent.yaml",
        "- {file: keys/statement.p12, password: {file: secrets/statement.password}}",
        "- {file: keys/root.p12, password: {file: secrets/root.password}}");
    permit("secrets/master.hex", "rw-r--r--");
    permit("data", "rwxr-xr-x");
    shift = Duration.ofHours(2);
    Ran ran = run();
    assertFails(ran, "statement keys", "0 of the trust root's keys opened, want 1");
    assertFails(ran, "log key", "another key");
    assertFails(ran, "secret files", "rw-r--r--");
    assertTrue(ran.about("folder of data").startsWith("warn"), ran.out());
    assertFails(ran, "clock", "by -7");
    assertFails(ran, "chain eip155:1", "0 of 1 nodes");
    assertTrue(
        ran.about("chain eip155:1 node own").contains("its newest final block is of"), ran.out());
  }

  @Test
  void wrongPassword_noMaster_noNode_noWitness_andNoDatabase_fail() throws Exception {
    Files.writeString(exchange.resolve("secrets/log.password"), "another-password\n");
    Files.writeString(exchange.resolve("secrets/master.hex"), "0".repeat(64) + "\n");
    Files.delete(exchange.resolve("data/solvent.db"));
    nodes("- {name: own, url: \"http://127.0.0.1:1/k3y\"}");
    witness.stop(0);
    Ran ran = run();
    assertFails(ran, "log key", "password");
    assertFalse(ran.out().contains("another-password"), ran.out());
    assertFails(ran, "master secret", "nothing but zeros");
    assertFails(ran, "chain eip155:1", "0 of 1 nodes");
    assertFalse(ran.out().contains("k3y"), ran.out());
    assertTrue(ran.about("witness w1").startsWith("warn"), ran.out());
    assertTrue(ran.out().contains("FAIL  witness: 0 of 2 answer"), ran.out());
    assertTrue(ran.about("clock").startsWith("warn"), "nobody to compare with: " + ran.out());
    assertFails(ran, "database", "no such file");
    assertFails(ran, "log", "no such file");
  }

  @Test
  void nodeThatHangs_costsNoMoreThanTheDeadline_andDamageIsNamed() throws Exception {
    damageAPage(exchange.resolve("data/solvent.db"));
    Path root = exchange.resolve("data/public/trust/1.root.json");
    byte[] bytes = Files.readAllBytes(root);
    bytes[bytes.length / 2] ^= 1;
    Files.write(root, bytes);
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      nodes("- {name: own, url: \"http://127.0.0.1:" + silent.getLocalPort() + "\"}");
      long start = System.nanoTime();
      Ran ran = run("--deadline", "4s");
      assertTrue(System.nanoTime() - start < 25_000_000_000L, "less than the node's 30 s");
      assertFails(ran, "chain eip155:1", "not done within 4 s");
      assertFails(ran, "keys", "1.root.json");
      assertFails(ran, "database", "damaged");
      assertTrue(ran.about("disk").startsWith("ok"), "the others are told of: " + ran.out());
    }
  }

  @Test
  void logThatIsNotWhatWasSigned_fails() throws Exception {
    Path root = exchange.resolve("data/public/trust/1.root.json");
    byte[] bytes = Files.readAllBytes(root);
    bytes[bytes.length / 2] ^= 1;
    Files.write(root, bytes);
    assertFails(run(), "log", "public/trust/1.root.json");
  }

  /** Of the first table. */
  private static void damageAPage(Path database) throws Exception {
    byte[] bytes = Files.readAllBytes(database);
    for (int at = 4096 + 8; at < 4096 + 300; at++) {
      bytes[at] = 0x55;
    }
    Files.write(database, bytes);
  }
}
