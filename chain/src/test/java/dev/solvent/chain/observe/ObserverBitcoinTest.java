package dev.solvent.chain.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.chain.bitcoin.BitcoinChainReader;
import dev.solvent.chain.bitcoin.BitcoinHeaders;
import dev.solvent.chain.bitcoin.BitcoinSettings;
import dev.solvent.chain.nodes.Litecoin;
import dev.solvent.chain.observe.ObserverOutcome.NotSeen;
import dev.solvent.chain.observe.ObserverOutcome.Reason;
import dev.solvent.chain.observe.ObserverOutcome.Seen;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.rpc.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a chain of outputs, which is undone to the manifest's block. */
final class ObserverBitcoinTest {
  private static final ChainId CHAIN = BitcoinChain.LITECOIN_REGTEST.id();

  /** What a hundred blocks earned; a wallet's later ones are not to count. */
  private static final long EARNED = 100 * 50 * 100_000_000L;

  @TempDir static Path folder;
  private static Litecoin litecoin;
  private static BitcoinHeaders headers;
  private static Observer observer;
  private static HoldingRef coins;

  @BeforeAll
  static void build() throws Exception {
    litecoin = Litecoin.start(folder, "-txindex=1");
    String address = litecoin.rpc().text("getnewaddress", "", "bech32");
    litecoin.rpc().call("generatetoaddress", 110, address);
    BitcoinSettings settings = BitcoinSettings.DEFAULT.withScryptForTests();
    headers = BitcoinHeaders.of(BitcoinChain.LITECOIN_REGTEST, settings);
    Pinning pinning =
        new Pinning(headers, List.<Node>of(litecoin.rpc().node()), 1, Duration.ofDays(36_500));
    observer = new Observer(Map.of(CHAIN, new BitcoinChainReader(headers, pinning, 1)));
    coins = new HoldingRef(new AccountRef(CHAIN, address), new AssetRef(CHAIN, "slip44", "1"));
  }

  @AfterAll
  static void end() {
    litecoin.close();
  }

  private static PinnedBlock block(long number) throws Exception {
    return headers.header(litecoin.rpc().node(), number).pinned();
  }

  private static ObserverOutcome observe(PinnedBlock at, long units) throws Exception {
    Holding holding = Manifests.holding(coins, Assurance.OBSERVED, units);
    return observer.observe(Manifests.of(List.of(at), holding), Scope.all()).getFirst();
  }

  @Test
  void unitsAtTheManifestsBlock_areObserved() throws Exception {
    Seen seen = assertInstanceOf(Seen.class, observe(block(100), EARNED));
    assertEquals(List.of(), seen.differences());
    assertEquals(List.of(), seen.unread());
    Observation observation = seen.observations().getFirst();
    assertEquals(Map.of(coins.place(), Manifests.units(EARNED)), observation.unitsByPlace());
    assertEquals(observation, Observation.parse(observation.toBytes()));
  }

  @Test
  void threat14_unitsOfALaterBlock_areADifference() throws Exception {
    long later = EARNED + 10 * 50 * 100_000_000L;
    Seen seen = assertInstanceOf(Seen.class, observe(block(100), later));
    assertEquals(Manifests.units(EARNED), seen.differences().getFirst().seen());
  }

  @Test
  void threat14_blockThatIsNotDeepEnough_isNotSeen() throws Exception {
    assertInstanceOf(Seen.class, observe(block(105), EARNED + 5 * 50 * 100_000_000L));
    NotSeen none = assertInstanceOf(NotSeen.class, observe(block(106), EARNED));
    assertEquals(Reason.NOT_FINAL, none.reason());
    List<ObserverOutcome> blocks =
        observer.blocks(List.of(block(105).block().ref(), block(106).block().ref()));
    assertEquals(
        List.of(new Observation(block(105), List.of())),
        assertInstanceOf(Seen.class, blocks.get(0)).observations());
    assertEquals(Reason.NOT_FINAL, assertInstanceOf(NotSeen.class, blocks.get(1)).reason());
  }
}
