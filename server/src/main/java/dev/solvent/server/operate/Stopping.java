package dev.solvent.server.operate;

import java.util.concurrent.CountDownLatch;

/** Keeps a command there until its program is told to end. */
final class Stopping {
  /** Of a program that nobody told to end. */
  static final Ending NEVER = () -> {};

  private Stopping() {}

  /**
   * Returns on SIGTERM or SIGINT. The program then lives until {@code end} has run, which has to be
   * called whatever happens.
   */
  static Ending await() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              told.countDown();
              try {
                ended.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
    told.await();
    return ended::countDown;
  }

  /** Lets the program go. */
  @FunctionalInterface
  interface Ending {
    void done();
  }
}
