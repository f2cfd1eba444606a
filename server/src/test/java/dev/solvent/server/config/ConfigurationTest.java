package dev.solvent.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.reserves.Reserve;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.RecordingNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of docs/operating/configuration.md, whole and with one fault at a time. */
final class ConfigurationTest {
  private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("BETA_AUTHORIZATION", "Bearer b3t4");

  @TempDir private Path folder;
  private String example;

  @BeforeEach
  void write() throws Exception {
    Path text = Path.of(System.getProperty("solvent.root"), "docs/operating/configuration.md");
    Matcher block =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(text));
    assertTrue(block.find(), "the document's example");
    example = block.group(1);
    Files.write(folder.resolve("policy.json"), Policy.standard().toBytes());
    Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(
        folder.resolve("secrets/alpha.url"), "https://alpha.example/v3/0a1b2c3d4e5f60718293\n");
    Files.writeString(folder.resolve("secrets/core.url"), "http://user:pass@127.0.0.1:8332\n");
    RecordingNode gamma =
        new RecordingNode(HttpNode.of("gamma", URI.create("https://gamma.example/")));
    Files.write(folder.resolve("gamma.jsonl"), gamma.transcript().print());
    Files.createDirectory(folder.resolve("statements"));
    Files.writeString(folder.resolve("statements/vault.dsse.json"), "{}");
  }

  private Configuration read(String yaml) throws Exception {
    Path file = folder.resolve("solvent.yaml");
    Files.writeString(file, yaml);
    return Configuration.read(file, ENVIRONMENT::get);
  }

  private List<String> refusal(String yaml) {
    UserError error = assertThrows(UserError.class, () -> read(yaml));
    return error.details();
  }

  private String changed(String from, String to) {
    assertTrue(example.contains(from), "the example has " + from);
    return example.replace(from, to);
  }

  @Test
  void theExampleOfTheDocument_isRead() throws Exception {
    Configuration read = read(example);
    assertEquals("exchange.example", read.issuer().domain());
    assertEquals("exchange.example/log", read.logOrigin());
    assertEquals(Policy.standard(), read.policy());
    assertEquals("[" + BITCOIN + ", eip155:1]", read.readers().keySet().toString());
    assertFalse(Files.exists(folder.resolve("ownership")), "made before it is asked for");
    read.ownership();
    assertTrue(Files.isDirectory(folder.resolve("ownership")));
  }

  @Test
  void reserves_areOfTheKindThatTheirEntrySays() throws Exception {
    String plain =
        example.replaceAll("(?m)^  - chain: .*\n    descriptor: .*\n    addresses: .*\n", "");
    List<Reserve> reserves = read(plain).reserves().reserves();
    assertEquals(6, reserves.size());
    assertEquals("eip155:1/slip44:60", reserves.get(0).holding().asset().toString());
    assertEquals(
        "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7",
        reserves.get(2).holding().asset().toString());
    assertEquals(BITCOIN + "/slip44:0", reserves.get(3).holding().asset().toString());
    assertTrue(reserves.get(4) instanceof Reserve.InCustody);
    assertEquals("5000000000000000000", ((Reserve.Claimed) reserves.get(5)).units().toString());
  }

  /** What is written instead of what, and the problem that follows. */
  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(
            "issuer: exchange.example", "issuer: Exchange", "issuer: issuer \"Exchange\", want "),
        arguments("issuer: exchange.example", "issuer:", "issuer: nothing, want a text"),
        arguments("issuer: exchange.example", "issuer: [a, b]", "issuer: a list, want a text"),
        arguments(
            "logOrigin: exchange.example/log",
            "logOrigin: a log",
            "logOrigin: \"a log\", want 1 to 255 printable"),
        arguments(
            "logOrigin: exchange.example/log",
            "logorigin: exchange.example/log",
            "logorigin: not a setting, want one of issuer, logOrigin"),
        arguments(
            "policy: policy.json",
            "policy: none.json",
            "policy: FOLDER/none.json: cannot be read, want a file"),
        arguments("policy: policy.json", "policy: secrets/alpha.url", "policy: no policy ("),
        arguments(
            "chain: eip155:1 ",
            "chain: eip155:01 ",
            "chains[0].chain: chain \"eip155:01\", want eip155 and a number"),
        arguments("quorum: 2", "quorum: 4", "chains[0].quorum: \"4\", want 1 to 3"),
        arguments("quorum: 2", "quorum: 0", "chains[0].quorum: \"0\", want 1 to 3"),
        arguments("quorum: 2", "quorum: two", "chains[0].quorum: \"two\", want 1 to 3"),
        arguments(
            "finality: finalized",
            "finality: safe",
            "chains[0].finality: \"safe\", want finalized or depth N"),
        arguments(
            "finality: depth 6",
            "finality: finalized",
            "chains[1].finality: \"finalized\", want depth N"),
        arguments(
            "finality: depth 6", "finality: depth 5", "chains[1].finality: depth 5, want 6 to 100"),
        arguments(
            "maxAge: 1h",
            "maxAge: 1 hour",
            "chains[0].maxAge: \"1 hour\", want a time such as 30s, 20m, 48h or 90d"),
        arguments(
            "name: own ",
            "name: my own ",
            "chains[0].nodes[0]: endpoint: name that does not match, want"),
        arguments(
            "name: alpha",
            "name: own",
            "chains[0].nodes[1]: a name that the node on line 17 has, want one of its own"),
        arguments(
            "{file: secrets/alpha.url}",
            "HTTP://127.0.0.1:8545/",
            "chains[0].nodes[1]: the address of the node on line 17, want another provider's"),
        arguments(
            "{file: secrets/alpha.url}",
            "http://127.0.0.1:8545",
            "chains[0].nodes[1]: the address of the node on line 17, want another provider's"),
        arguments(
            "http://127.0.0.1:8545",
            "ftp://127.0.0.1:8545",
            "chains[0].nodes[0]: endpoint: address of another scheme, want http or https"),
        arguments(
            "https://rpc.beta.example/",
            "https://me:hunter2@rpc.beta.example/",
            "chains[0].nodes[2].url: an address with a user in it, want secrets by reference only"),
        arguments(
            "https://rpc.beta.example/",
            "https://rpc.beta.example/?apikey=hunter2",
            "chains[0].nodes[2].url: an address with what looks like a key in its query, want"),
        arguments(
            "https://rpc.beta.example/",
            "https://rpc.beta.example/v3/hunter2hunter2hunter2",
            "chains[0].nodes[2].url: an address with what looks like a key in its path, want"),
        arguments(
            "{env: BETA_AUTHORIZATION}",
            "Bearer hunter2",
            "chains[0].nodes[2].headers.authorization: a value that stands here, want secrets by reference"),
        arguments(
            "{env: BETA_AUTHORIZATION}",
            "{env: MISSING}",
            "chains[0].nodes[2].headers.authorization.env: environment variable MISSING not set, want"),
        arguments(
            "{env: BETA_AUTHORIZATION}",
            "{env: A, file: B}",
            "chains[0].nodes[2].headers.authorization: both, want file or env"),
        arguments(
            "{env: BETA_AUTHORIZATION}",
            "{}",
            "chains[0].nodes[2].headers.authorization: neither, want file or env"),
        arguments(
            "{env: BETA_AUTHORIZATION}", "{vault: A}", "chains[0].nodes[2].headers.authorization"),
        arguments(
            "{file: secrets/alpha.url}",
            "{file: secrets/none}",
            "chains[0].nodes[1].url.file: FOLDER/secrets/none cannot be read, want"),
        arguments(
            "timeout: 60s",
            "timeout: 2h",
            "chains[0].nodes[0].timeout: deadline PT2H, want more than 0"),
        arguments(
            "maxBytes: 128m",
            "maxBytes: 2000m",
            "chains[0].nodes[0].maxBytes: \"2000m\", want bytes, such as 64m"),
        arguments(
            "batch: 200", "batch: 20000", "chains[0].nodes[0].batch: \"20000\", want 1 to 10000"),
        arguments(
            "url: https://rpc.beta.example/",
            "transcript: none.jsonl",
            "chains[0].nodes[2].transcript: FOLDER/none.jsonl: cannot be read"),
        arguments(
            "url: https://rpc.beta.example/",
            "transcript: policy.json",
            "chains[0].nodes[2].transcript: no transcript ("),
        arguments(
            "url: https://rpc.beta.example/",
            "transcript: gamma.jsonl",
            "chains[0].nodes[2].transcript: a transcript of node \"gamma\", want one of \"beta\""),
        arguments(
            "url: https://rpc.beta.example/",
            "url: https://rpc.beta.example/\n        transcript: gamma.jsonl",
            "chains[0].nodes[2].url: not a setting, want one of name, transcript"),
        arguments(
            "inFlight: 8",
            "inflight: 8",
            "chains[0].nodes[0].inflight: not a setting, want one of name, transcript, url"),
        arguments(
            "chain: bip122:000000000019d6689c085ae165831e93\n    quorum",
            "chain: bip122:12a765e31ffd4059bada1e25190f6e98\n    quorum",
            "chains[1]: chain bip122:12a765e31ffd4059bada1e25190f6e98 with work by"),
        arguments(
            "  - account: eip155:1:0x52908400098527886e0f7030069857d2e4169ee7",
            "  - account: eip155:1:0x5290",
            "reserves[0].account: "),
        arguments(
            "  - account: eip155:1:0x52908400098527886e0f7030069857d2e4169ee7",
            "  - acount: eip155:1:0x52908400098527886e0f7030069857d2e4169ee7",
            "reserves[0].account: missing, want it given here"),
        arguments(
            "  - account: eip155:1:0x52908400098527886e0f7030069857d2e4169ee7",
            "  - account: eip155:10:0x52908400098527886e0f7030069857d2e4169ee7",
            "reserves[0]: a reserve on eip155:10, want a chain that has nodes"),
        arguments(
            "  - account: eip155:1:0x52908400098527886e0f7030069857d2e4169ee7",
            "  - account: eip155:1:0xde709f2102306220921060314715629080e2fb77",
            "reserves[1].assets[0]: eip155:1/slip44:60 in eip155:1:0xde709f2102306220921060314715629080e2fb77 again, first on line 41"),
        arguments(
            "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7",
            "eip155:1/erc20:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
            "reserves[1].assets[1]: asset eip155:1/erc20:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed, want one that the policy knows"),
        arguments(
            "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7",
            BITCOIN + "/slip44:0",
            "reserves[1].assets[1]: "
                + BITCOIN
                + "/slip44:0 in eip155:1:0xde709f2102306220921060314715629080e2fb77, want both on one chain"),
        arguments(
            "addresses: 0-99",
            "addresses: 99-0",
            "reserves[3].descriptor: addresses 99 to 0, want"),
        arguments(
            "addresses: 0-99",
            "addresses: 0..99",
            "reserves[3].addresses: \"0..99\", want two numbers such as 0-99"),
        arguments(
            "descriptor: wpkh(xpub6",
            "descriptor: wpkh(xprv6",
            "reserves[3].descriptor: descriptor with a key that is not public"),
        arguments(
            "custodian: statements/vault.dsse.json",
            "custodian: statements/none",
            "reserves[4].custodian: FOLDER/statements/none: cannot be read, want a file"),
        arguments(
            "custodian: statements/vault.dsse.json",
            "custodian: statements/vault.dsse.json\n    claimed: 5",
            "reserves[4]: both custodian and claimed, want one of them"),
        arguments("claimed: 5000000000000000000", "claimed: 5.0", "reserves[5].claimed: "),
        arguments("claimed: 5000000000000000000", "claimed: -5", "reserves[5].claimed: "),
        arguments(
            "issuer: exchange.example\n",
            "issuer: exchange.example\nissuer: other.example\n",
            "issuer: again, first on line 2, want it once"),
        arguments(
            "issuer: exchange.example\n",
            "issuer: &a exchange.example\n",
            "an anchor or alias, want the value itself"),
        arguments(
            "issuer: exchange.example\n",
            "issuer: !!java/object exchange.example\n",
            "a tag, want a plain value"),
        arguments("issuer: exchange.example\n", "issuer: \"exchange.example\n", "not YAML ("));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void oneFault_isNamedWithItsLineAndARemedy(String from, String to, String problem) {
    String yaml = changed(from, to);
    List<String> lines = refusal(yaml);
    long places = lines.stream().filter(line -> line.startsWith("solvent.yaml:")).count();
    assertTrue(places <= 4, lines.toString());
    String wanted = problem.replace("FOLDER", folder.toString());
    int at = 0;
    while (!lines.get(at).replaceFirst("solvent.yaml:[0-9]+: ", "").startsWith(wanted)) {
      at += 2;
      assertTrue(at < lines.size(), () -> wanted + " among " + lines);
    }
    assertFalse(lines.get(at + 1).isBlank(), "a remedy");
    assertFalse(lines.toString().contains("hunter2"), lines.toString());
    int named = Integer.parseInt(lines.get(at).split(":", 3)[1]);
    int first = yaml.substring(0, firstDifference(yaml)).split("\n", -1).length;
    if (!problem.startsWith("not YAML")
        && !problem.contains("again")
        && !problem.contains("missing")) {
      assertTrue(
          named >= first - 4 && named <= first + 1, named + " for a change on " + first + lines);
    }
  }

  private int firstDifference(String yaml) {
    int at = 0;
    while (yaml.charAt(at) == example.charAt(at)) {
      at++;
    }
    return at;
  }

  @Test
  void allFaults_areToldAtOnce_inTheOrderOfTheLines() {
    String yaml =
        changed("quorum: 2", "quorum: 9")
            .replace("issuer: exchange.example", "isuer: exchange.example")
            .replace("claimed: 5", "claimed: x5");
    List<String> lines = refusal(yaml);
    assertEquals(8, lines.size(), lines.toString());
    assertEquals(
        List.of("issuer", "isuer", "chains[0].quorum", "reserves[5].claimed"),
        Stream.of(0, 2, 4, 6).map(at -> lines.get(at).split(": ", 3)[1]).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "quorum: 2,quorum: 9",
    "finality: depth 6,finality: depth 1",
    "claimed: 5,claimed: x"
  })
  void lines_areExact(String from, String to) {
    String yaml = changed(from, to);
    int line = yaml.substring(0, yaml.indexOf(to)).split("\n", -1).length;
    assertTrue(refusal(yaml).getFirst().startsWith("solvent.yaml:" + line + ": "), to);
  }

  @Test
  void whatIsNoFileOfSettings_isRefused() {
    assertTrue(refusal("").getFirst().contains("an empty file"));
    assertTrue(refusal("- a\n").getFirst().contains("a list, want keys with values"));
    assertTrue(
        refusal("a: 1\n---\nb: 2\n").getFirst().contains("not YAML (but found another document)"));
    assertTrue(refusal("a: " + "[".repeat(100_000)).getFirst().contains("nested deeper than 20"));
    assertEquals(4, refusal("a: &a [x]\nb: *a\n").size());
    assertTrue(refusal("ok: 1\nb: \u0001\n").getFirst().startsWith("solvent.yaml:2: not YAML"));
    assertThrows(UserError.class, () -> read("a: " + "x".repeat(1 << 20)));
  }
}
