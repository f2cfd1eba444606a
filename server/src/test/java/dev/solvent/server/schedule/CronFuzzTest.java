package dev.solvent.server.schedule;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan that is accepted comes, and after the moment that was asked about. */
class CronFuzzTest {
  private static final Instant NOW = Instant.parse("2026-02-28T23:59:30Z");

  static Stream<byte[]> seeds() {
    return Stream.of("0 0 * * *", "*/5 1-4,9 29 2 *", "0 0 31 4 1", "59 23 30 2 *")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void plan_ofAnyText_comesOrIsRefused(byte[] bytes) {
    try {
      Cron plan = Cron.parse(new String(bytes, StandardCharsets.UTF_8));
      assertTrue(plan.next(NOW).isAfter(NOW));
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
