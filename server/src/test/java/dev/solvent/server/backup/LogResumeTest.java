package dev.solvent.server.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.log.store.CosignatureSource;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.log.store.PublishOutcome;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointOutcome.Cosigned;
import dev.solvent.attest.witness.AddCheckpointRequest;
import dev.solvent.attest.witness.Witness;
import dev.solvent.attest.witness.WitnessStore;
import dev.solvent.chain.reserves.TestKey;
import dev.solvent.server.backup.LogPlaces.Place;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.store.Store;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A log whose lock is lost, two witnesses of which one is enough to publish, and who knows what.
 */
final class LogResumeTest {
  private static final String ORIGIN = "exchange.example/log";
  private static final Timestamp NOW = new Timestamp(Instant.parse("2026-09-02T00:00:00Z"));
  private static final Timestamp LATER = new Timestamp(Instant.parse("2026-09-03T00:00:00Z"));

  @TempDir private Path folder;
  private final Map<String, Known> witnesses = new HashMap<>();
  private Path log;
  private Path published;
  private JdbcStore store;
  private JdbcStore restored;
  private String printed = "";

  /** A witness in memory, that may be away. */
  private static final class Known implements WitnessStore {
    private final Witness witness;
    private Optional<SignedCheckpoint> newest = Optional.empty();
    private boolean away;

    Known(String name) throws Exception {
      witness =
          new Witness(
              Map.of(ORIGIN, List.of(key(ORIGIN, KeyType.ED25519))),
              this,
              new Cosigner(key(name, KeyType.COSIGNATURE), TestKey.named(name)));
    }

    @Override
    public Optional<SignedCheckpoint> newest(String origin) {
      return newest;
    }

    @Override
    public boolean replace(
        String origin, Optional<SignedCheckpoint> expected, SignedCheckpoint next) {
      newest = Optional.of(next);
      return true;
    }
  }

  private static NoteKey key(String name, KeyType type) throws Exception {
    return new NoteKey(name, type, (Ed25519Key) TestKey.named(name).key());
  }

  @BeforeEach
  void publish() throws Exception {
    log = folder.resolve("log");
    published = folder.resolve("published");
    for (String name : List.of("w1", "w2")) {
      witnesses.put(name, new Known(name));
    }
    store = JdbcStore.create(folder.resolve("solvent.db"));
    restored = JdbcStore.create(folder.resolve("restored.db"));
    TransparencyLog.init(settings(log, store, NOW)).append(List.of(new byte[] {1}), NOW);
    copy(log, folder.resolve("old"));
    append(3);
    copy(log, published);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    restored.close();
  }

