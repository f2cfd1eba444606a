package dev.solvent.chain.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.EvmWorld;
import dev.solvent.chain.evm.Finality;
import dev.solvent.chain.observe.ObserverOutcome.NotSeen;
import dev.solvent.chain.observe.ObserverOutcome.Reason;
import dev.solvent.chain.observe.ObserverOutcome.Seen;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reserves.TestKey;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests, right and wrong, looked at with an anvil. */
final class ObserverTest {
  private static final HoldingRef RICH = EvmWorld.coin(EvmWorld.holder(1));
  private static final HoldingRef POOR = EvmWorld.coin(EvmWorld.holder(2));

  @TempDir static Path folder;
  private static EvmWorld world;
  private static HoldingRef tokens;
  private static PinnedBlock block;

  @BeforeAll
  static void build() throws Exception {
    world = new EvmWorld(folder);
    EvmAddress token = world.deploy("Tokens.sol", "PlainToken");
    EvmAddress holder = EvmWorld.holder(1);
    world.invoke(
        token,
        "set(address,uint256)",
        EvmWorld.word(holder),
        EvmWorld.word(BigInteger.valueOf(700)));
    tokens = EvmWorld.token(token, holder);
    world.give(holder, BigInteger.valueOf(31));
    world.finish();
    block = world.pin().header().pinned();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static Observer observer() {
    Pinning pinning = EvmWorld.pinning(1, world.node());
    EvmReader reader = new EvmReader(EvmWorld.CHAIN, pinning, Map.of(), 1);
    return new Observer(Map.of(EvmWorld.CHAIN, reader));
  }

  private static ObserverOutcome observe(PinnedBlock at, Holding... holdings) throws Exception {
    List<ObserverOutcome> outcomes =
        observer().observe(Manifests.of(List.of(at), holdings), Scope.all());
    assertEquals(1, outcomes.size());
    assertEquals(at.block().ref(), outcomes.getFirst().block());
    return outcomes.getFirst();
  }

  private static Seen seen(ObserverOutcome outcome) {
    return assertInstanceOf(Seen.class, outcome);
  }

  private static NotSeen notSeen(Reason reason, ObserverOutcome outcome) {
    NotSeen none = assertInstanceOf(NotSeen.class, outcome);
    assertEquals(reason, none.reason(), none.detail());
    return none;
  }

  private static Holding holding(HoldingRef ref, long units) {
    return Manifests.holding(ref, Assurance.OBSERVED, units);
  }

  private static PinnedBlock newest() throws Exception {
    Pinning newest = EvmWorld.pinning(new Finality.Depth(0), 1, world.node());
    return EvmWorld.pin(newest).header().pinned();
  }

  @Test
  void manifestThatIsTrue_isObservedAndSigned() throws Exception {
    Seen seen = seen(observe(block, holding(tokens, 700), holding(RICH, 31), holding(POOR, 0)));
    assertEquals(List.of(), seen.differences());
    assertEquals(List.of(), seen.unread());
    TestKey key = new TestKey();
    SequencedMap<String, Octets> files = ObservationFiles.sign(seen.observations(), key);
    assertEquals(List.of("observation-1.dsse.json"), List.copyOf(files.keySet()));
    Envelope envelope = Envelope.parse(files.firstEntry().getValue().toBytes());
    assertEquals(Observation.PAYLOAD_TYPE, envelope.payloadType());
    assertInstanceOf(SignedBy.Enough.class, envelope.verify(List.of(key.key()), 1));
    assertInstanceOf(SignedBy.TooFew.class, envelope.verify(List.of(new TestKey().key()), 1));
    Observation observation = Observation.parse(envelope.payload());
    assertEquals(block, observation.block());
    assertEquals(
        Map.of(
            tokens.place(), Manifests.units(700),
            RICH.place(), Manifests.units(31),
            POOR.place(), Manifests.units(0)),
        observation.unitsByPlace());
  }

  @Test
  void threat14_wrongFigure_isNamed_andTheTrueOneObserved() throws Exception {
    Holding wrong = holding(RICH, 32);
    Seen seen = seen(observe(block, wrong, holding(POOR, 0)));
    assertEquals(List.of(new Difference(wrong, Manifests.units(31))), seen.differences());
    assertTrue(
        seen.differences()
            .getFirst()
            .toString()
            .endsWith("31 units seen, the manifest says 32 observed"));
    assertEquals(
        Map.of(RICH.place(), Manifests.units(31), POOR.place(), Manifests.units(0)),
        seen.observations().getFirst().unitsByPlace());
  }

  @Test
  void threat15_figureThatOthersVouchFor_isLookedAtOnTheChainToo() throws Exception {
    Holding attested = Manifests.holding(RICH, Assurance.ATTESTED, 1_000_000);
    Holding claimed = Manifests.holding(POOR, Assurance.CLAIMED, 0);
    Seen seen = seen(observe(block, attested, claimed));
    assertEquals(List.of(new Difference(attested, Manifests.units(31))), seen.differences());
    assertEquals(2, seen.observations().getFirst().holdings().size());
  }

  @Test
  void threat24_inventedBlock_isNotSeen_andWhatStandsThereDeniesIt() throws Exception {
    BlockRef invented = new BlockRef(EvmWorld.CHAIN, Digests.sha256(new byte[] {1}));
    PinnedBlock stated =
        new PinnedBlock(new NumberedBlock(invented, block.block().number()), block.time());
    NotSeen none = notSeen(Reason.OTHER_BLOCK, observe(stated, holding(RICH, 31)));
    assertEquals(Optional.of(new Observation(block, List.of())), none.instead());
    assertTrue(none.detail().contains("want " + stated.block()), none.detail());
  }

  @Test
  void threat24_blockWithAnotherNumberOrTime_isNotSeen() throws Exception {
    NumberedBlock named = new NumberedBlock(block.block().ref(), block.block().number() - 1);
    notSeen(Reason.OTHER_BLOCK, observe(new PinnedBlock(named, block.time())));
    Timestamp later = new Timestamp(block.time().instant().plusSeconds(1));
    PinnedBlock stated = new PinnedBlock(block.block(), later);
    NotSeen none = notSeen(Reason.OTHER_BLOCK, observe(stated, holding(RICH, 31)));
    assertEquals(Optional.of(new Observation(block, List.of())), none.instead());
  }

  @Test
  void threat24_numberThatTheChainHasNotReached_isNotSeen() throws Exception {
    NumberedBlock named = new NumberedBlock(block.block().ref(), 999_999_999_999_999_999L);
    NotSeen none = notSeen(Reason.NO_QUORUM, observe(new PinnedBlock(named, block.time())));
    assertEquals(Optional.empty(), none.instead());
  }

  @Test
  void threat14_blockThatIsNotFinal_isNotSeen() throws Exception {
    PinnedBlock newest = newest();
    notSeen(Reason.NOT_FINAL, observe(newest, holding(RICH, 31)));
    Timestamp later = new Timestamp(newest.time().instant().plusSeconds(1));
    NotSeen other = notSeen(Reason.OTHER_BLOCK, observe(new PinnedBlock(newest.block(), later)));
    assertEquals(Optional.empty(), other.instead(), "what is not final denies nothing");
  }

  @Test
  void threat25_tokenThatCannotBeRead_hidesNoMoreThanItself() throws Exception {
    HoldingRef nothing = EvmWorld.token(EvmWorld.holder(77), EvmWorld.holder(1));
    Seen seen = seen(observe(block, holding(nothing, 5), holding(RICH, 31), holding(tokens, 700)));
    assertEquals(List.of(nothing), seen.unread().stream().map(Unread::holding).toList());
    assertEquals(List.of(), seen.differences());
    assertEquals(
        List.of(tokens.asset(), RICH.asset()),
        seen.observations().getFirst().holdings().stream().map(ObservedHolding::asset).toList());
  }

  @Test
  void threat26_onePlaceInTwoSpellings_isObservedOnce_andBothAreCompared() throws Exception {
    AssetRef alias = new AssetRef(EvmWorld.CHAIN, AssetRef.COIN, "61");
    Holding again = holding(new HoldingRef(RICH.account(), alias), 30);
    Seen seen = seen(observe(block, holding(RICH, 31), again));
    assertEquals(1, seen.observations().getFirst().holdings().size());
    assertEquals(List.of(new Difference(again, Manifests.units(31))), seen.differences());
  }

  @Test
  void scope_leavesOutHoldingsAndChains() throws Exception {
    Holding rich = holding(RICH, 31);
    Holding poor = holding(POOR, 0);
    var manifest = Manifests.of(List.of(block), rich, poor);
    Scope one = Scope.all().ofHoldings(rich::equals);
    Seen seen = seen(observer().observe(manifest, one).getFirst());
    assertEquals(1, seen.observations().getFirst().holdings().size());
    Seen alone = seen(observer().observe(manifest, Scope.blocks()).getFirst());
    assertEquals(List.of(new Observation(block, List.of())), alone.observations());
    assertEquals(List.of(), observer().observe(manifest, Scope.all().onChains(_ -> false)));
  }

  @Test
  void chainWithoutNodes_isNotSeen_andTheOthersAre() throws Exception {
    BlockRef elsewhere = new BlockRef(ChainId.evm(1), block.block().ref().hash());
    PinnedBlock unknown = new PinnedBlock(new NumberedBlock(elsewhere, 1), block.time());
    List<ObserverOutcome> outcomes =
        observer().observe(Manifests.of(List.of(unknown, block), holding(RICH, 31)), Scope.all());
    notSeen(Reason.NO_NODES, outcomes.get(0));
    seen(outcomes.get(1));
    notSeen(Reason.NO_NODES, observer().blocks(List.of(elsewhere)).getFirst());
  }

  @Test
  void threat12_blocksThatChallengesName_areConfirmedByThemselves() throws Exception {
    Header early = assertInstanceOf(Pinned.class, EvmWorld.pinning(1, world.node()).at(1)).header();
    BlockRef invented = new BlockRef(EvmWorld.CHAIN, Digests.sha256(new byte[] {1}));
    List<ObserverOutcome> outcomes =
        observer().blocks(List.of(early.block().ref(), invented, newest().block().ref()));
    assertEquals(
        List.of(new Observation(early.pinned(), List.of())), seen(outcomes.get(0)).observations());
    notSeen(Reason.NO_QUORUM, outcomes.get(1));
    notSeen(Reason.NOT_FINAL, outcomes.get(2));
  }
}
