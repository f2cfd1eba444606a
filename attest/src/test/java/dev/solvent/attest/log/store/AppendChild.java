package dev.solvent.attest.log.store;

import dev.solvent.attest.log.SlowLog;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that appends, and stops dead before one of its steps, until somebody kills it. */
final class AppendChild {
  static final String STOPPED = "stopped";
  static final String DONE = "done";

  private AppendChild() {}

  /** Arguments: the log's home, its size, that to come, and before which step it stops. */
  public static void main(String[] args) throws IOException, LogRefusedException {
    AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    Disk disk = stopping(new RealDisk(), left);
    TestLog log = new TestLog(Path.of(args[0]));
    TransparencyLog writer = TransparencyLog.open(log.settings(disk), disk);
    int size = Integer.parseInt(args[1]);
    int next = Integer.parseInt(args[2]);
    left.set(Integer.parseInt(args[3]));
    writer.append(SlowLog.entries(size, next), TestLog.NOW);
    System.out.println(DONE);
  }

  private static Disk stopping(Disk real, AtomicInteger left) {
    return (Disk)
        Proxy.newProxyInstance(
            Disk.class.getClassLoader(),
            List.of(Disk.class).toArray(new Class<?>[0]),
            (proxy, method, args) -> {
              if (left.getAndDecrement() == 0) {
                System.out.println(STOPPED);
                Thread.sleep(60_000);
              }
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
