package dev.solvent.server.http.proofs;

import static dev.solvent.server.http.Site.header;
import static dev.solvent.server.http.Site.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.http.Site;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProofsTest {
  private static final String PATH = "/api/v1/epochs/7/proofs";
  private static final String NONE = "{\"epoch\":7,\"proofs\":[]}";

  private Site site;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    site = new Site(data).build(7).build(8).publish(7).start();
  }

  @AfterAll
  void stop() {
    site.close();
  }

  static String pair(String asset, String locator) {
    return "{\"asset\":\"" + asset + "\",\"locator\":\"" + locator + "\"}";
  }

  static String body(String... pairs) {
    return "{\"locators\":[" + String.join(",", pairs) + "]}";
  }

  static String hex(String account, String asset) throws MalformedException {
    Locator locator = Site.locator(account, 7, asset);
    return HexFormat.of().formatHex(locator.exposeBytes());
  }

  @Test
  void locators_ofTwoAssets_getTheProofsThatTheManifestBears()
      throws IOException, InterruptedException, MalformedException {
    HttpResponse<byte[]> got =
        site.post(
            PATH, body(pair("ETH", hex("alice", "ETH:18")), pair("BTC", hex("alice", "BTC:8"))));
    assertEquals(200, got.statusCode());
    assertEquals("private, no-store", header(got, "Cache-Control"));
    assertEquals("application/json", header(got, "Content-Type"));
    AccountId alice = AccountId.parse("alice");
    JsonObject parsed =
        (JsonObject) CanonicalJson.parse(got.body(), new JsonLimits(100_000, 8, 10_000));
    JsonArray positions = (JsonArray) parsed.members().get("proofs");
    assertEquals(2, positions.items().size());
    String key =
        HexFormat.of()
            .formatHex(
                Site.MASTER
                    .customerKey(Site.ISSUER, alice, 0)
                    .accountKey(new Epoch(7))
                    .exposeBytes());
    String whole =
        "{\"accountId\":\"alice\",\"accountKey\":\""
            + key
            + "\",\"epoch\":7,"
            + "\"format\":\"solvent/account-proof/v1\",\"issuer\":\"exchange.example\",\"positions\":"
            + text(got).substring("{\"epoch\":7,\"proofs\":".length());
    AccountProof proof = AccountProof.parse(whole.getBytes(StandardCharsets.UTF_8));
    assertInstanceOf(
        InclusionOutcome.Passed.class,
        LiabilitiesInclusion.check(
            LiabilityFolder.readManifest(site.trees(7).resolve("liabilities.json")),
            proof,
            List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "FFffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "zz",
        "",
        "00000000000000000000000000000000000000000000000000000000000000é0"
      })
  void locator_unknownOrMalformed_hasTheSameAnswer(String locator)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> got = site.post(PATH, body(pair("BTC", locator)));
    assertEquals(200, got.statusCode());
    assertEquals(NONE, text(got));
    assertEquals("private, no-store", header(got, "Cache-Control"));
  }

  @Test
  void locator_ofAnotherAsset_isNotFound() throws Exception {
    assertEquals(NONE, text(site.post(PATH, body(pair("BTC", hex("carol", "ETH:18"))))));
    assertEquals(NONE, text(site.post(PATH, body(pair("DOGE", hex("carol", "ETH:18"))))));
    assertEquals(NONE, text(site.post(PATH, body(pair("../BTC", hex("alice", "BTC:8"))))));
  }

  @Test
  void locator_foundAmongUnknown_isAnsweredAlone() throws Exception {
    String got =
        text(
            site.post(
                PATH,
                body(pair("BTC", "x"), pair("ETH", hex("carol", "ETH:18")), pair("ETH", ""))));
    assertTrue(got.startsWith("{\"epoch\":7,\"proofs\":[{\"asset\":\"ETH\""), got);
    assertEquals(1, got.split("\"asset\"", -1).length - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8", "9", "6", "0", "07", "-1", "x", "9007199254740992", "99999999999999999999"})
  void epoch_thatIsNotPublic_isUnknown(String epoch) throws Exception {
    HttpResponse<byte[]> got =
        site.post("/api/v1/epochs/" + epoch + "/proofs", body(pair("BTC", hex("alice", "BTC:8"))));
    assertEquals(404, got.statusCode());
    assertTrue(text(got).contains("no proofs of this epoch are given here"), text(got));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | no value, want one JSON value",
        "{} | $.locators: missing",
        "{\"locators\":[]} | 0 items",
        "{\"locators\":[\"x\"]} | want an object",
        "{\"locators\":[{\"asset\":\"BTC\"}]} | missing",
        "{\"locators\":[ {\"asset\":\"BTC\",\"locator\":\"x\"}]} | byte",
        "[[[[[[[[[[ | depth"
      })
  void body_malformed_isRefused(String body, String why) throws Exception {
    HttpResponse<byte[]> got = site.post(PATH, body);
    assertEquals(400, got.statusCode());
    assertTrue(text(got).contains(why), text(got));
    assertEquals("no-store", header(got, "Cache-Control"));
  }

  @Test
  void body_tooLarge_isRefused() throws Exception {
    HttpResponse<byte[]> got = site.post(PATH, "x".repeat(400_001));
    assertEquals(413, got.statusCode());
    HttpRequest.BodyPublisher chunked =
        HttpRequest.BodyPublishers.fromPublisher(
            HttpRequest.BodyPublishers.ofString("x".repeat(500_000)));
    assertEquals(413, site.send("POST", PATH, chunked).statusCode());
  }

  @Test
  void thousandsOfLocators_areAnsweredInPieces() throws Exception {
    String one = pair("ETH", hex("bob", "ETH:18"));
    String many = IntStream.range(0, 2000).mapToObj(i -> one).collect(Collectors.joining(","));
    HttpResponse<byte[]> got = site.post(PATH, body(many));
    assertEquals(200, got.statusCode());
    CanonicalJson.parse(got.body(), new JsonLimits(64 << 20, 8, 1_000_000));
    assertEquals(2000, text(got).split("\"asset\"", -1).length - 1);
    assertEquals(400, site.post(PATH, body(many + "," + one)).statusCode());
  }

  @Test
  void otherMethod_isRefused_andAnotherOriginMayAsk() throws Exception {
    HttpResponse<byte[]> got = site.get(PATH);
    assertEquals(405, got.statusCode());
    assertTrue(header(got, "Allow").contains("POST"), header(got, "Allow"));
    HttpResponse<byte[]> preflight =
        site.send("OPTIONS", PATH, HttpRequest.BodyPublishers.noBody(), "Origin", "null");
    assertEquals(204, preflight.statusCode());
    assertEquals("POST", header(preflight, "Access-Control-Allow-Methods"));
    assertEquals("content-type", header(preflight, "Access-Control-Allow-Headers"));
  }
}
