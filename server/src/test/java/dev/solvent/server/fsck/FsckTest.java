package dev.solvent.server.fsck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.log.store.LockStore;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.Solvent;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.publish.SmallExchange;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A folder of three epochs, in which one byte at a time is another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FsckTest {
  /** Notes that nothing rests on, and what is no file of ours. */
  private static final Set<String> NOTES = Set.of("report.json", "reading.json", ".publisher.lock");

  @TempDir private static Path folder;
  private SmallExchange exchange;
  private DataFolder data;

  @BeforeAll
  void publish() throws Exception {
    exchange = SmallExchange.judged(folder, 3);
    data = exchange.data();
  }

  @AfterAll
  void end() throws Exception {
    exchange.close();
  }

  private LockStore lock() {
    return exchange.store().lock(SmallExchange.ORIGIN);
  }

  private List<Damage> damages() throws Exception {
    return DiskCheck.run(data, Optional.of(lock()), Optional.of(exchange.floor()), 2, (_, _) -> {})
        .damages();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(data.root())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !NOTES.contains(file.getFileName().toString()))
          .filter(file -> !file.getFileName().toString().startsWith("solvent.db"))
          .filter(file -> !file.toString().contains(".incoming"))
          .sorted()
          .toList();
    }
  }

  private String name(Path file) {
    return data.root().relativize(file).toString();
  }

  private void assertNames(Path file, String how) throws Exception {
    List<Damage> found = damages();
    assertTrue(
        found.stream().anyMatch(damage -> damage.file().equals(name(file))),
        () -> how + " in " + name(file) + " is not named: " + found);
    assertTrue(
        found.stream().allMatch(damage -> !damage.remedy().isEmpty()), () -> found.toString());
  }

  @Test
  void wholeFolder_isVerified() throws Exception {
    DiskCheck.Result result =
        DiskCheck.run(data, Optional.of(lock()), Optional.of(exchange.floor()), 2, (_, _) -> {});
    assertEquals(List.of(), result.damages());
    assertEquals(3, result.epochs());
    assertEquals(2, result.trees(), "two epochs' trees are kept");
  }

  /** The kinds, so that a kind that is no longer written does not go missing from the next test. */
  @Test
  void everyKindOfFile_isThere() throws Exception {
    Set<String> kinds = new TreeSet<>();
    for (Path file : files()) {
      kinds.add(name(file).replaceAll("[0-9a-f]{64}", "#").replaceAll("0000\\d\\d", "N"));
    }
    for (String kind :
        List.of(
            "log/checkpoint",
            "log/tile/0/000.p/3",
            "log/tile/entries/000.p/3",
            "epochs/N/bundle.json",
            "epochs/N/envelope.dsse.json",
            "epochs/N/statement.json",
            "epochs/N/reserves/reserves.json",
            "epochs/N/reserves/blobs/sha256/#",
            "epochs/N/solvency/next-policy.json",
            "epochs/N/solvency/prices.json",
            "epochs/N/solvency/solvency-policy.json",
            "epochs/N/solvency/solvency.json",
            "epochs/N/solvency/terms.json",
            "epochs/N/trees/liabilities.json",
            "epochs/N/trees/ETH/header",
            "epochs/N/trees/ETH/leaves",
            "public/.well-known/proof-of-reserves",
            "public/attestations/3.bundle.json",
            "public/attestations/3.dsse.json",
            "public/blobs/sha256/#",
            "public/log/checkpoint",
            "public/log/tile/0/000.p/3",
            "public/log/tile/entries/000.p/3",
            "public/trust/1.root.json")) {
      assertTrue(kinds.contains(kind), () -> kind + " is not among " + kinds);
    }
  }

  @TestFactory
  List<DynamicTest> oneOtherByte_isNamedByItsFile() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files()) {
      tests.add(
          dynamicTest(
              name(file),
              () -> {
                byte[] good = Files.readAllBytes(file);
                try {
                  for (int at : new TreeSet<>(List.of(good.length / 2, good.length - 1))) {
                    if (good.length > 0) {
                      byte[] bad = good.clone();
                      bad[at] ^= 1;
                      Files.write(file, bad);
                      assertNames(file, "byte " + at);
                    }
                  }
                } finally {
                  Files.write(file, good);
                }
              }));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> missingFile_isNamed() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files()) {
      boolean may =
          name(file).matches("epochs/.*(bundle|envelope.dsse|statement).json|log/checkpoint");
      if (may || name(file).matches("epochs/.*/(observations|trees/ETH|blobs)/.*")) {
        continue; // of which the public one is there, or which the tree's folder is named for
      }
      tests.add(
          dynamicTest(
              name(file),
              () -> {
                Path away = folder.resolve("away");
                Files.move(file, away, StandardCopyOption.REPLACE_EXISTING);
                try {
                  List<Damage> found = damages();
                  String narrower = name(file).replaceAll("/[^/]*$", "");
                  assertTrue(
                      found.stream()
                              .anyMatch(damage ->
                                  damage.file().equals(name(file))
                                      || (file.toString().contains("/tile/")
                                          && damage.file().startsWith(narrower)))
                          || isOfAnOlderSize(file),
                      () -> name(file) + " is not named: " + found);
                } finally {
                  Files.move(away, file);
                }
              }));
    }
    return tests;
  }

  /** Tiles that a larger log no longer needs may go. */
  private static boolean isOfAnOlderSize(Path file) {
    return file.toString().matches(".*/tile/.*\\.p/[12]");
  }

  @Test
  void damagedTile_hasARemedy_andIsNeverMendedByHand() throws Exception {
    Path tile = data.publicFolder().log().resolve("tile/0/000.p/3");
    byte[] good = Files.readAllBytes(tile);
    try {
      Files.write(tile, new byte[good.length]);
      Damage damage = damages().getFirst();
      assertTrue(damage.remedy().contains("copy of public/"), damage.remedy());
      assertTrue(damage.remedy().contains("never write it by hand"), damage.remedy());
      assertEquals(Optional.of("public/log/tile"), LogGlance.look(data, lock()).map(Damage::file));
    } finally {
      Files.write(tile, good);
    }
    assertEquals(Optional.empty(), LogGlance.look(data, lock()));
  }

  @Test
  void databaseOfAnotherMoment_isNamed_byTheGlanceToo() throws Exception {
    LockStore none =
        new LockStore() {
          @Override
          public byte[] read() {
            return new byte[0];
          }

          @Override
          public boolean compareAndSwap(byte[] expected, byte[] next) {
            throw new AssertionError("nothing is to be written");
          }
        };
    assertEquals("solvent.db", LogGlance.look(data, none).orElseThrow().file());
    assertEquals(
        "solvent.db",
        DiskCheck.run(data, Optional.of(none), Optional.empty(), 0, (_, _) -> {})
            .damages()
            .getFirst()
            .file());
  }

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Failures.handledBy(new CommandLine(new FsckCommand()))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void command_saysVerified_orNamesTheFile() throws Exception {
    Ran good = run("--data", data.root().toString(), "--trees");
    assertEquals(0, good.code(), good.out() + good.err());
    assertTrue(good.out().contains("VERIFIED: 3 epochs, 2 trees, 0 damaged"), good.out());
    Path blob;
    try (Stream<Path> blobs = Files.list(data.publicFolder().blob("x").getParent())) {
      blob = blobs.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(blob);
    try {
      Files.write(blob, "x".getBytes(StandardCharsets.UTF_8));
      Ran bad = run("--data", data.root().toString());
      assertEquals(1, bad.code());
      assertTrue(bad.out().startsWith("FAILED " + name(blob) + ": bytes of another"), bad.out());
      Ran json = run("--data", data.root().toString(), "--json");
      assertEquals(1, json.code());
      CanonicalJson.parse(
          json.out().strip().getBytes(StandardCharsets.UTF_8), new JsonLimits(1 << 20, 8, 1000));
    } finally {
      Files.write(blob, bytes);
    }
  }

  @Test
  void copyOfWhatIsPublic_isCheckedByItself(@TempDir Path copy) throws Exception {
    try (Stream<Path> files = Files.walk(data.publicFolder().root())) {
      for (Path file : files.toList()) {
        Path to = copy.resolve("public").resolve(data.publicFolder().root().relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    Ran good = run("--data", copy.toString());
    assertEquals(0, good.code(), good.out() + good.err());
    assertTrue(good.out().contains("no database here"), good.out());
    assertFalse(Files.exists(copy.resolve("solvent.db")), "nothing is written");
    Files.delete(new DataFolder(copy).publicFolder().bundle(new Epoch(2)));
    assertEquals(1, run("--data", copy.toString()).code());
  }

  @Test
  void noFolder_isUsage() {
    assertEquals(2, run("--data", folder.resolve("nothing").toString()).code());
    assertEquals(2, run().code());
    assertTrue(Solvent.commandLine() != null);
  }
}
