package dev.solvent.chain.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.signature.Digests;
import dev.solvent.chain.evm.EvmWorld;
import dev.solvent.chain.evm.Finality;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.nodes.TwistedNode;
import dev.solvent.chain.pin.Dissent.Reason;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.RpcCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block that somebody else named, looked for on two nodes with one chain. */
final class PinningTest {
  @TempDir private Path folder;
  private EvmWorld first;
  private EvmWorld second;
  private Node a;
  private Node b;

  @BeforeEach
  void build() throws Exception {
    first = new EvmWorld(Files.createDirectory(folder.resolve("a")));
    second = new EvmWorld(Files.createDirectory(folder.resolve("b")));
    a = first.node("a");
    b = second.node("b");
    first.mine(12);
    second.mine(12);
  }

  @AfterEach
  void end() {
    first.close();
    second.close();
  }

  private static Pinning pinning(int quorum, Node... nodes) {
    return EvmWorld.pinning(quorum, nodes);
  }

  private Header newest() throws Exception {
    return EvmWorld.pin(EvmWorld.pinning(new Finality.Depth(0), 1, a)).header();
  }

  private static List<String> names(PinOutcome outcome) {
    return assertInstanceOf(Pinned.class, outcome).agreed().stream().map(Node::name).toList();
  }

  private static NoQuorum none(PinOutcome outcome) {
    return assertInstanceOf(NoQuorum.class, outcome);
  }

  private static List<Reason> reasons(PinOutcome outcome) {
    return outcome.dissents().stream().map(Dissent::reason).toList();
  }

  @Test
  void blockByNumberAndByHash_isTheSameOfAllNodes() throws Exception {
    Header header = newest();
    Pinning pinning = pinning(2, a, b);
    Pinned at = assertInstanceOf(Pinned.class, pinning.at(12));
    assertEquals(header, at.header());
    assertEquals(List.of("a", "b"), names(at));
    assertEquals(at, pinning.find(header.block().ref()));
  }

  @Test
  void numberThatNoNodeHas_isNone() throws Exception {
    assertEquals(
        List.of(Reason.MALFORMED, Reason.MALFORMED), reasons(none(pinning(1, a, b).at(1L << 50))));
  }

  @Test
  void hashThatNoNodeHas_isNone() throws Exception {
    BlockRef invented = new BlockRef(EvmWorld.CHAIN, Digests.sha256(new byte[] {1}));
    NoQuorum none = none(pinning(1, a, b).find(invented));
    assertEquals(List.of(Reason.OTHER_BLOCK, Reason.OTHER_BLOCK), reasons(none));
    assertTrue(none.dissents().getFirst().detail().contains("no block 0x"), none.toString());
  }

  @Test
  void threat14_firstNodeLiesOfABlocksNumber_othersFindItAllTheSame() throws Exception {
    Header header = newest();
    RpcCall other = RpcCall.of("eth_getBlockByNumber", "0x5", false);
    Node liar = TwistedNode.instead("liar", a, "eth_getBlockByHash", other);
    PinOutcome outcome = pinning(1, liar, b).find(header.block().ref());
    assertEquals(List.of("b"), names(outcome));
    assertEquals(List.of(Reason.OTHER_BLOCK), reasons(outcome));
    assertEquals("liar", outcome.dissents().getFirst().node());
    assertEquals(5, outcome.dissents().getFirst().header().orElseThrow().block().number());
    none(pinning(2, liar, b).find(header.block().ref()));
  }

  @Test
  void threat14_blockThatANodeReorganisedAway_isNotInItsChain() throws Exception {
    Header header = newest();
    second.tell("anvil_reorg", 3, List.of());
    PinOutcome outcome = pinning(1, a, b).find(header.block().ref());
    assertEquals(List.of("a"), names(outcome));
    assertEquals(List.of(Reason.OTHER_BLOCK), reasons(outcome));
    none(pinning(2, a, b).find(header.block().ref()));
    NoQuorum split = none(pinning(1, a, b).at(12));
    assertEquals(List.of(Reason.OTHER_BLOCK, Reason.OTHER_BLOCK), reasons(split));
  }

  @Test
  void nodeOfAnotherChain_standsBehindNoBlock() throws Exception {
    Path home = Files.createDirectory(folder.resolve("other"));
    try (Anvil other = Anvil.start(home, "--chain-id", "999")) {
      Node stranger = HttpNode.of("stranger", other.uri());
      for (PinOutcome outcome :
          List.of(
              pinning(1, stranger, a).at(0),
              pinning(1, stranger, a).find(newest().block().ref()))) {
        assertEquals(List.of("a"), names(outcome));
        assertEquals(List.of(Reason.OTHER_CHAIN), reasons(outcome));
      }
    }
  }

  @Test
  void finalBlock_isFinalByAllNodes() throws Exception {
    Pinning pinning = pinning(2, a, b);
    Pinned at = assertInstanceOf(Pinned.class, pinning.at(4));
    assertEquals(at, pinning.requireFinal(at));
  }

  @Test
  void blockThatTooFewCallFinal_isNotFinal() throws Exception {
    second.mine(1);
    Pinned at = assertInstanceOf(Pinned.class, pinning(1, a, b).at(5));
    PinOutcome byOne = pinning(1, a, b).requireFinal(at);
    assertEquals(List.of("b"), names(byOne));
    assertEquals(List.of(Reason.BEHIND), reasons(byOne));
    NoQuorum byTwo = none(pinning(2, a, b).requireFinal(at));
    assertTrue(byTwo.detail().startsWith("1 nodes call block 5"), byTwo.detail());
    assertEquals(
        "a: its newest final block is 4, want 5 or later", byTwo.dissents().getFirst().toString());
  }
}
