package dev.solvent.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Alert.Kind;
import dev.solvent.server.store.Alerts.Change;
import dev.solvent.server.store.Alerts.Delivery;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiToken.Scope;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Epochs;
import dev.solvent.server.store.Revocations;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Store;
import dev.solvent.server.store.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does, whatever database it is in. Each test has a new one. */
abstract class StoreContract {
  static final Epoch ONE = new Epoch(1);
  static final Epoch TWO = new Epoch(2);
  private static final AccountId ALICE = new AccountId("alice@example");
  private static final AccountId BOB = new AccountId("Bob O'Hara ü");

  Store store;

  /** Makes a new store. */
  abstract Store make() throws Exception;

  /** The same one, opened a second time. */
  abstract Store again() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = make();
  }

  @AfterEach
  void close() throws Exception {
    if (store != null) { // where the database is not here, nothing was made
      store.close();
    }
  }

  static Timestamp at(int second) {
    return new Timestamp(Instant.parse("2026-09-02T00:00:00Z").plusSeconds(second));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // the lock

  @Test
  void lock_isEmptyAtFirst_andKeepsWhatWasSwapped() throws Exception {
    LockStore lock = store.lock("exchange.example/log");
    assertArrayEquals(new byte[0], lock.read());
    assertTrue(lock.compareAndSwap(new byte[0], bytes("first")));
    assertFalse(lock.compareAndSwap(new byte[0], bytes("other")));
    assertFalse(lock.compareAndSwap(bytes("firs"), bytes("other")));
    assertTrue(lock.compareAndSwap(bytes("first"), bytes("second")));
    try (Store other = again()) {
      assertArrayEquals(bytes("second"), other.lock("exchange.example/log").read());
    }
    assertArrayEquals(new byte[0], store.lock("another/log").read());
  }

  @Test
  void lock_ofEveryByteAndOfMegabytes_comesBackAsItWas() throws Exception {
    byte[] large = new byte[3 << 20];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) ((i * 31) >> 3);
    }
    LockStore lock = store.lock("log");
    assertTrue(lock.compareAndSwap(new byte[0], large));
    assertArrayEquals(large, lock.read());
    assertTrue(lock.compareAndSwap(large, bytes("x")));
    assertThrows(
        IllegalArgumentException.class, () -> lock.compareAndSwap(bytes("x"), new byte[0]));
  }

  @Test
  void lock_swappedByManyThreadsAndStoresAtOnce_goesToExactlyOne() throws Exception {
    int threads = 8;
    try (Store other = again();
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      byte[] before = new byte[0];
      for (int round = 0; round < 10; round++) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Boolean>> swaps = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          LockStore lock = (i % 2 == 0 ? store : other).lock("log");
          byte[] expected = before;
          byte[] next = bytes("round " + round + " by " + i);
          swaps.add(
              pool.submit(() -> {
                start.await();
                return lock.compareAndSwap(expected, next);
              }));
        }
        Optional<Integer> winner = Optional.empty();
        for (int i = 0; i < threads; i++) {
          if (swaps.get(i).get()) {
            assertEquals(Optional.empty(), winner);
            winner = Optional.of(i);
          }
        }
        before = bytes("round " + round + " by " + winner.orElseThrow());
        assertArrayEquals(before, other.lock("log").read());
      }
    }
  }

  // epochs

  @Test
  void epoch_goesOneStepAtATime_andNeverFromAnotherStep() throws Exception {
    Epochs epochs = store.epochs();
    assertEquals(Optional.empty(), epochs.find(ONE));
    assertTrue(epochs.begin(ONE, at(0), at(1)));
    for (Step step : Step.values()) {
      EpochRecord record = epochs.find(ONE).orElseThrow();
      assertEquals(step, record.reached());
      assertEquals(at(0), record.asOf());
      for (Step other : Step.values()) {
        if (other != step && other != Step.PUBLISHED) {
          assertFalse(epochs.advance(ONE, other, at(5)), step + " from " + other);
        }
      }
      if (step != Step.PUBLISHED) {
        assertTrue(epochs.advance(ONE, step, at(9)));
        assertEquals(at(9), epochs.find(ONE).orElseThrow().since());
      }
    }
    assertThrows(IllegalArgumentException.class, () -> epochs.advance(ONE, Step.PUBLISHED, at(9)));
    assertFalse(epochs.advance(TWO, Step.BEGUN, at(9)));
  }

  @Test
  void epoch_isNotBegunTwice_orBesideAnother() throws Exception {
    Epochs epochs = store.epochs();
    assertTrue(epochs.begin(ONE, at(0), at(1)));
    assertFalse(epochs.begin(ONE, at(2), at(3)));
    assertFalse(epochs.begin(TWO, at(2), at(3)));
    assertEquals(at(0), epochs.find(ONE).orElseThrow().asOf());
    publish(ONE);
    assertFalse(epochs.begin(ONE, at(2), at(3)));
    assertTrue(epochs.begin(TWO, at(2), at(3)));
    assertEquals(List.of(TWO, ONE), epochs.newest(5).stream().map(EpochRecord::epoch).toList());
    assertEquals(List.of(TWO), epochs.newest(1).stream().map(EpochRecord::epoch).toList());
  }

  void publish(Epoch epoch) throws Exception {
    for (Step step : Step.values()) {
      if (step != Step.PUBLISHED) {
        assertTrue(store.epochs().advance(epoch, step, at(4)));
      }
    }
  }

  @Test
  void epochs_begunByManyAtOnce_areOne() throws Exception {
    List<Callable<Boolean>> begins = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      Epoch epoch = new Epoch(i);
      begins.add(() -> store.epochs().begin(epoch, at(0), at(0)));
    }
    int begun = 0;
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one : pool.invokeAll(begins)) {
        begun += one.get() ? 1 : 0;
      }
    }
    assertEquals(1, begun);
    assertEquals(1, store.epochs().newest(9).size());
  }

  @Test
  void trouble_isCountedWhileItSaysTheSame_andGoneWithTheStep() throws Exception {
    Epochs epochs = store.epochs();
    epochs.begin(ONE, at(0), at(1));
    epochs.trouble(ONE, "no quorum", "mend the nodes", false, at(2));
    epochs.trouble(ONE, "no quorum", "wait", true, at(3));
    assertEquals(
        Optional.of(new Trouble("no quorum", "wait", true, 2, at(3))),
        epochs.find(ONE).orElseThrow().trouble());
    epochs.trouble(ONE, "disk full", "make room", true, at(4));
    assertEquals(
        Optional.of(new Trouble("disk full", "make room", true, 1, at(4))),
        epochs.find(ONE).orElseThrow().trouble());
    assertFalse(epochs.advance(ONE, Step.SNAPSHOT, at(5)));
    assertTrue(epochs.find(ONE).orElseThrow().trouble().isPresent());
    assertTrue(epochs.advance(ONE, Step.BEGUN, at(5)));
    assertEquals(Optional.empty(), epochs.find(ONE).orElseThrow().trouble());
    assertThrows(IllegalArgumentException.class, () -> epochs.trouble(TWO, "a", "b", false, at(6)));
  }

  @Test
  void abandon_takesBackWhatIsNotLogged_andNothingElse() throws Exception {
    Epochs epochs = store.epochs();
    assertFalse(epochs.abandon(ONE));
    epochs.begin(ONE, at(0), at(1));
    epochs.trouble(ONE, "no quorum", "mend the nodes", false, at(2));
    assertTrue(epochs.abandon(ONE));
    assertEquals(Optional.empty(), epochs.find(ONE));
    assertTrue(epochs.begin(ONE, at(3), at(3)));
    for (Step step : Step.values()) {
      if (step.isAtLeast(Step.LOGGED)) {
        assertFalse(epochs.abandon(ONE), step.name());
      }
      if (step != Step.PUBLISHED) {
        epochs.advance(ONE, step, at(4));
      }
    }
  }

  // revocations

  @Test
  void revocation_countsUpOnceAnEpoch_andLeavesEarlierEpochsAsTheyWere() throws Exception {
    Revocations revocations = store.revocations();
    assertEquals(1, revocations.revoke(ALICE, TWO));
    assertEquals(1, revocations.revoke(ALICE, TWO));
    assertEquals(2, revocations.revoke(ALICE, new Epoch(5)));
    assertEquals(1, revocations.revoke(BOB, new Epoch(3)));
    assertEquals(0, revocations.in(ONE).of(ALICE));
    assertEquals(1, revocations.in(new Epoch(4)).of(ALICE));
    assertEquals(2, revocations.in(new Epoch(5)).of(ALICE));
    assertEquals(0, revocations.in(TWO).of(BOB));
    assertEquals(1, revocations.in(new Epoch(9)).of(BOB));
    assertEquals(2, revocations.revoke(ALICE, new Epoch(4)));
    assertEquals(3, revocations.in(new Epoch(5)).of(ALICE));
  }

  @Test
  void revocation_fromAnEpochThatIsBegun_isRefused() throws Exception {
    Revocations revocations = store.revocations();
    assertEquals(1, revocations.revoke(BOB, TWO));
    store.epochs().begin(TWO, at(0), at(0));
    UserError refused = assertThrows(UserError.class, () -> revocations.revoke(ALICE, TWO));
    assertEquals("revocation from epoch 2, and epoch 2 is begun", refused.getMessage());
    assertEquals("revoke from epoch 3 on", refused.hint());
    assertThrows(UserError.class, () -> revocations.revoke(ALICE, ONE));
    assertEquals(0, revocations.in(TWO).of(ALICE));
    assertEquals(1, revocations.revoke(BOB, TWO)); // as it was before: nothing changes
    assertEquals(1, revocations.revoke(ALICE, new Epoch(3)));
    assertEquals(0, revocations.in(TWO).of(ALICE));
  }

  // tokens

  @Test
  void token_isFoundByItsHash_andSaysThatItWasRevoked() throws Exception {
    ApiToken app =
        new ApiToken("t1", "the app", Set.of(Scope.LINKS, Scope.STATUS), at(0), Optional.empty());
    ApiToken old = new ApiToken("t0", "o'ld", Set.of(), at(5), Optional.of(at(6)));
    store.tokens().add(app, Digests.sha256(bytes("app")));
    store.tokens().add(old, Digests.sha256(bytes("old")));
    assertEquals(Optional.of(app), store.tokens().find(Digests.sha256(bytes("app"))));
    assertEquals(Optional.empty(), store.tokens().find(Digests.sha256(bytes("App"))));
    assertEquals(List.of(app, old), store.tokens().all());
    assertTrue(store.tokens().revoke("t1", at(7)));
    assertFalse(store.tokens().revoke("t1", at(8)));
    assertFalse(store.tokens().revoke("t9", at(8)));
    assertEquals(
        Optional.of(at(7)),
        store.tokens().find(Digests.sha256(bytes("app"))).orElseThrow().revoked());
    assertThrows(
        IllegalArgumentException.class,
        () -> store.tokens().add(app, Digests.sha256(bytes("another"))));
  }

  // alerts

  @Test
  void alerts_areReplaced_andEachChangeIsPutBeforeEachWebhook() throws Exception {
    Alert shortfall = new Alert(Kind.SHORTFALL, "BTC", "98 of 100", at(1));
    Alert overdue = new Alert(Kind.OVERDUE, "", "an hour late", at(2));
    assertEquals(
        List.of(new Change(overdue, true, at(3)), new Change(shortfall, true, at(3))),
        store.alerts().replace(List.of(overdue, shortfall), Set.of("a", "b"), at(3)));
    assertEquals(List.of(shortfall, overdue), store.alerts().standing());

    Alert worse = new Alert(Kind.SHORTFALL, "BTC", "90 of 100", at(4));
    assertEquals(
        List.of(new Change(overdue, false, at(5))),
        store.alerts().replace(List.of(worse), Set.of("a"), at(5)));
    assertEquals(
        List.of(new Alert(Kind.SHORTFALL, "BTC", "90 of 100", at(1))), store.alerts().standing());

    assertEquals(List.of(), store.alerts().due(at(2), 9));
    List<Delivery> due = store.alerts().due(at(5), 9);
    assertEquals(List.of("a", "b", "a", "b", "a"), due.stream().map(Delivery::webhook).toList());
    assertEquals(new Change(overdue, false, at(5)), due.getLast().change());
    assertEquals(due.subList(0, 2), store.alerts().due(at(5), 2));

    store.alerts().delivered(due.get(0).id());
    store.alerts().postpone(due.get(1).id(), at(100));
    assertEquals(due.subList(2, 5), store.alerts().due(at(99), 9));
    assertEquals(1, store.alerts().due(at(100), 9).getFirst().tries());
  }

  @Test
  void alerts_twoOfOneKindAndSubject_areRefused() {
    Alert alert = new Alert(Kind.LOG, "", "forked", at(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> store.alerts().replace(List.of(alert, alert), Set.of(), at(1)));
  }

  /** Whatever happens, what stands is what the changes so far add up to. */
  @Test
  void alerts_replacedByManyAtOnce_loseNoChange() throws Exception {
    List<Callable<List<Change>>> replacements = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Alert alert = new Alert(Kind.WITNESS, "w" + i % 3, "away", at(i));
      replacements.add(() -> store.alerts().replace(List.of(alert), Set.of("hook"), at(50)));
    }
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Change>> one : pool.invokeAll(replacements)) {
        one.get();
      }
    }
    Map<String, Integer> raised = new HashMap<>();
    for (Delivery delivery : store.alerts().due(at(50), 100)) {
      raised.merge(
          delivery.change().alert().subject(), delivery.change().raised() ? 1 : -1, Integer::sum);
    }
    raised.values().removeIf(count -> count == 0);
    assertEquals(Map.of(store.alerts().standing().getFirst().subject(), 1), raised);
  }

  @Test
  void everythingIsThere_whenItIsOpenedAgain() throws Exception {
    store.epochs().begin(ONE, at(0), at(1));
    store.revocations().revoke(ALICE, TWO);
    store.alerts().replace(List.of(new Alert(Kind.LOG, "x", "y", at(1))), Set.of("h"), at(2));
    try (Store other = again()) {
      assertEquals(store.epochs().find(ONE), other.epochs().find(ONE));
      assertEquals(1, other.revocations().in(TWO).of(ALICE));
      assertEquals(store.alerts().standing(), other.alerts().standing());
      assertEquals(1, other.alerts().due(at(2), 9).size());
    }
  }
}
