package dev.solvent.chain.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.chain.evm.SlotDiscovery.Finding;
import dev.solvent.chain.nodes.Fault;
import dev.solvent.chain.nodes.FaultyProxy;
import dev.solvent.chain.nodes.Ganache;
import dev.solvent.chain.pin.Dissent;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.Reading.Proven;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.Endpoint;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.HttpSettings;
import dev.solvent.chain.rpc.Node;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes that fail in every way, beside ones that do not. */
final class MisbehavingNodesTest {
  private static final int HOLDERS = 60;
  private static final EvmAddress HOLDER = EvmWorld.holder(7);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @TempDir static Path folder;
  private static EvmWorld world;
  private static EvmAddress token;

  /** What a node does. */
  enum Case {
    HANGS,
    DRIPS,
    IS_BUSY,
    IS_BUSY_FOR_LONG,
    BREAKS,
    TRUNCATES,
    FLOODS,
    TALKS_NONSENSE;

    Fault fault() {
      return switch (this) {
        case HANGS -> Fault.hang();
        case DRIPS -> Fault.drip();
        case IS_BUSY -> Fault.status(429);
        case IS_BUSY_FOR_LONG -> Fault.status(429, "retry-after: 3600");
        case BREAKS -> Fault.status(500);
        case TRUNCATES -> Fault.truncated();
        case FLOODS -> Fault.flood(1L << 30, true);
        case TALKS_NONSENSE -> Fault.body("true");
      };
    }

    /** What becomes of the pin where it is one of three. */
    Dissent.Reason reason() {
      return this == TALKS_NONSENSE ? Dissent.Reason.MALFORMED : Dissent.Reason.NO_ANSWER;
    }
  }

