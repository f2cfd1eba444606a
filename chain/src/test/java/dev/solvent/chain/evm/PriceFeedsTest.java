package dev.solvent.chain.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.nodes.TwistedNode;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feeds on a real node: what they said at the pinned block, and nothing else. */
final class PriceFeedsTest {
  private static final Label SOURCE = new Label("chainlink");
  private static final Ticker BTC = new Ticker("BTC");
  private static final Ticker ETH = new Ticker("ETH");
  private static final BigInteger LARGEST = BigInteger.TWO.pow(255).subtract(BigInteger.ONE);

  @TempDir static Path folder;
  private static EvmWorld world;
  private static EvmAddress btc;
  private static EvmAddress eth;

  @BeforeAll
  static void build() {
    world = new EvmWorld(folder);
    btc = world.deploy("PriceFeed.sol", "PriceFeed");
    eth = world.deploy("PriceFeed.sol", "PriceFeed");
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static void set(
      EvmAddress feed, long places, long round, BigInteger answer, long at, long in) {
    world.invoke(
        feed,
        "set(uint8,uint80,int256,uint256,uint80)",
        word(BigInteger.valueOf(places)),
        word(BigInteger.valueOf(round)),
        word(answer),
        word(BigInteger.valueOf(at)),
        word(BigInteger.valueOf(in)));
  }

  private static String word(BigInteger number) {
    return EvmWorld.word(number.signum() < 0 ? BigInteger.TWO.pow(256).add(number) : number);
  }

  private static Pinned pin() throws Exception {
    world.finish();
    return world.pin();
  }

  private static long seconds(Pinned pin) {
    return pin.header().time().instant().getEpochSecond();
  }

  /** Both feeds are good at this block, and otherwise after it. */
  private static Pinned good() throws Exception {
    long now = seconds(pin());
    set(btc, 8, 7, new BigInteger("6012050000000"), now, 7);
    set(eth, 18, 9, new BigInteger("2500000000000000000001"), now, 10);
    Pinned pin = pin();
    set(btc, 8, 8, BigInteger.ONE, now, 8);
    world.mine(1);
    return pin;
  }

  private static SortedMap<Ticker, EvmAddress> both() {
    return new TreeMap<>(Map.of(BTC, btc, ETH, eth));
  }

  private static SortedMap<Ticker, Quote> read(
      int quorum, BlockRef block, SortedMap<Ticker, EvmAddress> feeds, Node... nodes)
      throws Exception {
    return new EvmReader(EvmWorld.CHAIN, EvmWorld.pinning(quorum, nodes), Map.of(), quorum)
        .feeds()
        .read(SOURCE, block, feeds);
  }

  private static BlockRef block(Pinned pin) {
    return pin.header().block().ref();
  }

  private static void assertGood(SortedMap<Ticker, Quote> quotes) throws Exception {
    assertEquals(Amount.parse("60120500000000000000000"), quotes.get(BTC).price());
    assertEquals(Amount.parse("2500000000000000000001"), quotes.get(ETH).price());
    assertEquals(SOURCE, quotes.get(ETH).source());
  }

  @Test
  void feeds_areReadAtThePinnedBlock_toTheLastDigit() throws Exception {
    Pinned pin = good();
    SortedMap<Ticker, Quote> quotes = read(1, block(pin), both(), world.node());
    assertGood(quotes);
    Timestamp time = quotes.get(BTC).time();
    assertTrue(time.instant().isBefore(pin.header().time().instant()), "when it was written");
  }

  @Test
  void nodesThatLie_orAreAway_areOutvoted() throws Exception {
    Pinned pin = good();
    Node liar = TwistedNode.instead("liar", world.node("liar"), "eth_call", call(pin, eth));
    Node away = HttpNode.of("away", URI.create("http://127.0.0.1:1"));
    Node one = world.node("one");
    assertGood(read(2, block(pin), both(), liar, one, away, world.node("two")));
    UnreadableException few =
        assertThrows(UnreadableException.class, () -> read(2, block(pin), both(), liar, one, away));
    assertTrue(
        few.getMessage().contains("prices of chainlink, alike by 2 nodes"), few.getMessage());
    assertTrue(few.getMessage().contains("liar: "), few.getMessage());
    assertTrue(few.getMessage().contains("one: the feeds say ["), few.getMessage());
  }

  /** A node that says the same of another block. */
  private static RpcCall call(Pinned pin, EvmAddress feed) {
    return RpcCall.of(
        "eth_call",
        Map.of("data", "0x" + FeedRound.LATEST_ROUND, "to", feed.toString()),
        Map.of("blockHash", pin.header().block().ref().hashText()));
  }

  @Test
  void nodeThatDoesNotLookAtTheHash_isNotBelieved() throws Exception {
    Pinned pin = good();
    Node careless =
        TwistedNode.instead(
            "careless",
            world.node("careless"),
            "eth_getBalance",
            RpcCall.of("eth_getBalance", btc.toString(), "latest"));
    UnreadableException none =
        assertThrows(UnreadableException.class, () -> read(1, block(pin), both(), careless));
    assertTrue(none.getMessage().contains("does not answer at a block's hash"), none.getMessage());
  }

  @Test
  void addressWithoutAContract_isNoFeed() throws Exception {
    Pinned pin = good();
    SortedMap<Ticker, EvmAddress> none = new TreeMap<>(Map.of(BTC, EvmWorld.holder(5)));
    UnreadableException error =
        assertThrows(UnreadableException.class, () -> read(1, block(pin), none, world.node()));
    assertTrue(error.getMessage().contains("of 0 bytes, want 32"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "19|7|1|0|7|decimals 19, want 0 to 18",
        "8|7|0|0|7|answer 0, want above 0",
        "8|7|-1|0|7|answer -1, want above 0",
        "0|7|LARGEST|0|7|want a price below 2^128 / 10^18",
        "8|7|1|NONE|7|updatedAt 0, want above 0",
        "8|7|1|AFTER|7|and not after the block's",
        "8|7|1|0|6|answeredInRound 6, want the round 7 or later",
      })
  void feedThatIsBroken_isNoPrice(
      long places, long round, String answer, String at, long in, String words) throws Exception {
    long now = seconds(pin());
    long updated = at.equals("NONE") ? 0 : at.equals("AFTER") ? now + 1_000_000 : now;
    BigInteger said = answer.equals("LARGEST") ? LARGEST : new BigInteger(answer);
    set(btc, places, round, said, updated, in);
    Pinned pin = pin();
    MalformedException error =
        assertThrows(
            MalformedException.class,
            () -> read(1, block(pin), new TreeMap<>(Map.of(BTC, btc)), world.node()));
    assertTrue(error.getMessage().startsWith("chainlink: feed " + btc + " of BTC: "));
    assertTrue(error.getMessage().contains(words), error.getMessage());
  }

  @Test
  void priceOfTheVeryBlock_andTheLargestThatFits_areTaken() throws Exception {
    long now = seconds(pin());
    set(btc, 18, 7, Amount.MAX.toBigInteger(), now, 7);
    Pinned pin = pin();
    assertEquals(
        Amount.MAX,
        read(1, block(pin), new TreeMap<>(Map.of(BTC, btc)), world.node()).get(BTC).price());
  }
}
