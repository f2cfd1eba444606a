package dev.solvent.chain.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.EvmWorld;
import dev.solvent.chain.evm.Finality;
import dev.solvent.chain.nodes.Fault;
import dev.solvent.chain.nodes.FaultyProxy;
import dev.solvent.chain.observe.ObserverOutcome.NotSeen;
import dev.solvent.chain.observe.ObserverOutcome.Reason;
import dev.solvent.chain.observe.ObserverOutcome.Seen;
import dev.solvent.chain.pin.Dissent;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.reserves.TestKey;
import dev.solvent.chain.rpc.Endpoint;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.HttpSettings;
import dev.solvent.chain.rpc.Node;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An observer with two nodes of one chain, until one of them is told otherwise. */
final class ObserverTwinsTest {
  private static final EvmAddress HOLDER = EvmWorld.holder(1);
  private static final HoldingRef COIN = EvmWorld.coin(HOLDER);

  @TempDir private Path folder;
  private EvmWorld first;
  private EvmWorld second;
  private HoldingRef tokens;

  @BeforeEach
  void build() throws Exception {
    first = new EvmWorld(Files.createDirectory(folder.resolve("a")));
    second = new EvmWorld(Files.createDirectory(folder.resolve("b")));
    for (EvmWorld world : List.of(first, second)) {
      EvmAddress token = world.deploy("Tokens.sol", "PlainToken");
      world.invoke(
          token, "set(address,uint256)", EvmWorld.word(HOLDER), EvmWorld.word(BigInteger.TEN));
      world.give(HOLDER, BigInteger.valueOf(500));
      world.finish();
      tokens = EvmWorld.token(token, HOLDER);
    }
  }

  @AfterEach
  void end() {
    first.close();
    second.close();
  }

  /** Both nodes, and any newest block is final. */
  private Pinning newest() {
    return EvmWorld.pinning(new Finality.Depth(0), 2, first.node("a"), second.node("b"));
  }

  private static ObserverOutcome observe(ChainReader reader, PinnedBlock at, Holding... holdings)
      throws Exception {
    return new Observer(Map.of(EvmWorld.CHAIN, reader))
        .observe(Manifests.of(List.of(at), holdings), Scope.all())
        .getFirst();
  }

  private static EvmReader reader(Pinning pinning) {
    return new EvmReader(EvmWorld.CHAIN, pinning, Map.of(), 2);
  }

  private static Holding holding(HoldingRef ref, long units) {
    return Manifests.holding(ref, Assurance.OBSERVED, units);
  }

  private static NotSeen notSeen(Reason reason, ObserverOutcome outcome) {
    NotSeen none = assertInstanceOf(NotSeen.class, outcome);
    assertEquals(reason, none.reason(), none.detail());
    return none;
  }

  private static PinnedBlock block(Pinning pinning) throws Exception {
    return EvmWorld.pin(pinning).header().pinned();
  }

  @Test
  void threat14_nodesThatHaveForkedApart_observeNothing() throws Exception {
    Pinning pinning = newest();
    PinnedBlock block = block(pinning);
    second.tell("anvil_reorg", 3, List.of());
    NotSeen none = notSeen(Reason.NO_QUORUM, observe(reader(pinning), block, holding(COIN, 500)));
    assertEquals(Optional.empty(), none.instead());
    assertEquals(List.of("a", "b"), none.dissents().stream().map(Dissent::node).toList());
  }

  @Test
  void threat14_nodeThatLiesAboutACoin_isNamed_andTheOtherOneProves() throws Exception {
    Pinning pinning = newest();
    first.tell("anvil_setBalance", HOLDER.toString(), "0xffffffffffff");
    Seen seen =
        assertInstanceOf(Seen.class, observe(reader(pinning), block(pinning), holding(COIN, 500)));
    assertEquals(List.of(), seen.differences());
    assertEquals("a", seen.faults().getFirst().node());
    assertEquals(
        Map.of(COIN.place(), Manifests.units(500)), seen.observations().getFirst().unitsByPlace());
  }

  @Test
  void threat14_tokenOfWhichNodesSayDifferentThings_isNotObserved() throws Exception {
    Pinning pinning = newest();
    String slot = "0x" + StorageSlots.solidityMapping(StorageSlots.of(0), HOLDER);
    String lie = "0x" + EvmWorld.word(BigInteger.valueOf(99));
    String token = tokens.asset().decoded().token().orElseThrow().toString();
    second.tell("anvil_setStorageAt", token, slot, lie);
    Seen seen =
        assertInstanceOf(
            Seen.class,
            observe(reader(pinning), block(pinning), holding(COIN, 500), holding(tokens, 99)));
    assertEquals(List.of(tokens), seen.unread().stream().map(Unread::holding).toList());
    assertTrue(
        seen.unread().getFirst().why().contains("b: balanceOf says [99]"),
        seen.unread().toString());
    assertEquals(List.of(), seen.differences());
    assertEquals(
        Map.of(COIN.place(), Manifests.units(500)), seen.observations().getFirst().unitsByPlace());
  }

  /** Does something while a chain is read. */
  private record Meddling(ChainReader reader, Runnable deed) implements ChainReader {
    @Override
    public ChainId chain() {
      return reader.chain();
    }

    @Override
    public Pinning pinning() {
      return reader.pinning();
    }

