package dev.solvent.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.program.UserError;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a file, and how it is told. */
final class SqliteFaultTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("solvent.db");
  }

  private static void says(String part, Throwable thrown) {
    assertTrue(String.valueOf(thrown.getMessage()).contains(part), thrown.getMessage());
  }

  @Test
  void missingFile_isAnError_andIsNotMade() {
    UserError missing = assertThrows(UserError.class, () -> JdbcStore.open(file));
    says(file + ": no such file", missing);
    says("solvent init", new Exception(missing.hint()));
    assertFalse(Files.exists(file));
  }

  @Test
  void fileThatIsThere_isNotMadeAnew() throws Exception {
    Files.writeString(file, "mine");
    says("is there already", assertThrows(UserError.class, () -> JdbcStore.create(file)));
    assertEquals("mine", Files.readString(file));
    assertThrows(IOException.class, () -> JdbcStore.create(folder.resolve("none/solvent.db")));
  }

  @Test
  void newFile_isForItsOwnerAlone_withNothingBesideIt() throws Exception {
    JdbcStore.create(file).close();
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    try (var files = Files.list(folder)) {
      assertEquals(Set.of(file), Set.copyOf(files.toList()));
    }
  }

  @Test
  void fileThatIsNoDatabase_orDamaged_isTold() throws Exception {
    Files.writeString(file, "this is not a database, and long enough to have a header".repeat(9));
    says("no file of SQLite", assertThrows(IOException.class, () -> JdbcStore.open(file)));
    Files.delete(file);
    JdbcStore.create(file).close();
    byte[] bytes = Files.readAllBytes(file);
    java.util.Arrays.fill(bytes, 100, bytes.length, (byte) 0x55);
    Files.write(file, bytes);
    says("damaged", assertThrows(IOException.class, () -> JdbcStore.open(file)));
  }

  @Test
  void connections_areAsTheyMustBe() throws Exception {
    JdbcStore.create(file).close();
    try (Database database = new Database(new Sqlite(file))) {
      for (List<String> want :
          List.of(
              List.of("journal_mode", "wal"),
              List.of("synchronous", "2"),
              List.of("foreign_keys", "1"),
              List.of("fullfsync", "1"))) {
        assertEquals(
            want.get(1),
            database
                .read(session ->
                    session.list("PRAGMA " + want.getFirst(), row -> row.text(want.getFirst())))
                .getFirst());
      }
    }
  }

  @Test
  void fullDisk_leavesWhatWasThere_andSaysSo() throws Exception {
    JdbcStore.create(file).close();
    Sqlite small = new Sqlite(file, List.of("PRAGMA max_page_count = 40"));
    byte[] large = new byte[1 << 20];
    large[0] = 1;
    try (Store store = JdbcStore.open(small, Migrations.all())) {
      LockStore lock = store.lock("log");
      assertTrue(lock.compareAndSwap(new byte[0], new byte[] {1}));
      IOException full =
          assertThrows(IOException.class, () -> lock.compareAndSwap(new byte[] {1}, large));
      says("database " + file + ": the disk is full; nothing was changed", full);
      assertArrayEquals(new byte[] {1}, lock.read());
      assertTrue(lock.compareAndSwap(new byte[] {1}, new byte[] {2}));
    }
    try (Store store = JdbcStore.open(file)) {
      assertArrayEquals(new byte[] {2}, store.lock("log").read());
      assertTrue(store.lock("log").compareAndSwap(new byte[] {2}, large));
    }
  }

  @Test
  void readers_doNotWaitForAWriter_andAnotherWriterGivesUp() throws Exception {
    JdbcStore.create(file).close();
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    try (Database database = new Database(new Sqlite(file));
        Store store =
            JdbcStore.open(
                new Sqlite(file, List.of("PRAGMA busy_timeout = 50")), Migrations.all());
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer =
          pool.submit(() ->
              database.write(session -> {
                session.run("INSERT INTO log_lock (origin, state) VALUES ('log', x'01')");
                written.countDown();
                try {
                  return finish.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
      assertTrue(written.await(30, TimeUnit.SECONDS));
      assertArrayEquals(new byte[0], store.lock("log").read());
      assertArrayEquals(
          new byte[0], new JdbcLock(database, "log").read()); // in the same program too
      says(
          "locked by another program for too long",
          assertThrows(
              IOException.class,
              () -> store.lock("log").compareAndSwap(new byte[0], new byte[] {2})));
      finish.countDown();
      writer.get();
      assertArrayEquals(new byte[] {1}, store.lock("log").read());
    }
  }

  @Test
  void fileThatIsReplacedWhileItIsOpen_takesNothingMore() throws Exception {
    try (Store store = JdbcStore.create(file)) {
      assertTrue(store.lock("log").compareAndSwap(new byte[0], new byte[] {1}));
      Files.move(file, folder.resolve("away.db"));
      IOException gone =
          assertThrows(
              IOException.class,
              () -> store.lock("log").compareAndSwap(new byte[] {1}, new byte[] {2}));
      says("not the file that was opened", gone);
      JdbcStore.create(folder.resolve("new.db")).close();
      Files.move(folder.resolve("new.db"), file);
      says(
          "not the file that was opened",
          assertThrows(IOException.class, () -> store.lock("log").read()));
    }
  }

  @Test
  void rowThatWasNotWrittenHere_isAnErrorWithoutTheRow() throws Exception {
    try (Store store = JdbcStore.create(file);
        Database database = new Database(new Sqlite(file))) {
      store.epochs().begin(StoreContract.ONE, StoreContract.at(0), StoreContract.at(0));
      database.write(session -> session.update("UPDATE epoch SET since = 'yesterday'"));
      says(
          "a row that was not written here",
          assertThrows(IOException.class, () -> store.epochs().find(StoreContract.ONE)));
      assertThrows(
          IOException.class,
          () -> database.write(session -> session.update("UPDATE epoch SET step = 'DONE'")));
      assertThrows(
          IOException.class,
          () ->
              database.write(session ->
                  session.update(
                      "INSERT INTO epoch (number, as_of, step, since) VALUES (2, 'a', 'BEGUN', 'b')")));
    }
  }

  @Test
  void storeThatIsClosed_saysSo() throws Exception {
    Store store = JdbcStore.create(file);
    store.close();
    store.close();
    says("closed", assertThrows(IOException.class, () -> store.lock("log").read()));
  }

  @Test
  void fileOfAnotherUser_isTold() throws Exception {
    JdbcStore.create(file).close();
    Sqlite readOnly = new Sqlite(file, List.of("PRAGMA query_only = 1"));
    try (Store store = JdbcStore.open(readOnly, Migrations.all())) {
      says(
          "may not be written",
          assertThrows(
              IOException.class,
              () -> store.lock("log").compareAndSwap(new byte[0], new byte[] {2})));
    }
  }
}
