package dev.solvent.verifier.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.verifier.TestKeys;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.monitor.Watched.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a monitor sees, and what it makes of it; every fault is fed to it. */
class LogCommandTest {
  @TempDir private Path folder;
  private Watched watched;

  @BeforeEach
  void make() throws Exception {
    watched = new Watched(folder);
  }

  private static void assertEnds(int code, String contains, Outcome outcome) {
    assertTrue(outcome.out().contains(contains), outcome::toString);
    assertEquals(code, outcome.code(), outcome::toString);
  }

  @Test
  void firstLook_sameAgain_andGrown() throws Exception {
    watched.show(watched.honest(2));
    Outcome first = watched.log();
    assertEnds(0, "VERIFIED exchange.example, log of size 2", first);
    assertTrue(first.out().contains("entry 1  epoch 2  as of "), first::out);
    assertTrue(first.out().contains("cosigned by witness-one at "), first::out);
    Outcome same = watched.log();
    assertEnds(0, ": size 2, as seen last", same);
    assertFalse(same.out().contains("entry "), same::out);
    TestPublication grown = watched.honest(3);
    watched.show(grown);
    assertEnds(0, ": size 3, continues 2", watched.log());
    assertEquals(grown.checkpoint().checkpoint(), watched.remembered().get().checkpoint());
    assertEquals("VERIFIED exchange.example, log of size 3\n", watched.log("-q").out());
  }

  @Test
  void emptyLog_isALog() throws Exception {
    watched.show(watched.honest(0));
    assertEnds(3, "log of size 0", watched.log()); // cosigned three days ago
    watched.show(watched.honest(3));
    assertEnds(0, ": size 3, continues 0", watched.log());
  }

  @Test
  void twoRootsOfOneSize_areAForkByThemselves() throws Exception {
    watched.show(watched.honest(3));
    watched.log();
    SignedCheckpoint before = watched.remembered().get();
    watched.show(watched.forked(3));
    Path evidence = folder.resolve("fork.json");
    Outcome fork = watched.log("--evidence=" + evidence);
    assertEnds(1, "FAILED exchange.example", fork);
    assertTrue(fork.out().contains("the log signed two roots of size 3"), fork::out);
    assertEquals(before, watched.remembered().get());
    Outcome judged = watched.log(evidence.toString());
    assertEnds(1, "FORK exchange.example: the log signed two roots of size 3", judged);
    Outcome again = watched.log("--evidence=" + evidence);
    assertEquals(2, again.code());
    assertTrue(again.err().contains("exists already"), again::err);
  }

  /** The tiles of the newer log prove it against itself. */
  @Test
  void logThatBeginsOtherwise_isProvedByWhatItShows() throws Exception {
    watched.show(watched.honest(2));
    watched.log();
    watched.show(watched.forked(3));
    Path evidence = folder.resolve("fork.json");
    assertEnds(1, "FORK ", watched.log("--evidence=" + evidence));
    ForkEvidence kept = ForkEvidence.parse(Files.readAllBytes(evidence));
    assertTrue(kept.beginning().isPresent());
    assertEnds(
        1,
        "does not begin with the 2 entries that the log signed",
        watched.log(evidence.toString()));
    String other = new String(kept.toBytes(), StandardCharsets.UTF_8);
    Path spoilt = folder.resolve("spoilt.json");
    String root = kept.beginning().get().root().toString();
    Files.writeString(spoilt, other.replace(root, kept.older().checkpoint().root().toString()));
    assertEnds(2, "NOT PROVED exchange.example", watched.log(spoilt.toString()));
  }

  @Test
  void smallerThanSeen_withoutTheTiles_isNotShownToBeOneLog() throws Exception {
    watched.show(watched.honest(3));
    watched.log();
    watched.show(watched.honest(2));
    Path evidence = folder.resolve("fork.json");
    Outcome outcome = watched.log("--evidence=" + evidence);
    assertEnds(1, "INCONSISTENT", outcome);
    assertTrue(outcome.out().contains("tile/0/000.p/3 is not published"), outcome::out);
    assertEquals(3, watched.remembered().get().checkpoint().size());
    Outcome judged = watched.log("--json", evidence.toString());
    assertEnds(2, "\"proved\":false", judged);
    assertTrue(judged.out().contains("ask the log for the consistency proof"), judged::out);
  }

  @Test
  void earlierStateOfTheSameLog_isStale_unlessItWasCosignedLater() throws Exception {
    TestPublication two = watched.honest(2);
    watched.show(watched.honest(3));
    watched.log();
    watched.showCheckpoint(two.checkpoint().with(cosignatures(two, -3_600)));
    assertEnds(1, "INCONSISTENT", watched.log()); // epoch 3 was cosigned nearly four hours ago
    watched.showCheckpoint(two.checkpoint().with(cosignatures(two, -20 * 3_600)));
    assertEnds(3, "size 2, want 3, seen last", watched.log());
    assertEquals(3, watched.remembered().get().checkpoint().size());
  }

