package dev.solvent.server.http.edge;

import static dev.solvent.server.http.Site.header;
import static dev.solvent.server.http.Site.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.http.RawSocket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GateTest {
  private static final Limits MANY =
      Limits.DEFAULTS.withRates(new Rate(10_000, 10_000), new Rate(10_000, 10_000));
  private static final InstantSource STILL = () -> Instant.EPOCH;

  private final HttpClient http = HttpClient.newHttpClient();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch mayLeave = new CountDownLatch(1);
  private final AtomicReference<Throwable> seen = new AtomicReference<>();
  private WebServer server = new Unstarted().server();

  /** So that no test forgets to start one. */
  private record Unstarted() {
    WebServer server() {
      return WebServer.start(
          "test", settings(MANY, List.of(), false), List.of(), new SimpleMeterRegistry(), STILL);
    }
  }

  private static EdgeSettings settings(Limits limits, List<Subnet> proxies, boolean tls) {
    return new EdgeSettings(InetAddress.getLoopbackAddress(), 0, proxies, tls, false, limits);
  }

  private void start(EdgeSettings settings) {
    server.close();
    server =
        WebServer.start(
            "test",
            settings,
            List.of(
                Route.get("/ok", context -> context.result("ok")),
                Route.get(
                    "/wait",
                    context -> {
                      entered.countDown();
                      mayLeave.await();
                      context.result("done");
                    }),
                Route.get("/fail", GateTest::fail),
                Route.get(
                    "/thread", context -> context.result("" + Thread.currentThread().isVirtual())),
                Route.get(
                    "/endless",
                    context -> {
                      byte[] piece = new byte[64 << 10];
                      try {
                        while (true) {
                          context.res().getOutputStream().write(piece);
                        }
                      } catch (IOException e) {
                        seen.set(e);
                        throw e;
                      }
                    }),
                Route.post(
                    "/body", context -> context.result("" + Body.read(context, 1000).length))),
            new SimpleMeterRegistry(),
            STILL);
  }

  private static void fail(io.javalin.http.Context context) {
    context.header("Cache-Control", "public, max-age=31536000").header("ETag", "\"x\"");
    throw new IllegalStateException("alice@example.com has a key");
  }

  @AfterEach
  void stop() {
    mayLeave.countDown();
    server.close();
    http.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Test
  void client_thatAsksTooOften_waits() throws Exception {
    start(settings(MANY.withRates(new Rate(0.1, 2), new Rate(10, 10)), List.of(), false));
    assertEquals(200, get("/ok").statusCode());
    assertEquals(200, get("/ok").statusCode());
    HttpResponse<byte[]> refused = get("/ok");
    assertEquals(429, refused.statusCode());
    assertEquals("10", header(refused, "Retry-After"));
    assertEquals("no-store", header(refused, "Cache-Control"));
    assertEquals("application/problem+json", header(refused, "Content-Type"));
    assertEquals("nosniff", header(refused, "X-Content-Type-Options"));
  }

  @Test
  void client_ofAProxy_isHeldByItsOwnAddress_andOneWithoutByIts()
      throws IOException, InterruptedException, MalformedException {
    Limits few = MANY.withRates(new Rate(0.1, 1), new Rate(100, 100));
    start(settings(few, List.of(Subnet.parse("127.0.0.1")), false));
    for (int i = 1; i <= 5; i++) {
      assertEquals(200, get("/ok", "X-Forwarded-For", "198.51.100." + i).statusCode());
    }
    assertEquals(429, get("/ok", "X-Forwarded-For", "9.9.9.9, 198.51.100.1").statusCode());

    start(settings(few, List.of(), false));
    assertEquals(200, get("/ok", "X-Forwarded-For", "198.51.100.1").statusCode());
    assertEquals(429, get("/ok", "X-Forwarded-For", "198.51.100.2").statusCode());
  }

  @Test
  void everyone_together_waitsToo() throws Exception {
    start(settings(MANY.withRates(new Rate(10, 10), new Rate(0.5, 1)), List.of(), false));
    assertEquals(200, get("/ok").statusCode());
    assertEquals(429, get("/ok").statusCode());
  }

  @Test
  void client_thatIsRefused_takesNothingFromTheOthers() throws Exception {
    start(
        settings(
            MANY.withRates(new Rate(0.1, 2), new Rate(0.1, 4)),
            List.of(Subnet.parse("127.0.0.1")),
            false));
    for (int i = 0; i < 20; i++) {
      assertEquals(i < 2 ? 200 : 429, get("/ok", "X-Forwarded-For", "198.51.100.1").statusCode());
    }
    assertEquals(200, get("/ok", "X-Forwarded-For", "198.51.100.2").statusCode());
  }

  @Test
  void moreRequestsThanPlaces_areTurnedAway_andTheServerStopsWhenTheOthersAreDone()
      throws Exception {
    start(settings(MANY.withConcurrent(1), List.of(), false));
    CompletableFuture<HttpResponse<String>> waiting =
        http.sendAsync(
            HttpRequest.newBuilder(uri("/wait")).build(), HttpResponse.BodyHandlers.ofString());
    assertTrue(entered.await(10, TimeUnit.SECONDS));
    HttpResponse<byte[]> refused = get("/ok");
    assertEquals(503, refused.statusCode());
    assertEquals("1", header(refused, "Retry-After"));

    Thread closing = Thread.ofVirtual().start(server::close);
    Thread.sleep(200);
    assertTrue(closing.isAlive(), "closed while a request was under way");
    mayLeave.countDown();
    assertEquals("done", waiting.get(10, TimeUnit.SECONDS).body());
    closing.join();
  }

  @Test
  void places_areGivenBack_howeverARequestEnds() throws Exception {
    start(settings(MANY.withConcurrent(1), List.of(), false));
    for (int i = 0; i < 5; i++) {
      assertEquals(500, get("/fail").statusCode());
      assertEquals(404, get("/none").statusCode());
      assertEquals(200, get("/ok").statusCode());
      HttpRequest large =
          HttpRequest.newBuilder(uri("/body"))
              .POST(HttpRequest.BodyPublishers.ofString("x".repeat(5000)))
              .build();
      assertEquals(413, http.send(large, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
  }

  @Test
  void failure_saysNothingOfItself_andKeepsNoHeaderOfTheAnswerThatWasNot() throws Exception {
    start(settings(MANY, List.of(), false));
    HttpResponse<byte[]> failed = get("/fail");
    assertEquals(500, failed.statusCode());
    assertEquals("no-store", header(failed, "Cache-Control"));
    assertEquals("", header(failed, "ETag"));
    assertEquals("application/problem+json", header(failed, "Content-Type"));
    assertFalse(text(failed).contains("alice"), text(failed));
    assertEquals("nosniff", header(failed, "X-Content-Type-Options"));
  }

  @Test
  void everyAnswer_hasTheSecurityHeaders() throws Exception {
    start(settings(MANY, List.of(), true));
    for (String path : List.of("/ok", "/none", "/fail")) {
      HttpResponse<byte[]> got = get(path);
      assertEquals(
          "default-src 'none'; frame-ancestors 'none'", header(got, "Content-Security-Policy"));
      assertEquals("no-referrer", header(got, "Referrer-Policy"));
      assertEquals("same-origin", header(got, "Cross-Origin-Opener-Policy"));
      assertEquals("same-origin", header(got, "Cross-Origin-Resource-Policy"));
      assertTrue(header(got, "Permissions-Policy").contains("camera=()"));
      assertTrue(header(got, "Strict-Transport-Security").startsWith("max-age="));
      assertEquals("", header(got, "Access-Control-Allow-Origin"));
      assertEquals("", header(got, "Server"));
    }
    start(settings(MANY, List.of(), false));
    assertEquals("", header(get("/ok"), "Strict-Transport-Security"));
  }

  @Test
  void requests_thatAreNone_getAProblem() throws Exception {
    start(settings(MANY, List.of(), false));
    String[][] cases = {
      {"GET /ok HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\n\r\n", "431"},
      {"GET /" + "z".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", "414"},
      {"GET /ok HTTP/1.1\r\n\r\n", "400"},
      {"GET /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", "400"},
      {"nonsense\r\n\r\n", "400"}
    };
    for (String[] request : cases) {
      try (RawSocket raw = new RawSocket(server.port())) {
        String answer = raw.send(request[0]).rest();
        assertTrue(answer.startsWith("HTTP/1.1 " + request[1]), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertTrue(answer.contains("no-store"), answer);
        assertFalse(answer.contains("zzzz") || answer.contains("<html"), answer);
      }
    }
  }

  @Test
  void head_thatTricklesIn_isCutOff() throws Exception {
    start(
        settings(
            MANY.withTimes(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(30)),
            List.of(),
            false));
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.send("GET /ok HTTP/1.1\r\nHost: a\r\n");
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 200; i++) {
              raw.send("X-" + i + ": y\r\n");
              Thread.sleep(50);
            }
          });
    }
    assertEquals(200, get("/ok").statusCode());
  }

  @Test
  void connection_thatIsKept_isNotCutOffBetweenItsRequests() throws Exception {
    start(
        settings(
            MANY.withTimes(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(30)),
            List.of(),
            false));
    try (RawSocket raw = new RawSocket(server.port())) {
      for (int i = 0; i < 2; i++) {
        raw.send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
        byte[] answer = new byte[4096];
        assertTrue(raw.in().read(answer) > 0);
        Thread.sleep(1800);
      }
      String last = raw.send("GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").rest();
      assertTrue(last.startsWith("HTTP/1.1 200"), last);
    }
  }

  @Test
  void body_thatTricklesIn_isCutOff() throws Exception {
    start(
        settings(
            MANY.withTimes(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(1)),
            List.of(),
            false));
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n");
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 200; i++) {
              raw.send("x");
              Thread.sleep(50);
            }
          });
    }
  }

  @Test
  void answer_thatIsNotRead_isCutOff_andItsHandlerEnds() throws Exception {
    start(
        settings(
            MANY.withTimes(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(1)),
            List.of(),
            false));
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (seen.get() == null && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      assertTrue(seen.get() instanceof IOException, "the handler is still writing");
    }
  }

  @Test
  void handler_hasAVirtualThread() throws Exception {
    start(settings(MANY, List.of(), false));
    assertEquals("true", text(get("/thread")));
  }

  @Test
  void port_thatIsTaken_isSaid() {
    start(settings(MANY, List.of(), false));
    EdgeSettings taken =
        new EdgeSettings(
            InetAddress.getLoopbackAddress(), server.port(), List.of(), false, false, MANY);
    UserError error =
        assertThrows(
            UserError.class,
            () -> WebServer.start("test", taken, List.of(), new SimpleMeterRegistry(), STILL));
    assertTrue(String.valueOf(error.getMessage()).startsWith("cannot listen on 127.0.0.1:"));
  }
}
