package dev.solvent.server.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.config.Timing;
import dev.solvent.server.publish.SmallExchange;
import dev.solvent.server.schedule.Cron;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What examinations make of figures. */
final class ExaminationsTest {
  private static final Timestamp NOW = new Timestamp(Instant.parse("2026-11-21T12:00:00Z"));
  private static final long MB = 1 << 20;

  @Test
  void disk_needsTreesTwice_evidenceFourTimes_andSome() {
    assertEquals(2 * 125 * MB + 40 * MB + 64 * MB, DiskExamination.need(100 * MB, 10 * MB, MB));
    assertEquals(4 * 50 * MB + 64 * MB, DiskExamination.need(0, 0, 50 * MB), "before the first");
    assertEquals(Line.Level.FAIL, DiskExamination.line(99, 100).level());
    assertEquals(Line.Level.WARN, DiskExamination.line(299, 100).level());
    assertEquals(Line.Level.OK, DiskExamination.line(300, 100).level());
  }

  @Test
  void clock_isJudgedByTheMiddleOne() {
    Clocks clocks = new Clocks();
    clocks.add("w1", Duration.ofSeconds(1));
    clocks.add("w2", Duration.ofHours(5));
    clocks.add("w3", Duration.ofSeconds(-1));
    assertEquals(Line.Level.OK, clocks.line(NOW, Optional.empty()).level());
    clocks.add("w4", Duration.ofSeconds(30));
    clocks.add("w5", Duration.ofSeconds(30));
    assertEquals(Line.Level.WARN, clocks.line(NOW, Optional.empty()).level());
    assertEquals(
        Line.Level.FAIL,
        clocks.line(NOW, Optional.of(new Timestamp(NOW.instant().plusSeconds(1)))).level(),
        "set back behind what was published");
  }

  @Test
  void schedule_thatComesTooLate_isWarnedOf() throws Exception {
    Timing daily =
        new Timing(
            Optional.of(Cron.parse("0 0 * * *")),
            Duration.ofMinutes(5),
            Duration.ofHours(26),
            Duration.ofHours(2));
    Timestamp inTime = new Timestamp(Instant.parse("2026-11-22T02:00:00Z"));
    Timestamp tooEarly = new Timestamp(Instant.parse("2026-11-22T00:05:00Z"));
    assertEquals(Line.Level.OK, DueExamination.line(daily, NOW, inTime).level());
    assertEquals(Line.Level.WARN, DueExamination.line(daily, NOW, tooEarly).level());
  }

  @Test
  void floor_countsGroups() throws Exception {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("w1", "w2", "w3")) {
      text.append("witness " + name + " " + SmallExchange.witnessKey(name) + "\n");
    }
    text.append("group two 2 w1 w2 w3\nquorum two\n");
    WitnessPolicy policy =
        WitnessPolicy.parse(
            text.toString().getBytes(StandardCharsets.UTF_8), WitnessPolicy.NoQuorum.REFUSED);
    assertTrue(Floor.isMetBy(policy, Set.of("w1", "w3")));
    assertFalse(Floor.isMetBy(policy, Set.of("w1")));
  }

  private record Fixed(String about, IOException failure) implements Examination {
    @Override
    public List<Line> look() throws IOException {
      throw failure;
    }
  }

  @Test
  void examinationThatCannotBeMade_fails() throws Exception {
    List<Line> lines =
        Ward.examine(List.of(new Fixed("x", new IOException("disk: gone"))), Duration.ofSeconds(5));
    assertEquals(List.of(Line.fail("x", "disk: gone", "mend what is named")), lines);
  }
}
