package dev.solvent.server.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.reserves.TestKey;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.server.backup.BackupManifest.Entry;
import dev.solvent.server.backup.BackupPlaces.Place;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.Store;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Backup and restore as an operator types them, of a folder with a real store and a real log. */
final class BackupTest {
  private static final Timestamp NOW = new Timestamp(Instant.parse("2026-09-02T00:00:00Z"));
  private static final byte[] NONE = "quorum none\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private DataFolder data;
  private Path ownership;
  private Path backup;
  private Path restored;
  private JdbcStore store;
  private String printed = "";

  @BeforeEach
  void fill() throws Exception {
    data = new DataFolder(Files.createDirectory(folder.resolve("data")));
    ownership = folder.resolve("ownership");
    backup = folder.resolve("backup");
    restored = folder.resolve("restored");
    store = JdbcStore.create(data.database());
    store.epochs().begin(new Epoch(1), NOW, NOW);
    TransparencyLog log = TransparencyLog.init(log(data, store));
    log.append(List.of(new byte[] {1}, new byte[] {2}), NOW);
    write(data.root().resolve("epochs/000001/trees/BTC/leaves"), "balances");
    write(data.root().resolve("epochs/000001/statement.json"), "{}");
    write(data.publicFolder().pointer(), "{}");
    write(data.root().resolve("public/attestations/1.bundle.json"), "{}");
    write(ownership.resolve("signature.json"), "mine");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private static LogSettings log(DataFolder data, Store store) throws Exception {
    TestKey key = TestKey.named("exchange.example/log");
    NoteSigner signer =
        new NoteSigner(
            new NoteKey("exchange.example/log", KeyType.ED25519, (Ed25519Key) key.key()), key);
    return new LogSettings(
        data.log(),
        store.lock(signer.key().name()),
        signer,
        checkpoint -> List.of(),
        WitnessPolicy.parse(NONE, NoQuorum.ALLOWED),
        Duration.ZERO);
  }

  private int run(Object command, String... args) {
    StringWriter out = new StringWriter();
    CommandLine program = Failures.handledBy(new CommandLine(command));
    program.setOut(new PrintWriter(out, true));
    program.setErr(new PrintWriter(out, true));
    int code = program.execute(args);
    printed = out.toString();
    assertFalse(printed.contains("\tat "), printed);
    return code;
  }

  private int backup(String... further) {
    List<String> args =
        new ArrayList<>(List.of("--config", "solvent.yaml", "--to", backup.toString()));
    args.addAll(List.of(further));
    BackupPlaces places =
        settings -> new Place(data, JdbcStore.open(data.database()), Optional.of(ownership));
    return run(new BackupCommand(places, NOW::instant), args.toArray(String[]::new));
  }

  private int restore() {
    return run(new RestoreCommand(), backup.toString(), "--to", restored.toString());
  }

  /** Every file but the database, with its bytes as text. */
  private static Map<String, String> files(Path top) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(top)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        String name = top.relativize(file).toString();
        if (!name.startsWith("solvent.db") && !name.contains(".incoming")) {
          files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }

  @Test
  void restored_isWhatWasBackedUp_butForTheLogsLock() throws Exception {
    write(data.root().resolve("epochs/000001/envelope.dsse.json.unfinished"), "half");
    write(data.root().resolve("epochs/000002/.trees.building-1/leaves"), "half");
    write(data.root().resolve(".publisher.lock"), "");
    Map<String, String> before = files(data.root());
    before.keySet().removeIf(name -> name.matches(".*(unfinished|building|publisher).*"));
    before.put("ownership/signature.json", "mine");
    assertEquals(0, backup(), () -> printed);
    assertEquals(0, restore(), () -> printed);
    assertTrue(printed.contains(restored + ": as it was at 2026-09-02T00:00:00Z"), printed);
    assertEquals(before, files(restored));
    try (Store again = JdbcStore.open(restored.resolve("solvent.db"))) {
      assertEquals(store.epochs().find(new Epoch(1)), again.epochs().find(new Epoch(1)));
      assertArrayEquals(new byte[0], again.lock("exchange.example/log").read());
    }
    byte[] copy = Files.readAllBytes(backup.resolve("solvent.db"));
    String text = new String(copy, StandardCharsets.ISO_8859_1);
    assertFalse(text.contains("solvent/log-state/v1"), "nor in what SQLite calls free");
    assertTrue(
        Files.readString(data.database(), StandardCharsets.ISO_8859_1).length() > 0
            && store.lock("exchange.example/log").read().length > 0);
    assertEquals(
        List.of("backup.json", "epochs", "log", "ownership", "public", "solvent.db"),
        names(backup));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> names = Files.list(folder)) {
      return names.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void restoredLog_takesNothing() throws Exception {
    assertEquals(0, backup(), () -> printed);
    assertEquals(0, restore(), () -> printed);
    DataFolder again = new DataFolder(restored);
    try (Store other = JdbcStore.open(again.database())) {
      LogRefusedException open =
          assertThrows(LogRefusedException.class, () -> TransparencyLog.open(log(again, other)));
      assertEquals(LogRefusedException.Reason.PUBLISHED_AHEAD, open.reason());
      LogRefusedException init =
          assertThrows(LogRefusedException.class, () -> TransparencyLog.init(log(again, other)));
      assertEquals(LogRefusedException.Reason.ALREADY_INITIALISED, init.reason());
    }
  }

  @Test
  void damagedFiles_areNamed_andNothingIsRestored() throws Exception {
    assertEquals(0, backup(), () -> printed);
    Files.writeString(backup.resolve("epochs/000001/trees/BTC/leaves"), "Balances");
    Files.writeString(backup.resolve("public/attestations/1.bundle.json"), "{} ");
    Files.delete(backup.resolve("log/checkpoint"));
    Files.writeString(backup.resolve("epochs/more"), "more");
    assertEquals(1, restore(), () -> printed);
    assertTrue(printed.startsWith("REFUSED " + backup), printed);
    for (String line :
        List.of(
            "  epochs/000001/trees/BTC/leaves: SHA-256 ",
            "  public/attestations/1.bundle.json: 3 bytes, want 2",
            "  log/checkpoint: missing",
            "  epochs/more: not in backup.json")) {
      assertTrue(printed.contains(line), printed);
    }
    assertFalse(Files.exists(restored));
    assertEquals(List.of("backup", "data", "ownership"), names(folder));
  }

  @Test
  void damagedDatabase_orManifest_isRefused() throws Exception {
    assertEquals(0, backup(), () -> printed);
    Path database = backup.resolve("solvent.db");
    byte[] bytes = Files.readAllBytes(database);
    bytes[bytes.length / 2] ^= 1;
    Files.write(database, bytes);
    assertEquals(1, restore(), () -> printed);
    assertTrue(printed.contains("  solvent.db: SHA-256 "), printed);

    Path manifest = backup.resolve("backup.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"log/checkpoint\"", "\"../checkpoint\""));
    assertEquals(1, restore(), () -> printed);
    assertTrue(printed.contains("want one below the backup's folder"), printed);
    Files.delete(manifest);
    assertEquals(2, restore(), () -> printed);
    assertFalse(Files.exists(restored));
  }

  @Test
  void targetThatIsNotEmpty_isRefused_andAnEmptyOneIsNot() throws Exception {
    assertEquals(0, backup(), () -> printed);
    assertEquals(2, backup());
    assertTrue(printed.contains("is there already"), printed);
    write(restored.resolve("precious"), "mine");
    assertEquals(2, restore());
    assertTrue(printed.contains("something is there, want nothing or an empty folder"), printed);
    assertEquals(Map.of("precious", "mine"), files(restored));
    Files.delete(restored.resolve("precious"));
    assertEquals(0, restore(), () -> printed);
    assertTrue(Files.exists(restored.resolve("solvent.db")));
  }

  @Test
  void treesAndPublicFiles_areLeftOut_whereThatIsAsked() throws Exception {
    assertEquals(0, backup("--without-trees", "--without-public", "--json"), () -> printed);
    assertTrue(printed.contains("\"created\":\"2026-09-02T00:00:00Z\""), printed);
    assertEquals(List.of("backup.json", "epochs", "log", "ownership", "solvent.db"), names(backup));
    assertEquals(List.of("statement.json"), names(backup.resolve("epochs/000001")));
    assertEquals(0, restore(), () -> printed);
    assertTrue(printed.contains("without trees"), printed);
    assertTrue(printed.contains("without public/"), printed);
  }

  @Test
  void link_isRefused() throws Exception {
    Files.createSymbolicLink(data.root().resolve("epochs/000001/link"), ownership);
    assertEquals(2, backup());
    assertTrue(printed.contains("neither a file nor a folder"), printed);
    assertFalse(Files.exists(backup));
  }

  /** As of a hand that copied the database itself. */
  @Test
  void lockThatABackupHas_isNotRestored() throws Exception {
    assertEquals(0, backup(), () -> printed);
    try (Store copy = JdbcStore.open(backup.resolve("solvent.db"))) {
      assertTrue(copy.lock("log").compareAndSwap(new byte[0], new byte[] {1}));
    }
    byte[] database = Files.readAllBytes(backup.resolve("solvent.db"));
    Hash sha256 = Digests.sha256(database);
    Path file = backup.resolve("backup.json");
    BackupManifest old = BackupManifest.parse(Files.readAllBytes(file));
    List<Entry> entries =
        old.files().stream()
            .map(entry ->
                entry.path().equals("solvent.db")
                    ? new Entry("solvent.db", sha256, database.length)
                    : entry)
            .toList();
    Files.write(file, new BackupManifest(old.created(), entries, true, true).toBytes());
    assertEquals(0, restore(), () -> printed);
    try (Store again = JdbcStore.open(restored.resolve("solvent.db"))) {
      assertArrayEquals(new byte[0], again.lock("log").read());
    }
  }

  @Test
  void backup_whileTheStoreIsWritten_isOneStateOfIt() throws Exception {
    AtomicBoolean end = new AtomicBoolean();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                byte[] old = new byte[0];
                for (int i = 1; !end.get(); i++) {
                  byte[] next = new byte[1 + i % 5000];
                  assertTrue(store.lock("busy").compareAndSwap(old, next));
                  old = next;
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    try {
      assertEquals(0, backup(), () -> printed);
    } finally {
      end.set(true);
      writer.join();
    }
    assertEquals(0, restore(), () -> printed);
  }
}
