package dev.solvent.verifier.audit;

import static dev.solvent.verifier.audit.KitMaker.ETH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.verifier.audit.AuditProgram.Ran;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.kit.Rebuild;
import dev.solvent.verifier.audit.kit.Rebuilt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample whose proofs a site gives for locators, {@code docs/spec/api.md}. */
final class SampleOfASiteTest {
  private static final Pattern ASKED =
      Pattern.compile("\\{\"asset\":\"([A-Z]+)\",\"locator\":\"([0-9a-f]{64})\"\\}");

  @TempDir Path folder;

  private HttpServer server;
  private final List<String> requests = new ArrayList<>();
  private String served = "honest.bundle.json";
  private UnaryOperator<String> answered = UnaryOperator.identity();

  @BeforeEach
  void serveTheHonestAttestation() throws Exception {
    Path work = Files.createDirectory(folder.resolve("trees"));
    KitFolder honest = KitFolder.open(KitMaker.honest().write(folder.resolve("honest")));
    Rebuilt rebuilt = Rebuild.of(honest, new Effort(1, 4 << 20, 1), work, Progress.NONE);
    List<Rebuilt.Tree> trees = ((Rebuilt.Trees) rebuilt).trees();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/attestations/3.bundle.json",
        exchange -> answer(exchange, 200, Files.readAllBytes(AuditProgram.FILES.resolve(served))));
    server.createContext("/", exchange -> answer(exchange, 404, new byte[0]));
    server.createContext(
        "/api/v1/epochs/3/proofs",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(body);
          String proofs = answered.apply("{\"epoch\":3,\"proofs\":[" + proofs(trees, body) + "]}");
          answer(exchange, 200, proofs.getBytes(StandardCharsets.UTF_8));
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String proofs(List<Rebuilt.Tree> trees, String body) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher asked = ASKED.matcher(body);
    while (asked.find()) {
      for (Rebuilt.Tree tree : trees) {
        if (tree.header().asset().ticker().text().equals(asked.group(1))) {
          try (TreeFolder open = TreeFolder.open(tree.folder())) {
            open.prove(Locator.parse(asked.group(2))).ifPresent(proof -> found.add(json(proof)));
          } catch (MalformedException e) {
            throw new IOException(e);
          }
        }
      }
    }
    return String.join(",", found);
  }

  private static String json(InclusionProof proof) {
    String siblings =
        proof.siblings().stream().map(SampleOfASiteTest::json).collect(Collectors.joining(","));
    return "{\"asset\":\""
        + proof.asset().ticker()
        + "\",\"balance\":\""
        + proof.balance()
        + "\",\"decimals\":"
        + proof.asset().decimals()
        + ",\"index\":"
        + proof.index()
        + ",\"siblings\":["
        + siblings
        + "]}";
  }

  private static String json(Node node) {
    return "{\"hash\":\"" + node.hash() + "\",\"sum\":\"" + node.sum() + "\"}";
  }

  private Ran sample(KitMaker kit, int size) throws IOException {
    String site = "http://127.0.0.1:" + server.getAddress().getPort();
    return AuditProgram.runOn(
        kit.write(folder.resolve("kit")), site, "--sample", String.valueOf(size), "--seed", "s");
  }

  @Test
  void honestSite_showsEveryBalance() throws IOException {
    Ran ran = sample(KitMaker.honest(), 2);
    assertEquals(0, ran.code(), ran::toString);
    assertTrue(ran.out().contains("sample: 2 of 3, seed s: every balance counted"), ran.out());
    assertTrue(
        ran.out()
            .contains("a sample of 2 of 3 finds one missing account with probability 66.6667 %"),
        ran.out());
    assertEquals(1, requests.size());
    assertFalse(ran.out().contains("locator"), ran.out());
  }

  @Test
  void accountThatTheSiteDoesNotKnow_isNamed() throws IOException {
    KitMaker kit = KitMaker.honest();
    kit.owe("erin", ETH, "5");
    Ran ran = sample(kit, 4);
    assertEquals(1, ran.code(), ran::toString);
    assertTrue(
        ran.out()
            .contains("account \"erin\": no proof that its 0.000000000000000005 ETH are counted"),
        ran.out());
    assertTrue(ran.out().contains("sample: 4 of 4, seed s: 1 fault"), ran.out());
  }

  @Test
  void otherBalanceThanTheSites_isNamed() throws IOException {
    KitMaker kit = KitMaker.honest();
    kit.owe("bob", ETH, "5");
    Ran ran = sample(kit, 3);
    assertEquals(1, ran.code(), ran::toString);
    assertTrue(
        ran.out()
            .contains(
                "account \"bob\": 0.900000000000000000 ETH are counted, want the"
                    + " 0.000000000000000005 ETH of the kit"),
        ran.out());
  }

  /** Else the exchange could have a sample drawn from a book that it never stood by. */
  @Test
  void sampleOfABookOfAnotherDigest_isRefused() throws IOException {
    Path kit = KitMaker.honest().write(folder.resolve("kit"));
    Path book = kit.resolve("book.csv");
    Files.writeString(book, Files.readString(book).replace("\n", "\r\n"));
    String site = "http://127.0.0.1:" + server.getAddress().getPort();
    Ran ran = AuditProgram.runOn(kit, site, "--sample", "2", "--seed", "s");
    assertEquals(1, ran.code(), ran::toString);
    assertTrue(ran.out().startsWith("FAILED "), ran.out());
    assertTrue(ran.out().contains("the kit: book.csv: SHA-256"), ran.out());
    assertTrue(ran.out().contains("every balance counted"), ran.out());
  }

  @Test
  void proofThatDoesNotFold_countsForNothing() throws IOException {
    answered = json -> json.replaceFirst("\"sum\":\"[0-9]+\"", "\"sum\":\"1\"");
    Ran ran = sample(KitMaker.honest(), 3);
    assertEquals(1, ran.code(), ran::toString);
    assertTrue(ran.out().contains("1 fault"), ran.out());
  }

  /** A locator opens a balance: it is for whoever the pinned keys speak for. */
  @Test
  void attestationThatIsNotTheIssuers_isToldNoLocator() throws IOException {
    served = "statement-signed-by-a-thief.bundle.json";
    Ran ran = sample(KitMaker.honest(), 3);
    assertEquals(1, ran.code(), ran::toString);
    assertTrue(
        ran.out().contains("the kit: there is no attested manifest to compare it with"), ran.out());
    assertEquals(List.of(), requests);
  }

  @Test
  void answerThatIsNone_isMalformed() throws IOException {
    answered = json -> json.replace("\"epoch\":3", "\"epoch\":4");
    assertEquals(2, sample(KitMaker.honest(), 3).code());
    answered = json -> "no";
    Ran ran = sample(KitMaker.honest(), 3);
    assertEquals(2, ran.code());
    assertTrue(ran.err().startsWith("MALFORMED http://127.0.0.1:"), ran.err());
  }
}
