package dev.solvent.server.store.jdbc;

import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Store;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A program that writes until it is killed or has done enough: {@code TIMES file PATH} or {@code
 * TIMES postgres URL}. It counts the lock up, against all others, and has an alert come and go;
 * after each count that was its own it prints it.
 */
final class StoreWriter {
  private StoreWriter() {}

  static List<String> command(int times, String... where) {
    List<String> words =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                StoreWriter.class.getName(),
                Integer.toString(times)));
    words.addAll(List.of(where));
    return words;
  }

  static long count(Store store) throws Exception {
    byte[] state = store.lock("log").read();
    return state.length == 0 ? 0 : ByteBuffer.wrap(state).getLong();
  }

  public static void main(String[] args) throws Exception {
    try (Store store =
        args[1].equals("file")
            ? JdbcStore.open(Path.of(args[2]))
            : JdbcStore.open(PostgresServer.address(args[2]))) {
      LockStore lock = store.lock("log");
      Timestamp at = new Timestamp(Instant.EPOCH);
      for (int done = 0; done < Integer.parseInt(args[0]); ) {
        byte[] old = lock.read();
        long next = (old.length == 0 ? 0 : ByteBuffer.wrap(old).getLong()) + 1;
        if (lock.compareAndSwap(old, ByteBuffer.allocate(8).putLong(next).array())) {
          System.out.println(next);
          System.out.flush();
          done++;
          List<Alert> alerts =
              next % 2 == 0
                  ? List.of()
                  : List.of(new Alert(Alert.Kind.LOG, "", "count " + next, at));
          store.alerts().replace(alerts, Set.of("a", "b", "c"), at);
        }
      }
    }
  }
}
