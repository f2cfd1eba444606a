package dev.solvent.attest.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-02T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2024-02-29T12:34:56Z",
        "1969-12-31T23:59:59Z",
      })
  void oneForm_isTaken(String text) throws MalformedException {
    Timestamp time = Timestamp.parse(text);
    assertEquals(text, time.toString());
    assertEquals(Instant.parse(text), time.instant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-02T24:00:00Z", // the next day's midnight
        "2026-06-30T23:59:60Z", // a leap second
        "2026-09-02T00:00:00+00:00",
        "2026-09-02T00:00:00-00:00",
        "2026-09-02T02:00:00+02:00",
        "2026-09-02T00:00+00Z",
        "2026-09-02T00:00:00z",
        "2026-09-02t00:00:00Z",
        "2026-09-02 00:00:00Z",
        "2026-09-02T00:00:00.0Z",
        "2026-09-02T00:00:00.000Z",
        "2026-09-02T00:00:00.5Z",
        "2026-09-02T00:00.500Z",
        "2026-09-02T00:00:00",
        "2026-09-02T00:00Z",
        "2026-09-02",
        "0000-01-01T00:00:00Z", // the year before the year 1
        "-001-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "+2026-09-02T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-09-31T00:00:00Z",
        "2026-09-02T25:00:00Z",
        "2026-09-02T00:60:00Z",
        "2026-9-02T00:00:00Z",
        "２026-09-02T00:00:00Z", // a full-width digit
        " 2026-09-02T00:00:00Z",
        "2026-09-02T00:00:00Z\n",
        "",
      })
  void otherForm_isRefused(String text) {
    assertThrows(MalformedException.class, () -> Timestamp.parse(text));
  }

  @Test
  void refusal_saysWhatIsWanted() {
    MalformedException refusal =
        assertThrows(MalformedException.class, () -> Timestamp.parse("now".repeat(99)));
    assertEquals(
        "time \""
            + "now".repeat(20)
            + "…\", want UTC in whole seconds, such as 2026-09-02T00:00:00Z",
        refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "2026-09-02T00:00:00.000000001Z",
      })
  void momentWithoutAForm_cannotBeMade(String instant) {
    assertThrows(IllegalArgumentException.class, () -> new Timestamp(Instant.parse(instant)));
  }

  @Test
  void order_isThatOfTime() throws MalformedException {
    Timestamp earlier = Timestamp.parse("2026-09-01T23:59:59Z");
    assertTrue(earlier.compareTo(Timestamp.parse("2026-09-02T00:00:00Z")) < 0);
  }
}