  private void append(int entry) throws Exception {
    assertInstanceOf(
        PublishOutcome.Published.class,
        TransparencyLog.open(settings(log, store, NOW))
            .append(List.of(new byte[] {2}, new byte[] {(byte) entry}), NOW));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.resolveSibling(""));
        Files.copy(file, target);
      }
    }
  }

  private LogSettings settings(Path files, Store lock, Timestamp now) throws Exception {
    String floor =
        "witness w1 %1\nwitness w2 %2\ngroup some any w1 w2\nquorum some\n"
            .replace("%1", key("w1", KeyType.COSIGNATURE).toString())
            .replace("%2", key("w2", KeyType.COSIGNATURE).toString());
    return new LogSettings(
        files,
        lock.lock(ORIGIN),
        new NoteSigner(key(ORIGIN, KeyType.ED25519), TestKey.named(ORIGIN)),
        source(files, now),
        WitnessPolicy.parse(floor.getBytes(StandardCharsets.UTF_8), NoQuorum.REFUSED),
        Duration.ofMinutes(1));
  }

  private CosignatureSource source(Path files, Timestamp now) {
    return signed -> {
      List<SignatureLine> lines = new ArrayList<>();
      for (Known one : witnesses.values()) {
        Checkpoint known =
            one.newest.map(SignedCheckpoint::checkpoint).orElse(Checkpoint.empty(ORIGIN));
        if (!one.away && known.size() <= signed.checkpoint().size()) {
          AddCheckpointRequest request =
              new AddCheckpointRequest(
                  known.size(),
                  known.size() == signed.checkpoint().size()
                      ? List.of()
                      : StoredLog.reader(files).consistency(known, signed.checkpoint()),
                  signed.only(List.of(logKey())));
          if (one.witness.addCheckpoint(request.bytes(), now) instanceof Cosigned(var line)) {
            lines.add(line);
          }
        }
      }
      return lines;
    };
  }

  private static NoteKey logKey() {
    try {
      return key(ORIGIN, KeyType.ED25519);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** With the files of the first day, and a store that knows nothing. */
  private int resume() {
    StringWriter out = new StringWriter();
    LogPlaces places =
        settings -> {
          try {
            return new Place(
                settings(folder.resolve("old"), restored, LATER),
                JdbcStore.open(folder.resolve("restored.db")));
          } catch (IOException e) {
            throw e;
          } catch (Exception e) {
            throw new UncheckedIOException(new IOException(e));
          }
        };
    CommandLine program =
        Failures.handledBy(new CommandLine(new LogResumeCommand(places, LATER::instant)));
    program.setOut(new PrintWriter(out, true));
    program.setErr(new PrintWriter(out, true));
    int code = program.execute("--config", "solvent.yaml", "--published", published.toString());
    printed = out.toString();
    assertFalse(printed.contains("\tat "), printed);
    return code;
  }

  private void refused(String part) throws Exception {
    assertEquals(1, resume(), () -> printed);
    assertTrue(printed.contains(part), printed);
    assertArrayEquals(new byte[0], restored.lock(ORIGIN).read());
  }

  @Test
  void newestPublished_cosignedAnewByEveryWitness_goesOn() throws Exception {
    assertEquals(0, resume(), () -> printed);
    assertEquals("the log goes on from size 3; every witness cosigned it anew\n", printed);
    assertEquals(1, resume()); // a lock is never written over
    assertTrue(printed.contains("ALREADY_INITIALISED"), printed);
    TransparencyLog again = TransparencyLog.open(settings(folder.resolve("old"), restored, LATER));
    again.append(List.of(new byte[] {9}), LATER);
    assertEquals(4, again.signed().checkpoint().size());
  }

  @Test
  void witnessThatHasSeenALargerLog_refusesTheOlderCopy() throws Exception {
    witnesses.get("w2").away = true; // the other one is enough to publish
    append(4);
    witnesses.get("w2").away = false;
    refused("not every witness cosigned the checkpoint of size 3 anew\n  w1\n");
  }

  @Test
  void witnessThatIsAway_mayHaveSeenMore() throws Exception {
    witnesses.get("w1").away = true;
    refused("not every witness cosigned the checkpoint of size 3 anew\n  w1\n");
  }

  /** Whoever has an old line of a witness is not that witness. */
  @Test
  void cosignatureOfYesterday_doesNotCount() throws Exception {
    SignedCheckpoint newest = StoredLog.published(published).orElseThrow();
    assertTrue(newest.signatures().size() > 1);
    LogSettings at = settings(folder.resolve("old"), restored, LATER);
    LogSettings replayed =
        new LogSettings(
            at.folder(),
            at.lock(),
            at.signer(),
            one -> newest.signatures(),
            at.floor(),
            at.tolerance());
    Refused refused = assertThrows(Refused.class, () -> LogResume.run(replayed, published, LATER));
    assertEquals(List.of("w1", "w2"), refused.details());
  }

  @Test
  void damagedCopyOfWhatWasPublished_isRefused() throws Exception {
    Path tile = published.resolve("tile/entries/000.p/3");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[bytes.length - 1] ^= 1;
    Files.write(tile, bytes);
    refused("is not the log of its checkpoint");
    Files.delete(tile);
    refused("tile/entries/000.p/3: no such file");
  }

  @Test
  void logWithMoreThanWasPublished_isRefused() throws Exception {
    append(4);
    witnesses.values().forEach(one -> one.newest = Optional.empty());
    try (Stream<Path> files = Files.walk(log.resolve("tile"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve("old").resolve(log.relativize(file));
        Files.createDirectories(target.resolveSibling(""));
        if (!Files.exists(target)) {
          Files.copy(file, target);
        }
      }
    }
    refused("DAMAGED_TILES");
  }
}
