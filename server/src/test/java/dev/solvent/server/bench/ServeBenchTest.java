package dev.solvent.server.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.server.Solvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeBenchTest {
  private static final String GOOD =
      "solvent requests=100 micros=2000000 bytes=200000 failed=0"
          + " p50=1 p90=2 p99=3 p99.9=4 most=5\n";

  @TempDir Path folder;

  @Test
  void wrksLineIsReadAmongWhatElseItPrints() {
    Wrk.Run run = Wrk.parse("Running 2s test\n" + GOOD);
    assertEquals(50, run.perSecond());
    assertEquals(new Wrk.Latencies(1, 2, 3, 4, 5), run.latencies());
  }

  @Test
  void aLoadWithOneFailedRequestIsNoMeasurement() {
    String failed = GOOD.replace("failed=0", "failed=1");
    assertThrows(IllegalStateException.class, () -> Wrk.parse(failed));
    String none = GOOD.replace("requests=100", "requests=0");
    assertThrows(IllegalStateException.class, () -> Wrk.parse(none));
    assertThrows(IllegalStateException.class, () -> Wrk.parse("unable to connect"));
  }

  @Test
  void residentMemoryIsWhatTheKernelSays() {
    List<String> status = List.of("VmRSS:\t 9 kB", "RssAnon:\t  2 kB", "RssFile:\t  7 kB");
    assertEquals(new ResidentMemory(2048, 7168), ResidentMemory.parse(status));
    assertThrows(IllegalStateException.class, () -> ResidentMemory.parse(List.of("VmRSS: 9 kB")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--accounts=1", "--rounds=0", "--slow=1", "--streams=0", "--minutes=0"})
  void aPlanOutOfBoundsIsTheUsersMistake(String option) {
    assertEquals(2, Solvent.commandLine().execute("bench", "serve", option));
  }

  @Test
  void theServiceUnderLoadGivesProofsConstantBytesAndEvents() throws Exception {
    try (BenchExchange exchange = BenchExchange.make(folder, 1_000, Progress.NONE);
        ServiceProcess service = ServiceProcess.start(exchange.data().root(), false)) {
      String proof = new String(exchange.askForOne(service.proofs()), StandardCharsets.UTF_8);
      assertTrue(
          proof.startsWith("{\"epoch\":1,\"proofs\":[{\"asset\":\"BTC\",\"balance\":"), proof);

      assertEquals(1234, post(service.constant(1234)).length);
      assertTrue(service.memory().own() > 1 << 20);
      assertTrue(service.liveBytes() > 1 << 20);

      URI root = URI.create("http://127.0.0.1:" + service.port());
      try (StreamClients clients = StreamClients.open(root, BenchExchange.FIRST, 5)) {
        exchange.publish(new Epoch(2));
        assertEquals(5, clients.awaitTold().length);
      }
    }
    assertEquals(10, Files.readAllLines(written(10)).size());
  }

  /** Requests of an exchange that is made anew. */
  private Path written(int count) throws IOException, InterruptedException {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (BenchExchange exchange = BenchExchange.make(other, 1_000, Progress.NONE)) {
      return exchange.writeRequests(folder.resolve("requests"), count);
    }
  }

  private static byte[] post(URI target) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(target)
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
  }

  @Test
  void slowClientsSayWhenTheyWereCutOff() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SlowClients clients = SlowClients.attack(server.getLocalPort(), "/proofs", "{}", 3)) {
      for (int i = 0; i < 3; i++) {
        try (Socket accepted = server.accept()) {
          assertTrue(accepted.getInputStream().read() > 0);
        }
      }
      Map<SlowClients.Kind, Medians> ends = clients.awaitEnds();
      assertEquals(3, ends.size());
      ends.forEach((kind, seconds) -> assertTrue(seconds.max() < 30, kind.what()));
    }
  }
}
