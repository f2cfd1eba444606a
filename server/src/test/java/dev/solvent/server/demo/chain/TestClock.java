package dev.solvent.server.demo.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. One thread. */
final class TestClock implements InstantSource {
  private Instant now = Instant.parse("2026-09-02T00:00:00Z");

  void move(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
