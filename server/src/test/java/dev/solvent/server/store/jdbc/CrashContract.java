package dev.solvent.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.server.store.Alerts.Delivery;
import dev.solvent.server.store.Store;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left by programs that are killed while they write, and by several at a time. */
abstract class CrashContract {
  @TempDir Path folder;

  abstract void make() throws Exception;

  abstract Store open() throws Exception;

  /** The words that lead {@link StoreWriter} there. */
  abstract String[] where();

  private Process start(int times) throws Exception {
    return new ProcessBuilder(StoreWriter.command(times, where()))
        .redirectError(Files.createTempFile(folder, "err", "").toFile())
        .start();
  }

  @Test
  void killedWhileItWrites_leavesWhatItSaidAndAtMostOneMore() throws Exception {
    make();
    long last = 0;
    for (int round = 1; round <= 3; round++) {
      Process writer = start(Integer.MAX_VALUE);
      try (BufferedReader out = writer.inputReader()) {
        for (int i = 0; i < 15 * round; i++) {
          last = Long.parseLong(out.readLine());
        }
        writer.toHandle().destroyForcibly(); // SIGKILL, and what it had printed can still be read
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          last = Long.parseLong(line);
        }
      } finally {
        writer.destroyForcibly().waitFor();
      }
      try (Store store = open()) {
        long count = StoreWriter.count(store);
        assertTrue(count == last || count == last + 1, count + " after " + last);
        requireWhole(store);
        last = count;
      }
    }
  }

  /** An alert and its deliveries are one: each webhook has what came, what went, and no more. */
  private static void requireWhole(Store store) throws Exception {
    Map<String, Integer> standing = new HashMap<>(Map.of("a", 0, "b", 0, "c", 0));
    for (Delivery delivery : store.alerts().due(StoreContract.at(0), Integer.MAX_VALUE)) {
      standing.merge(delivery.webhook(), delivery.change().raised() ? 1 : -1, Integer::sum);
    }
    int want = store.alerts().standing().size();
    assertEquals(Map.of("a", want, "b", want, "c", want), standing);
  }

  @Test
  void twoProcessesThatSwapAtOnce_eachWinEveryCountOnce() throws Exception {
    make();
    int times = 150;
    List<Process> writers = List.of(start(times), start(times));
    List<Long> won = new ArrayList<>();
    try {
      for (Process writer : writers) {
        writer.inputReader().lines().forEach(line -> won.add(Long.parseLong(line)));
        assertEquals(0, writer.waitFor());
      }
    } finally {
      for (Process writer : writers) {
        writer.destroyForcibly().waitFor();
      }
    }
    Set<Long> distinct = new HashSet<>(won);
    assertEquals(2 * times, distinct.size());
    try (Store store = open()) {
      assertEquals(2L * times, StoreWriter.count(store));
      requireWhole(store);
    }
  }
}