    @Override
    public List<dev.solvent.chain.reading.Fault> read(
        Pinned pin, List<HoldingRef> holdings, Consumer<Reading> sink)
        throws UnreadableException, InterruptedException {
      try {
        return reader.read(pin, holdings, sink);
      } finally {
        deed.run();
      }
    }
  }

  @Test
  void threat14_blockThatIsReorganisedAwayWhileItIsRead_isNotSeen() throws Exception {
    Pinning pinning = newest();
    PinnedBlock block = block(pinning);
    Meddling reader =
        new Meddling(
            reader(pinning),
            () -> {
              first.tell("anvil_reorg", 3, List.of());
              second.tell("anvil_reorg", 3, List.of());
            });
    notSeen(Reason.LOST, observe(reader, block, holding(COIN, 500)));
  }

  @Test
  void nodesThatEndWhileTheyAreRead_areNoUnreadableAssets() throws Exception {
    Pinning pinning = newest();
    PinnedBlock block = block(pinning);
    AtomicInteger reads = new AtomicInteger();
    Meddling reader =
        new Meddling(
            reader(pinning),
            () -> {
              reads.incrementAndGet();
              second.close();
            });
    Holding[] holdings = new Holding[20];
    for (int i = 0; i < holdings.length; i++) {
      holdings[i] = holding(EvmWorld.token(EvmWorld.holder(70 + i), HOLDER), 5);
    }
    NotSeen lost = notSeen(Reason.LOST, observe(reader, block, holdings));
    assertEquals("b", lost.dissents().getFirst().node());
    assertEquals(2, reads.get(), "everything, and the first asset");
  }

  @Test
  void whatCanBeRead_isReadAtOnce() throws Exception {
    Pinning pinning = newest();
    AtomicInteger reads = new AtomicInteger();
    Meddling reader = new Meddling(reader(pinning), reads::incrementAndGet);
    assertInstanceOf(
        Seen.class, observe(reader, block(pinning), holding(COIN, 500), holding(tokens, 10)));
    assertEquals(1, reads.get());
  }

  /** Ends without a word of what it was asked for. */
  private record Wordless(Pinning pinning) implements ChainReader {
    @Override
    public ChainId chain() {
      return EvmWorld.CHAIN;
    }

    @Override
    public List<dev.solvent.chain.reading.Fault> read(
        Pinned pin, List<HoldingRef> holdings, Consumer<Reading> sink) {
      return List.of();
    }
  }

  @Test
  void whatTheReaderSaysNothingOf_isUnread() throws Exception {
    Pinning pinning = newest();
    Seen seen =
        assertInstanceOf(
            Seen.class, observe(new Wordless(pinning), block(pinning), holding(COIN, 500)));
    assertEquals(List.of(COIN), seen.unread().stream().map(Unread::holding).toList());
    assertEquals(List.of(), seen.observations().getFirst().holdings());
  }

  @Test
  void nodeThatHangs_isNamed_andOneOfTwoIsNoQuorum() throws Exception {
    PinnedBlock block = block(newest());
    HttpSettings settings = HttpSettings.DEFAULT.withDeadline(Duration.ofMillis(500));
    try (FaultyProxy proxy = FaultyProxy.before(second.anvil().uri(), Fault.hang())) {
      Node hanging = new HttpNode(Endpoint.of("hanging", proxy.uri()), settings);
      Pinning pinning = EvmWorld.pinning(new Finality.Depth(0), 2, first.node("a"), hanging);
      NotSeen none = notSeen(Reason.NO_QUORUM, observe(reader(pinning), block, holding(COIN, 500)));
      Dissent dissent = none.dissents().getFirst();
      assertEquals("hanging", dissent.node());
      assertEquals(Dissent.Reason.NO_ANSWER, dissent.reason());
    }
  }

  /** Sees as many units everywhere, without a node. */
  private record Everywhere(Pinning pinning, long units) implements ChainReader {
    @Override
    public ChainId chain() {
      return EvmWorld.CHAIN;
    }

    @Override
    public List<dev.solvent.chain.reading.Fault> read(
        Pinned pin, List<HoldingRef> holdings, Consumer<Reading> sink) {
      for (HoldingRef holding : holdings) {
        sink.accept(
            new Reading.Seen(holding, Manifests.units(units), Optional.empty(), "a test says so"));
      }
      return List.of();
    }
  }

  @Test
  void moreHoldingsThanAnObservationHas_areInSeveral() throws Exception {
    List<Holding> holdings = new ArrayList<>();
    for (HoldingRef coin : EvmWorld.coins(2 * Observation.MAX_HOLDINGS + 1)) {
      holdings.add(holding(coin, 3));
    }
    Pinning pinning = newest();
    PinnedBlock block = block(pinning);
    Seen seen =
        assertInstanceOf(
            Seen.class,
            observe(new Everywhere(pinning, 3), block, holdings.toArray(Holding[]::new)));
    assertEquals(
        List.of(Observation.MAX_HOLDINGS, Observation.MAX_HOLDINGS, 1),
        seen.observations().stream().map(each -> each.holdings().size()).toList());
    for (Observation observation : seen.observations()) {
      assertEquals(block, observation.block());
      assertEquals(observation, Observation.parse(observation.toBytes()));
    }
    var signed = ObservationFiles.sign(seen.observations(), new TestKey());
    assertEquals("observation-3.dsse.json", signed.lastEntry().getKey());
  }
}
