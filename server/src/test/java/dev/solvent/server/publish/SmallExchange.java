package dev.solvent.server.publish;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The tests' exchange for other packages: it publishes, and what is outside can be switched off.
 */
public final class SmallExchange implements AutoCloseable {
  public static final Issuer ISSUER = TestExchange.ISSUER;
  public static final String ORIGIN = TestExchange.ORIGIN;

  private final TestExchange exchange;

  private SmallExchange(TestExchange exchange) {
    this.exchange = exchange;
  }

  public static SmallExchange begin(Path folder) throws Exception {
    return new SmallExchange(TestExchange.begin(folder));
  }

  /** One epoch short of signatures, and then good ones, an hour apart. */
  public static SmallExchange published(Path folder, int epochs) throws Exception {
    return begin(folder).published(epochs);
  }

  /** The same, each with a solvency report. */
  public static SmallExchange judged(Path folder, int epochs) throws Exception {
    SmallExchange exchange = begin(folder);
    exchange.judgeItself();
    return exchange.published(epochs);
  }

  private SmallExchange published(int epochs) throws Exception {
    for (int i = 1; i <= epochs; i++) {
      publish();
      if (i == 1) {
        own();
      }
      if (i < epochs) {
        pass(Duration.ofHours(1));
      }
    }
    return this;
  }

  /** From now on it publishes a solvency report, and figures of risk: there is a contract. */
  public void judgeItself() throws Exception {
    exchange.judgeItself().hedge();
  }

  public Outcome publish() throws Exception {
    exchange.quote();
    return exchange.publish();
  }

  public void own() throws Exception {
    exchange.own();
  }

  public void pass(Duration time) {
    exchange.pass(time);
  }

  public Instant now() {
    return exchange.clock().instant();
  }

  public InstantSource clock() {
    return exchange.clock();
  }

  public Timestamp timestamp() {
    return exchange.timestamp();
  }

  public DataFolder data() {
    return exchange.data;
  }

  public Store store() {
    return exchange.store;
  }

  public WitnessPolicy floor() {
    return TestWitnesses.floor();
  }

  public ChainId chain() {
    return TestExchange.CHAIN;
  }

  public void witnessesUp(boolean up) {
    exchange.witnessesUp = up;
  }

  /** Most of what was held goes elsewhere. */
  public void drain() {
    exchange.chain.mine(
        state -> state.with(exchange.wallet.addresses().getFirst(), TestExchange.wei("1")));
  }

  /** As a policy names it. */
  public static String witnessKey(String name) {
    return TestSigner.of(name).note(name + ".example", KeyType.COSIGNATURE).toString();
  }

  public void book(String csv) {
    exchange.book = csv;
  }

  @Override
  public void close() throws IOException {
    exchange.close();
  }
}
