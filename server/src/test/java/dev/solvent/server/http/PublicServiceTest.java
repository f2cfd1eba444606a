package dev.solvent.server.http;

import static dev.solvent.server.http.Site.header;
import static dev.solvent.server.http.Site.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.policy.Policy;
import dev.solvent.server.http.edge.EdgeSettings;
import dev.solvent.server.http.edge.Limits;
import dev.solvent.server.http.edge.Rate;
import dev.solvent.server.http.stream.StreamSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PublicServiceTest {
  private static final String PROOFS = "/api/v1/epochs/{epoch}/proofs";

  @TempDir private Path data;

  @Test
  void description_isOfWhatIsServed_bothWays() throws Exception {
    OpenApi api = OpenApi.resource("openapi.json");
    try (Site site = new Site(data).build(7).publish(7).start()) {
      assertEquals(api.described(), OpenApi.served(site.service().routes()));
      assertEquals(List.of("9"), api.wrongExamples());
      assertEquals(200, site.get("/openapi.json").statusCode());
      for (String path : List.of("/healthz", "/readyz", "/api/v1/epochs")) {
        HttpResponse<byte[]> got = site.get(path);
        assertEquals(200, got.statusCode());
        assertEquals(List.of(), api.wrong("get", path, 200, got.body()));
      }
      HttpResponse<byte[]> none = site.get("/api/v1/series/BTC");
      assertEquals(List.of(), api.wrong("get", "/api/v1/series/{asset}", 404, none.body()));
      HttpResponse<byte[]> noReport = site.get("/api/v1/solvency");
      assertEquals(List.of(), api.wrong("get", "/api/v1/solvency", 404, noReport.body()));
      String asked =
          "{\"locators\":[{\"asset\":\"BTC\",\"locator\":\""
              + java.util.HexFormat.of().formatHex(Site.locator("alice", 7, "BTC:8").exposeBytes())
              + "\"}]}";
      HttpResponse<byte[]> proofs = site.post("/api/v1/epochs/7/proofs", asked);
      assertEquals(List.of(), api.wrong("post", PROOFS, 200, proofs.body()));
      assertTrue(text(proofs).contains("\"asset\":\"BTC\""));
    }
  }

  @Test
  void readiness_saysWhatIsMissing() throws Exception {
    Site site = new Site(data).publish(7).start();
    try (site) {
      HttpResponse<byte[]> got = site.get("/readyz");
      assertEquals(503, got.statusCode());
      assertEquals("no-store", header(got, "Cache-Control"));
      assertEquals(
          "{\"problems\":[\"the trees of epoch 7 are not there\"],\"status\":\"not ready\"}",
          text(got));
      site.build(7);
      assertEquals("{\"problems\":[],\"status\":\"ok\"}", text(site.get("/readyz")));
      assertEquals(200, site.get("/healthz").statusCode());

      site.write(".well-known/proof-of-reserves", "nonsense");
      await(site, "the public folder: the pointer is malformed");
      site.write(".well-known/proof-of-reserves", "{\"newest\":9}");
      await(site, "the public folder: cannot be read");
      Files.move(site.files(), data.resolve("away"));
      await(site, "the public folder is not there");
      assertEquals(200, site.get("/healthz").statusCode());
    }
  }

  private static void await(Site site, String problem) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String last = "";
    while (!last.contains(problem)) {
      assertTrue(System.nanoTime() < end, last);
      Thread.sleep(20);
      last = text(site.get("/readyz"));
    }
  }

  @Test
  void folderWithoutAnything_isServedAsSuch() throws Exception {
    try (Site site = new Site(data).start()) {
      assertEquals("{\"problems\":[],\"status\":\"ok\"}", text(site.get("/readyz")));
      assertEquals(404, site.get("/log/checkpoint").statusCode());
      assertEquals(
          "{\"epochs\":[],\"format\":\"solvent/history/v1\"}", text(site.get("/api/v1/epochs")));
      site.build(1).publish(1);
      await(site, "\"ok\"");
    }
  }

  @Test
  void manyLeaves_areChargedForAsManyRequests() throws Exception {
    Site site = new Site(data).build(7).publish(7);
    site.limits(site.limits().withRates(new Rate(0.01, 10), new Rate(1000, 1000)));
    try (Site started = site.start()) {
      String leaf = "{\"asset\":\"BTC\",\"locator\":\"x\"}";
      String many = "{\"locators\":[" + (leaf + ",").repeat(999) + leaf + "]}";
      assertEquals(200, site.post("/api/v1/epochs/7/proofs", many).statusCode());
      assertEquals(429, started.get("/healthz").statusCode());
    }
  }

  @Test
  void settings_thatCannotWork_areRefused() {
    EdgeSettings edge =
        new EdgeSettings(
            InetAddress.getLoopbackAddress(), 0, List.of(), false, true, Limits.DEFAULTS);
    StreamSettings slow =
        new StreamSettings(1, 1, 1, Duration.ofSeconds(30), Duration.ofSeconds(1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PublicSettings(
                edge,
                Policy.standard(),
                data,
                Optional.empty(),
                1,
                slow,
                Duration.ofSeconds(1),
                false));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PublicSettings(
                edge,
                Policy.standard(),
                data,
                Optional.empty(),
                0,
                StreamSettings.DEFAULTS,
                Duration.ofSeconds(1),
                false));
  }
}
