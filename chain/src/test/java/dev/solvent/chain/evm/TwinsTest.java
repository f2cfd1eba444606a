package dev.solvent.chain.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.nodes.TwistedNode;
import dev.solvent.chain.pin.Dissent;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.Reading.Proven;
import dev.solvent.chain.reading.Reading.Seen;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.RpcCall;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes with one chain, until one of them is told otherwise. */
final class TwinsTest {
  private static final EvmAddress HOLDER = EvmWorld.holder(1);
  private static final HoldingRef COIN = EvmWorld.coin(HOLDER);

  @TempDir private Path folder;
  private final List<EvmWorld> worlds = new ArrayList<>();
  private Node a;
  private Node b;
  private Node c;
  private EvmAddress token;

  @BeforeEach
  void build() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      worlds.add(new EvmWorld(Files.createDirectory(folder.resolve(name))));
    }
    a = worlds.get(0).node("a");
    b = worlds.get(1).node("b");
    c = worlds.get(2).node("c");
    all(world -> {
      token = world.deploy("Tokens.sol", "PlainToken");
      world.invoke(
          token, "set(address,uint256)", EvmWorld.word(HOLDER), EvmWorld.word(BigInteger.TEN));
      world.give(HOLDER, BigInteger.valueOf(500));
      world.finish();
    });
  }

  @AfterEach
  void end() {
    worlds.forEach(EvmWorld::close);
  }

  private void all(Consumer<EvmWorld> action) {
    worlds.forEach(action);
  }

  private static Pinning newest(int quorum, Node... nodes) {
    return EvmWorld.pinning(new Finality.Depth(0), quorum, nodes);
  }

  private static List<Reading> read(EvmReader reader, Pinned pin, HoldingRef holding)
      throws Exception {
    List<Reading> readings = new ArrayList<>();
    reader.read(pin, List.of(holding), readings::add);
    return readings;
  }

  @Test
  void pin_isTheOldestOfTheFinalBlocks_andHashedFromItsHeader() throws Exception {
    worlds.get(0).mine(8);
    Pinned pinned = EvmWorld.pin(EvmWorld.pinning(3, a, b, c));
    assertEquals(List.of("a", "b", "c"), pinned.agreed().stream().map(Node::name).toList());
    assertEquals(List.of(), pinned.dissents());
    Header header = pinned.header();
    assertEquals(Keccak256.hash(header.bytes().toBytes()), header.block().ref().hash());
    EvmHeaders headers = new EvmHeaders(EvmWorld.CHAIN, new Finality.Consensus());
    assertEquals(headers.finalNumber(b), header.block().number());
    assertTrue(headers.finalNumber(a) > header.block().number());
  }

  @Test
  void threat14_oneThatReorganised_isNamed_and3of3Refuses() throws Exception {
    EvmWorld forked = worlds.get(1);
    forked.tell("anvil_reorg", 9, List.of());
    Pinned pinned = EvmWorld.pin(EvmWorld.pinning(2, a, b, c));
    Dissent dissent = pinned.dissents().getFirst();
    assertEquals("b", dissent.node());
    assertEquals(Dissent.Reason.OTHER_BLOCK, dissent.reason());
    assertTrue(dissent.header().isPresent(), "the header that it showed is kept");
    NoQuorum none =
        assertInstanceOf(NoQuorum.class, EvmWorld.pinning(3, a, b, c).pin(EvmWorld.now()));
    assertEquals(3, none.dissents().size());
  }

  @Test
  void threat14_reorganisationBetweenPinAndWrite_isSeen() throws Exception {
    Pinning pinning = newest(2, a, b, c);
    Pinned pinned = EvmWorld.pin(pinning);
    assertInstanceOf(Pinned.class, pinning.confirm(pinned.header()));
    all(world -> world.tell("anvil_reorg", 3, List.of()));
    NoQuorum moved = assertInstanceOf(NoQuorum.class, pinning.confirm(pinned.header()));
    assertTrue(moved.detail().contains("want " + pinned.header().block().ref()), moved.detail());
  }

  @Test
  void oneOnAnotherChain_isNamed(@TempDir Path other) throws Exception {
    try (Anvil stranger = Anvil.start(other, "--chain-id", "999")) {
      Node d = HttpNode.of("d", stranger.uri());
      Pinned pinned = EvmWorld.pin(EvmWorld.pinning(2, a, d, b));
      Dissent dissent = pinned.dissents().getFirst();
      assertEquals("d", dissent.node());
      assertEquals(Dissent.Reason.OTHER_CHAIN, dissent.reason());
      assertInstanceOf(NoQuorum.class, EvmWorld.pinning(2, a, d).pin(EvmWorld.now()));
    }
  }

  @Test
  void threat14_lyingNode_isNamed_andTheNextOneProves() throws Exception {
    worlds.get(0).tell("anvil_setBalance", HOLDER.toString(), "0xffffffffffff");
    Pinning pinning = newest(2, a, b, c);
    EvmReader reader = new EvmReader(EvmWorld.CHAIN, pinning, Map.of(), 2);
    List<Reading> readings = new ArrayList<>();
    List<Fault> faults = reader.read(EvmWorld.pin(pinning), List.of(COIN), readings::add);
    assertEquals("500", assertInstanceOf(Proven.class, readings.getFirst()).units().toString());
    assertEquals("a", faults.getFirst().node());
    assertTrue(faults.getFirst().detail().contains("ACCOUNT_NOT_PROVEN"), faults.toString());
  }

  @Test
  void threat14_onlyLyingNodes_leaveNothingRead() throws Exception {
    all(world -> world.tell("anvil_setBalance", HOLDER.toString(), "0xffffffffffff"));
    Pinning pinning = newest(3, a, b, c);
    EvmReader reader = new EvmReader(EvmWorld.CHAIN, pinning, Map.of(), 3);
    Pinned pin = EvmWorld.pin(pinning);
    UnreadableException e = assertThrows(UnreadableException.class, () -> read(reader, pin, COIN));
    assertEquals(3, e.faults().size());
  }

  @Test
  void unprovenFigure_takesAsManyNodesAsThePin() throws Exception {
    HoldingRef holding = EvmWorld.token(token, HOLDER);
    Pinning pinning = newest(2, a, b, c);
    Pinned pin = EvmWorld.pin(pinning);
    EvmReader reader = new EvmReader(EvmWorld.CHAIN, pinning, Map.of(), 2);
    assertEquals(
        "10",
        assertInstanceOf(Seen.class, read(reader, pin, holding).getFirst()).units().toString());
    String slot = "0x" + StorageSlots.solidityMapping(StorageSlots.of(0), HOLDER);
    String lie = "0x" + EvmWorld.word(BigInteger.valueOf(99));
    worlds.get(1).tell("anvil_setStorageAt", token.toString(), slot, lie);
    List<Reading> readings = new ArrayList<>();
    List<Fault> faults = reader.read(pin, List.of(holding), readings::add);
    assertEquals("10", readings.getFirst().units().toString());
    assertEquals(List.of(new Fault("b", "balanceOf says [99]")), faults);

    EvmReader all = new EvmReader(EvmWorld.CHAIN, pinning, Map.of(), 3);
    UnreadableException e = assertThrows(UnreadableException.class, () -> read(all, pin, holding));
    assertTrue(e.getMessage().contains("b: balanceOf says [99]"), e.getMessage());
  }

  /** Nodes that have no old blocks cannot say that theirs is another. */
  @Test
  void nodeThatCallsAnOldBlockFinal_whichOthersDoNotShow_isLeftOut() throws Exception {
    RpcCall first = RpcCall.of("eth_getBlockByNumber", "0x1", false);
    RpcCall last = RpcCall.of("eth_getBlockByNumber", "finalized", false);
    Node liar = new TwistedNode("liar", a, call -> call.equals(last) ? first : call);
    RpcCall pruned = RpcCall.of("eth_getBlockByNumber", "0xffffff", false);
    Node one = new TwistedNode("one", b, call -> call.equals(first) ? pruned : call);
    Node two = new TwistedNode("two", c, call -> call.equals(first) ? pruned : call);
    Pinned pinned = EvmWorld.pin(EvmWorld.pinning(2, liar, one, two));
    assertEquals(List.of("one", "two"), pinned.agreed().stream().map(Node::name).toList());
    assertEquals("liar", pinned.dissents().getFirst().node());
    assertEquals(Dissent.Reason.BEHIND, pinned.dissents().getFirst().reason());
  }

  @Test
  void theOldestBlockThatANodeCallsFinal_isNoWayToHoldOthersBack(@TempDir Path other)
      throws Exception {
    try (EvmWorld slow = new EvmWorld(other)) {
      slow.mine(1);
      Node d = slow.node("d");
      EvmHeaders headers = new EvmHeaders(EvmWorld.CHAIN, new Finality.Consensus());
      long now = EvmWorld.pin(EvmWorld.pinning(1, a)).header().time().instant().getEpochSecond();
      Pinning pinning = new Pinning(headers, List.of(a, b, d), 2, Duration.ofSeconds(5));
      Pinned pinned =
          assertInstanceOf(Pinned.class, pinning.pin(new Timestamp(Instant.ofEpochSecond(now))));
      assertEquals(List.of("a", "b"), pinned.agreed().stream().map(Node::name).toList());
      assertEquals(Dissent.Reason.BEHIND, pinned.dissents().getFirst().reason());
    }
  }
}
