package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.chain.rpc.Endpoint;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.HttpSettings;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.chain.rpc.RpcError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A node that lies, hangs or wants too much, between us and a real one. */
final class FailingNodeTest {
  private static final List<Asset> ASSETS = FeedWorld.assets(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static FeedWorld world;
  private static Feed feed;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    world = new FeedWorld(folder);
    feed = world.deploy(FeedWorld.terms(ASSETS));
  }

  @AfterAll
  static void end() {
    world.close();
  }

  /** Passes calls on, and changes the answers to some methods. One thread. */
  private static final class Liar implements Node {
    private final Map<String, UnaryOperator<RpcAnswer>> lies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    Liar says(String method, String json) {
      return says(method, answer -> new RpcAnswer.Result(JSON.readTree(json)));
    }

    Liar says(String method, UnaryOperator<RpcAnswer> lie) {
      lies.put(method, lie);
      return this;
    }

    @Override
    public String name() {
      return "liar";
    }

    @Override
    public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
      List<RpcAnswer> answers = new ArrayList<>(world.node.ask(calls));
      for (int i = 0; i < calls.size(); i++) {
        String method = calls.get(i).method();
        asked.add(method);
        answers.set(i, lies.getOrDefault(method, UnaryOperator.identity()).apply(answers.get(i)));
      }
      return answers;
    }
  }

  private static Anchor anchor(Node node) {
    return new Anchor(node, FeedWorld.CHAIN, FeedWorld.PAYER, impatient());
  }

  private static SendSettings impatient() {
    return new SendSettings(
        BigInteger.TEN.pow(11),
        BigInteger.ONE,
        1 << 24,
        Duration.ofMillis(300),
        Duration.ofMillis(20));
  }

  private static SignedSummary signed(int epoch) throws Exception {
    return FeedWorld.signed(FeedWorld.summary(epoch, ASSETS), feed);
  }

  private static String refused(Sending sending) {
    return assertInstanceOf(Sending.Refused.class, sending).reason();
  }

  private static String unconfirmed(Sending sending) {
    return assertInstanceOf(Sending.Unconfirmed.class, sending).reason();
  }

  /** Nothing that was tried is in the way of what is tried next. */
  private static <T> T undone(Callable<T> attempt) throws Exception {
    String snapshot = world.ask("evm_snapshot").asString();
    try {
      return attempt.call();
    } finally {
      world.ask("evm_revert", snapshot);
    }
  }

  @Test
  void refusal_costsNothing() throws Exception {
    Liar node = new Liar();
    SignedSummary alone =
        FeedWorld.signed(FeedWorld.summary(1, ASSETS), feed, FeedWorld.SIGNERS.get(1));
    assertEquals(
        "TooFewSignatures: 1 signatures, want at least 2", refused(anchor(node).publish(alone)));
    assertTrue(!node.asked.contains("eth_sendRawTransaction"), node.asked::toString);
  }

  @Test
  void summaryOfOthers_isRefusedInPlainWords() throws Exception {
    Summary other = FeedWorld.summary(1, FeedWorld.assets(2));
    assertEquals(
        "assets [COIN10:8, COIN11:8], want [COIN10:8]",
        refused(anchor(world.node).publish(FeedWorld.signed(other, feed))));
    Summary ours = FeedWorld.summary(1, ASSETS);
    Summary friend =
        new Summary(
            new Issuer("friend.example"),
            ours.epoch(),
            ours.asOf(),
            ours.statement(),
            ours.figures());
    assertEquals(
        "issuer friend.example, want exchange.example",
        refused(anchor(world.node).publish(FeedWorld.signed(friend, feed))));
    Feed elsewhere = new Feed(ChainId.evm(1), feed.contract());
    Optional<String> refusal =
        new FeedContract(world.node, feed).refusal(FeedWorld.signed(ours, elsewhere));
    assertTrue(refusal.orElseThrow().endsWith("on eip155:31337"), refusal::toString);
  }

  @Test
  void nodeOfAnotherChain_isRefused() throws Exception {
    Node node = new Liar().says("eth_chainId", "\"0x1\"");
    MalformedException refusal =
        assertThrows(MalformedException.class, () -> anchor(node).publish(signed(1)));
    assertEquals("node liar: chain eip155:1, want eip155:31337", refusal.getMessage());
  }

  @Test
  void addressWithoutAContract_isMalformed() throws Exception {
    Feed nothing = new Feed(FeedWorld.CHAIN, FeedWorld.STRANGER.address());
    MalformedException refusal =
        assertThrows(MalformedException.class, () -> new FeedContract(world.node, nothing).terms());
    assertEquals("0 bytes returned, want 32 more at 0", refusal.getMessage());
  }

  @Test
  void gasAboveTheLimits_isNotBought() throws Exception {
    Liar dear = new Liar().says("eth_getBlockByNumber", "{\"baseFeePerGas\":\"0x174876e800\"}");
    assertEquals(
        "a unit of gas costs 100000000001 wei, want at most 100000000000",
        refused(anchor(dear).publish(signed(1))));
    Liar much = new Liar().says("eth_estimateGas", "\"0x1000001\"");
    assertEquals("gas 16777217, want at most 16777216", refused(anchor(much).publish(signed(1))));
    for (Liar liar : List.of(dear, much)) {
      assertTrue(!liar.asked.contains("eth_sendRawTransaction"), liar.asked::toString);
    }
  }

  @Test
  void numbersThatAreNone_areMalformed() {
    for (String bad :
        List.of("null", "7", "\"0x\"", "\"0x00\"", "\"1\"", "\"0x" + "f".repeat(65) + "\"")) {
      Liar node = new Liar().says("eth_estimateGas", bad);
      assertThrows(MalformedException.class, () -> anchor(node).publish(signed(1)), bad);
      assertTrue(!node.asked.contains("eth_sendRawTransaction"), bad);
    }
  }

  @Test
  void nodeThatDoesNotTakeIt_isRefused() throws Exception {
    String why =
        undone(() -> {
          Liar node =
              new Liar()
                  .says(
                      "eth_sendRawTransaction",
                      answer -> new RpcAnswer.Failed(new RpcError(-32003, "no funds")))
                  .says("eth_getTransactionByHash", "null");
          return refused(anchor(node).publish(signed(1)));
        });
    assertTrue(why.startsWith("node liar: error -32003 (no funds)"), why);
  }

  @Test
  void nodeThatForeseesARevert_isRefusedWithoutSending() throws Exception {
    Liar node =
        new Liar()
            .says(
                "eth_estimateGas",
                answer -> new RpcAnswer.Failed(new RpcError(3, "execution reverted")));
    assertEquals(
        "node liar, gas needed: error 3 (execution reverted)",
        refused(anchor(node).publish(signed(1))));
    assertTrue(!node.asked.contains("eth_sendRawTransaction"), node.asked::toString);
  }

  @Test
  void payerWithoutMoney_isRefused() throws Exception {
    Anchor poor = new Anchor(world.node, FeedWorld.CHAIN, FeedWorld.STRANGER, impatient());
    String why = refused(poor.publish(signed(1)));
    assertTrue(why.startsWith("node anvil") && why.contains("nsufficient funds"), why);
  }

  /** A node that was asked twice refuses the second time what it took the first time. */
  @Test
  void nodeThatHasItAlready_isWaitedFor() throws Exception {
    Sending sending =
        undone(() -> {
          Liar node =
              new Liar()
                  .says(
                      "eth_sendRawTransaction",
                      answer -> new RpcAnswer.Failed(new RpcError(-32000, "already known")));
          return anchor(node).publish(signed(1));
        });
    assertInstanceOf(Sending.Mined.class, sending);
  }

  /** One of several behind an address took it, and another one does not know it yet. */
  @Test
  void nodeThatSaysTheNumberIsUsed_isNoRefusal() throws Exception {
    String why =
        undone(() -> {
          Liar node =
              new Liar()
                  .says(
                      "eth_sendRawTransaction",
                      answer -> new RpcAnswer.Failed(new RpcError(-32000, "nonce too low")))
                  .says("eth_getTransactionByHash", "null")
                  .says("eth_getTransactionReceipt", "null");
          return unconfirmed(anchor(node).publish(signed(1)));
        });
    assertEquals("it is in no block after PT0.3S", why);
  }

  @Test
  void waitingForLongerThanADay_isRefusedBeforeAnythingIsSent() {
    SendSettings usual = SendSettings.DEFAULT;
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SendSettings(
                usual.mostPerGas(),
                usual.tip(),
                usual.mostGas(),
                Duration.ofDays(200_000),
                usual.poll()));
  }

  @Test
  void transactionInNoBlock_isUnconfirmedAtTheDeadline() throws Exception {
    String why =
        undone(() -> {
          Liar node = new Liar().says("eth_getTransactionReceipt", "null");
          return unconfirmed(anchor(node).publish(signed(1)));
        });
    assertEquals("it is in no block after PT0.3S", why);
  }

  @Test
  void receiptOfAnother_isNotBelieved() throws Exception {
    for (String bad :
        List.of("{}", "[]", "7", "{\"transactionHash\":\"0x00\",\"status\":\"0x1\"}")) {
      String why =
          undone(() -> {
            Liar node = new Liar().says("eth_getTransactionReceipt", bad);
            return unconfirmed(anchor(node).publish(signed(1)));
          });
      assertTrue(why.contains("receipt of another transaction"), why);
    }
  }

  /** Somebody publishes the same between our asking and our sending. */
  @Test
  void overtakenPublication_saysWhy() throws Exception {
    String why =
        undone(() -> {
          SignedSummary signed = signed(1);
          Liar node = new Liar();
          node.says("eth_estimateGas", "\"0x30d40\"");
          node.says(
              "eth_getBlockByNumber",
              answer -> {
                try {
                  assertTrue(world.force(feed.contract(), FeedCalls.publish(signed)));
                  world.ask("anvil_setNonce", FeedWorld.PAYER.address().toString(), nonce());
                  return answer;
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
          nonce =
              world
                  .ask("eth_getTransactionCount", FeedWorld.PAYER.address().toString(), "latest")
                  .asString();
          return refused(anchor(node).publish(signed));
        });
    assertTrue(
        why.contains("reverted")
            && why.endsWith("EpochNotNewer: epoch 1, want one after 1, which is published"),
        why);
  }

  private static String nonce = "0x0";

  private static String nonce() {
    return nonce;
  }

  @Test
  void hangingNode_endsWithinItsTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Node node =
          new HttpNode(
              Endpoint.of("silent", URI.create("http://127.0.0.1:" + silent.getLocalPort())),
              HttpSettings.DEFAULT.withDeadline(Duration.ofMillis(300)));
      long start = System.nanoTime();
      NodeException failure =
          assertThrows(NodeException.class, () -> anchor(node).publish(signed(1)));
      assertEquals(NodeException.Problem.TOO_SLOW, failure.problem());
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
    }
  }

  /** From the sending on nobody knows, and that is what is told. */
  @Test
  void nodeThatHangsAfterTheSending_leavesItUnconfirmed() throws Exception {
    Liar inner = new Liar();
    Node node =
        new Node() {
          @Override
          public String name() {
            return "mute";
          }

          @Override
          public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
            List<RpcAnswer> answers = inner.ask(calls);
            if (inner.asked.contains("eth_sendRawTransaction")) {
              throw new NodeException("mute", NodeException.Problem.TOO_SLOW, "no answer");
            }
            return answers;
          }
        };
    assertEquals(
        "node mute: no answer", undone(() -> unconfirmed(anchor(node).publish(signed(1)))));
  }
}
