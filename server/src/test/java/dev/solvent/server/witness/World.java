package dev.solvent.server.witness;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.log.store.CosignatureSource;
import dev.solvent.attest.log.store.FileLockStore;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.Witness;
import dev.solvent.chain.reserves.TestKey;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.party.Asker;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A log, its writer's files, and witnesses of it. */
final class World {
  static final String ORIGIN = "exchange.example/log";
  static final Timestamp NOW = new Timestamp(Instant.parse("2026-09-02T00:00:00Z"));
  static final InstantSource CLOCK = InstantSource.fixed(NOW.instant());
  static final Duration TOLERANCE = Duration.ofMinutes(1);
  static final TestKey LOG_KEY = key("log");
  static final NoteKey LOG = note(ORIGIN, KeyType.ED25519, LOG_KEY);

  private World() {}

  static TestKey key(String name) {
    try {
      return TestKey.named(name);
    } catch (GeneralSecurityException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  static NoteKey note(String name, KeyType type, TestKey key) {
    return new NoteKey(name, type, (Ed25519Key) key.key());
  }

  static NoteSigner logSigner() {
    return new NoteSigner(LOG, LOG_KEY);
  }

  static Cosigner cosigner(String name) {
    TestKey key = key(name);
    return new Cosigner(note(name, KeyType.COSIGNATURE, key), key);
  }

  /** A witness behind HTTP; its memory is in the folder. */
  static PostServer serve(String name, Path data, int port) {
    try {
      Witness witness =
          new Witness(
              Map.of(ORIGIN, List.of(LOG)), new WitnessFolder(data).store(), cosigner(name));
      return new WitnessService(witness, new WitnessFolder(data).evidence(), CLOCK)
          .start(new ListenAddress("127.0.0.1", port), _ -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of the named witnesses have to cosign; each is followed by its address. */
  static WitnessPolicy policy(String... namesAndUrls) throws MalformedException {
    StringBuilder text = new StringBuilder("log " + LOG + "\n");
    StringBuilder all = new StringBuilder("group floor all");
    for (int i = 0; i < namesAndUrls.length; i += 2) {
      String name = namesAndUrls[i];
      text.append(
          "witness " + name + " " + cosigner(name).key() + " " + namesAndUrls[i + 1] + "\n");
      all.append(" " + name);
    }
    text.append(all + "\nquorum floor\n");
    return WitnessPolicy.parse(text.toString().getBytes(StandardCharsets.UTF_8), NoQuorum.REFUSED);
  }

  static WitnessClient client(WitnessPolicy policy, Path writer, Duration time)
      throws MalformedException {
    return WitnessClient.of(policy, log(writer), new Asker(), CLOCK, TOLERANCE, time);
  }

  static Path log(Path writer) {
    return writer.resolve("log");
  }

  static LogSettings settings(Path writer, CosignatureSource source, WitnessPolicy floor) {
    return new LogSettings(
        log(writer),
        new FileLockStore(writer.resolve("lock")),
        logSigner(),
        source,
        floor,
        TOLERANCE);
  }

  static List<byte[]> entries(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** As a backup would bring it back. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  static long size(SignedCheckpoint signed) {
    return signed.checkpoint().size();
  }
}
