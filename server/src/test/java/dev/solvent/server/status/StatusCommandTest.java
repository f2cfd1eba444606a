package dev.solvent.server.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.publish.SmallExchange;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an operator is told first, of a real exchange. */
final class StatusCommandTest {
  @TempDir private Path folder;
  private SmallExchange exchange;

  @BeforeEach
  void begin() throws Exception {
    exchange = SmallExchange.begin(folder);
  }

  @AfterEach
  void end() throws Exception {
    exchange.close();
  }

  private record Ran(int code, String out, String err) {
    String first() {
      return out.lines().findFirst().orElse("");
    }
  }

  private Ran run(String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] args =
        Stream.concat(Stream.of("--data", exchange.data().root().toString()), Stream.of(more))
            .toArray(String[]::new);
    int code =
        Failures.handledBy(new CommandLine(new StatusCommand(exchange.clock())))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Ran(code, out.toString(), err.toString());
  }

  private void verified() throws Exception {
    exchange.publish();
    exchange.pass(Duration.ofHours(1));
    exchange.own();
    exchange.publish();
  }

  @Test
  void beforeTheFirstEpoch_nobodyIsNeeded() {
    Ran ran = run();
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.first().startsWith("ok: nothing is published yet"), ran.out());
  }

  @Test
  void publishedAndVerified_isOk_inOneLine() throws Exception {
    verified();
    exchange.pass(Duration.ofHours(5));
    Ran ran = run();
    assertEquals(0, ran.code(), ran.out() + ran.err());
    assertEquals(
        "ok: epoch 2 is published, VERIFIED; the next is due by 2026-11-22T15:00:00Z,"
            + " 21 hours left",
        ran.first());
    assertTrue(ran.out().contains("\n  epoch 2  published since "), ran.out());
    assertTrue(ran.out().indexOf("epoch 2  ") < ran.out().indexOf("epoch 1  "), "newest first");
    assertTrue(ran.out().contains("\n  coverage ETH 114.28 %\n"), ran.out());
  }

  @Test
  void thresholdsOfTheSolvencyReport_areShown_andNeedNobody() throws Exception {
    exchange.judgeItself();
    verified();
    assertTrue(
        run()
            .out()
            .contains(
                "\n"
                    + "  solvency report covered in kind 100.00 %, after haircut 100.00 %; the bare"
                    + " ratio is 114.28 %; no threshold of its policy crossed\n"),
        run().out());
    exchange.pass(Duration.ofHours(1));
    exchange.drain();
    exchange.publish();
    Ran ran = run();
    assertTrue(ran.out().contains("  alert THRESHOLD since "), ran.out());
    assertTrue(
        ran.out().contains("solvency report of epoch 3: coverage 28.57 %, want at least 100.00 %"),
        ran.out());
  }

  @Test
  void shortfall_needsAPerson() throws Exception {
    exchange.publish();
    Ran ran = run();
    assertEquals(1, ran.code());
    assertTrue(ran.first().startsWith("a person is needed: ETH in epoch 1: owed 3.5"), ran.out());
    assertTrue(ran.out().contains("  alert SHORTFALL since "), ran.out());
  }

  @Test
  void witnessesAway_isWaiting_withTheTriesCounted() throws Exception {
    verified();
    exchange.pass(Duration.ofHours(1));
    exchange.witnessesUp(false);
    exchange.publish();
    exchange.publish();
    Ran ran = run();
    assertEquals(0, ran.code(), ran.out());
    assertTrue(ran.first().startsWith("epoch 3 waits before logged: 0 witnesses"), ran.out());
    assertTrue(ran.first().contains("; tried 2 times; the next is due by "), ran.out());
    exchange.pass(Duration.ofHours(26));
    Ran late = run();
    assertEquals(1, late.code());
    assertTrue(late.first().startsWith("a person is needed: the attestation after"), late.out());
  }

  @Test
  void stoppedStep_needsAPerson_andComesFirst() throws Exception {
    exchange.publish();
    exchange.pass(Duration.ofHours(1));
    exchange.book("account,ETH\nalice,1.5\nbob,-2\n");
    exchange.publish();
    Ran ran = run();
    assertEquals(1, ran.code());
    assertTrue(
        ran.first().startsWith("a person is needed: epoch 2 stopped before snapshot: "), ran.out());
    assertTrue(ran.first().contains("line 3"), ran.out());
    assertTrue(ran.out().contains("  alert SHORTFALL"), ran.out());
  }

  @Test
  void damagedLog_needsAPerson() throws Exception {
    verified();
    Files.delete(exchange.data().publicFolder().checkpoint());
    Ran ran = run();
    assertEquals(1, ran.code());
    assertTrue(ran.first().startsWith("a person is needed: public/log/checkpoint"), ran.out());
  }

  @Test
  void json_saysTheSame() throws Exception {
    exchange.judgeItself();
    exchange.publish();
    Ran ran = run("--json");
    assertEquals(1, ran.code());
    JsonObject json =
        (JsonObject)
            CanonicalJson.parse(
                ran.out().strip().getBytes(StandardCharsets.UTF_8),
                new JsonLimits(1 << 20, 8, 1000));
    assertEquals(new JsonBoolean(true), json.members().get("needsPerson"));
    assertTrue(json.members().containsKey("published"));
    JsonObject solvency = (JsonObject) json.members().get("solvency");
    assertEquals(new JsonInteger(0), solvency.members().get("ratio"));
  }

  @Test
  void status_writesNothingThatIsPublishedOrKept() throws Exception {
    verified();
    Map<String, FileTime> before = times();
    run();
    assertEquals(before, times());
  }

  private Map<String, FileTime> times() throws Exception {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(exchange.data().root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().startsWith("solvent.db-")) {
          times.put(file.toString(), Files.getLastModifiedTime(file));
        }
      }
    }
    return times;
  }

  @Test
  void copyOfWhatIsPublic_isToldOf(@TempDir Path copy) throws Exception {
    verified();
    try (Stream<Path> files = Files.walk(exchange.data().publicFolder().root())) {
      for (Path file : files.sorted().toList()) {
        Path to =
            copy.resolve("public")
                .resolve(exchange.data().publicFolder().root().relativize(file).toString());
        Files.copy(file, to);
      }
    }
    StringWriter out = new StringWriter();
    int code =
        Failures.handledBy(new CommandLine(new StatusCommand(exchange.clock())))
            .setOut(new PrintWriter(out))
            .execute("--data", copy.toString());
    assertEquals(0, code, out.toString());
    assertTrue(
        out.toString().startsWith("ok: epoch " + new Epoch(2) + " is published; the next"),
        out::toString);
  }

  @Test
  void neitherSettingsNorFolder_isUsage() {
    StringWriter err = new StringWriter();
    int code =
        Failures.handledBy(new CommandLine(new StatusCommand()))
            .setErr(new PrintWriter(err))
            .execute();
    assertEquals(2, code);
    assertTrue(err.toString().contains("--config"), err::toString);
  }
}
