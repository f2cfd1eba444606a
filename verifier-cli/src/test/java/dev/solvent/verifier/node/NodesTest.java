package dev.solvent.verifier.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.merkle.Hash;
import dev.solvent.verifier.node.ChainNode.Look;
import dev.solvent.verifier.node.FakeNode.Knowledge;
import dev.solvent.verifier.node.FakeNode.Refused;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What nodes are found to be and to show, with the answers of real ones, and with no answers. */
final class NodesTest {
  private static final Path EXCHANGE =
      Path.of(System.getProperty("solvent.root"), "fixtures/readings/exchange");
  private static final Duration SOON = Duration.ofSeconds(10);

  private final ReservesManifest manifest = manifest();

  private static ReservesManifest manifest() {
    try {
      return ReservesManifest.parse(Files.readAllBytes(EXCHANGE.resolve("reserves.json")));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<NodeAddress> addresses(String... urls) throws IOException {
    StringWriter err = new StringWriter();
    List<NodeAddress> all = new ArrayList<>();
    for (String url : urls) {
      all.addAll(NodeAddress.read(url, new PrintWriter(err)));
    }
    return all;
  }

  private static ChainNode connect(FakeNode node) throws Exception {
    return Nodes.connect(addresses(node.url()), SOON).all().getFirst();
  }

  private static FakeNode recorded(String name) throws IOException {
    return FakeNode.of(FakeNode.recorded(EXCHANGE.resolve("nodes/" + name + ".jsonl")));
  }

  private static NodeFault fault(FakeNode node, Duration within) throws IOException {
    List<NodeAddress> addresses = addresses(node.url() + "/v2/secretsecretsecret");
    return assertThrows(NodeFault.class, () -> Nodes.connect(addresses, within));
  }

  private static NodeFault faultAfter(int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (FakeNode node = FakeNode.speaking(exchange -> FakeNode.reply(exchange, status, bytes))) {
      NodeFault fault = fault(node, SOON);
      assertFalse(fault.getMessage().contains("secretsecret"), fault.getMessage());
      return fault;
    }
  }

  @Test
  void aRealEvmNodesAnswers_showItsChainItsBlocksAndItsTokens() throws Exception {
    try (FakeNode fake = recorded("evm-a")) {
      ChainNode node = connect(fake);
      assertEquals(ChainId.evm(31337), node.chain());
      PinnedBlock pinned = manifest.block(node.chain()).orElseThrow();
      assertEquals(Optional.of(pinned), node.blockAt(17));
      Hash challenged =
          Hash.parse("443708b8e4f2170f31b4b051519a84d161f2aec15cc14b712a4ce8b03bab4a5b");
      BlockRef ref = new BlockRef(node.chain(), challenged);
      assertEquals(4, node.block(ref).orElseThrow().block().number());
      int tokens = 0;
      for (Holding holding : manifest.holdings()) {
        if (holding.asset().decoded().token().isPresent()) {
          tokens++;
          assertEquals(
              new Look.Units(holding.units()), node.look(holding, pinned, Optional.empty()));
        }
      }
      assertEquals(3, tokens);
    }
  }

  @Test
  void threat14_aRealNodeOnAnotherBranch_showsAnotherBlock() throws Exception {
    try (FakeNode fake = recorded("evm-c")) {
      ChainNode node = connect(fake);
      PinnedBlock pinned = manifest.block(node.chain()).orElseThrow();
      assertEquals(
          "0x5f8fee1e8507bf015e0344ab0c96cf95bcc029cae7e98b01532836740c87fc32",
          node.blockAt(17).orElseThrow().block().ref().hashText());
      assertEquals(Optional.empty(), node.block(pinned.block().ref()));
    }
  }

  @Test
  void twoNodesOfOneHost_haveTwoNames() throws Exception {
    try (FakeNode fake = recorded("evm-a")) {
      Nodes nodes = Nodes.connect(addresses(fake.url() + "/a", fake.url() + "/b"), SOON);
      assertEquals(
          List.of(fake.name(), fake.name() + " (2)"),
          nodes.all().stream().map(ChainNode::name).toList());
    }
  }

  /** What it said of its headers was recorded in another form; height and time are the block's. */
  @Test
  void aRealLitecoinNodesAnswers_showItsChainAndItsBlock() throws Exception {
    PinnedBlock pinned = manifest.chains().getFirst();
    Knowledge recorded = FakeNode.recorded(EXCHANGE.resolve("nodes/litecoin.jsonl"));
    Knowledge knowledge =
        (method, params) -> {
          if (!method.equals("getblockheader")) {
            return recorded.answer(method, params);
          }
          Map<String, Object> header = new HashMap<>();
          header.put("hash", params.get(0).asText());
          header.put("height", 115);
          header.put("time", pinned.time().instant().getEpochSecond());
          return header;
        };
    try (FakeNode fake = FakeNode.of(knowledge)) {
      ChainNode node = connect(fake);
      assertEquals(pinned.block().chain(), node.chain());
      assertEquals(Optional.of(pinned), node.blockAt(115));
      assertEquals(Optional.of(pinned), node.block(pinned.block().ref()));
      assertEquals(List.of("eth_chainId", "getblockhash"), fake.asked.subList(0, 2));
    }
  }

  @Test
  void aBlockThatIsNotThere_isNone_andWhatIsOffItsBranchToo() throws Exception {
    Knowledge behind =
        (method, params) ->
            switch (method) {
              case "eth_chainId" -> "0x1";
              case "eth_getBlockByHash" ->
                  Map.of("number", "0x5", "hash", "0x" + "ab".repeat(32), "timestamp", "0x1");
              default ->
                  params.get(0).asText().equals("0x5")
                      ? Map.of("number", "0x5", "hash", "0x" + "cd".repeat(32), "timestamp", "0x1")
                      : null;
            };
    try (FakeNode fake = FakeNode.of(behind)) {
      ChainNode node = connect(fake);
      assertEquals(Optional.empty(), node.blockAt(9));
      assertEquals(
          Optional.empty(), node.block(new BlockRef(node.chain(), Hash.parse("ab".repeat(32)))));
    }
  }

  @Test
  void threat14_anotherNumberThanWasAskedFor_isAFault() throws Exception {
    Knowledge confused =
        (method, params) ->
            method.equals("eth_chainId")
                ? "0x1"
                : Map.of("number", "0x6", "hash", "0x" + "cd".repeat(32), "timestamp", "0x1");
    try (FakeNode fake = FakeNode.of(confused)) {
      ChainNode node = connect(fake);
      NodeFault fault = assertThrows(NodeFault.class, () -> node.blockAt(5));
      assertEquals("node " + fake.name() + ": block 6, asked for 5", fault.getMessage());
    }
  }

  @Test
  void whatIsNoNodeOfAKnownChain_isNamed() throws Exception {
    Knowledge nothing =
        (method, params) -> {
          throw new Refused(-32601, "no such method");
        };
    try (FakeNode fake = FakeNode.of(nothing)) {
      assertEquals(
          "node "
              + fake.name()
              + ": knows neither eth_chainId nor getblockhash, want a node of a chain",
          fault(fake, SOON).getMessage());
    }
    Knowledge strange =
        (method, params) -> {
          if (method.equals("getblockhash")) {
            return "ab".repeat(32);
          }
          throw new Refused(-32601, "no such method");
        };
    try (FakeNode fake = FakeNode.of(strange)) {
      assertEquals(
          "node "
              + fake.name()
              + ": a chain that is not known, which begins with "
              + "ab".repeat(32),
          fault(fake, SOON).getMessage());
    }
  }

  @Test
  void aNodeThatHangs_isLeftInTime() throws Exception {
    CountDownLatch until = new CountDownLatch(1);
    try (FakeNode fake =
        FakeNode.speaking(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            until.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        })) {
      NodeFault fault = fault(fake, Duration.ofSeconds(1));
      until.countDown();
      assertEquals("node " + fake.name() + ": no whole answer within 1 s", fault.getMessage());
    }
  }

  @Test
  void anAnswerWithoutEnd_isNotReadToIt() throws Exception {
    byte[] piece = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    try (FakeNode fake =
        FakeNode.speaking(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 1 << 14; i++) {
            exchange.getResponseBody().write(piece);
          }
          exchange.close();
        })) {
      NodeFault fault = fault(fake, SOON);
      assertEquals(
          "node " + fake.name() + ": no whole answer of at most 4194304 bytes", fault.getMessage());
    }
  }

  @Test
  void nobodyThere_isSaid() throws Exception {
    FakeNode gone = FakeNode.of((method, params) -> "0x1");
    gone.close();
    assertEquals("node " + gone.name() + ": no connection", fault(gone, SOON).getMessage());
  }

  @Test
  void whatIsNoAnswer_isRefused_withoutASecret() throws Exception {
    Map<String, String> faults = new LinkedHashMap<>();
    faults.put("{'id':7,'result':'0x1'}", "200 without an answer to eth_chainId, want one");
    faults.put("{'id':'1','result':'0x1'}", "200 without an answer to eth_chainId, want one");
    faults.put("[]", "200 without an answer to eth_chainId, want one");
    String neither = "neither a result nor an error for eth_chainId, want one of them";
    faults.put("{'id':1}", neither);
    faults.put("{'id':1,'result':'0x1','error':'odd'}", neither);
    faults.put("{'id':1,'id':1,'result':'0x1'}", "answered 200 and no JSON, want JSON-RPC");
    faults.put("{'id':1,'result':'0x1'} {}", "answered 200 and no JSON, want JSON-RPC");
    faults.put("[".repeat(40) + "]".repeat(40), "answered 200 and no JSON, want JSON-RPC");
    String form = "a number in another form, want 0x and hex digits";
    faults.put("{'id':1,'result':'0x01'}", form);
    faults.put("{'id':1,'result':'0X1'}", form);
    faults.put("{'id':1,'result':1}", form);
    faults.put("{'id':1,'result':'0x0'}", "chain id 0, want 1 to 2^63 - 1");
    faults.put(
        "{'id':1,'result':'0x" + "f".repeat(16) + "'}",
        "chain id 18446744073709551615, want 1 to 2^63 - 1");
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      assertFault(fault.getValue(), 200, fault.getKey());
    }
    assertFault(neither, 500, "{'id':1,'result':'0x1'}");
    assertFault(neither, 302, "{'id':1,'result':'0x1'}");
    assertFault("answered 401, want a user and password that it takes", 401, "");
    assertFault("answered 200 and no JSON, want JSON-RPC", 200, "<html>secretsecretsecret</html>");
  }

  private static void assertFault(String what, int status, String body) throws IOException {
    String message = faultAfter(status, body.replace('\'', '"')).getMessage();
    assertTrue(message.matches("node 127[.]0[.]0[.]1:[0-9]+: .*"), message);
    assertEquals(what, message.replaceFirst("^node [^ ]+: ", ""), body);
  }

  @Test
  void aRefusalThatRepeatsTheAddress_isShownWithoutIt() throws Exception {
    Knowledge talkative =
        (method, params) -> {
          if (method.equals("eth_chainId")) {
            return "0x1";
          }
          throw new Refused(-32000, "no block at /v2/secretsecretsecret " + "x".repeat(500));
        };
    try (FakeNode fake = FakeNode.of(talkative)) {
      ChainNode node =
          Nodes.connect(addresses(fake.url() + "/v2/secretsecretsecret"), SOON).all().getFirst();
      String message = assertThrows(NodeFault.class, () -> node.blockAt(1)).getMessage();
      assertFalse(message.contains("secret"), message);
      assertFalse(message.length() > 300, message);
    }
  }
}