  @BeforeAll
  static void build() throws Exception {
    world = new EvmWorld(Files.createDirectory(folder.resolve("anvil")));
    token = world.deploy("Tokens.sol", "PlainToken");
    world.invoke(
        token, "set(address,uint256)", EvmWorld.word(HOLDER), EvmWorld.word(BigInteger.TEN));
    for (int i = 0; i < HOLDERS; i++) {
      world.give(EvmWorld.holder(i), BigInteger.valueOf(900 + i));
    }
    world.finish();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static Node impatient(String name, URI uri) {
    HttpSettings settings = HttpSettings.DEFAULT.withDeadline(PATIENCE).withMaxBytes(16 << 20);
    return new HttpNode(Endpoint.of(name, uri), settings);
  }

  private static Map<HoldingRef, Reading> read(Pinned pin, List<HoldingRef> holdings)
      throws Exception {
    EvmReader reader =
        new EvmReader(EvmWorld.CHAIN, EvmWorld.pinning(1, world.node()), Map.of(), 1);
    Map<HoldingRef, Reading> readings = new ConcurrentHashMap<>();
    reader.read(pin, holdings, reading -> readings.put(reading.holding(), reading));
    return readings;
  }

  @ParameterizedTest
  @EnumSource
  void oneOfThree_isNamed_andTheOthersGoOn(Case how) throws Exception {
    try (FaultyProxy proxy = FaultyProxy.before(world.anvil().uri(), how.fault())) {
      Node bad = impatient("bad", proxy.uri());
      Pinning pinning = EvmWorld.pinning(2, bad, world.node("a"), world.node("b"));
      Pinned pinned =
          assertTimeoutPreemptively(Duration.ofSeconds(30), () -> EvmWorld.pin(pinning));
      assertEquals(List.of("a", "b"), pinned.agreed().stream().map(Node::name).toList());
      Dissent dissent = pinned.dissents().getFirst();
      assertEquals("bad", dissent.node());
      assertEquals(how.reason(), dissent.reason(), dissent::detail);
    }
  }

  @Test
  void oneOfTwo_leavesNoPin_whereBothAreWanted() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.before(world.anvil().uri(), Fault.hang())) {
      Pinning pinning = EvmWorld.pinning(2, impatient("bad", proxy.uri()), world.node("a"));
      NoQuorum none = assertInstanceOf(NoQuorum.class, pinning.pin(EvmWorld.now()));
      assertTrue(none.detail().contains("1 of 2 nodes are of use, want 2"), none.detail());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatItDoesNotShow_theNextOneDoes(Case how) throws Exception {
    // It agrees on the pin and says how it wants a block to be named, and fails from then on.
    try (FaultyProxy proxy =
        FaultyProxy.before(
            world.anvil().uri(),
            Fault.none(),
            Fault.none(),
            Fault.none(),
            Fault.none(),
            how.fault())) {
      Node bad = impatient("bad", proxy.uri());
      Pinned pin = EvmWorld.pin(EvmWorld.pinning(2, bad, world.node("good")));
      assertEquals(2, pin.agreed().size());
      Map<HoldingRef, Reading> readings =
          assertTimeoutPreemptively(
              Duration.ofSeconds(30), () -> read(pin, EvmWorld.coins(HOLDERS)));
      assertEquals(HOLDERS, readings.size());
      for (int i = 0; i < HOLDERS; i++) {
        Proven proven =
            assertInstanceOf(Proven.class, readings.get(EvmWorld.coin(EvmWorld.holder(i))));
        assertEquals(Integer.toString(900 + i), proven.units().toString());
      }
    }
  }

  /** A proxy that answers batches in another order swaps balances for whoever goes by position. */
  @Test
  void reorderedBatches_swapNothing() throws Exception {
    try (FaultyProxy proxy =
        FaultyProxy.before(
            world.anvil().uri(),
            Fault.none(),
            Fault.none(),
            Fault.none(),
            Fault.none(),
            Fault.reversed())) {
      Pinned pin = EvmWorld.pin(EvmWorld.pinning(1, impatient("reordering", proxy.uri())));
      Map<HoldingRef, Reading> readings = read(pin, EvmWorld.coins(HOLDERS));
      for (int i = 0; i < HOLDERS; i++) {
        assertEquals(
            Integer.toString(900 + i),
            readings.get(EvmWorld.coin(EvmWorld.holder(i))).units().toString());
      }
    }
  }

  /** Another implementation, which takes blocks by number alone. */
  @Test
  void nodeWithoutBlocksByHash_proves_butIsNotBelievedWithoutProof(@TempDir Path other)
      throws Exception {
    try (Ganache ganache = Ganache.start(other)) {
      Node node = HttpNode.of("ganache", ganache.uri());
      var chain = ChainId.evm(1337);
      Pinning pinning =
          new Pinning(
              new EvmHeaders(chain, new Finality.Depth(0)),
              List.of(node),
              1,
              Duration.ofDays(36_500));
      Pinned pin = EvmWorld.pin(pinning);
      EvmAddress first = EvmAddress.parse("0x90f8bf6a479f320ead074411a4b0e7944ea8c9c1");
      var account = AccountRef.of(chain, first);
      HoldingRef coin = new HoldingRef(account, new AssetRef(chain, AssetRef.COIN, "60"));
      EvmReader reader = new EvmReader(chain, pinning, Map.of(), 1);
      Map<HoldingRef, Reading> readings = new ConcurrentHashMap<>();
      reader.read(pin, List.of(coin), reading -> readings.put(reading.holding(), reading));
      assertEquals(
          "1000000000000000000000",
          assertInstanceOf(Proven.class, readings.get(coin)).units().toString());
      HoldingRef unknown =
          new HoldingRef(account, new AssetRef(chain, AssetRef.TOKEN, token.toString()));
      var e =
          assertThrows(
              UnreadableException.class, () -> reader.read(pin, List.of(unknown), _ -> {}));
      assertTrue(e.getMessage().contains("does not answer at a block's hash"), e.getMessage());
    }
  }

  @Test
  void tokenOfARule_isReadThroughReorderedBatches() throws Exception {
    Pinned honest = world.pin();
    Finding.Found found =
        assertInstanceOf(
            Finding.Found.class,
            SlotDiscovery.discover(world.node(), honest.header(), EvmWorld.token(token, HOLDER)));
    TokenRule rule = found.rule();
    try (FaultyProxy proxy =
        FaultyProxy.before(
            world.anvil().uri(),
            Fault.none(),
            Fault.none(),
            Fault.none(),
            Fault.none(),
            Fault.reversed())) {
      Pinning pinning = EvmWorld.pinning(1, impatient("reordering", proxy.uri()));
      HoldingRef holding = EvmWorld.token(token, HOLDER);
      EvmReader reader =
          new EvmReader(EvmWorld.CHAIN, pinning, Map.of(holding.asset().decoded(), rule), 1);
      Map<HoldingRef, Reading> readings = new ConcurrentHashMap<>();
      reader.read(EvmWorld.pin(pinning), List.of(holding), one -> readings.put(one.holding(), one));
      assertEquals("10", assertInstanceOf(Proven.class, readings.get(holding)).units().toString());
    }
  }
}
