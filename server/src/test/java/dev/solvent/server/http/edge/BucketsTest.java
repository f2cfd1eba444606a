package dev.solvent.server.http.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.server.http.edge.Buckets.Grant;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BucketsTest {
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final Buckets<String> buckets =
      new Buckets<>(new Rate(2, 3), () -> Instant.ofEpochMilli(now.get()));

  @Test
  void burst_isSpent_thenItWaits_andFillsAgain() {
    for (int i = 0; i < 3; i++) {
      assertEquals(new Grant.Granted(), buckets.take("a", 1));
    }
    assertEquals(new Grant.Wait(1), buckets.take("a", 1));
    assertEquals(new Grant.Granted(), buckets.take("b", 1));
    now.addAndGet(500);
    assertEquals(new Grant.Granted(), buckets.take("a", 1));
    assertEquals(new Grant.Wait(1), buckets.take("a", 1));
    now.addAndGet(3_600_000);
    for (int i = 0; i < 3; i++) {
      assertEquals(new Grant.Granted(), buckets.take("a", 1));
    }
    assertEquals(new Grant.Wait(1), buckets.take("a", 1));
  }

  @Test
  void largeRequest_isGranted_andPaidForLater() {
    assertEquals(new Grant.Granted(), buckets.take("a", 43));
    assertEquals(new Grant.Wait(21), buckets.take("a", 1));
    now.addAndGet(20_000);
    assertEquals(new Grant.Wait(1), buckets.take("a", 1));
    now.addAndGet(500);
    assertEquals(new Grant.Granted(), buckets.take("a", 1));
  }

  @Test
  void clockSetBack_neitherFillsNorEmpties() {
    assertEquals(new Grant.Granted(), buckets.take("a", 3));
    now.addAndGet(-1_000_000);
    assertEquals(new Grant.Wait(1), buckets.take("a", 1));
    now.addAndGet(500);
    assertEquals(new Grant.Granted(), buckets.take("a", 1));
  }

  @Test
  void rate_ofNothing_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Rate(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Rate(1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new Rate(Double.NaN, 1));
  }
}
