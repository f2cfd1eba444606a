package dev.solvent.server.operate;

import dev.solvent.server.publish.Outcome;
import dev.solvent.server.publish.Publisher;
import dev.solvent.server.publish.Publisher.Plan;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Publishes when it is time, in a thread of its own, until it is closed. What a run comes to is in
 * the store; a run that ends in an error is followed by the next one.
 */
final class Scheduler implements Closeable {
  /** So often it looks at the clock, which may be set while it waits. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Duration AFTER_ERROR = Duration.ofMinutes(1);

  private final Publisher publisher;
  private final Store store;
  private final NextTry when;
  private final InstantSource clock;
  private final Consumer<Outcome> told;
  private final Consumer<Exception> failed;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** These are guarded by the lock. */
  private boolean asked;

  private boolean closed;

  Scheduler(
      Publisher publisher,
      Store store,
      NextTry when,
      InstantSource clock,
      Consumer<Outcome> told,
      Consumer<Exception> failed) {
    this.publisher = publisher;
    this.store = store;
    this.when = when;
    this.clock = clock;
    this.told = told;
    this.failed = failed;
    this.thread = Thread.ofPlatform().name("publisher").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Has a run begin now, or directly after the one that is under way. */
  void ask() {
    lock.lock();
    try {
      asked = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Instant notBefore = clock.instant();
    while (!isClosed()) {
      try {
        if (!awaitTurn(notBefore)) {
          return;
        }
        told.accept(publisher.run(Plan.WHOLE));
        notBefore = clock.instant();
      } catch (InterruptedException e) {
        return; // closed
      } catch (IOException | RuntimeException e) {
        failed.accept(e);
        notBefore = clock.instant().plus(AFTER_ERROR);
      }
    }
  }

  /** Returns when it is time; false where it was closed meanwhile. */
  private boolean awaitTurn(Instant notBefore) throws IOException, InterruptedException {
    while (true) {
      Optional<EpochRecord> newest = store.epochs().newest(1).stream().findFirst();
      Instant now = clock.instant();
      boolean due =
          when.after(now, newest).filter(at -> !now.isBefore(at)).isPresent()
              && !now.isBefore(notBefore);
      lock.lock();
      try {
        if (closed) {
          return false;
        }
        if (asked || due) {
          asked = false;
          return true;
        }
        changed.awaitNanos(LOOK.toNanos());
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the step that is under way end: each is done for good or not at all in any case. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
