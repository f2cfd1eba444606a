package dev.solvent.server.http.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.server.http.OpenApi;
import dev.solvent.server.http.RawSocket;
import dev.solvent.server.http.Site;
import dev.solvent.server.http.edge.EdgeSettings;
import dev.solvent.server.http.edge.JsonLines;
import dev.solvent.server.http.edge.Limits;
import dev.solvent.server.store.ApiToken.Scope;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both services, with secrets wherever a client can put one, and every record that is logged. */
final class OperatorLogTest {
  @TempDir private Path data;
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Logger root = LogManager.getLogManager().getLogger("");
  private final Handler[] before = root.getHandlers();
  private final Level level = root.getLevel();
  private final Handler capture =
      new Handler() {
        private final JsonLines lines = new JsonLines();

        @Override
        public void publish(LogRecord line) {
          log.add(lines.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void capture() {
    Arrays.stream(before).forEach(root::removeHandler);
    capture.setLevel(Level.ALL);
    root.addHandler(capture);
    root.setLevel(Level.CONFIG);
  }

  @AfterEach
  void release() {
    root.setLevel(level);
    root.removeHandler(capture);
    Arrays.stream(before).forEach(root::addHandler);
  }

  @Test
  void wholeLogOfARun_hasNoSecret_andALineARequest() throws Exception {
    String locator = HexFormat.of().formatHex(Site.locator("alice", 7, "BTC:8").exposeBytes());
    String token = "st_4f7aVerySecretToken";
    String account = "alice@example.com";
    FakeTokens tokens = new FakeTokens();
    tokens.give(token, Scope.LINKS);
    String link = FakeOperations.link(account).exposeFragment();
    try (Site site = new Site(data).build(7).publish(7).start();
        OperatorService operator = operator(tokens)) {
      String body = "{\"locators\":[{\"asset\":\"BTC\",\"locator\":\"" + locator + "\"}]}";
      assertEquals(200, site.post("/api/v1/epochs/7/proofs?l=" + locator, body).statusCode());
      site.get("/" + locator + "?" + locator, "X-Forwarded-For", locator, "Referer", locator);
      site.get("/api/v1/series/" + locator);
      site.post("/api/v1/epochs/" + locator + "/proofs", body + account);
      site.get("/blobs/sha256/" + locator, "If-None-Match", locator, "Last-Event-ID", locator);
      // damaged trees and broken requests are told of in words that libraries choose
      Files.write(site.trees(7).resolve("BTC/leaves"), new byte[1 << 10]);
      site.post("/api/v1/epochs/7/proofs", body);
      for (String request :
          List.of(
              locator + " /" + account + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
              "GET /%zz" + locator + " HTTP/1.1\r\nHost: a\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: " + locator + "\r\nContent-Length: " + locator + "\r\n\r\n",
              "GET /?" + account + " HTTP/1.1\r\nHost: a\r\n" + locator + "\r\n\r\n")) {
        try (RawSocket raw = new RawSocket(site.port())) {
          raw.send(request).rest();
        }
      }
      String asked = "{\"accounts\":[{\"account\":\"" + account + "\"}]}";
      for (String given : List.of(token, token + "x")) {
        try (RawSocket raw = new RawSocket(operator.port())) {
          String answer =
              raw.send(
                      "POST /operator/v1/links?t="
                          + given
                          + " HTTP/1.1\r\nHost: a\r\n"
                          + "Connection: close\r\nAuthorization: Bearer "
                          + given
                          + "\r\nContent-Length: "
                          + asked.length()
                          + "\r\n\r\n"
                          + asked)
                  .rest();
          assertEquals(given.equals(token), answer.contains(link));
        }
      }
    }
    String all = String.join("", log);
    for (String secret :
        List.of(locator, locator.substring(0, 16), token, account, "alice", link, "Bearer s")) {
      assertFalse(
          all.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)),
          "a secret is logged");
    }
    List<String> lines = all.lines().toList();
    for (String line : lines) {
      CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8), new JsonLimits(1 << 20, 4, 100));
    }
    assertTrue(
        lines.stream()
            .anyMatch(line ->
                line.contains("\"method\":\"POST\"")
                    && line.contains("\"route\":\"/api/v1/epochs/{epoch}/proofs\"")
                    && line.contains("\"status\":200")),
        "the proof's request is logged");
    assertTrue(all.contains("\"method\":\"OTHER\""), "so is one of a method that is none");
    assertTrue(all.contains("\"route\":\"/operator/v1/links\""), "so is the operator's");
  }

  private static OperatorService operator(FakeTokens tokens) {
    EdgeSettings edge =
        new EdgeSettings(
            InetAddress.getLoopbackAddress(), 0, List.of(), false, false, Limits.DEFAULTS);
    return OperatorService.start(
        new OperatorSettings(edge, URI.create("https://exchange.example/verify"), false),
        new FakeOperations(),
        tokens,
        List::of,
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        InstantSource.system());
  }

  @Test
  void description_isOfWhatIsServed_bothWays() throws Exception {
    OpenApi api = OpenApi.resource("operator-openapi.json");
    try (OperatorService operator = operator(new FakeTokens())) {
      assertEquals(api.described(), OpenApi.served(operator.routes()));
      assertEquals(List.of("8"), api.wrongExamples());
    }
  }
}
