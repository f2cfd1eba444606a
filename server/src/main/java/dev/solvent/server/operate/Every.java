package dev.solvent.server.operate;

import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Does something again and again, in a thread of its own; one that fails is tried again too. */
final class Every implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Every.class.getName());

  private final Thread thread;

  private Every(Thread thread) {
    this.thread = thread;
  }

  /** What is done. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  /** Waits before the first time, too. */
  static Every start(String name, Duration pause, Task task) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                while (true) {
                  Thread.sleep(pause);
                  run(name, task);
                }
              } catch (InterruptedException e) {
                // closed
              }
            });
    return new Every(thread);
  }

  private static void run(String name, Task task) throws InterruptedException {
    try {
      task.run();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, name + " failed, and is tried again", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
