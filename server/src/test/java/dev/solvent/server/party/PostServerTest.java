package dev.solvent.server.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits of the small server, and its end. */
@Timeout(60)
final class PostServerTest {
  private static final PostLimits LIMITS = new PostLimits(1000, 2);
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> log = new CopyOnWriteArrayList<>();

  private PostServer start(PostHandler handler) throws IOException {
    ListenAddress free = new ListenAddress("127.0.0.1", 0);
    return PostServer.start(free, "/ask", LIMITS, handler, log::add, InstantSource.system());
  }

  private PostServer echo() throws IOException {
    return start(body -> Reply.of(200, "text/plain", body.toBytes(), "echoed"));
  }

  private HttpResponse<String> send(
      PostServer server, String path, String method, BodyPublisher body) throws Exception {
    return client.send(request(server, path, method, body), BodyHandlers.ofString());
  }

  private static HttpRequest request(
      PostServer server, String path, String method, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).method(method, body).build();
  }

  @Test
  void whatIsPosted_isHandled_andLoggedInOneLine() throws Exception {
    try (PostServer server = echo()) {
      HttpResponse<String> response =
          send(server, "/ask", "POST", BodyPublishers.ofString("a secret"));
      assertEquals(200, response.statusCode());
      assertEquals("a secret", response.body());
      assertEquals("nosniff", response.headers().firstValue("x-content-type-options").orElse(""));
    }
    assertEquals(1, log.size());
    assertTrue(log.getFirst().matches("2\\S+Z /ask 200 \\d+ ms echoed"), log.getFirst());
  }

  @Test
  void tooMuch_isRefused_withItsLengthSaidOrNot() throws Exception {
    try (PostServer server = echo()) {
      byte[] most = new byte[1000];
      byte[] more = new byte[1001];
      assertEquals(
          200, send(server, "/ask", "POST", BodyPublishers.ofByteArray(most)).statusCode());
      assertEquals(
          413, send(server, "/ask", "POST", BodyPublishers.ofByteArray(more)).statusCode());
      BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(more));
      assertEquals(413, send(server, "/ask", "POST", chunked).statusCode());
    }
  }

  @Test
  void otherPathsAndMethods_areRefused_andNotLoggedAsTheyCame() throws Exception {
    try (PostServer server = echo()) {
      assertEquals(404, send(server, "/sesame", "POST", BodyPublishers.noBody()).statusCode());
      HttpResponse<String> got = send(server, "/ask", "GET", BodyPublishers.noBody());
      assertEquals(405, got.statusCode());
      assertEquals("POST", got.headers().firstValue("allow").orElse(""));
      assertEquals(405, send(server, "/ask", "HEAD", BodyPublishers.noBody()).statusCode());
    }
    assertTrue(log.getFirst().contains(" other 404 "), log.getFirst());
    assertFalse(log.toString().contains("sesame"));
  }

  @Test
  void ourOwnTrouble_isLogged_andNotTold() throws Exception {
    try (PostServer server =
        start(body -> {
          if (body.length() == 0) {
            throw new IllegalStateException("bug");
          }
          throw new IOException("disk\nfull");
        })) {
      HttpResponse<String> bug = send(server, "/ask", "POST", BodyPublishers.noBody());
      HttpResponse<String> disk = send(server, "/ask", "POST", BodyPublishers.ofString("a"));
      assertEquals(500, bug.statusCode());
      assertEquals(500, disk.statusCode());
      assertFalse(disk.body().contains("disk"));
    }
    assertTrue(log.get(1).contains("disk full"), log.get(1));
  }

  @Test
  void whoComesWhenThereIsNoRoom_isPutOff_andTheEndWaitsForWhatHasBegun() throws Exception {
    CountDownLatch inside = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    PostServer server =
        start(_ -> {
          inside.countDown();
          go.await();
          return Reply.sentence(200, "done", "done");
        });
    HttpRequest request = request(server, "/ask", "POST", BodyPublishers.noBody());
    CompletableFuture<HttpResponse<String>> one =
        client.sendAsync(request, BodyHandlers.ofString());
    CompletableFuture<HttpResponse<String>> two =
        client.sendAsync(request, BodyHandlers.ofString());
    assertTrue(inside.await(10, TimeUnit.SECONDS));
    HttpResponse<String> third = client.send(request, BodyHandlers.ofString());
    assertEquals(503, third.statusCode());
    assertEquals("1", third.headers().firstValue("retry-after").orElse(""));
    Thread closing = Thread.ofVirtual().start(server::close);
    go.countDown();
    assertEquals("done\n", one.get(10, TimeUnit.SECONDS).body());
    assertEquals("done\n", two.get(10, TimeUnit.SECONDS).body());
    closing.join();
    assertThrows(
        ConnectException.class,
        () -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()));
    server.close();
  }

  @Test
  void listenAddress_isHostAndPort() throws Exception {
    assertEquals("127.0.0.1:8091", ListenAddress.parse("127.0.0.1:8091").toString());
    assertEquals("[::1]:0", ListenAddress.parse("[::1]:0").toString());
    for (String wrong : List.of("8091", "a:65536", "a:", ":1", "http://a:1", "a:1/x")) {
      assertThrows(MalformedException.class, () -> ListenAddress.parse(wrong), wrong);
    }
  }
}
