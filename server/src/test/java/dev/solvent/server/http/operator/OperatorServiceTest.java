package dev.solvent.server.http.operator;

import static dev.solvent.server.http.Site.header;
import static dev.solvent.server.http.Site.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.program.UserError;
import dev.solvent.server.http.edge.EdgeSettings;
import dev.solvent.server.http.edge.Limits;
import dev.solvent.server.store.ApiToken.Scope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperatorServiceTest {
  private static final URI PAGE = URI.create("https://exchange.example/verify");
  private static final String STATUS = "/operator/v1/status";

  private final FakeTokens tokens = new FakeTokens();
  private final FakeOperations operations = new FakeOperations();
  private final HttpClient http = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private OperatorService service;

  private static EdgeSettings edge(String address) {
    return new EdgeSettings(
        InetAddress.ofLiteral(address), 0, List.of(), false, false, Limits.DEFAULTS);
  }

  @BeforeEach
  void start() {
    service =
        OperatorService.start(
            new OperatorSettings(edge("127.0.0.1"), PAGE, false),
            operations,
            tokens,
            () -> List.of("the log is not there"),
            registry,
            () -> Instant.EPOCH);
  }

  @AfterEach
  void stop() {
    service.close();
    http.close();
  }

  private HttpResponse<byte[]> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> as(String token, String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, "Authorization", "Bearer " + token);
  }

  @Test
  void refusals_cannotBeToldApart() throws Exception {
    tokens.give("revoked", Scope.STATUS);
    assertTrue(tokens.revoke("revoked", FakeTokens.NOW));
    HttpResponse<byte[]> missing = send("GET", STATUS, "");
    assertEquals(401, missing.statusCode());
    assertEquals("Bearer", header(missing, "WWW-Authenticate"));
    assertEquals("no-store", header(missing, "Cache-Control"));
    String[] others = {
      "Bearer unknown",
      "Bearer revoked",
      "Bearer ",
      "Basic dXNlcjpwYXNz",
      "bearer unknown",
      "Bearer " + "x".repeat(600)
    };
    for (String header : others) {
      HttpResponse<byte[]> refused = send("GET", STATUS, "", "Authorization", header);
      assertEquals(401, refused.statusCode(), header);
      assertArrayEquals(missing.body(), refused.body());
      assertEquals(missing.headers().map().keySet(), refused.headers().map().keySet(), header);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "STATUS, GET, /operator/v1/status, 200",
    "STATUS, GET, /metrics, 200",
    "TRIGGER, POST, /operator/v1/epochs, 202",
    "LINKS, POST, /operator/v1/links, 400",
    "RECEIPTS, POST, /operator/v1/receipts, 400"
  })
  void scope_opensItsOwnRouteAlone(Scope scope, String method, String path, int status)
      throws Exception {
    for (Scope other : Scope.values()) {
      tokens.give(other.name(), other);
      HttpResponse<byte[]> got = as(other.name(), method, path, "");
      assertEquals(other == scope ? status : 403, got.statusCode(), other.name());
      if (other != scope) {
        assertTrue(text(got).contains("this token is not good for that"), text(got));
      }
    }
  }

  @Test
  void failures_areLimited_andAGoodTokenStillPasses() throws Exception {
    tokens.give("good", Scope.STATUS);
    for (int i = 0; i < 10; i++) {
      assertEquals(401, as("bad" + i, "GET", STATUS, "").statusCode());
    }
    HttpResponse<byte[]> limited = as("bad", "GET", STATUS, "");
    assertEquals(429, limited.statusCode());
    assertEquals("5", header(limited, "Retry-After"));
    assertEquals(200, as("good", "GET", STATUS, "").statusCode());
  }

  @Test
  void tokens_thatCannotBeRead_letNobodyIn() throws Exception {
    tokens.give("good", Scope.STATUS);
    tokens.breakDown();
    assertEquals(500, as("good", "GET", STATUS, "").statusCode());
  }

  @Test
  void links_areThoseOfThePage() throws Exception {
    tokens.give("t", Scope.LINKS);
    HttpResponse<byte[]> got =
        as("t", "POST", "/operator/v1/links", "{\"accounts\":[{\"account\":\"alice\"}]}");
    assertEquals(200, got.statusCode());
    assertEquals("no-store", header(got, "Cache-Control"));
    assertEquals(
        "{\"links\":[{\"account\":\"alice\",\"link\":\"https://exchange.example/verify#"
            + FakeOperations.link("alice").exposeFragment()
            + "\"}]}",
        text(got));
    assertEquals(400, as("t", "POST", "/operator/v1/links", "{\"accounts\":[]}").statusCode());
  }

  @Test
  void receipt_isTheEnvelope_orWhyThereIsNone() throws Exception {
    tokens.give("t", Scope.RECEIPTS);
    String path = "/operator/v1/receipts";
    HttpResponse<byte[]> got = as("t", "POST", path, "{\"account\":\"alice\",\"epoch\":7}");
    assertEquals(200, got.statusCode());
    assertArrayEquals(FakeOperations.RECEIPT.toBytes(), got.body());
    assertEquals(404, as("t", "POST", path, "{\"account\":\"alice\",\"epoch\":8}").statusCode());
    HttpResponse<byte[]> refused = as("t", "POST", path, "{\"account\":\"alice\",\"epoch\":9}");
    assertEquals(409, refused.statusCode());
    assertTrue(text(refused).contains("no receipt key"), text(refused));
    assertEquals(400, as("t", "POST", path, "{\"account\":\"\",\"epoch\":7}").statusCode());
  }

  @Test
  void trigger_begins_orSaysWhatIsUnderWay() throws Exception {
    tokens.give("t", Scope.TRIGGER);
    HttpResponse<byte[]> begun = as("t", "POST", "/operator/v1/epochs", "");
    assertEquals(202, begun.statusCode());
    assertEquals("{\"epoch\":8}", text(begun));
    HttpResponse<byte[]> again = as("t", "POST", "/operator/v1/epochs", "");
    assertEquals(409, again.statusCode());
    assertTrue(text(again).contains("epoch 8 is under way"), text(again));
  }

  @Test
  void health_needsNoToken_andMetricsHaveWhatOthersRegister() throws Exception {
    tokens.give("t", Scope.STATUS);
    Gauge.builder("solvent.publisher.due", () -> 42).register(registry);
    assertEquals(200, send("GET", "/healthz", "").statusCode());
    HttpResponse<byte[]> ready = send("GET", "/readyz", "");
    assertEquals(503, ready.statusCode());
    assertEquals("{\"problems\":[\"the log is not there\"],\"status\":\"not ready\"}", text(ready));
    assertEquals(401, send("GET", "/metrics", "").statusCode());
    String metrics = text(as("t", "GET", "/metrics", ""));
    assertTrue(metrics.contains("solvent_publisher_due 42.0"), metrics);
    assertTrue(
        metrics.contains(
            "solvent_http_requests_seconds_count{method=\"GET\",route=\"/readyz\","
                + "server=\"operator\",status=\"503\"} 1"),
        metrics);
  }

  @Test
  void address_thatOthersReach_isRefusedUnlessToldOtherwise() {
    UserError error =
        assertThrows(UserError.class, () -> new OperatorSettings(edge("0.0.0.0"), PAGE, false));
    assertEquals(
        "operator API on 0.0.0.0, want an address that this machine alone reaches",
        error.getMessage());
    assertTrue(new OperatorSettings(edge("0.0.0.0"), PAGE, true).remote());
    assertTrue(new OperatorSettings(edge("::1"), PAGE, false).page().isAbsolute());
  }
}
