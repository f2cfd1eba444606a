package dev.solvent.server.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.store.Step;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disk, clock, files and others fail between two steps: nothing wrong is ever public. */
final class FaultTest {
  private static final Epoch FIRST = new Epoch(1);
  private static final Epoch SECOND = new Epoch(2);

  @TempDir private Path folder;
  private TestExchange exchange;

  @BeforeEach
  void begin() throws Exception {
    exchange = TestExchange.begin(folder);
  }

  @AfterEach
  void end() throws Exception {
    assertEquals(
        List.of(),
        PublicAudit.problems(
            exchange.data.publicFolder(), exchange.policy(), exchange.timestamp()));
    exchange.close();
  }

  private static Outcome.Stuck stuck(Outcome outcome) {
    return assertInstanceOf(Outcome.Stuck.class, outcome, outcome::toString);
  }

  private static Outcome.Refused refused(Outcome outcome) {
    return assertInstanceOf(Outcome.Refused.class, outcome, outcome::toString);
  }

  private static void published(Outcome outcome) {
    assertInstanceOf(Outcome.Published.class, outcome, outcome::toString);
  }

  private Outcome to(Step step) throws Exception {
    return exchange.publisher().run(Publisher.Plan.to(step));
  }

  private Outcome goOn() throws Exception {
    return exchange.publisher().run(Publisher.Plan.WHOLE);
  }

  private long logged() throws Exception {
    return TransparencyLog.open(Publisher.settings(exchange.office())).signed().checkpoint().size();
  }

  // ---- the disk

  /** Each change to a file in turn finds no room; then there is room again. */
  @Test
  void fullDisk_isSaidInWords_andItGoesOnWhenThereIsRoom() throws Exception {
    List<String> places = new ArrayList<>();
    exchange.judgeItself();
    exchange.chain.mine();
    try (TestExchange first = exchange.again(Points.into(places))) {
      published(first.publish());
    }
    int every = Boolean.getBoolean("solvent.long") ? 1 : 12;
    for (int i = new Random().nextInt(every); i < places.size(); i += every) {
      fullAt(i, places.get(i));
    }
  }

