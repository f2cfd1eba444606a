package dev.solvent.chain.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.nodes.Fault;
import dev.solvent.chain.nodes.FaultyProxy;
import dev.solvent.chain.nodes.Ganache;
import dev.solvent.chain.rpc.NodeException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.BatchResponse;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthBlockNumber;
import org.web3j.protocol.core.methods.response.EthChainId;

/** Real nodes, as they are and behind a proxy that spoils their answers. */
class RealNodesTest {
  private static final RpcCall CHAIN = RpcCall.of("eth_chainId");
  private static final RpcCall HEIGHT = RpcCall.of("eth_blockNumber");
  private static final HttpSettings SETTINGS = HttpSettings.DEFAULT.withAttempts(2);

  @TempDir static Path folder;
  private static Anvil anvil;
  private static Ganache ganache;

  @BeforeAll
  static void start() throws IOException {
    anvil = Anvil.start(Files.createDirectory(folder.resolve("anvil")));
    ganache = Ganache.start(Files.createDirectory(folder.resolve("ganache")));
  }

  @AfterAll
  static void end() {
    anvil.close();
    ganache.close();
  }

  private static void assertMixedBatch(Node node, String chain, int unknown) throws NodeException {
    List<RpcCall> calls = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      calls.add(i % 2 == 0 ? CHAIN : HEIGHT);
    }
    calls.add(RpcCall.of("eth_noSuchMethod"));
    List<RpcAnswer> answers = node.ask(calls);
    assertEquals(251, answers.size());
    for (int i = 0; i < 250; i++) {
      RpcAnswer.Result result = assertInstanceOf(RpcAnswer.Result.class, answers.get(i));
      assertEquals(i % 2 == 0 ? chain : "0x0", result.value().stringValue());
    }
    RpcAnswer.Failed failed = assertInstanceOf(RpcAnswer.Failed.class, answers.get(250));
    assertEquals(unknown, failed.error().code());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1_000})
  void batches_ofAnySize(int batch) throws NodeException {
    HttpSettings settings = SETTINGS.withBatch(batch);
    assertMixedBatch(
        new HttpNode(Endpoint.of("anvil", anvil.uri()), settings),
        "0x7a69",
        RpcError.NO_SUCH_METHOD);
    assertMixedBatch(
        new HttpNode(Endpoint.of("ganache", ganache.uri()), settings), "0x539", -32700);
  }

  @Test
  void reorderedAnswers_areNotSwapped() throws NodeException {
    try (FaultyProxy proxy = FaultyProxy.before(anvil.uri(), Fault.reversed())) {
      assertMixedBatch(HttpNode.of("n", proxy.uri()), "0x7a69", RpcError.NO_SUCH_METHOD);
    }
  }

  private static void assertFails(Problem problem, String words, Fault... faults) {
    try (FaultyProxy proxy = FaultyProxy.before(anvil.uri(), faults)) {
      HttpNode node = HttpNodeFaultTest.node(proxy, SETTINGS);
      NodeException e = assertThrows(NodeException.class, () -> node.ask(List.of(CHAIN, HEIGHT)));
      assertEquals(problem, e.problem(), e.getMessage());
      assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    }
  }

  @Test
  void spoiledAnswers_areRefused() {
    assertFails(Problem.MALFORMED, "no answer with id 1", Fault.oneMissing());
    assertFails(Problem.MALFORMED, "two answers with id 1", Fault.oneTwice());
    assertFails(Problem.MALFORMED, "not made, with id 1099511627776", Fault.oneForged());
    assertFails(Problem.MALFORMED, "content encoding", Fault.gzip());
    assertFails(Problem.UNREACHABLE, "tried 2 times", Fault.truncated());
    assertFails(Problem.UNREACHABLE, "ends after", Fault.half());
  }

  @Test
  void spoiledOnce_isTriedAgain() throws NodeException {
    for (Fault once : List.of(Fault.truncated(), Fault.half(), Fault.status(502))) {
      try (FaultyProxy proxy = FaultyProxy.before(anvil.uri(), once, Fault.none())) {
        assertEquals(2, HttpNodeFaultTest.node(proxy, SETTINGS).ask(List.of(CHAIN, HEIGHT)).size());
      }
    }
  }

  @Test
  void web3j_asksOneByOneAndInBatches_whateverTheOrder() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.before(anvil.uri(), Fault.reversed())) {
      Web3j web3j = Web3j.build(new Web3jNodeService(HttpNode.of("n", proxy.uri())));
      assertEquals(31337, web3j.ethChainId().send().getChainId().intValueExact());
      assertEquals(31337, web3j.ethChainId().sendAsync().get().getChainId().intValueExact());
      BatchResponse batch =
          web3j
              .newBatch()
              .add(web3j.ethChainId())
              .add(web3j.ethBlockNumber())
              .add(web3j.ethGetBlockByNumber(DefaultBlockParameterName.EARLIEST, false))
              .send();
      EthChainId chain = (EthChainId) batch.getResponses().get(0);
      assertEquals(31337, chain.getChainId().intValueExact());
      EthBlockNumber height = (EthBlockNumber) batch.getResponses().get(1);
      assertEquals(0, height.getBlockNumber().signum());
      EthBlock block = (EthBlock) batch.getResponses().get(2);
      assertEquals(1_700_000_000, block.getBlock().getTimestamp().intValueExact());
    }
  }

  @Test
  void web3j_errorsAndFailures() {
    Web3j web3j = Web3j.build(new Web3jNodeService(HttpNode.of("n", anvil.uri())));
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.status(404))) {
      Web3j none = Web3j.build(new Web3jNodeService(HttpNode.of("n", proxy.uri())));
      IOException e = assertThrows(IOException.class, () -> none.ethChainId().send());
      assertInstanceOf(NodeException.class, e.getCause());
      assertThrows(ExecutionException.class, () -> none.ethChainId().sendAsync().get());
    }
    assertThrows(
        UnsupportedOperationException.class, () -> web3j.newHeadsNotifications().blockingFirst());
  }

  @Test
  void web3j_errorOfTheNode_isTheResponsesError() throws IOException {
    Web3j web3j = Web3j.build(new Web3jNodeService(HttpNode.of("n", anvil.uri())));
    assertTrue(web3j.ethSendRawTransaction("0x00").send().hasError());
  }
}
