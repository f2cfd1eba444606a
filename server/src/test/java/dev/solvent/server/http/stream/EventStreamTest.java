package dev.solvent.server.http.stream;

import static dev.solvent.server.http.Site.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.server.http.RawSocket;
import dev.solvent.server.http.Site;
import dev.solvent.server.http.published.Publications;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EventStreamTest {
  private static final String PATH = "/stream/v1/events";
  private static final String CHECKPOINT =
      """
      event: checkpoint
      data: exchange.example/log
      data: %d
      data: root=
      data:\s
      data: — a b
      data:\s
      """;

  @TempDir private Path data;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Site site;
  private Publications publications;

  @BeforeEach
  void prepare() throws IOException {
    site = new Site(data).publish(5).publish(6).publish(7);
    publications = site.publications();
  }

  @AfterEach
  void stop() {
    site.close();
    publications.close();
  }

  private Events open(String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(site.uri(PATH));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<InputStream> got =
        site.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    return new Events(
        got, new BufferedReader(new InputStreamReader(got.body(), StandardCharsets.UTF_8)));
  }

  private record Events(HttpResponse<InputStream> answer, BufferedReader reader)
      implements AutoCloseable {
    /** The next event's lines, or null where the stream ends. */
    @Nullable String next() throws IOException {
      StringBuilder event = new StringBuilder();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isEmpty()) {
          return event.toString();
        }
        event.append(line).append('\n');
      }
      return null;
    }

    @Override
    public void close() throws IOException {
      answer.body().close();
    }
  }

  private static String attestation(long epoch) {
    return "event: attestation\nid: " + epoch + "\ndata: {\"payload\":\"" + epoch + "\"}\n";
  }

  private static String checkpoint(long epoch) {
    return CHECKPOINT.replace("%d", Long.toString(epoch));
  }

  private void start() {
    site.start(publications, registry);
  }

  private void awaitClients(int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!registry.scrape().contains("solvent_stream_clients " + count + ".0")) {
      assertTrue(System.nanoTime() < end, registry.scrape());
      Thread.sleep(20);
    }
  }

  @Test
  void newClient_isToldTheNewest_andThenWhatIsPublished() throws Exception {
    start();
    try (Events events = open()) {
      assertEquals(200, events.answer().statusCode());
      assertEquals(
          "text/event-stream;charset=utf-8",
          header(events.answer(), "Content-Type").replace(" ", ""));
      assertEquals("no-store", header(events.answer(), "Cache-Control"));
      assertEquals("*", header(events.answer(), "Access-Control-Allow-Origin"));
      assertEquals(attestation(7), events.next());
      assertEquals(checkpoint(7), events.next());
      // what is there and not pointed to is not public yet
      site.write("attestations/8.dsse.json", "{\"payload\":\"8\"}");
      site.write("log/checkpoint", "exchange.example/log\n8\nroot=\n\n— a b\n");
      assertEquals(checkpoint(8), events.next());
      site.publish(8);
      assertEquals(attestation(8), events.next());
    }
  }

  @Test
  void client_thatComesAgain_isToldWhatItMissed() throws Exception {
    start();
    try (Events events = open("Last-Event-ID", "5")) {
      assertEquals(attestation(6), events.next());
      assertEquals(attestation(7), events.next());
      assertEquals(checkpoint(7), events.next());
    }
    try (Events events = open("Last-Event-ID", "7")) {
      assertEquals(checkpoint(7), events.next());
    }
    try (Events events = open("Last-Event-ID", "not a number")) {
      assertEquals(attestation(7), events.next());
    }
  }

  @Test
  void client_thatMissedTooMuch_orIsAhead_isToldToLookForItself() throws Exception {
    start();
    for (String last : List.of("3", "8", "9007199254740991")) {
      try (Events events = open("Last-Event-ID", last)) {
        assertEquals("event: reset\ndata: {\"epoch\":7}\n", events.next());
        assertEquals(attestation(7), events.next());
        assertEquals(checkpoint(7), events.next());
      }
    }
  }

  @Test
  void quietTime_isFilledWithHeartbeats() throws Exception {
    site.stream(new StreamSettings(10, 10, 3, Duration.ofMillis(100), Duration.ofSeconds(5)));
    start();
    try (Events events = open("Last-Event-ID", "7")) {
      assertEquals(checkpoint(7), events.next());
      assertEquals(":\n", events.next());
      assertEquals(":\n", events.next());
    }
  }

  @Test
  void streams_areLimited_inAllAndForOneClient() throws Exception {
    site.stream(new StreamSettings(10, 2, 3, Duration.ofMillis(100), Duration.ofSeconds(5)));
    start();
    try (Events first = open();
        Events second = open()) {
      assertEquals(attestation(7), first.next());
      assertEquals(attestation(7), second.next());
      try (Events third = open()) {
        assertEquals(429, third.answer().statusCode());
        assertEquals("30", header(third.answer(), "Retry-After"));
        assertEquals("application/problem+json", header(third.answer(), "Content-Type"));
      }
    }
    awaitClients(0);
    try (Events again = open()) {
      assertEquals(200, again.answer().statusCode());
    }
  }

  @Test
  void streams_takeNoPlaceOfOtherRequests() throws Exception {
    site.limits(site.limits().withConcurrent(1));
    site.stream(new StreamSettings(2, 20, 3, Duration.ofMillis(100), Duration.ofSeconds(5)));
    start();
    try (Events first = open();
        Events second = open()) {
      assertEquals(attestation(7), first.next());
      assertEquals(attestation(7), second.next());
      assertEquals(200, site.get("/healthz").statusCode());
      try (Events third = open()) {
        assertEquals(503, third.answer().statusCode());
      }
    }
  }

  @Test
  void client_thatDoesNotRead_isCutOff() throws Exception {
    for (int epoch = 1; epoch <= 200; epoch++) {
      site.write("attestations/" + epoch + ".dsse.json", "{\"p\":\"" + "x".repeat(60_000) + "\"}");
    }
    site.publish(200);
    publications.close();
    publications = site.publications();
    site.stream(new StreamSettings(10, 10, 300, Duration.ofSeconds(5), Duration.ofSeconds(1)));
    start();
    try (RawSocket raw = new RawSocket(site.port())) {
      raw.send("GET " + PATH + " HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 0\r\n\r\n");
      awaitClients(1);
      awaitClients(0);
    }
  }

  @Test
  void server_thatStops_endsItsStreams() throws Exception {
    start();
    try (Events events = open("Last-Event-ID", "7")) {
      assertEquals(checkpoint(7), events.next());
      long before = System.nanoTime();
      site.close();
      assertNull(events.next());
      assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(8));
    }
  }

  @Test
  void hundredsOfClients_areAllTold() throws Exception {
    start();
    List<RawSocket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 400; i++) {
        RawSocket client = new RawSocket(site.port());
        client.send("GET " + PATH + " HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 7\r\n\r\n");
        clients.add(client);
      }
      awaitClients(400);
      site.publish(8);
      for (RawSocket client : clients) {
        StringBuilder got = new StringBuilder();
        byte[] piece = new byte[4096];
        while (got.indexOf("id: 8\ndata: {\"payload\":\"8\"}\n") < 0) {
          int read = client.in().read(piece);
          assertTrue(read > 0, got.toString());
          got.append(new String(piece, 0, read, StandardCharsets.UTF_8));
        }
      }
    } finally {
      for (RawSocket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void head_endsAtOnce() throws Exception {
    start();
    HttpResponse<byte[]> head = site.send("HEAD", PATH, HttpRequest.BodyPublishers.noBody());
    assertEquals(200, head.statusCode());
    awaitClients(0);
  }
}
