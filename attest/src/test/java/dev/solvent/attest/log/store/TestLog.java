package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.ProofBuilder;
import dev.solvent.attest.log.SlowLog;
import dev.solvent.attest.log.TileHashes;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A log of the test's in a folder, with one witness, and a memory of all that its key signed. */
public final class TestLog {
  public static final String ORIGIN = "exchange.example/log";
  public static final String WITNESS = "witness.example/w1";
  public static final Timestamp NOW = new Timestamp(Instant.ofEpochSecond(1_790_000_000));
  private static final WitnessPolicy FLOOR = floor();
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  final Path home;

  /** Every text that the key signed, in whatever process life. */
  final List<String> signed = Collections.synchronizedList(new ArrayList<>());

  public TestLog(Path home) {
    this.home = home;
  }

  public Path folder() {
    return home.resolve("public/log");
  }

  Path lockFolder() {
    return home.resolve("private/log");
  }

  public static WitnessPolicy floor() {
    String text = "witness w1 " + TestKeys.key(WITNESS, KeyType.COSIGNATURE) + "\nquorum w1\n";
    try {
      return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8), NoQuorum.REFUSED);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  NoteSigner signer() {
    Signer key = TestKeys.signer(ORIGIN);
    Signer remembering =
        new Signer() {
          @Override
          public VerifyingKey key() {
            return key.key();
          }

          @Override
          public byte[] sign(byte[] message) throws IOException {
            signed.add(new String(message, StandardCharsets.UTF_8));
            return key.sign(message);
          }
        };
    return new NoteSigner(TestKeys.key(ORIGIN, KeyType.ED25519), remembering);
  }

  LogSettings settings(Disk disk) {
    Cosigner witness = TestKeys.cosigner(WITNESS);
    return settings(
        new FileLockStore(disk, lockFolder()),
        checkpoint -> List.of(witness.cosign(checkpoint.checkpoint().text(), NOW)));
  }

  LogSettings settings(LockStore lock, CosignatureSource witnesses) {
    return new LogSettings(folder(), lock, signer(), witnesses, FLOOR, TOLERANCE);
  }

  TransparencyLog init() throws IOException, LogRefusedException {
    Files.createDirectories(home);
    FaultyDisk disk = FaultyDisk.sound();
    TransparencyLog log = TransparencyLog.init(settings(disk), disk);
    log.publish(NOW);
    return log;
  }

  TransparencyLog open() throws IOException, LogRefusedException {
    FaultyDisk disk = FaultyDisk.sound();
    return TransparencyLog.open(settings(disk), disk);
  }

  /** A log of so many entries of {@link SlowLog}. */
  TransparencyLog ofSize(int size) throws IOException, LogRefusedException {
    TransparencyLog log = init();
    if (size > 0) {
      log.append(SlowLog.entries(0, size), NOW);
    }
    return log;
  }

  void copyTo(Path target) throws IOException {
    copy(home, target);
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Opens, publishes, and holds the log to all that was ever signed. */
  Checkpoint assertSound(long leastSize) throws IOException, LogRefusedException {
    TransparencyLog log = open();
    log.publish(NOW);
    Checkpoint checkpoint = log.signed().checkpoint();
    assertTrue(checkpoint.size() >= leastSize, () -> "lost entries: " + checkpoint);
    assertEquals(List.of(), Fsck.run(folder(), checkpoint));
    assertEquals(checkpoint, StoredLog.published(folder()).orElseThrow().checkpoint());
    LogFolder files = new LogFolder(new RealDisk(), folder());
    ProofBuilder roots = new ProofBuilder(new TileHashes(checkpoint.size(), files::read));
    for (String text : List.copyOf(signed)) {
      Checkpoint one = parse(text);
      assertTrue(one.size() <= checkpoint.size(), () -> "signed and lost: " + one);
      assertEquals(roots.root(one.size()), one.root(), () -> "signed a fork: " + one);
    }
    return checkpoint;
  }

  private static Checkpoint parse(String text) {
    try {
      return Checkpoint.parse(text);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
