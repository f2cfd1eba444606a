package dev.solvent.server.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.schedule.Cron;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NextTryTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static NextTry daily() throws Exception {
    return new NextTry(Optional.of(Cron.parse("0 0 * * *")), Duration.ofSeconds(90));
  }

  private static EpochRecord epoch(Step reached, Instant asOf, Optional<Trouble> trouble) {
    return new EpochRecord(
        new Epoch(3), new Timestamp(asOf), reached, new Timestamp(asOf), trouble);
  }

  private static Optional<Trouble> trouble(boolean person, int tries) {
    return Optional.of(new Trouble("why", "what", person, tries, new Timestamp(NOON)));
  }

  @Test
  void firstEpoch_beginsAtItsTime() throws Exception {
    assertEquals(
        Optional.of(Instant.parse("2026-11-22T00:01:30Z")), daily().after(NOON, Optional.empty()));
  }

  @Test
  void nextEpoch_isDueAfterTheLastOnesMoment_evenIfNobodyWasThere() throws Exception {
    Instant threeDaysAgo = NOON.minus(Duration.ofDays(3));
    assertEquals(
        Optional.of(Instant.parse("2026-11-19T00:01:30Z")),
        daily().after(NOON, Optional.of(epoch(Step.PUBLISHED, threeDaysAgo, Optional.empty()))));
  }

  @Test
  void epochUnderWay_goesOnAtOnce() throws Exception {
    assertEquals(
        Optional.of(NOON),
        daily().after(NOON, Optional.of(epoch(Step.LOGGED, NOON, Optional.empty()))));
  }

  @ParameterizedTest
  @CsvSource({"1, 15", "2, 30", "3, 60", "6, 480", "7, 600", "100, 600"})
  void waiting_isTriedAgain_withGrowingPauses(int tries, int seconds) throws Exception {
    assertEquals(
        Optional.of(NOON.plusSeconds(seconds)),
        daily().after(NOON, Optional.of(epoch(Step.LOGGED, NOON, trouble(false, tries)))));
  }

  @Test
  void whatNeedsAPerson_isTriedAgainAtTheNextTime() throws Exception {
    assertEquals(
        Optional.of(Instant.parse("2026-11-22T00:01:30Z")),
        daily().after(NOON, Optional.of(epoch(Step.SNAPSHOT, NOON, trouble(true, 1)))));
  }

  @Test
  void withoutASchedule_nothingBeginsByItself_butGoesOn() {
    NextTry manual = new NextTry(Optional.empty(), Duration.ZERO);
    assertEquals(Optional.empty(), manual.after(NOON, Optional.empty()));
    assertEquals(
        Optional.empty(),
        manual.after(NOON, Optional.of(epoch(Step.PUBLISHED, NOON, Optional.empty()))));
    assertEquals(
        Optional.of(NOON),
        manual.after(NOON, Optional.of(epoch(Step.BEGUN, NOON, Optional.empty()))));
  }
}
