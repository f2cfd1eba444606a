package dev.solvent.server.reserves;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Limits;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.evm.EvmWorld;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.nodes.Fault;
import dev.solvent.chain.nodes.FaultyProxy;
import dev.solvent.chain.nodes.Solc;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code solvent reserves …} as an operator types it, against an anvil. */
final class CommandsTest {
  private static final String CHAIN = EvmWorld.CHAIN.toString();
  private static final String EXPIRES = "2038-01-01T00:00:00Z";
  private static final EvmAddress OWNED = address("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
  private static final EvmAddress SECOND = address("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
  private static final String OWNER = CHAIN + ":" + OWNED;

  @TempDir static Path shared;
  private static EvmWorld world;
  private static EvmAddress plain;
  private static EvmAddress rebasing;
  private static EvmAddress safe;
  private static EvmAddress wallet;
  private static Policy policy;
  private static Timestamp time;

  @TempDir private Path folder;
  private Operator operator;

  private static EvmAddress address(String text) {
    try {
      return EvmAddress.parse(text);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void build() throws Exception {
    world = new EvmWorld(shared);
    plain = world.deploy("Tokens.sol", "PlainToken");
    rebasing = world.deploy("Tokens.sol", "RebasingToken");
    for (EvmAddress token : List.of(plain, rebasing)) {
      world.invoke(
          token,
          "set(address,uint256)",
          EvmWorld.word(OWNED),
          EvmWorld.word(BigInteger.valueOf(700_000)));
    }
    EvmAddress singleton = world.deploy("Wallets.sol", "SafeStorage");
    safe = world.deploy("Wallets.sol", "SafeProxy", EvmWorld.word(singleton));
    world.invoke(
        safe,
        "setup(address[],uint256)",
        EvmWorld.word(BigInteger.valueOf(64)),
        EvmWorld.word(BigInteger.TWO),
        EvmWorld.word(BigInteger.valueOf(3)),
        EvmWorld.word(OWNED),
        EvmWorld.word(SECOND),
        EvmWorld.word(EvmWorld.holder(3)));
    wallet = world.deploy("Wallets.sol", "OwnedWallet", EvmWorld.word(OWNED));
    world.finish();
    time = world.pin().header().time();
    byte[] proxy =
        Octets.parseHex(Solc.test("Wallets.sol", "SafeProxy").deployedBytecode()).toBytes();
    policy = policy(new SafeRule(Set.of(Keccak256.hash(proxy)), Set.of(singleton)));
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static AssetRef token(EvmAddress token) {
    return EvmWorld.token(token, OWNED).asset();
  }

  private static Policy policy(SafeRule safes) throws Exception {
    List<KnownAsset> assets =
        new ArrayList<>(
            List.of(
                new KnownAsset(EvmWorld.COIN, Asset.parse("ETH:18")),
                new KnownAsset(token(plain), Asset.parse("USDT:6")),
                new KnownAsset(token(rebasing), Asset.parse("STETH:18"))));
    assets.sort(Comparator.comparing(KnownAsset::asset));
    Limits usual = Policy.standard().limits();
    Limits limits =
        new Limits(
            usual.cosignatureAge(),
            usual.coverage(),
            usual.interval(),
            Duration.ofDays(9_000),
            usual.skew(),
            usual.tokenDelay());
    return new Policy(
        assets, List.of(), limits, List.of(), 1, safes, false, List.of(), Optional.empty());
  }

  @BeforeEach
  void settings() throws Exception {
    operator = new Operator(folder);
    Files.write(folder.resolve("policy.json"), policy.toBytes());
    checkpoint("checkpoint", "exchange.example/log", 6);
    Path keys = folder.resolve("keys.txt");
    Files.createFile(
        keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(keys, Anvil.KEY.substring(2) + "\n");
    settings(1, world.anvil().uri());
  }

  private void checkpoint(String name, String origin, long size) throws Exception {
    operator.checkpoint(name, origin, size);
  }

  private void settings(int quorum, URI... nodes) throws Exception {
    settings(CHAIN, quorum, nodes);
  }

  private void settings(String chain, int quorum, URI... nodes) throws Exception {
    StringBuilder yaml =
        new StringBuilder(
            "issuer: exchange.example\nlogOrigin: exchange.example/log\npolicy: policy.json\nownership: ownership\nchains:\n");
    yaml.append(
        "  - chain: "
            + chain
            + "\n    quorum: "
            + quorum
            + "\n    finality: finalized\n    maxAge: 9000d\n    nodes:\n");
    for (int i = 0; i < nodes.length; i++) {
      yaml.append("      - {name: node-" + i + ", timeout: 5s, url: \"" + nodes[i] + "\"}\n");
    }
    yaml.append("reserves:\n");
    yaml.append("  - account: " + chain + ":" + OWNED + "\n");
    if (chain.equals(CHAIN)) {
      yaml.append("    assets: [" + EvmWorld.COIN + ", " + token(plain) + "]\n");
      yaml.append("  - account: " + CHAIN + ":" + safe + "\n");
    }
    Files.writeString(folder.resolve("solvent.yaml"), yaml);
  }

  private void solvent(String... words) {
    operator.solvent(words);
  }

  private void read() {
    solvent(
        "read",
        "--epoch",
        "7",
        "--as-of",
        time.toString(),
        "--checkpoint",
        "checkpoint",
        "--out",
        "out");
  }

  private ReservesManifest manifest() throws Exception {
    return ReservesManifest.parse(Files.readAllBytes(folder.resolve("out/reserves.json")));
  }

  private void challenge(String... more) {
    List<String> words =
        new ArrayList<>(List.of("challenge", "--checkpoint", "checkpoint", "--expires", EXPIRES));
    words.addAll(List.of(more));
    solvent(words.toArray(String[]::new));
  }

  private void says(int wantedCode, String... parts) {
    operator.says(wantedCode, parts);
  }

  private static String signedByNode(EvmAddress by, Path challenge) throws Exception {
    String hex = "0x" + HexFormat.of().formatHex(Files.readAllBytes(challenge));
    return world.tell("personal_sign", hex, by.toString()).stringValue();
  }

  private Path challengeOf(EvmAddress account) {
    return folder.resolve("ownership/eip155_31337_" + account + ".challenge.txt");
  }

  @Test
  void challengeSignRead_endsInSignedHoldings() throws Exception {
    solvent("status");
    says(0, "2 accounts as of", "2 have to sign", "has to sign " + OWNER + ": never signed");
    challenge();
    says(
        0,
        "2 of 2 accounts have to sign",
        "    solvent/ownership/v1",
        "    account " + OWNER,
        "checkpoint 6 ");
    assertTrue(Files.exists(challengeOf(OWNED)));
    solvent("sign", "--keys", "keys.txt");
    says(1, "tests only", OWNER + ": signed, holds until " + EXPIRES, "not signed: none of 1 keys");
    solvent("status", "--checkpoint", "checkpoint");
    says(0, "1 have to sign", "signed     " + OWNER + " until " + EXPIRES);
    challenge("--account", OWNER);
    says(0, "0 of 1 accounts have to sign");

    read();
    says(
        0,
        "read 3 holdings on 1 chain",
        "proven",
        "ownership signed",
        "USDT     ",
        "not proven",
        "never signed");
    List<Holding> holdings = manifest().holdings();
    assertEquals(3, holdings.size());
    assertEquals(2, holdings.stream().filter(each -> each.ownership() == Ownership.SIGNED).count());
    assertTrue(Files.exists(folder.resolve("out/reading.json")));
    read();
    says(2, "reserves.json: exists already");
  }

  @Test
  void result_asJson() {
    solvent("read", "--epoch", "7", "--as-of", time.toString(), "--out", "out", "--json");
    says(0, "\"outcome\":\"complete\"", "\"totals\":[{\"asset\":\"ETH\"");
    solvent("status", "--json");
    says(0, "\"due\":\"never signed\"");
    challenge("--json");
    says(0, "\"text\":\"solvent/ownership/v1\\nissuer exchange.example");
  }

  @Test
  void signatureMadeElsewhere_isTakenIn_andAnothersIsNot() throws Exception {
    solvent("import", "--account", OWNER, "--signature", "s1");
    says(2, "s1: no such file");
    Files.writeString(folder.resolve("s1"), "0x00");
    solvent("import", "--account", OWNER, "--signature", "s1");
    says(2, "was not asked to sign anything", "solvent reserves challenge");
    challenge();
    Files.writeString(folder.resolve("s1"), signedByNode(SECOND, challengeOf(OWNED)));
    solvent("import", "--account", OWNER, "--signature", "s1");
    says(1, "REFUSED ", "hint: ");
    Files.writeString(folder.resolve("s1"), signedByNode(OWNED, challengeOf(OWNED)) + "\n");
    solvent("import", "--account", OWNER, "--signature", "s1", "--method", "eip712");
    says(1, "REFUSED ");
    solvent("import", "--account", OWNER, "--signature", "s1");
    says(0, "signed, holds until " + EXPIRES);
    solvent("import", "--account", OWNER, "--signature", "s1");
    says(0, "signed before");
    solvent("import", "--account", CHAIN + ":" + SECOND, "--signature", "s1");
    says(2, "is none of the reserves");
  }

  @Test
  void safesOwners_signTogether() throws Exception {
    challenge();
    String account = CHAIN + ":" + safe;
    Files.writeString(folder.resolve("s1"), signedByNode(OWNED, challengeOf(safe)));
    Files.writeString(folder.resolve("s2"), signedByNode(SECOND, challengeOf(safe)));
    solvent("import", "--account", account, "--signature", "s1", "--signature", "s2");
    says(2, "2 signatures, want one", "--method safe");
    solvent("import", "--account", account, "--method", "safe", "--signature", "s1");
    says(1, "signed by 1 of its owners, want 2", SECOND.toString());
    solvent(
        "import",
        "--account",
        account,
        "--method",
        "safe",
        "--signature",
        "s1",
        "--signature",
        "s2");
    says(0, "signed, holds until " + EXPIRES);
    solvent("import", "--account", OWNER, "--method", "safe", "--signature", "s1");
    says(1, "no Safe that the policy knows", "node-0: ");
  }

  @Test
  void contractThatJudgesSignatures_isAsked_nowAndWhenItIsRead() throws Exception {
    String account = CHAIN + ":" + wallet;
    Files.writeString(
        folder.resolve("solvent.yaml"),
        "  - account: " + account + "\n",
        StandardOpenOption.APPEND);
    challenge("--account", account);
    Files.writeString(folder.resolve("s1"), signedByNode(SECOND, challengeOf(wallet)));
    solvent("import", "--account", account, "--contract", "--signature", "s1");
    says(1, wallet + " answers 0xffffffff", "was another text signed?");
    Files.writeString(folder.resolve("s2"), signedByNode(OWNED, challengeOf(wallet)));
    solvent("import", "--account", account, "--contract", "--method", "safe", "--signature", "s2");
    says(2, "--contract and --method");
    solvent("import", "--account", account, "--contract", "--signature", "s2");
    says(0, "its contract accepts the signature, which counts as the exchange's claim");
    solvent("status");
    says(0, "contract   " + account + ": it is asked at each reading");
    assertFalse(operator.printed().contains("of no account"), operator.printed());
    challenge("--account", account);
    says(0, "0 of 1 accounts have to sign");
    read();
    says(0, "ownership contract");
  }

  @Test
  void tokensRule_isPrinted_orWhyThereIsNone() {
    solvent("token", "--token", token(plain).toString(), "--holder", OWNER);
    says(
        0,
        "{\"asset\":\""
            + token(plain)
            + "\",\"decimals\":6,\"ticker\":\"USDT\",\"token\":{\"codes\":[",
        "read the contract");
    solvent("token", "--token", token(rebasing).toString(), "--holder", OWNER);
    says(1, "REFUSED no rule for " + token(rebasing), "rebasing");
    solvent("token", "--token", EvmWorld.COIN.toString(), "--holder", OWNER);
    says(2, "want a token and an account of its chain");
    solvent("token", "--token", CHAIN + "/erc20:" + SECOND, "--holder", OWNER);
    says(2, "--counts-as NAME:DECIMALS");
  }

  @Test
  void nodesThatDoNotAgree_areNamed_andLeaveNoManifest() throws Exception {
    settings(2, world.anvil().uri(), URI.create("http://127.0.0.1:1/"));
    read();
    says(1, "REFUSED no quorum: " + CHAIN + ": 1 of 2 nodes are of use, want 2", "node node-1: ");
    assertFalse(Files.exists(folder.resolve("out/reserves.json")));
    assertTrue(Files.readString(folder.resolve("out/reading.json")).contains("node-1"));
    challenge();
    says(1, "REFUSED " + CHAIN + ": 1 of 2 nodes", "node node-1: ");
    try (FaultyProxy busy = FaultyProxy.alone(Fault.status(403))) {
      settings(1, world.anvil().uri(), busy.uri());
      read();
      says(0, "node node-1: ", "403");
    }
  }

  @Test
  void nodeOfAnotherChain_isRefused() throws Exception {
    Files.write(folder.resolve("policy.json"), Policy.standard().toBytes());
    settings("eip155:1", 1, world.anvil().uri());
    read();
    says(1, "REFUSED no quorum: eip155:1", "a node of chain eip155:31337, want eip155:1");
  }

  @Test
  void momentFarFromTheBlocks_isRefused_andItsNotesAreKept() throws Exception {
    solvent("read", "--epoch", "7", "--as-of", "2026-01-01T00:00:00Z", "--out", "out", "--json");
    says(1, "\"outcome\":\"refused\"", "\"reason\":\"skew\"");
    assertFalse(Files.exists(folder.resolve("out/reserves.json")));
    byte[] notes = Files.readAllBytes(folder.resolve("out/reading.json"));
    read();
    says(0, "read 3 holdings");
    assertArrayEquals(notes, Files.readAllBytes(folder.resolve("out/reading-1.json")));
  }

  @Test
  void checkpoints_thatCannotServe_areRefused() throws Exception {
    checkpoint("foreign", "other.example/log", 6);
    solvent("challenge", "--checkpoint", "foreign", "--expires", EXPIRES);
    says(2, "foreign: of log \"other.example/log\", want exchange.example/log");
    Files.write(
        folder.resolve("empty"),
        new SignedCheckpoint(
                Checkpoint.empty("exchange.example/log"),
                List.of(new SignatureLine("a", "AAAAAAAA")))
            .bytes());
    solvent("challenge", "--checkpoint", "empty", "--expires", EXPIRES);
    says(2, "empty: checkpoint of size 0");
    solvent("challenge", "--checkpoint", "keys.txt", "--expires", EXPIRES);
    says(2, "keys.txt: no checkpoint: ");
    assertFalse(operator.printed().contains(Anvil.KEY.substring(10)), "the key");
    solvent("challenge", "--checkpoint", "checkpoint", "--expires", "2020-01-01T00:00:00Z");
    says(2, "--expires has to be later than ");
  }

  @Test
  void block_isTheNewestFinal_orTheOneThatIsNamed_ifTheNodesHaveIt() throws Exception {
    String genesis = world.tell("eth_getBlockByNumber", "0x1", false).path("hash").stringValue();
    challenge("--block", CHAIN + " " + genesis);
    says(0, "block " + CHAIN + " " + genesis);
    Files.delete(challengeOf(OWNED));
    challenge("--block", CHAIN + " 0x" + "00".repeat(32));
    says(1, "REFUSED ", "no block 0x00", "does --block name a final block");
    String newest = world.tell("eth_getBlockByNumber", "latest", false).path("hash").stringValue();
    challenge("--block", CHAIN + " " + newest);
    says(1, "REFUSED ", "final, want 1", "does --block name a final block");
    assertFalse(Files.exists(challengeOf(OWNED)));
    checkpoint("older", "exchange.example/log", 5);
    challenge("--checkpoint", "older", "--account", OWNER);
    says(0, "checkpoint 6 ");
  }
}
