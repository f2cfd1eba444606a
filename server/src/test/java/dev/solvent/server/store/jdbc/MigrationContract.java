package dev.solvent.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.program.UserError;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Databases of other versions, and what is no database of Solvent. */
abstract class MigrationContract {
  /** Makes a database with the tables of these migrations. */
  abstract void make(Migrations migrations) throws Exception;

  /** The database of the last {@link #make}. */
  abstract Dialect there() throws Exception;

  /** A database without any tables. */
  abstract Dialect empty() throws Exception;

  private Store open(Migrations migrations) throws Exception {
    return JdbcStore.open(there(), migrations);
  }

  private static Migrations with(String further) throws IOException {
    List<String> texts = new ArrayList<>(Migrations.all().texts());
    texts.add(further);
    return Migrations.of(texts);
  }

  private static void refused(String part, Callable<Store> open) {
    UserError refused = assertThrows(UserError.class, open::call);
    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
    assertTrue(!refused.hint().isEmpty());
  }

  @Test
  void versionOne_isUpgraded_andKeepsWhatItHas() throws Exception {
    make(Migrations.upTo(1));
    try (Store old = open(Migrations.upTo(1))) {
      assertTrue(old.lock("log").compareAndSwap(new byte[0], new byte[] {7}));
      assertTrue(old.epochs().begin(StoreContract.ONE, StoreContract.at(0), StoreContract.at(1)));
      assertThrows(IOException.class, () -> old.alerts().due(StoreContract.at(9), 1));
    }
    try (Store upgraded = open(Migrations.all())) {
      assertEquals(7, upgraded.lock("log").read()[0]);
      assertTrue(upgraded.epochs().find(StoreContract.ONE).isPresent());
      Alert alert = new Alert(Alert.Kind.LOG, "", "forked", StoreContract.at(1));
      upgraded.alerts().replace(List.of(alert), Set.of("hook"), StoreContract.at(2));
      assertEquals(1, upgraded.alerts().due(StoreContract.at(9), 9).size());
    }
    refused("of version 2, want at most 1", () -> open(Migrations.upTo(1)));
  }

  @Test
  void versionOne_openedByManyAtOnce_isUpgradedOnce() throws Exception {
    make(Migrations.upTo(1));
    List<Callable<Store>> opens = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      opens.add(() -> open(Migrations.all()));
    }
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Store> opened : pool.invokeAll(opens)) {
        opened.get().close();
      }
    }
  }

  @Test
  void migrationThatFails_leavesTheVersionBefore() throws Exception {
    make(Migrations.all());
    Migrations bad = with("CREATE TABLE further (a {integer}) {strict};\nCREATE NONSENSE;\n");
    assertThrows(IOException.class, () -> open(bad));
    Migrations good = with("CREATE TABLE further (a {integer}) {strict};\n");
    open(good).close(); // so the table of the bad one is gone
    refused("of version 3, want at most 2", () -> open(Migrations.all()));
  }

  @Test
  void migrationThatWasChanged_isRefused() throws Exception {
    make(Migrations.all());
    List<String> texts = new ArrayList<>(Migrations.all().texts());
    texts.set(0, texts.getFirst() + "-- a word more\n");
    refused("another migration 1 was applied", () -> open(Migrations.of(texts)));
  }

  @Test
  void databaseOfAnother_isRefused() throws Exception {
    Dialect empty = empty();
    refused("is not one of Solvent", () -> JdbcStore.open(empty, Migrations.all()));
  }

  @Test
  void databaseThatIsThere_isNotMadeAgain() throws Exception {
    make(Migrations.all());
    UserError refused =
        assertThrows(UserError.class, () -> JdbcStore.create(there(), Migrations.all()));
    assertTrue(String.valueOf(refused.getMessage()).contains("is there already"));
  }
}