  private List<SignatureLine> cosignatures(TestPublication exchange, long seconds)
      throws Exception {
    List<SignatureLine> lines = new ArrayList<>();
    for (String witness : List.of("witness-one.example", "witness-two.example")) {
      lines.add(
          TestKeys.cosigner(witness)
              .cosign(
                  exchange.checkpoint().checkpoint().text(),
                  watched.after(Duration.ofSeconds(seconds))));
    }
    return lines;
  }

  /** The files are still those of the larger log, and say what the smaller one was. */
  @Test
  void smallerForkOverTheLargerLogsFiles_isAFork() throws Exception {
    TestPublication other = watched.forked(2);
    watched.show(watched.honest(3));
    watched.log();
    watched.showCheckpoint(other.checkpoint().with(cosignatures(other, -20 * 3_600)));
    assertEnds(1, "FORK ", watched.log());
  }

  @ParameterizedTest
  @ValueSource(strings = {"log/tile/0/000.p/3", "log/tile/entries/000.p/3"})
  void tileThatLies_isMissing_orCutOff_isSeen(String tile) throws Exception {
    watched.show(watched.honest(3));
    byte[] sound = Files.readAllBytes(watched.file(tile));
    byte[] flipped = sound.clone();
    flipped[70] ^= 1;
    for (byte[] bytes : new byte[][] {flipped, Arrays.copyOf(sound, 60), {}}) {
      Files.write(watched.file(tile), bytes);
      assertEnds(1, "DAMAGED", watched.log());
      assertTrue(watched.remembered().isEmpty());
    }
    Files.delete(watched.file(tile));
    assertEnds(1, "is not published", watched.log());
    Files.write(watched.file(tile), sound);
    assertEnds(0, "VERIFIED", watched.log());
  }

  /** What was seen is not enough to tell; both signatures are kept. */
  @Test
  void grownLogWithTilesThatLie_isNotShownToContinue() throws Exception {
    watched.show(watched.honest(2));
    watched.log();
    watched.show(watched.honest(3));
    Path tile = watched.file("log/tile/0/000.p/3");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[70] ^= 1;
    Files.write(tile, bytes);
    Path evidence = folder.resolve("fork.json");
    assertEnds(1, "INCONSISTENT", watched.log("--evidence=" + evidence));
    assertEnds(2, "NOT PROVED", watched.log(evidence.toString()));
    assertEquals(2, watched.remembered().get().checkpoint().size());
  }

  @Test
  void checkpointThatIsNotTheLogs_isRefused() throws Exception {
    TestPublication exchange = watched.honest(3);
    watched.show(exchange);
    Checkpoint checkpoint = exchange.checkpoint().checkpoint();
    SignatureLine own = TestKeys.noteSigner(TestPublication.ORIGIN, "log").sign(checkpoint.text());
    SignatureLine thief =
        TestKeys.noteSigner(TestPublication.ORIGIN, "thief").sign(checkpoint.text());
    Checkpoint elsewhere = new Checkpoint("other.example/log", 3, checkpoint.root());
    List<SignatureLine> witnesses = cosignatures(exchange, -60);
    for (SignedCheckpoint shown :
        List.of(
            new SignedCheckpoint(checkpoint, witnesses),
            new SignedCheckpoint(checkpoint, List.of(thief)),
            new SignedCheckpoint(elsewhere, List.of(own)))) {
      watched.showCheckpoint(shown);
      assertEnds(1, "REFUSED", watched.log());
      assertTrue(watched.remembered().isEmpty());
    }
  }

  @Test
  void witnessThatIsMissing_orTooOld_orAhead() throws Exception {
    TestPublication exchange = watched.honest(3);
    watched.show(exchange);
    SignedCheckpoint bare = exchange.checkpoint();
    watched.showCheckpoint(bare.with(cosignatures(exchange, -60).subList(0, 1)));
    assertEnds(1, "1 witnesses cosigned, want 2 of the group", watched.log());
    watched.showCheckpoint(bare.with(cosignatures(exchange, 3_600)));
    assertEnds(1, "want at most 600 seconds after", watched.log());
    assertTrue(watched.remembered().isEmpty());
    watched.showCheckpoint(bare.with(cosignatures(exchange, -49 * 3_600)));
    assertEnds(3, "no quorum of cosignatures younger than", watched.log());
    watched.show(exchange);
    assertEnds(
        3,
        "the next statement was due by ",
        watched.log("--at=" + watched.after(Duration.ofHours(27))));
  }

  @Test
  void withoutAWitnessInThePolicy_nothingIsVerified() throws Exception {
    watched.show(watched.honest(3));
    assertEnds(1, "the policy names no witness", watched.log("--policy=" + standardPolicy()));
  }

  private Path standardPolicy() throws IOException {
    return Files.write(folder.resolve("standard.json"), Policy.standard().toBytes());
  }

