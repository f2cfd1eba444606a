package dev.solvent.server.party;

import java.util.concurrent.CountDownLatch;

/** Keeps a command there until its program is told to end. */
public final class UntilStopped {
  private UntilStopped() {}

  /** Returns when the server is closed, which SIGTERM and Ctrl-C do in good order. */
  public static void await(PostServer server) throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              server.close();
              closed.countDown();
            }));
    closed.await();
  }
}
