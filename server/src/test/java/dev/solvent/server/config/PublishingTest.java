package dev.solvent.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.Ticker;
import dev.solvent.server.jdbc.JdbcSource;
import dev.solvent.server.solvency.TestPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What publishing takes, as docs/operating/configuration.md has it, and one fault at a time. */
final class PublishingTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("RECEIPT_PASSWORD", "correct horse");

  /** The least that stands before it. */
  private static final String COMMON =
      """
      issuer: exchange.example
      logOrigin: exchange.example/log
      policy: policy.json
      ownership: ownership
      chains:
        - chain: eip155:1
          quorum: 1
          finality: finalized
          maxAge: 1h
          nodes: [{name: own, url: "http://127.0.0.1:8545"}]
      reserves:
        - account: eip155:1:0x52908400098527886e0f7030069857d2e4169ee7
      """;

  @TempDir private Path folder;
  private String example;

  @BeforeEach
  void write() throws Exception {
    Path text = Path.of(System.getProperty("solvent.root"), "docs/operating/configuration.md");
    String section = Files.readString(text).split("## What publishing takes", 2)[1];
    Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(section);
    assertTrue(block.find(), "the document's example");
    example = COMMON + block.group(1);
    Files.write(folder.resolve("policy.json"), Policy.standard().toBytes());
    Files.createDirectories(folder.resolve("secrets"));
    Files.createDirectories(folder.resolve("keys"));
    for (String name :
        List.of(
            "secrets/master.hex",
            "secrets/statement.password",
            "secrets/log.password",
            "secrets/database.password",
            "secrets/pager.secret",
            "keys/statement.p12",
            "keys/log.p12",
            "keys/receipt.p12")) {
      Files.writeString(folder.resolve(name), "a".repeat(64) + "\n");
    }
    Files.writeString(folder.resolve("secrets/pager.url"), "https://pager.example/k3y\n");
    Files.write(folder.resolve("solvency-policy.json"), TestPolicy.bytes());
    Files.write(folder.resolve("next-policy.json"), TestPolicy.bytes());
    Files.writeString(
        folder.resolve("witnesses.policy"),
        "witness w1 " + witness() + " http://127.0.0.1:9\nquorum w1\n");
  }

  private static NoteKey witness() throws Exception {
    byte[] spki =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    return new NoteKey("w1.example", KeyType.COSIGNATURE, (Ed25519Key) VerifyingKey.ofSpki(spki));
  }

  private Configuration read(String yaml) throws Exception {
    Path file = folder.resolve("solvent.yaml");
    Files.writeString(file, yaml);
    return Configuration.readWhole(file, ENVIRONMENT::get);
  }

  private List<String> refusal(String yaml) {
    return assertThrows(UserError.class, () -> read(yaml)).details();
  }

  @Test
  void theExampleOfTheDocument_isRead_andNoKeyIsOpened() throws Exception {
    Publishing publishing = read(example).publishing();
    assertEquals(folder.resolve("data"), publishing.data());
    assertInstanceOf(JdbcSource.class, publishing.book().source());
    assertEquals(2, publishing.book().options().assets().size());
    assertTrue(publishing.database().isPresent());
    assertEquals(1, publishing.keys().statement().size());
    assertTrue(publishing.keys().receipt().isPresent());
    assertEquals(2, publishing.authorities().size());
    assertEquals(1, publishing.tokens());
    assertEquals("gamma", publishing.observers().getFirst().name());
    assertEquals(Duration.ofHours(26), publishing.timing().dueAfter());
    assertEquals(Duration.ofMinutes(5), publishing.timing().jitter());
    assertEquals("127.0.0.1:8081", publishing.serving().operator().orElseThrow().toString());
    assertEquals("https://pager.example/k3y", publishing.alerts().getFirst().url().exposeText());
    SolvencySettings solvency = publishing.solvency().orElseThrow();
    assertEquals(folder.resolve("solvency-policy.json"), solvency.policy());
    assertEquals(folder.resolve("next-policy.json"), solvency.next());
    assertEquals(Optional.of(folder.resolve("terms.csv")), solvency.terms());
    assertEquals(Optional.of(folder.resolve("price-history.json")), solvency.history());
    assertEquals(Optional.of(folder.resolve("positions.json")), solvency.positions());
    assertEquals(
        new PriceSetting.InFile(new Label("index"), folder.resolve("prices/index.json")),
        solvency.prices().get(1));
    assertEquals(30, publishing.keepTrees());
    assertFalse(Files.exists(folder.resolve("data")), "made before it is asked for");
  }

  @Test
  void withoutAnyOfIt_readersOfReservesAreContent_andPublishersAreNot() throws Exception {
    Path file = folder.resolve("solvent.yaml");
    Files.writeString(file, COMMON);
    Configuration.read(file, ENVIRONMENT::get);
    List<String> missing = refusal(COMMON);
    for (String name : List.of("data", "book", "keys", "witnesses", "schedule", "serve")) {
      assertTrue(
          missing.stream().anyMatch(line -> line.contains(name + ": missing")), missing::toString);
    }
  }

  @Test
  void oneOfItAlone_isRefused_forReadersOfReservesToo() throws Exception {
    Path file = folder.resolve("solvent.yaml");
    Files.writeString(file, COMMON + "data: data\n");
    UserError error =
        assertThrows(UserError.class, () -> Configuration.read(file, ENVIRONMENT::get));
    assertTrue(error.details().stream().anyMatch(line -> line.contains("keys: missing")));
  }

  private String solvencyWith(String part, String other) {
    assertTrue(example.contains(part), part);
    return example.replace(part, other);
  }

  private void assertRefused(String yaml, String place, String words) {
    List<String> lines = refusal(yaml);
    assertTrue(
        lines.stream().anyMatch(line -> line.contains(place) && line.contains(words)),
        lines::toString);
  }

  @Test
  void solvency_withoutAnnouncement_announcesTheSamePolicy_andMayBeMissing() throws Exception {
    SolvencySettings same =
        read(solvencyWith("  announce: next-policy.json\n", ""))
            .publishing()
            .solvency()
            .orElseThrow();
    assertEquals(same.policy(), same.next());
    String without = example.replaceAll("(?s)solvency:\n.*?\n\n", "");
    assertTrue(read(without).publishing().solvency().isEmpty());
  }

  @Test
  void solvency_policyThatIsNone_orAnothers_isRefused() throws Exception {
    assertRefused(
        solvencyWith("policy: solvency-policy.json", "policy: none.json"),
        "solvency.policy",
        "none.json: no such file");
    Files.write(folder.resolve("next-policy.json"), TestPolicy.with("\"own\":false", "\"own\":1"));
    assertRefused(example, "solvency.announce", "no policy");
    Files.write(
        folder.resolve("next-policy.json"), TestPolicy.with("exchange.example", "other.example"));
    assertRefused(example, "solvency.announce", "policy of other.example, want exchange.example");
  }

  @Test
  void solvency_sourcesThatCannotMakeAPrice_areRefused() {
    assertRefused(
        solvencyWith("source: other", "source: third"),
        "solvency.prices",
        "2 of the sources of policy, want 3 or more");
    assertRefused(
        solvencyWith("source: other", "source: desk"), "solvency.prices[2]", "desk again");
    assertRefused(
        solvencyWith("source: other", "source: Other"), "solvency.prices[2].source", "want [a-z");
    assertRefused(
        solvencyWith("{source: other, file: prices/other.csv}", "{source: other}"),
        "solvency.prices[2].file",
        "missing");
  }

  /** Three names of one desk are one source. */
  @Test
  void solvency_oneOriginUnderTwoNames_isRefused() throws Exception {
    String other = "file: prices/other.csv";
    for (String same : List.of("prices/desk.csv", "prices/../prices/./desk.csv")) {
      assertRefused(
          solvencyWith(other, "file: " + same),
          "solvency.prices[2].file",
          "prices/desk.csv again, first on line ");
    }
    Path desk = Files.createDirectories(folder.resolve("prices")).resolve("desk.csv");
    Files.writeString(desk, "asset,price,time\n");
    Files.createSymbolicLink(folder.resolve("prices/link.csv"), desk);
    assertRefused(
        solvencyWith(other, "file: prices/link.csv"),
        "solvency.prices[2].file",
        "again, first on line ");
  }

  @Test
  void solvency_oneFeedOfAnAssetUnderTwoNames_isRefused() throws Exception {
    String address = "0x52908400098527886e0f7030069857d2e4169ee7";
    String feeds = "{source: %, chain: eip155:1, feeds: {BTC: \"" + address + "\"}}";
    String one = feeds.replace("%", "other");
    String two = one + "\n    - " + feeds.replace("%", "spare");
    String file = "{source: other, file: prices/other.csv}";
    assertRefused(
        solvencyWith(file, two),
        "solvency.prices[3].feeds.BTC",
        "BTC of " + address + " on eip155:1 again, first on line ");
    String wrapped = two.replaceAll("BTC(?=[^\n]*$)", "WBTC");
    assertEquals(
        4, read(solvencyWith(file, wrapped)).publishing().solvency().get().prices().size());
  }

  @Test
  void solvency_feedsOnAChain_areRead_andWrongOnesAreTold() throws Exception {
    String file = "{source: other, file: prices/other.csv}";
    String address = "0x52908400098527886e0f7030069857d2e4169ee7";
    String feeds = "{source: other, chain: eip155:1, feeds: {BTC: \"" + address + "\"}}";
    assertEquals(
        new PriceSetting.OnChain(
            new Label("other"),
            ChainId.evm(1),
            new TreeMap<>(Map.of(new Ticker("BTC"), EvmAddress.parse(address)))),
        read(solvencyWith(file, feeds)).publishing().solvency().orElseThrow().prices().get(2));
    assertRefused(
        solvencyWith(file, feeds.replace("eip155:1", "eip155:10")),
        "solvency.prices[2].chain",
        "feeds on eip155:10, want an EVM chain that has nodes");
    assertRefused(
        solvencyWith(file, feeds.replace("BTC", "btc")),
        "solvency.prices[2].feeds.btc",
        "asset \"btc\"");
    assertRefused(
        solvencyWith(file, feeds.replace(address, "0x52")), "solvency.prices[2].feeds.BTC", "0x52");
    assertRefused(
        solvencyWith(file, "{source: other, chain: eip155:1, feeds: {}}"),
        "solvency.prices[2].feeds",
        "no feed");
    assertRefused(
        solvencyWith(file, feeds.replace("chain: eip155:1, ", "")),
        "solvency.prices[2].chain",
        "missing");
    assertRefused(
        solvencyWith(file, feeds.replace("chain:", "file: a.csv, chain:")),
        "solvency.prices[2].file",
        "not a setting");
  }

  @Test
  void csv_isRead() throws Exception {
    String csv =
        example.replaceAll(
            "(?s)  jdbc: jdbc:postgresql://127.0.0.1/exchange.*?password: \\{file:"
                + " secrets/database.password}\n",
            "  csv: balances.csv\n  negatives: exclude\n  memory: 64m\n");
    BookSettings book = read(csv).publishing().book();
    assertEquals(folder.resolve("balances.csv").toString(), book.source().name());
    assertEquals(64 << 20, book.memoryBytes());
  }

  /** What stands instead of what, and words of the problem that follows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://127.0.0.1/solvent|jdbc:sqlite:solvent.db|address of another form",
        "  user: solvent|  usr: solvent|database.user: missing",
        "  query: SELECT|  sql: SELECT|book.query: missing",
        "jdbc:postgresql://127.0.0.1/exchange|jdbc:postgresql://h/e?password=x|an address of"
            + " another form",
        "assets: [BTC:8, ETH:18]|assets: [BTC]|want",
        "assets: [BTC:8, ETH:18]|assets: [BTC:8, BTC:9]|each name once",
        "secrets/master.hex|secrets/none.hex|no such file",
        "keys/statement.p12|keys/none.p12|no such file",
        "password: {file: secrets/log.password}|password: hunter2|want a password only named",
        "password: {file: secrets/log.password}|pin: {file: secrets/log.password}|password:"
            + " missing",
        "witnesses: witnesses.policy|witnesses: policy.json|no witness policy",
        "required: 1|required: 3|want 0 to 2",
        "name: beta|name: alpha|each name once",
        "https://tsa.alpha.example/tsr|ftp://tsa.alpha.example|an address of another form",
        "0 0 * * *|0 24 * * *|hour",
        "dueAfter: 26h|dueAfter: 400d|longer than the policy",
        "jitter: 5m|jitter: five|want a time",
        "listen: 127.0.0.1:8080|listen: 127.0.0.1|want",
        "address: https://por.exchange.example|address: https://user@por.example|of another form",
        "secrets/pager.secret|secrets/none|cannot be read",
        "keepTrees: 30|keepTrees: 0|want 1 to",
        "patience: 2h|patiance: 2h|not a setting"
      })
  void oneFault_isTold(String from, String to, String words) {
    assertTrue(example.contains(from), from);
    List<String> told = refusal(example.replace(from, to));
    assertTrue(told.stream().anyMatch(line -> line.contains(words)), told::toString);
    assertFalse(told.toString().contains("hunter2"), "a password is not repeated");
  }

  @Test
  void thePolicyThatShips_allowsADayAndTwoHours() {
    assertTrue(Policy.standard().limits().interval().compareTo(Duration.ofHours(26)) >= 0);
  }
}