  @Test
  void noAnswer_noLog_noRoot_andNoCheckpoint_giveNoVerdict() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    watched.show(watched.honest(3));
    String root = "--trust=" + watched.file(PublishedPath.trustRoot(1));
    Outcome refused = watched.log(root, "http://127.0.0.1:" + closed);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("no connection to 127.0.0.1"), refused::err);
    Files.writeString(watched.file(PublishedPath.CHECKPOINT), "nothing\n");
    assertEnds(2, "MALFORMED exchange.example, log not seen", watched.log());
    Files.delete(watched.file(PublishedPath.CHECKPOINT));
    assertEquals(2, watched.log().code());
    Outcome nobody = watched.log("--home=" + folder.resolve("nobody"));
    assertEquals(2, nobody.code());
    assertTrue(nobody.err().contains("no trust root of exchange.example is pinned"), nobody::err);
    Outcome garbage =
        watched.log(Files.writeString(folder.resolve("garbage.json"), "{}").toString());
    assertEquals(2, garbage.code());
    assertTrue(garbage.err().startsWith("MALFORMED "), garbage::err);
  }

  /** Else an exchange would answer with a fork, and then with nothing: the evidence was lost. */
  @Test
  void forkOfAPlaceThatThenFallsSilent_isKept() throws Exception {
    watched.show(watched.honest(3));
    watched.log();
    watched.show(watched.forked(3));
    silence(watched.place());
    TestPublication two = watched.honest(2);
    Path behind = folder.resolve("behind");
    Watched.copy(watched.honest(3).folder(), behind);
    Files.write(
        behind.resolve(PublishedPath.CHECKPOINT),
        two.checkpoint().with(cosignatures(two, -20 * 3_600)).bytes());
    Path evidence = folder.resolve("fork.json");
    Outcome outcome =
        watched.log("--evidence=" + evidence, watched.place().toString(), behind.toString());
    assertEnds(1, "FORK", outcome);
    assertEnds(1, "FORK", watched.log(evidence.toString()));
  }

  @Test
  void otherPlaceThatDoesNotAnswer_hidesNoContradiction() throws Exception {
    watched.show(watched.honest(3));
    watched.log();
    Path other = folder.resolve("other");
    Watched.copy(watched.place(), other);
    silence(other);
    watched.show(watched.honest(2));
    Outcome outcome = watched.log(watched.place().toString(), other.toString());
    assertEnds(1, "INCONSISTENT", outcome);
    assertEquals(3, watched.remembered().get().checkpoint().size());
  }

  /** A tile that is larger than one may be is no answer. */
  private static void silence(Path place) throws IOException {
    try (RandomAccessFile tile =
        new RandomAccessFile(place.resolve("log/tile/0/000.p/3").toFile(), "rw")) {
      tile.setLength(17 << 20);
    }
  }

  @Test
  void severalPlaces_areHeldToOneAnother() throws Exception {
    Path three = watched.honest(3).folder();
    Path two = watched.honest(2).folder();
    Path fork = watched.forked(3).folder();
    Outcome behind = watched.log(three.toString(), two.toString());
    assertEnds(0, "VERIFIED", behind);
    assertEquals(3, watched.remembered().get().checkpoint().size());
    Path evidence = folder.resolve("fork.json");
    Outcome split =
        watched.log("--unseen", "--evidence=" + evidence, two.toString(), fork.toString());
    assertEnds(1, "beside " + two + ": the log of size 3 does not begin with the 2", split);
    assertEnds(1, "FORK", watched.log(evidence.toString()));
    Outcome halfSeen = watched.log("--unseen", three.toString(), folder.toString());
    assertEnds(2, "UNREACHABLE", halfSeen);
  }

  @Test
  void underARootByName_nothingIsRememberedNorCompared() throws Exception {
    watched.show(watched.honest(3));
    String root = "--trust=" + watched.file(PublishedPath.trustRoot(1));
    assertEnds(0, "FIRST", watched.log(root));
    assertTrue(watched.remembered().isEmpty());
  }

  @Test
  void checkpointThatTheReaderKept_isHeldAgainstTheLog() throws Exception {
    watched.show(watched.forked(3));
    Path kept = folder.resolve("kept");
    Files.write(kept, watched.honest(2).checkpoint().bytes());
    assertEnds(1, "FORK ", watched.log("--seen=" + kept));
    Files.write(kept, watched.forked(2).checkpoint().bytes());
    assertEnds(0, ": size 3, continues 2", watched.log("--seen=" + kept));
    assertTrue(watched.remembered().isEmpty());
  }

  @Test
  void reportForPrograms_saysTheSame() throws Exception {
    watched.show(watched.honest(3));
    Outcome json = watched.log("--json");
    assertEnds(0, "\"format\":\"solvent/log-report/v1\"", json);
    assertTrue(json.out().contains("\"state\":\"FIRST\",\"verdict\":\"VERIFIED\""), json::out);
    assertTrue(json.out().contains("{\"asOf\":"), json::out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "5", "5d", "-1m", ""})
  void everyOtherForm_isRefused(String every) {
    Outcome outcome = watched.log("--every=" + every);
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("such as 5m"), outcome::err);
  }
}
