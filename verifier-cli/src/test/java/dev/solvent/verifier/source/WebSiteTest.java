package dev.solvent.verifier.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.solvent.attest.program.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a web site may do to this program, and what it may not. */
class WebSiteTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch done = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    done.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private String top() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private WebSite site(HttpHandler handler) {
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return WebSite.open(top(), Duration.ofSeconds(20));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void sendOn(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private static String refused(WebSite site, String path, int most) {
    return String.valueOf(
        assertThrows(IOException.class, () -> site.read(path, most)).getMessage());
  }

  private static String misused(String given) {
    return String.valueOf(assertThrows(UserError.class, () -> WebSite.open(given)).getMessage());
  }

  @Test
  void read_upToTheLimit_isWhole_andOneByteMoreIsRefused() throws IOException {
    WebSite site = site(exchange -> answer(exchange, 200, "1234567"));
    assertArrayEquals("1234567".getBytes(StandardCharsets.UTF_8), site.read("a", 7).orElseThrow());
    assertTrue(refused(site, "a", 6).startsWith(top() + ": "));
    assertEquals(List.of("GET /a", "GET /a"), asked);
  }

  @Test
  void read_ofWhatIsNotThere_isEmpty_andEveryOtherAnswerIsAnError() throws IOException {
    WebSite site =
        site(exchange ->
            answer(
                exchange, Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), ""));
    assertEquals(Optional.empty(), site.read("404", 10));
    assertEquals(Optional.empty(), site.read("410", 10));
    for (String status : List.of("204", "206", "400", "401", "403", "429", "500", "503")) {
      assertEquals(
          top() + "/" + status + ": answered " + status + ", want 200", refused(site, status, 10));
    }
  }

  @Test
  void read_sentOnWithinTheHost_isFollowedThreeTimes_andNoMore() throws IOException {
    WebSite site =
        site(exchange -> {
          int left = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          if (left == 0) {
            answer(exchange, 200, "here");
          } else {
            sendOn(exchange, left % 2 == 0 ? "/" + (left - 1) : top() + "/" + (left - 1));
          }
        });
    assertEquals(4, site.read("3", 10).orElseThrow().length);
    assertTrue(refused(site, "4", 10).contains("sends on, want an answer after at most 3 times"));
  }

