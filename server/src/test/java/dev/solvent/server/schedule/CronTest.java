package dev.solvent.server.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.MalformedException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTest {
  @ParameterizedTest
  @CsvSource({
    "0 0 * * *,       2026-11-21T17:20:40Z, 2026-11-22T00:00:00Z",
    "0 0 * * *,       2026-11-22T00:00:00Z, 2026-11-23T00:00:00Z",
    "*/15 * * * *,    2026-11-21T17:20:40Z, 2026-11-21T17:30:00Z",
    "5/20 * * * *,    2026-11-21T17:20:40Z, 2026-11-21T17:25:00Z",
    "'0,30 9-17 * * *', 2026-11-21T17:30:00Z, 2026-11-22T09:00:00Z",
    "0 12 29 2 *,     2026-11-21T17:20:40Z, 2028-02-29T12:00:00Z",
    "0 0 1 1 *,       2026-11-21T17:20:40Z, 2027-01-01T00:00:00Z",
    "0 6 * * 1-5,     2026-11-21T17:20:40Z, 2026-11-23T06:00:00Z",
    "0 6 * * 7,       2026-11-21T17:20:40Z, 2026-11-22T06:00:00Z",
    "0 6 * * 0,       2026-11-21T17:20:40Z, 2026-11-22T06:00:00Z",
    "0 6 30 * 1,      2026-11-21T17:20:40Z, 2026-11-23T06:00:00Z",
    "0 6 31 * *,      2026-11-21T17:20:40Z, 2026-12-31T06:00:00Z"
  })
  void next_isTheFirstSuchMinute(String cron, Instant after, Instant next) throws Exception {
    assertEquals(next, Cron.parse(cron).next(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0 0 * *",
        "0 0 * * * *",
        "60 0 * * *",
        "0 24 * * *",
        "0 0 0 * *",
        "0 0 * 13 *",
        "0 0 * * 8",
        "-1 0 * * *",
        "a 0 * * *",
        "0, 0 * * *",
        "5-1 0 * * *",
        "1-2-3 0 * * *",
        "*/0 0 * * *",
        "*/1/2 0 * * *",
        "0 0 31 2 *",
        "@daily"
      })
  void parse_whatIsNone_isRefused(String text) {
    assertThrows(MalformedException.class, () -> Cron.parse(text));
  }

  /** Against going minute by minute. */
  @Test
  void next_equalsTheSlowWay() throws Exception {
    Cron cron = Cron.parse("7,53 3-20/6 5,17 */2 *");
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    for (int found = 0; found < 20; found++) {
      Instant slow = at.truncatedTo(ChronoUnit.MINUTES);
      do {
        slow = slow.plus(1, ChronoUnit.MINUTES);
      } while (!isOne(slow.atZone(ZoneOffset.UTC)));
      assertEquals(slow, cron.next(at));
      at = slow;
    }
  }

  private static boolean isOne(ZonedDateTime at) {
    return (at.getMinute() == 7 || at.getMinute() == 53)
        && (at.getHour() == 3 || at.getHour() == 9 || at.getHour() == 15)
        && (at.getDayOfMonth() == 5 || at.getDayOfMonth() == 17)
        && at.getMonthValue() % 2 == 1;
  }
}
