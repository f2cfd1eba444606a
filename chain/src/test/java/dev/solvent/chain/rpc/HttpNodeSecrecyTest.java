package dev.solvent.chain.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.chain.nodes.Fault;
import dev.solvent.chain.nodes.FaultyProxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys go out with a request, and come back in no message. */
class HttpNodeSecrecyTest {
  private static final RpcCall CALL = RpcCall.of("eth_chainId");

  @Test
  void wordsOfAnError_hideKeysEvenWhereTheyAreCut() throws Exception {
    String message = "x".repeat(295) + "path-key-5678";
    String body =
        "[{\"jsonrpc\":\"2.0\",\"id\":$ID,\"error\":{\"code\":-32000,\"message\":\""
            + (message + "\"}}]");
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.bodyWithId(200, body))) {
      HttpNode node = HttpNode.of("n1", proxy.uri().resolve("/v3/path-key-5678"));
      RpcAnswer.Failed failed = (RpcAnswer.Failed) node.ask(CALL);
      assertEquals("x".repeat(295) + "…", failed.error().message());
    }
  }

  @Test
  void wordsOfAnError_areCutAtCharactersAndHoldNoControls() {
    RpcError error = new RpcError(1, "\u001b[31m" + "x".repeat(294) + "\ud83d\ude00 and more");
    assertEquals(" [31m" + "x".repeat(294) + "…", error.message());
    assertEquals(error, new RpcError(1, error.message()));
    RpcError longer = new RpcError(1, "x".repeat(400));
    assertEquals(longer, new RpcError(1, longer.message()));
  }

  @Test
  void request_carriesHeadersAndUser_andNoMessageShowsThem() throws Exception {
    SecretText key = new SecretText("hidden-key-1234");
    Fault echo = Fault.body(404, "{}".getBytes(StandardCharsets.UTF_8));
    Fault words =
        Fault.bodyWithId(
            200,
            "[{\"jsonrpc\":\"2.0\",\"id\":$ID,\"error\":{\"code\":-32000,"
                + "\"message\":\"no such project path-key-5678 hidden-key-1234\"}}]");
    try (FaultyProxy proxy = FaultyProxy.alone(words, echo)) {
      URI uri = proxy.uri();
      String url = "http://someuser:password9@127.0.0.1:" + uri.getPort() + "/v3/path-key-5678?q=1";
      Endpoint endpoint = new Endpoint("n1", new SecretText(url), Map.of("x-api-key", key));
      HttpNode node = new HttpNode(endpoint, HttpSettings.DEFAULT);
      RpcAnswer.Failed failed = (RpcAnswer.Failed) node.ask(CALL);
      assertEquals("no such project … …", failed.error().message());
      NodeException e = assertThrows(NodeException.class, () -> node.ask(CALL));
      String request = proxy.requests().getFirst();
      assertTrue(request.startsWith("POST /v3/path-key-5678?q=1 HTTP/1.1"), request);
      assertTrue(request.contains("x-api-key: hidden-key-1234"), request);
      assertTrue(request.contains("Basic c29tZXVzZXI6cGFzc3dvcmQ5"), request);
      assertTrue(request.contains("accept-encoding: identity"), request);
      assertFalse(request.toLowerCase(Locale.ROOT).contains("upgrade"), request);
      for (String shown : List.of(String.valueOf(e.getMessage()), node.toString())) {
        assertFalse(shown.matches("(?s).*(key|password|someuser|v3|q=1).*"), shown);
      }
      assertEquals("n1 at 127.0.0.1", node.toString());
    }
  }
}
