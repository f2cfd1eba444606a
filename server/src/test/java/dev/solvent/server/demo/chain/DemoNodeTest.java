package dev.solvent.server.demo.chain;

import static dev.solvent.server.demo.chain.Holders.CHAIN;
import static dev.solvent.server.demo.chain.Holders.TOKEN;
import static dev.solvent.server.demo.chain.Holders.holder;
import static dev.solvent.server.demo.chain.Holders.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.chain.rpc.Endpoint;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.HttpSettings;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a demo node answers, by the wire. */
final class DemoNodeTest {
  private final DemoChain chain = new DemoChain(CHAIN, new TestClock(), 2);
  private DemoNode server;
  private HttpNode node;

  @BeforeEach
  void start() throws Exception {
    chain.mine(state ->
        state
            .with(holder(1), units(0x1234))
            .withNonce(holder(1), 9)
            .with(TOKEN)
            .with(TOKEN, holder(1), units(700)));
    chain.mine(state -> state.with(holder(1), units(1)));
    server = DemoNode.start(chain);
    node = HttpNode.of("demo", server.uri());
  }

  @AfterEach
  void end() {
    server.close();
  }

  private JsonNode result(String method, Object... params) throws Exception {
    RpcAnswer answer = node.ask(RpcCall.of(method, params));
    return assertInstanceOf(RpcAnswer.Result.class, answer, method).value();
  }

  private String text(String method, Object... params) throws Exception {
    return result(method, params).stringValue();
  }

  private int code(String method, Object... params) throws Exception {
    RpcAnswer answer = node.ask(RpcCall.of(method, params));
    return assertInstanceOf(RpcAnswer.Failed.class, answer, method).error().code();
  }

  @Test
  void chainSaysWhatItIs() throws Exception {
    assertEquals("0x539", text("eth_chainId"));
    assertEquals("1337", text("net_version"));
    assertEquals("0x2", text("eth_blockNumber"));
    assertTrue(text("web3_clientVersion").contains("for demonstrations and tests only"));
  }