  @Test
  void read_sentOnElsewhere_isRefused_andNobodyElseIsAsked() throws IOException {
    List<String> reached = new CopyOnWriteArrayList<>();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          reached.add(exchange.getRequestURI().toString());
          exchange.close();
        });
    other.start();
    int port = other.getAddress().getPort();
    int own = server.getAddress().getPort();
    List<String> elsewhere =
        List.of(
            "http://127.0.0.1:" + port + "/a", // another port
            "http://localhost:" + own + "/a", // another name
            "https://127.0.0.1:" + own + "/a", // another scheme
            "//localhost:" + port + "/a",
            "http://user@127.0.0.1:" + own + "/a",
            "file:///etc/hostname",
            "mailto:somebody",
            "http://127.0.0.1:" + own + "/a b");
    WebSite site =
        site(exchange ->
            sendOn(
                exchange,
                elsewhere.get(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)))));
    for (int i = 0; i < elsewhere.size(); i++) {
      String said = refused(site, "" + i, 10);
      assertTrue(said.startsWith(top() + ": sends on to "), said);
    }
    assertEquals(elsewhere.size(), asked.size());
    assertEquals(List.of(), reached);
    other.stop(0);
  }

  @Test
  void read_ofAnEndlessBody_endsAtTheLimit() {
    WebSite site =
        site(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          byte[] chunk = new byte[1 << 16];
          while (done.getCount() > 0) {
            out.write(chunk); // until the other side is gone
          }
        });
    String said = refused(site, "a", 1 << 20);
    assertTrue(said.contains("1048576"), said);
  }

  @Test
  void read_ofABodyThatDrips_endsInTime() {
    site(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(1);
      exchange.getResponseBody().flush();
      await();
    });
    WebSite impatient = WebSite.open(top(), Duration.ofSeconds(1));
    assertEquals(top() + ": no whole answer within 1 s", refused(impatient, "a", 10));
  }

  private void await() throws IOException {
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void read_ofNoAnswerAtAll_endsInTime() {
    site(exchange -> await());
    WebSite impatient = WebSite.open(top(), Duration.ofSeconds(1));
    String said = refused(impatient, "a", 10);
    assertTrue(said.contains("no answer in time") || said.contains("no whole answer"), said);
  }

  /** What a server says of the length is believed in nothing. */
  @Test
  void read_ofLengthsThatLie_isRefused_neverCutOff() throws Exception {
    List<String> lies =
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc",
            "nothing of the kind\r\n\r\n",
            "");
    for (String lie : lies) {
      try (ServerSocket raw = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        threads.execute(() -> say(raw, lie));
        WebSite site =
            WebSite.open("http://127.0.0.1:" + raw.getLocalPort(), Duration.ofSeconds(20));
        String said = refused(site, "a", 1 << 20);
        assertTrue(said.startsWith("http://127.0.0.1:" + raw.getLocalPort() + ": "), lie + said);
      }
    }
  }

  private static void say(ServerSocket raw, String text) {
    while (!raw.isClosed()) {
      try (Socket socket = raw.accept()) {
        socket.getInputStream().readNBytes(40);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  @Test
  void read_neverAsksForPackedBytes_andUnpacksNone() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[1 << 20]);
    }
    List<String> accepted = new CopyOnWriteArrayList<>();
    WebSite site =
        site(exchange -> {
          accepted.addAll(exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()));
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, packed.size());
          exchange.getResponseBody().write(packed.toByteArray());
        });
    assertArrayEquals(packed.toByteArray(), site.read("a", 1 << 16).orElseThrow());
    assertEquals(List.of(), accepted);
  }

  @Test
  void read_sendsNothingOfItsUser() throws IOException {
    List<String> sent = new CopyOnWriteArrayList<>();
    WebSite site =
        site(exchange -> {
          sent.addAll(exchange.getRequestHeaders().keySet());
          exchange.getResponseHeaders().add("Set-Cookie", "you=known");
          answer(exchange, 200, "a");
        });
    site.read("a", 10);
    site.read("b", 10);
    assertFalse(sent.contains("Cookie"), sent.toString());
    assertFalse(sent.contains("Authorization"), sent.toString());
    assertFalse(sent.contains("Referer"), sent.toString());
  }

  @Test
  void post_isNeverSentOn() throws IOException {
    WebSite site =
        site(exchange -> {
          if (exchange.getRequestURI().getPath().equals("/api")) {
            sendOn(exchange, "/other");
          } else {
            answer(
                exchange,
                200,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          }
        });
    byte[] body = {'{', '}'};
    assertArrayEquals(body, site.post("echo", body, 10).orElseThrow());
    assertThrows(IOException.class, () -> site.post("api", body, 10));
    assertEquals(List.of("POST /echo", "POST /api"), asked);
  }

  @Test
  void noConnection_isToldInWords() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String top = "http://127.0.0.1:" + port;
    assertEquals(top + ": no connection to 127.0.0.1:" + port, refused(WebSite.open(top), "a", 10));
  }

  @Test
  void open_ofAUserAPlainHttpOrNoHost_isRefused_andRepeatsNothing() {
    assertEquals("web address with a user in it", misused("https://me:secret@exchange.example"));
    assertEquals("http to exchange.example, want https", misused("http://exchange.example"));
    assertEquals("http to 10.0.0.1, want https", misused("http://10.0.0.1"));
    assertEquals("web address without a host", misused("https:///attestations"));
    String link = misused("https://exchange.example/ver ify#v1.secret.secret");
    assertFalse(link.contains("secret"), link);
  }

  @Test
  void open_ofAnyHostByHttps_andOfThisMachineByHttp_isTaken_withoutItsQueryAndFragment() {
    assertEquals("https://exchange.example", WebSite.open("https://exchange.example").name());
    assertEquals("https://exchange.example", WebSite.open("HTTPS://exchange.example/").name());
    assertEquals(
        "https://[2001:db8::1]:8443/por",
        WebSite.open("https://[2001:db8::1]:8443/por?a=b#v1.secret").name());
    assertEquals("http://[::1]:80", WebSite.open("http://[::1]:80").name());
    assertEquals("http://localhost", WebSite.open("http://localhost").name());
  }

  @Test
  void read_overIpv6_whereThisMachineHasIt() throws IOException {
    HttpServer six;
    try {
      six = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0), 0);
    } catch (IOException e) {
      return; // this machine has none
    }
    six.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer(exchange, 200, "six");
          }
        });
    six.start();
    WebSite site = WebSite.open("http://[::1]:" + six.getAddress().getPort());
    assertEquals(3, site.read("a", 10).orElseThrow().length);
    six.stop(0);
  }
}