  private void fullAt(int place, String name) throws Exception {
    exchange.pass(Duration.ofHours(1));
    exchange.quote();
    int[] passed = {0};
    Points full =
        what -> {
          boolean makes = what.startsWith("write ") || what.startsWith("mkdir ");
          if (passed[0]++ >= place && makes) {
            throw new FileSystemException(what, null, "No space left on device");
          }
        };
    try (TestExchange poor = exchange.again(full)) {
      Outcome outcome = poor.publish();
      if (outcome instanceof Outcome.Stuck stuck) {
        assertTrue(stuck.why().contains("No space left"), name + ": " + stuck.why());
        assertFalse(stuck.needsPerson(), name + ": " + stuck);
      } else {
        published(outcome); // the last places are behind the pointer
        return;
      }
    } catch (IOException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("No space left"), name + ": " + e);
    }
    assertEquals(
        List.of(),
        PublicAudit.problems(exchange.data.publicFolder(), exchange.policy(), exchange.timestamp()),
        name);
    try (TestExchange roomy = exchange.again(Points.NONE)) {
      Outcome outcome = roomy.publish();
      assertInstanceOf(Outcome.Published.class, outcome, () -> name + ": " + outcome);
    }
  }

  @Test
  void storeThatCannotBeWritten_losesNoReason() throws Exception {
    exchange.observer.up = false;
    Points noTrouble =
        what -> {
          if (what.equals("before Epochs.trouble")) {
            throw new IOException("database or disk is full");
          }
        };
    try (TestExchange poor = exchange.again(noTrouble)) {
      poor.observer.up = false;
      assertTrue(stuck(poor.publish()).why().contains("observers"));
    }
  }

  // ---- files

  private enum Damage {
    FLIPPED,
    CUT,
    DELETED;

    void to(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      switch (this) {
        case FLIPPED -> {
          bytes[bytes.length / 2] ^= 1;
          Files.write(file, bytes);
        }
        case CUT -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        case DELETED -> Files.delete(file);
      }
    }
  }

  private Path evidence() throws IOException {
    try (Stream<Path> blobs = Files.list(exchange.data.epoch(FIRST).blob("x").resolveSibling(""))) {
      return blobs.sorted().findFirst().orElseThrow();
    }
  }

  @Test
  void damagedFile_isNamed_andNothingIsLoggedOrPublished() throws Exception {
    exchange.chain.mine();
    var epoch = exchange.data.epoch(FIRST);
    to(Step.SIGNED);
    List<Path> files =
        List.of(
            epoch.trees().resolve("liabilities.json"),
            epoch.reservesManifest(),
            evidence(),
            epoch.statement(),
            epoch.envelope(),
            epoch.sums());
    for (Path file : files) {
      byte[] good = Files.readAllBytes(file);
      for (Damage damage : Damage.values()) {
        damage.to(file);
        Outcome.Stuck stuck = stuck(goOn());
        String what = damage + " " + file + ": " + stuck.why();
        assertTrue(stuck.why().contains(file.getFileName().toString()), what);
        assertTrue(stuck.needsPerson(), what);
        assertEquals(Step.SIGNED, stuck.reached());
        assertFalse(Files.exists(exchange.data.publicFolder().bundle(FIRST)));
        Files.write(file, good);
      }
    }
    assertEquals(0, logged());
    published(goOn());
  }

  /** Between the log and the public, where there is no way back. */
  @Test
  void damagedFileOfALoggedEpoch_isNamed_andPublishedWhenItIsBack() throws Exception {
    exchange.chain.mine();
    to(Step.TIMESTAMPED);
    var epoch = exchange.data.epoch(FIRST);
    for (Path file :
        List.of(
            epoch.trees().resolve("liabilities.json"),
            epoch.reservesManifest(),
            evidence(),
            epoch.envelope(),
            exchange.data.log().resolve("tile/entries/000.p/1"),
            exchange.data.log().resolve("tile/0/000.p/1"))) {
      byte[] good = Files.readAllBytes(file);
      for (Damage damage : Damage.values()) {
        if (damage == Damage.DELETED && file.startsWith(exchange.data.log())) {
          continue; // the log writes its newest tiles again: the entries stand in the store
        }
        damage.to(file);
        Outcome outcome = goOn();
        String what = damage + " " + file + ": " + outcome;
        assertFalse(outcome instanceof Outcome.Published, what);
        assertTrue(outcome.toString().contains(file.getFileName().toString()), what);
        assertFalse(Files.exists(exchange.data.publicFolder().bundle(FIRST)), what);
        Files.write(file, good);
      }
    }
    published(goOn());
  }

  @Test
  void damagedTree_isNotStated() throws Exception {
    exchange.chain.mine();
    to(Step.RESERVES);
    Path header = exchange.data.epoch(FIRST).trees().resolve("ETH").resolve("header");
    Damage.FLIPPED.to(header);
    assertTrue(stuck(goOn()).why().contains("ETH"));
  }

  @Test
  void damagedBundle_isMadeAgain_whileNothingOfItIsPublic() throws Exception {
    for (Damage damage : Damage.values()) {
      exchange.pass(Duration.ofHours(1));
      Points dying =
          what -> {
            if (what.startsWith("before Epochs.advance") && bundleIsThere()) {
              throw new Points.Died(what);
            }
            if (what.startsWith("write ") && what.contains("….unfinished")) {
              throw new Points.Died(what);
            }
          };
      try (TestExchange first = exchange.again(dying)) {
        first.publish();
      } catch (Points.Died e) {
        // the bundle is accepted, and nothing is public yet
      }
      Path bundle = exchange.data.epoch(newest()).bundle();
      damage.to(bundle);
      published(goOn());
    }
  }

  private Epoch newest() throws IOException {
    return exchange.store.epochs().newest(1).getFirst().epoch();
  }

  private boolean bundleIsThere() throws IOException {
    return Files.exists(exchange.data.epoch(newest()).bundle());
  }

  @Test
  void evidenceDamagedAfterItWasAccepted_isNeverPublished() throws Exception {
    exchange.chain.mine();
    Points dying =
        what -> {
          if (what.startsWith("write ") && what.contains("….unfinished")) {
            throw new Points.Died(what);
          }
        };
    try (TestExchange first = exchange.again(dying)) {
      first.publish();
    } catch (Points.Died e) {
      // the bundle is accepted, and nothing is public yet
    }
    Path evidence = evidence();
    byte[] good = Files.readAllBytes(evidence);
    Damage.FLIPPED.to(evidence);
    assertTrue(stuck(goOn()).why().contains(evidence.getFileName().toString()));
    assertFalse(Files.exists(exchange.data.publicFolder().blob(evidence.getFileName().toString())));
    Files.write(evidence, good);
    published(goOn());
  }

  // ---- the clock

  @Test
  void clockSetBackBetweenEpochs_beginsNone() throws Exception {
    published(exchange.publish());
    exchange.pass(Duration.ofHours(-1));
    Outcome.Refused refused = refused(exchange.publish());
    assertTrue(refused.why().contains("the clock shows"), refused.why());
    exchange.pass(Duration.ofHours(1));
    published(exchange.publish());
  }

  @Test
  void clockSetBackBetweenAnySteps_publishesNothingBeforeItIsRight() throws Exception {
    for (Step step : Step.values()) {
      if (step == Step.PUBLISHED) {
        continue;
      }
      exchange.chain.mine();
      to(step);
      exchange.pass(Duration.ofHours(-3));
      Outcome outcome = goOn();
      assertFalse(outcome instanceof Outcome.Published, step + ": " + outcome);
      exchange.pass(Duration.ofHours(3));
      published(goOn());
      exchange.pass(Duration.ofHours(1));
    }
  }

  @Test
  void clockForwardByAMonth_logsNothingThatIsDueAlready() throws Exception {
    for (Step step : List.of(Step.BEGUN, Step.SNAPSHOT, Step.STATEMENT, Step.SIGNED)) {
      exchange.chain.mine();
      to(step);
      long before = logged();
      Epoch epoch = newest();
      exchange.pass(Duration.ofDays(30));
      Outcome outcome = exchange.publish();
      published(outcome); // begun anew, as of the new time
      assertEquals(before + 1, logged());
      assertEquals(epoch, newest());
      exchange.pass(Duration.ofHours(1));
    }
  }

  @Test
  void clockForwardWithinOneRun_isSeenBeforeLogging() throws Exception {
    Points sleeps =
        what -> {
          if (what.equals("after SigningSource.statement")) {
            exchange.pass(Duration.ofDays(30)); // the machine was asleep
          }
        };
    exchange.chain.mine();
    try (TestExchange sleeper = exchange.again(sleeps)) {
      assertTrue(stuck(sleeper.publish()).why().contains("due by"));
    }
    assertEquals(0, logged());
    published(exchange.publish());
  }

  // ---- those outside

  @Test
  void witnessThatHasSeenALargerLog_stopsBeforeAnythingIsLogged() throws Exception {
    exchange.witnesses =
        _ -> {
          throw new ForkException("witness w1 has cosigned a log of 3 entries");
        };
    Outcome.Stuck stuck = stuck(exchange.publish());
    assertTrue(stuck.needsPerson());
    assertTrue(stuck.why().contains("w1"), stuck.why());
    assertEquals(Step.SIGNED, stuck.reached());
    assertEquals(0, logged());
  }

  /** All of data/ is brought back as it was an epoch ago, database and all. */
  @Test
  void oldCopyOfEverything_signsNoFork() throws Exception {
    published(exchange.publish());
    SignedCheckpoint larger =
        SignedCheckpoint.parse(Files.readAllBytes(exchange.data.publicFolder().checkpoint()));
    Path other = Files.createDirectory(folder.resolve("old"));
    try (TestExchange old = TestExchange.begin(other)) {
      Files.createDirectories(other.resolve("witness-w1"));
      for (String name : List.of("w1", "w2")) {
        copy(folder.resolve("witness-" + name), other.resolve("witness-" + name));
      }
      Outcome.Stuck stuck = stuck(old.publish());
      assertEquals(Step.SIGNED, stuck.reached(), "the witnesses do not cosign what is older");
    }
    assertEquals(1, larger.checkpoint().size());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void witnessThatAnswersGarbage_countsForNothing() throws Exception {
    exchange.witnesses =
        checkpoint ->
            List.of(checkpoint.signatures().getFirst(), checkpoint.signatures().getFirst());
    assertEquals(Step.SIGNED, stuck(exchange.publish()).reached());
    assertEquals(0, logged());
  }

  @Test
  void authorityWhoseTokenIsForOtherBytes_countsForNothing() throws Exception {
    exchange.tokens = 1;
    exchange.authorities =
        (_, had) -> {
          assertEquals(Set.of(), had, "asked again, since what it gave is worth nothing");
          return Map.of("a1", new Answer.Given<>(Octets.of(new byte[] {48, 0})));
        };
    for (int i = 0; i < 2; i++) {
      Outcome.Stuck stuck = stuck(exchange.publish());
      assertEquals(Step.WITNESSED, stuck.reached());
      assertTrue(stuck.why().contains("a1.tst"), stuck.why());
    }
    exchange.tokens = 0;
    exchange.authorities = TokenSource.NONE;
    published(goOn());
  }

  @Test
  void observerOfAnotherBlock_countsForNothing() throws Exception {
    exchange.observer.seesAnotherBlock = true;
    Outcome.Stuck stuck = stuck(exchange.publish());
    assertTrue(stuck.why().contains("0 of the policy's observers"), stuck.why());
    assertEquals(Step.SNAPSHOT, stuck.reached());
    exchange.observer.seesAnotherBlock = false;
    published(goOn());
  }

  /** The block's own state proves the figure, and an observer confirms the block alone. */
  @Test
  void observerWhoSignsAnotherFigure_isPublishedBesideTheProof() throws Exception {
    exchange.observer.signsAnotherFigure = true;
    published(exchange.publish());
  }

  // ---- corrections, and others who write

  @Test
  void correctionThatBecameTooOld_isStillACorrection() throws Exception {
    published(exchange.publish());
    Statement first = Statement.parse(Files.readAllBytes(exchange.data.epoch(FIRST).statement()));
    exchange.pass(Duration.ofMinutes(1));
    exchange.chain.mine();
    Replaces replaces = new Replaces("a row was missing", first.id());
    exchange.publisher().run(Publisher.Plan.to(Step.RESERVES).replacing(replaces));
    exchange.pass(Duration.ofHours(3));
    published(exchange.publish());
    Statement second = Statement.parse(Files.readAllBytes(exchange.data.epoch(SECOND).statement()));
    assertEquals(replaces, second.replaces().orElseThrow());
  }

  @Test
  void correctionThatIsUnderWay_goesOnWhenItIsOrderedAgain() throws Exception {
    published(exchange.publish());
    Statement first = Statement.parse(Files.readAllBytes(exchange.data.epoch(FIRST).statement()));
    exchange.pass(Duration.ofMinutes(1));
    exchange.chain.mine();
    Replaces replaces = new Replaces("a row was missing", first.id());
    exchange.publisher().run(Publisher.Plan.to(Step.RESERVES).replacing(replaces));
    byte[] read = Files.readAllBytes(exchange.data.epoch(SECOND).reservesManifest());
    exchange.pass(Duration.ofMinutes(1));
    exchange.chain.mine();
    published(exchange.publisher().run(Publisher.Plan.WHOLE.replacing(replaces)));
    assertArrayEquals(
        read, Files.readAllBytes(exchange.data.epoch(SECOND).reservesManifest()), "not read again");
  }
}