  @Test
  void blocksAreNamedByNumberTagAndHash() throws Exception {
    String hash = "0x" + chain.newest().hash();
    for (String which : List.of("latest", "0x2")) {
      assertEquals(hash, text(result("eth_getBlockByNumber", which, false), "hash"));
    }
    assertEquals("0x2", text(result("eth_getBlockByHash", hash, false), "number"));
    for (String which : List.of("finalized", "safe", "earliest")) {
      assertEquals("0x0", text(result("eth_getBlockByNumber", which, false), "number"));
    }
    assertTrue(result("eth_getBlockByNumber", "0x3", false).isNull());
    assertTrue(result("eth_getBlockByHash", "0x" + "0".repeat(64), false).isNull());
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).stringValue();
  }

  @Test
  void accountIsReadAtTheBlockThatIsNamed() throws Exception {
    String account = holder(1).toString();
    String hash = "0x" + chain.header(1).orElseThrow().hash();
    assertEquals("0x1", text("eth_getBalance", account));
    assertEquals("0x1", text("eth_getBalance", account, "latest"));
    assertEquals("0x1234", text("eth_getBalance", account, "0x1"));
    assertEquals("0x1234", text("eth_getBalance", account, Map.of("blockNumber", "0x1")));
    assertEquals(
        "0x1234",
        text("eth_getBalance", account, Map.of("blockHash", hash, "requireCanonical", true)));
    assertEquals("0x9", text("eth_getTransactionCount", account, "0x1"));
    assertEquals("0x0", text("eth_getBalance", account, "finalized"));
    assertEquals("0x", text("eth_getCode", account, "latest"));
    assertEquals("0x" + TOKEN.code(), text("eth_getCode", TOKEN.address().toString(), "latest"));
    assertEquals("0x", text("eth_getCode", TOKEN.address().toString(), "0x0"));
    String slot = "0x" + DemoToken.slot(holder(1));
    assertEquals(
        "0x" + Uint.hex(units(700)),
        text("eth_getStorageAt", TOKEN.address().toString(), slot, "latest"));
    assertEquals(
        "0x" + Uint.hex(units(700)),
        text("eth_getStorageAt", TOKEN.address().toString(), "0x2", "latest"));
  }

  @Test
  void whatCannotBeAnswered_isAnError() throws Exception {
    String account = holder(1).toString();
    assertEquals(-32601, code("eth_sendRawTransaction", "0x00"));
    assertEquals(-32601, code("debug_getRawHeader", "0x1"));
    assertEquals(-32000, code("eth_getBalance", account, "0x3"));
    assertEquals(
        -32000, code("eth_getBalance", account, Map.of("blockHash", "0x" + "0".repeat(64))));
    assertEquals(-32602, code("eth_getBalance", account, "newest"));
    assertEquals(-32602, code("eth_getBalance", account, "0x" + "f".repeat(16)));
    assertEquals(-32602, code("eth_getBalance", "0x12"));
    assertEquals(-32602, code("eth_getProof", account, "0x0", "latest"));
    assertEquals(-32602, code("eth_getProof", account, List.of("zero"), "latest"));
    assertEquals(-32602, code("eth_getProof", account, Collections.nCopies(129, "0x0"), "latest"));
    assertEquals(-32602, code("eth_getBlockByHash", "0x12", false));
    assertEquals(3, code("eth_call", Map.of("to", TOKEN.address().toString()), "latest"));
    String odd = "0x123";
    assertEquals(
        -32602, code("eth_call", Map.of("to", TOKEN.address().toString(), "data", odd), "latest"));
  }

  @Test
  void callOfNoContract_answersNothing() throws Exception {
    Map<String, String> call = Map.of("to", holder(1).toString(), "data", "0x70a08231");
    assertEquals("0x", text("eth_call", call, "latest"));
  }

  @Test
  void stateThatIsGone_isAnError_andTheBlockIsNot() throws Exception {
    for (int i = 0; i < DemoChain.STATES; i++) {
      chain.mine();
    }
    assertEquals(-32000, code("eth_getBalance", holder(1).toString(), "0x1"));
    assertEquals("0x1", text(result("eth_getBlockByNumber", "0x1", false), "number"));
  }

  @Test
  void batchIsAnswered_callByCall() throws Exception {
    List<RpcCall> calls =
        new ArrayList<>(
            Collections.nCopies(
                250, RpcCall.of("eth_getProof", holder(1).toString(), List.of(), "latest")));
    calls.set(7, RpcCall.of("eth_none"));
    List<RpcAnswer> answers = node.ask(calls);
    assertEquals(250, answers.size());
    assertInstanceOf(RpcAnswer.Failed.class, answers.get(7));
    assertEquals(249, answers.stream().filter(each -> each instanceof RpcAnswer.Result).count());
    HttpNode alone =
        new HttpNode(Endpoint.of("alone", server.uri()), HttpSettings.DEFAULT.withBatch(1));
    assertInstanceOf(RpcAnswer.Result.class, alone.ask(RpcCall.of("eth_chainId")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-32700 | {",
        "-32700 | {} {}",
        "-32600 | []",
        "-32600 | 7",
        "-32600 | {\"id\":1,\"method\":\"eth_chainId\"}",
        "-32600 | {\"id\":null,\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}",
        "-32600 | {\"id\":1.5,\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}",
        "-32600 | {\"id\":-9223372036854775808,\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}",
        "-32600 | {\"id\":\"\\ud800\",\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}",
        "-32600 | {\"id\":1,\"jsonrpc\":\"2.0\",\"method\":7}"
      })
  void whatIsNoCall_isAnErrorOfItsOwn(int code, String body) throws Exception {
    HttpResponse<String> response = send("POST", body);
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("\"code\":" + code + ","), response.body());
  }

  @Test
  void batchThatIsTooLong_isRefusedAsAWhole() throws Exception {
    String call = "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}";
    String body = "[" + String.join(",", Collections.nCopies(257, call)) + "]";
    assertEquals(
        "{\"error\":{\"code\":-32600,\"message\":\"a batch of 257 calls, want 1 to 256\"},"
            + "\"id\":null,\"jsonrpc\":\"2.0\"}",
        send("POST", body).body());
  }

  @Test
  void idsAreGivenBack() throws Exception {
    String call = "{\"id\":\"a\",\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\"}";
    assertEquals(
        "{\"id\":\"a\",\"jsonrpc\":\"2.0\",\"result\":\"0x539\"}", send("POST", call).body());
  }

  @Test
  void otherRequests_areRefused() throws Exception {
    assertEquals(405, send("GET", "").statusCode());
    assertEquals(413, send("POST", " ".repeat((4 << 20) + 1)).statusCode());
  }

  private HttpResponse<String> send(String method, String body) throws Exception {
    URI uri = server.uri();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void nodeThatIsClosed_answersNothing_untilAnotherTakesItsPort() throws Exception {
    HttpNode gone =
        new HttpNode(Endpoint.of("gone", server.uri()), HttpSettings.DEFAULT.withAttempts(1));
    gone.ask(RpcCall.of("eth_chainId"));
    server.close();
    assertThrows(NodeException.class, () -> gone.ask(RpcCall.of("eth_chainId")));
    try (DemoNode again = DemoNode.start(chain, server.uri().getPort())) {
      assertEquals(server.uri(), again.uri());
      gone.ask(RpcCall.of("eth_chainId"));
    }
  }
}
