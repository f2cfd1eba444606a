package dev.solvent.chain.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.chain.nodes.Fault;
import dev.solvent.chain.nodes.FaultyProxy;
import dev.solvent.chain.rpc.NodeException.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that answer late, never, too much or something else; none is behind the proxy. */
class HttpNodeFaultTest {
  private static final HttpSettings QUICK =
      HttpSettings.DEFAULT.withDeadline(Duration.ofSeconds(5));
  private static final HttpSettings SHORT =
      HttpSettings.DEFAULT.withDeadline(Duration.ofMillis(1_500));
  private static final RpcCall CALL = RpcCall.of("eth_chainId");
  private static final String GOOD = "[{\"jsonrpc\":\"2.0\",\"id\":$ID,\"result\":\"0x1\"}]";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** Waits as little as it may. */
  static HttpNode node(FaultyProxy proxy, HttpSettings settings) {
    return new HttpNode(
        Endpoint.of("n1", proxy.uri()), settings, InstantSource.fixed(NOW), () -> 0L);
  }

  private static NodeException failure(Problem problem, HttpSettings settings, Fault... faults) {
    try (FaultyProxy proxy = FaultyProxy.alone(faults)) {
      return failure(problem, settings, proxy);
    }
  }

  private static NodeException failure(Problem problem, HttpSettings settings, FaultyProxy proxy) {
    long start = System.nanoTime();
    NodeException e = assertThrows(NodeException.class, () -> node(proxy, settings).ask(CALL));
    assertEquals(problem, e.problem(), e.getMessage());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 15, "in bounded time");
    return e;
  }

  private static void assertSays(String part, NodeException e) {
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }

  /** Good after these. */
  private static int triesUntilGood(Fault... faults) throws NodeException {
    List<Fault> script = new ArrayList<>(List.of(faults));
    script.add(Fault.bodyWithId(200, GOOD));
    try (FaultyProxy proxy = FaultyProxy.alone(script.toArray(Fault[]::new))) {
      RpcAnswer answer = node(proxy, QUICK).ask(CALL);
      assertEquals("0x1", ((RpcAnswer.Result) answer).value().stringValue());
      return proxy.requests().size();
    }
  }

  @Test
  void hang_endsByTheDeadline_andTheConnectionIsCut() {
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.hang())) {
      failure(Problem.TOO_SLOW, SHORT, proxy);
      assertTrue(proxy.hungUp());
    }
  }

  @Test
  void drip_theDeadlineCoversTheBody_andTheConnectionIsCut() {
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.drip())) {
      failure(Problem.TOO_SLOW, SHORT, proxy);
      assertTrue(proxy.hungUp());
    }
  }

  @Test
  void timeOver_saysWhatHappenedBefore() {
    NodeException e = failure(Problem.TOO_SLOW, SHORT, Fault.status(502), Fault.hang());
    assertSays("HTTP status 502", e);
  }

  /** Of all platform threads together. */
  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getTotalThreadAllocatedBytes();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gibibyte_isCutOffSoonAfterTheCap(boolean chunked) {
    long before = allocated();
    HttpSettings settings = HttpSettings.DEFAULT.withMaxBytes(1 << 20);
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.flood(1L << 30, chunked))) {
      failure(Problem.TOO_LARGE, settings, proxy);
      assertTrue(proxy.hungUp());
      assertTrue(proxy.sent() < 32 << 20, proxy.sent() + " bytes sent");
      assertTrue(allocated() - before < 64 << 20, allocated() - before + " bytes allocated");
    }
  }

  @Test
  void gibibyte_asAnErrorPage_isNotReadEither() {
    HttpSettings settings = QUICK.withAttempts(2);
    Fault flood =
        exchange -> {
          exchange
              .out()
              .write(
                  "HTTP/1.1 404 No\r\ncontent-length: 1073741824\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
          byte[] part = new byte[1 << 16];
          for (int i = 0; i < 1 << 14; i++) {
            exchange.out().write(part);
          }
        };
    try (FaultyProxy proxy = FaultyProxy.alone(flood)) {
      failure(Problem.REFUSED, settings, proxy);
      assertTrue(proxy.hungUp());
      assertTrue(proxy.sent() < 32 << 20, proxy.sent() + " bytes sent");
    }
  }

  @Test
  void cap_isForAllBatchesOfAnAsk() throws NodeException {
    String answer = "{\"jsonrpc\":\"2.0\",\"id\":$ID,\"result\":\"" + "x".repeat(500) + "\"}";
    assertTwoFitAndThreeDoNot(answer, 1_100);
  }

  @Test
  void cap_countsManyLittleValuesAsWhatTheyTake() throws NodeException {
    String answer = "{\"jsonrpc\":\"2.0\",\"id\":$ID,\"result\":[" + "[],".repeat(99) + "[]]}";
    assertTwoFitAndThreeDoNot(answer, 2 * 104 * 32);
  }

  private static void assertTwoFitAndThreeDoNot(String answer, int maxBytes) throws NodeException {
    HttpSettings settings = QUICK.withBatch(1).withMaxBytes(maxBytes);
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.bodyWithId(200, answer))) {
      assertEquals(2, node(proxy, settings).ask(List.of(CALL, CALL)).size());
      NodeException e =
          assertThrows(
              NodeException.class, () -> node(proxy, settings).ask(List.of(CALL, CALL, CALL)));
      assertEquals(Problem.TOO_LARGE, e.problem());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void passingStatus_isTriedAgain(int status) throws NodeException {
    assertEquals(3, triesUntilGood(Fault.status(status), Fault.status(status)));
  }

  @Test
  void always5xx_endsAfterTheAttempts() {
    NodeException e = failure(Problem.UNREACHABLE, QUICK.withAttempts(3), Fault.status(500));
    assertSays("HTTP status 500, want 200, tried 3 times", e);
    failure(Problem.BUSY, QUICK.withAttempts(3), Fault.status(503));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 410, 413, 501, 505, 206})
  void lastingStatus_isAskedOnce(int status) {
    Fault fault = Fault.status(status, "location: http://127.0.0.1:1/elsewhere");
    try (FaultyProxy proxy = FaultyProxy.alone(fault)) {
      failure(Problem.REFUSED, QUICK, proxy);
      assertEquals(1, proxy.requests().size());
    }
  }

  @Test
  void retryAfter_inSeconds_isWaitedFor() throws NodeException {
    long start = System.nanoTime();
    assertEquals(2, triesUntilGood(Fault.status(429, "retry-after: 1")));
    assertTrue(System.nanoTime() - start >= 1_000_000_000L);
  }

  @Test
  void retryAfter_asADate_isWaitedFor() throws NodeException {
    long start = System.nanoTime();
    assertEquals(
        2, triesUntilGood(Fault.status(503, "retry-after: Fri, 02 Jan 2026 03:04:06 GMT")));
    assertTrue(System.nanoTime() - start >= 1_000_000_000L);
  }

  @Test
  void retryAfter_thatDoesNotFit_givesUpAtOnce() {
    long start = System.nanoTime();
    failure(Problem.BUSY, HttpSettings.DEFAULT, Fault.status(429, "retry-after: 3600"));
    failure(
        Problem.BUSY,
        HttpSettings.DEFAULT,
        Fault.status(429, "retry-after: Fri, 02 Jan 2026 04:04:05 GMT"));
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 15);
  }

  @Test
  void nobodyThere_isTriedAgainAndUnreachable() {
    FaultyProxy gone = FaultyProxy.alone(Fault.hang());
    gone.close();
    NodeException e = failure(Problem.UNREACHABLE, QUICK.withAttempts(2), gone);
    assertSays("tried 2 times", e);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\ncontent-length: abc\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n[]",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n[]",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "no HTTP at all\r\n\r\n",
        "\u0000\u0001\u0002",
        "",
      })
  void noHttp_isUnreachable(String bytes) {
    Fault fault =
        exchange -> {
          exchange.out().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
          exchange.out().flush();
          throw new IOException("the proxy hangs up");
        };
    failure(Problem.UNREACHABLE, QUICK.withAttempts(2), fault);
  }

  @Test
  void gzip_isRefused() {
    Fault fault = Fault.status(200, "content-encoding: gzip");
    assertSays("content encoding", failure(Problem.MALFORMED, QUICK, fault));
  }

  @Test
  void wrongJson_isAskedOnce() {
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.body("<html></html>"))) {
      failure(Problem.MALFORMED, QUICK, proxy);
      assertEquals(1, proxy.requests().size());
    }
  }

  @Test
  void emptyOrUnfinishedBody_isTriedAgain() throws NodeException {
    assertEquals(3, triesUntilGood(Fault.body(""), Fault.body("[{\"jsonrpc\":\"2.0\",")));
  }

  @Test
  void limitExceeded_onlyThoseCallsAgain() throws NodeException {
    Fault first =
        exchange -> {
          long id = Fault.JSON.readTree(exchange.request().toBytes()).get(0).get("id").longValue();
          String body =
              "[{\"jsonrpc\":\"2.0\",\"id\":"
                  + (id + 1)
                  + ",\"error\":{\"code\":-32005,\"message\":\"slower\"}},"
                  + "{\"jsonrpc\":\"2.0\",\"id\":"
                  + id
                  + ",\"result\":\"first\"}]";
          Fault.body(body).answer(exchange);
        };
    try (FaultyProxy proxy = FaultyProxy.alone(first, Fault.bodyWithId(200, GOOD))) {
      List<RpcAnswer> answers = node(proxy, QUICK).ask(List.of(RpcCall.of("a"), RpcCall.of("b")));
      assertEquals("first", ((RpcAnswer.Result) answers.get(0)).value().stringValue());
      assertEquals("0x1", ((RpcAnswer.Result) answers.get(1)).value().stringValue());
      assertFalse(proxy.requests().get(1).contains("\"method\":\"a\""));
    }
  }

  @Test
  void limitExceeded_always_isBusyAndSaysSo() {
    String body =
        "[{\"jsonrpc\":\"2.0\",\"id\":$ID,\"error\":{\"code\":429,\"message\":\"slower\"}}]";
    NodeException e = failure(Problem.BUSY, QUICK.withAttempts(2), Fault.bodyWithId(200, body));
    assertSays("error 429 (slower)", e);
  }

  @ParameterizedTest
  @ValueSource(ints = {-32601, -32602, -32000, -32603, 3})
  void otherErrors_areAnswers(int code) throws NodeException {
    String body =
        "[{\"jsonrpc\":\"2.0\",\"id\":$ID,\"error\":{\"code\":" + code + ",\"message\":\"no\"}}]";
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.bodyWithId(200, body))) {
      assertEquals(new RpcAnswer.Failed(new RpcError(code, "no")), node(proxy, QUICK).ask(CALL));
      assertEquals(1, proxy.requests().size());
    }
  }

  @Test
  void singleCall_errorWithStatus500_isTheAnswer() throws NodeException {
    String core = "{\"result\":null,\"error\":{\"code\":-8,\"message\":\"no block\"},\"id\":$ID}";
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.bodyWithId(500, core))) {
      assertEquals(
          new RpcAnswer.Failed(new RpcError(-8, "no block")),
          node(proxy, QUICK.withBatch(1)).ask(CALL));
    }
  }

  @Test
  void asks_inFlightAreBounded() throws Exception {
    Fault slow =
        exchange -> {
          try {
            Thread.sleep(100);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          Fault.bodyWithId(200, GOOD).answer(exchange);
        };
    try (FaultyProxy proxy = FaultyProxy.alone(slow);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpNode node = node(proxy, QUICK.withInFlight(2));
      Callable<RpcAnswer> ask = () -> node.ask(CALL);
      for (Future<RpcAnswer> answer :
          threads.invokeAll(List.of(ask, ask, ask, ask, ask, ask, ask, ask))) {
        assertEquals("0x1", ((RpcAnswer.Result) answer.get()).value().stringValue());
      }
      assertEquals(2, proxy.mostAtOnce());
    }
  }

  /** Whether it waited for its turn or got one too late: the time is over for both. */
  @Test
  void noTurn_withinTheTime_isTooSlow() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.alone(Fault.hang());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpNode node = node(proxy, SHORT.withInFlight(1));
      Callable<Problem> ask =
          () -> assertThrows(NodeException.class, () -> node.ask(CALL)).problem();
      for (Future<Problem> each : threads.invokeAll(List.of(ask, ask))) {
        assertEquals(Problem.TOO_SLOW, each.get());
      }
      assertEquals(1, proxy.mostAtOnce());
    }
  }
}
