package dev.solvent.server.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.report.Verdict;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.publish.SmallExchange;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Alerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real exchange, looked at while it goes well and badly. */
final class SituationReaderTest {
  @TempDir private Path folder;
  private SmallExchange exchange;
  private SituationReader reader;

  @BeforeEach
  void begin() throws Exception {
    exchange = SmallExchange.published(folder, 2);
    reader =
        new SituationReader(
            exchange.data(),
            Optional.of(exchange.store()),
            Optional.of(exchange.floor()),
            List.of("alpha"),
            AlertSettings.USUAL);
  }

  @AfterEach
  void end() throws Exception {
    exchange.close();
  }

  private Situation look() throws Exception {
    return reader.read(exchange.timestamp(), LastAnswers.NONE);
  }

  private List<Alert.Kind> kinds() throws Exception {
    return AlertRules.standing(look(), AlertSettings.USUAL).stream().map(Alert::kind).toList();
  }

  @Test
  void publishedEpoch_isReadFromWhatIsPublic() throws Exception {
    Situation situation = look();
    Attested attested = situation.published().orElseThrow();
    assertEquals(new Epoch(2), attested.epoch());
    assertEquals(Optional.of(Verdict.VERIFIED), attested.verdict());
    assertEquals(exchange.now().plus(Duration.ofHours(26)), attested.nextDueBy().instant());
    assertEquals(11_428, attested.coverage().getFirst().basisPoints());
    assertEquals(2, situation.epochs().size());
    assertEquals(List.of(PartyState.good("w1"), PartyState.good("w2")), situation.witnesses());
    assertEquals(Optional.empty(), situation.log());
    assertEquals(List.of(), situation.moved());
    assertEquals(List.of(Alert.Kind.AUTHORITY), kinds(), "alpha gave no token");
  }

  @Test
  void solvencyReport_isReadFromWhatIsPublic_andItsThresholdsStandUntilTheNextOne()
      throws Exception {
    assertEquals(Optional.empty(), look().solvency());
    exchange.judgeItself();
    exchange.pass(Duration.ofHours(1));
    exchange.publish();
    ReportFigures good = look().solvency().orElseThrow();
    assertEquals(List.of(), good.alerts());
    assertEquals(10_000, good.totals().orElseThrow().raw());
    assertEquals(11_428, good.totals().orElseThrow().ratio());
    assertEquals(List.of(new ReportFigures.Reach("day", 86_400, 10_000)), good.reach());
    exchange.pass(Duration.ofHours(1));
    exchange.drain();
    exchange.publish();
    assertEquals(
        List.of("coverage", "haircut", "horizon day", "scenario crash"),
        AlertRules.standing(look(), AlertSettings.USUAL).stream()
            .filter(alert -> alert.kind() == Alert.Kind.THRESHOLD)
            .map(Alert::subject)
            .toList());
  }

  @Test
  void moneyThatLeaves_isShort_andMoved() throws Exception {
    exchange.pass(Duration.ofHours(1));
    exchange.drain();
    exchange.publish();
    assertEquals(
        List.of(Alert.Kind.SHORTFALL, Alert.Kind.AUTHORITY, Alert.Kind.RESERVE_MOVED), kinds());
    String sentence = look().moved().getFirst().sentence();
    assertTrue(sentence.contains("ETH in epoch 2, 1.000000000000000000 in epoch 3"), sentence);
  }

  @Test
  void witnessesAway_areTroubleThatPasses_untilTheDateIsNear() throws Exception {
    exchange.pass(Duration.ofHours(1));
    exchange.witnessesUp(false);
    exchange.publish();
    assertEquals(List.of(Alert.Kind.AUTHORITY), kinds());
    assertEquals(new Epoch(3), look().underWay().orElseThrow().epoch());
    exchange.pass(Duration.ofHours(24));
    assertEquals(List.of(Alert.Kind.OVERDUE, Alert.Kind.AUTHORITY), kinds());
  }

  @Test
  void answersOfThisProcess_countMoreThanFiles() throws Exception {
    LastAnswers said =
        new LastAnswers() {
          @Override
          public List<PartyState> witnesses() {
            return List.of(PartyState.bad("w2", "nobody listens there"));
          }

          @Override
          public List<PartyState> authorities() {
            return List.of(PartyState.good("alpha"));
          }
        };
    Situation situation = reader.read(exchange.timestamp(), said);
    assertEquals(
        List.of(PartyState.good("w1"), PartyState.bad("w2", "nobody listens there")),
        situation.witnesses());
    assertEquals(List.of(PartyState.good("alpha")), situation.authorities());
  }

  @Test
  void witnessWhoseLineIsMissing_isNamed() throws Exception {
    Path checkpoint = exchange.data().publicFolder().checkpoint();
    List<String> lines = Files.readAllLines(checkpoint);
    lines.removeIf(line -> line.startsWith("— w2.example "));
    Files.writeString(checkpoint, String.join("\n", lines) + "\n");
    assertEquals(List.of(Alert.Kind.WITNESS, Alert.Kind.AUTHORITY), kinds());
    assertEquals("w2", look().witnesses().getLast().name());
  }

  @Test
  void damagedPublicFiles_areAnAlert_andNoException() throws Exception {
    for (Path file :
        List.of(
            exchange.data().publicFolder().checkpoint(),
            exchange.data().publicFolder().pointer(),
            exchange.data().publicFolder().trustRoot(1),
            exchange.data().publicFolder().envelope(new Epoch(2)),
            exchange.data().publicFolder().log().resolve("tile/0/000.p/2"))) {
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[10] ^= 1;
      Files.write(file, bad);
      assertTrue(kinds().contains(Alert.Kind.LOG), file::toString);
      Files.write(file, good);
    }
    assertEquals(List.of(Alert.Kind.AUTHORITY), kinds());
  }

  @Test
  void watch_tellsWhatCameAndWent_once() throws Exception {
    AlertWatch watch =
        new AlertWatch(
            reader,
            AlertSettings.USUAL,
            exchange.store().alerts(),
            Set.of("pager"),
            () -> LastAnswers.NONE,
            AlertMetrics.bind(new SimpleMeterRegistry(), exchange.clock()));
    assertEquals(1, watch.look(exchange.timestamp()).size());
    assertEquals(List.of(), watch.look(exchange.timestamp()));
    exchange.pass(Duration.ofHours(27));
    List<Alerts.Change> late = watch.look(exchange.timestamp());
    assertEquals(1, late.size());
    assertTrue(late.getFirst().raised());
    assertEquals(Alert.Kind.OVERDUE, late.getFirst().alert().kind());
    exchange.publish();
    List<Alerts.Change> over = watch.look(exchange.timestamp());
    assertEquals(1, over.size());
    assertTrue(!over.getFirst().raised());
    assertEquals(3, exchange.store().alerts().due(exchange.timestamp(), 100).size());
  }

  @Test
  void copyOfWhatIsPublic_isEnough() throws Exception {
    Situation situation =
        new SituationReader(
                exchange.data(), Optional.empty(), Optional.empty(), List.of(), AlertSettings.USUAL)
            .read(exchange.timestamp(), LastAnswers.NONE);
    assertEquals(new Epoch(2), situation.published().orElseThrow().epoch());
    assertEquals(List.of(), situation.epochs());
  }
}
