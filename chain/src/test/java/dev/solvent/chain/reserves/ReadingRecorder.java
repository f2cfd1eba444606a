package dev.solvent.chain.reserves;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Limits;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.bitcoin.BitcoinChainReader;
import dev.solvent.chain.bitcoin.BitcoinHeaders;
import dev.solvent.chain.bitcoin.BitcoinSettings;
import dev.solvent.chain.custody.CustodianStatements;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.EvmWorld;
import dev.solvent.chain.evm.SafeReader;
import dev.solvent.chain.evm.SlotDiscovery;
import dev.solvent.chain.evm.SlotDiscovery.Finding;
import dev.solvent.chain.nodes.Litecoin;
import dev.solvent.chain.nodes.Solc;
import dev.solvent.chain.observe.Observer;
import dev.solvent.chain.observe.ObserverOutcome;
import dev.solvent.chain.observe.Scope;
import dev.solvent.chain.ownership.ImportOutcome;
import dev.solvent.chain.ownership.KeepOutcome;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.ownership.SafeSignatures;
import dev.solvent.chain.ownership.Samples;
import dev.solvent.chain.ownership.hot.HotSigner;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reserves.ReservesOutcome.Complete;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.RecordingNode;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Sign;

/**
 * Records what {@code fixtures/readings/exchange} replays: one exchange's reserves on three anvils,
 * of which one has forked, and a litecoind. Made anew by
 *
 * <pre>mvn -pl merkle,attest,chain test -Dtest=ReadingRecorder</pre>
 */
final class ReadingRecorder {
  private static final Issuer ISSUER = new Issuer("exchange.example");
  private static final String LOG = "exchange.example/log";
  private static final long AS_OF = 1_780_000_060L;

  /** The first entry of the log in {@code fixtures/vectors/bundles}. */
  private static final CheckpointRef CHECKPOINT =
      new CheckpointRef(1, LogHasher.leaf(new byte[] {1}));

  private static final List<String> KEYS =
      List.of(
          "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
          "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
          "5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a");
  private static final List<String> OWNERS =
      List.of(
          "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
          "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
          "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc");

  private static final ChainId LITECOIN = BitcoinChain.LITECOIN_REGTEST.id();

  @TempDir private Path folder;
  private final Path out =
      Path.of(System.getProperty("solvent.root"), "fixtures/readings/exchange");
  private final Map<String, RecordingNode> nodes = new LinkedHashMap<>();
  private final List<EvmWorld> worlds = new ArrayList<>();
  private EvmAddress usdc;
  private EvmAddress proxied;
  private EvmAddress rebasing;
  private EvmAddress singleton;
  private EvmAddress safe;
  private AccountRef outputs;

  private static EvmAddress address(int owner) throws Exception {
    return EvmAddress.parse(OWNERS.get(owner));
  }

  @Test
  void record() throws Exception {
    deleteWhatWasRecordedBefore();
    try (Litecoin litecoin =
        Litecoin.start(Files.createDirectory(folder.resolve("litecoin")), "-txindex=1")) {
      for (String name : List.of("evm-a", "evm-b", "evm-c")) {
        EvmWorld world = new EvmWorld(Files.createDirectory(folder.resolve(name)));
        worlds.add(world);
        build(world);
      }
      build(litecoin);
      // The third node is on a fork that begins below what it calls final.
      worlds.get(2).tell("anvil_reorg", 12, List.of());
      for (EvmWorld world : worlds) {
        String name = "evm-" + (char) ('a' + worlds.indexOf(world));
        nodes.put(name, new RecordingNode(world.node(name)));
      }
      Node core = HttpNode.of("litecoin", litecoin.uri());
      nodes.put("litecoin", new RecordingNode(core));
      readAndWrite();
    } finally {
      worlds.forEach(EvmWorld::close);
    }
  }

  private void deleteWhatWasRecordedBefore() throws IOException {
    if (Files.exists(out)) {
      try (Stream<Path> files = Files.walk(out)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void build(EvmWorld world) throws Exception {
    world.tell("evm_setNextBlockTimestamp", AS_OF - 420);
    world.mine(1);
    usdc = world.deploy("Tokens.sol", "PackedToken");
    EvmAddress implementation = world.deploy("Tokens.sol", "PlainToken");
    proxied = world.deploy("Tokens.sol", "ProxiedToken", EvmWorld.word(implementation));
    rebasing = world.deploy("Tokens.sol", "RebasingToken");
    singleton = world.deploy("Wallets.sol", "SafeStorage");
    safe = world.deploy("Wallets.sol", "SafeProxy", EvmWorld.word(singleton));
    world.invoke(
        safe,
        "setup(address[],uint256)",
        EvmWorld.word(BigInteger.valueOf(64)),
        EvmWorld.word(BigInteger.TWO),
        EvmWorld.word(BigInteger.valueOf(3)),
        EvmWorld.word(address(0)),
        EvmWorld.word(address(1)),
        EvmWorld.word(address(2)));
    set(world, usdc, 150_000_000_000L);
    set(world, proxied, 2_000_000_000L);
    set(world, rebasing, 400_000_000_000_000_000L);
    world.give(address(1), new BigInteger("1400000000000000000"));
    world.give(safe, new BigInteger("600000000000000000"));
    world.mine(14);
  }

  private static void set(EvmWorld world, EvmAddress token, long units) throws Exception {
    world.invoke(
        token,
        "set(address,uint256)",
        EvmWorld.word(address(0)),
        EvmWorld.word(BigInteger.valueOf(units)));
  }

  private void build(Litecoin litecoin) throws Exception {
    byte[] key = Sign.publicPointFromPrivate(new BigInteger(KEYS.get(0), 16)).getEncoded(true);
    String script = "0014" + Octets.of(hash160(key));
    String address =
        litecoin.rpc().call("decodescript", script).path("addresses").path(0).stringValue();
    outputs = new AccountRef(LITECOIN, address);
    litecoin.rpc().call("setmocktime", AS_OF - 86_400);
    String miner = litecoin.rpc().text("getnewaddress");
    litecoin.rpc().call("generatetoaddress", 110, miner);
    litecoin.rpc().call("setmocktime", AS_OF - 400);
    litecoin.rpc().call("sendtoaddress", address, 0.6);
    litecoin.rpc().call("sendtoaddress", address, 1.2);
    litecoin.rpc().call("generatetoaddress", 8, miner);
    litecoin.rpc().call("sendtoaddress", address, 5);
    litecoin.rpc().call("generatetoaddress", 2, miner);
  }

  private static byte[] hash160(byte[] key) {
    byte[] sha = Digests.sha256(key).toBytes();
    var ripemd = new RIPEMD160Digest();
    ripemd.update(sha, 0, sha.length);
    byte[] out = new byte[20];
    ripemd.doFinal(out, 0);
    return out;
  }

  private void readAndWrite() throws Exception {
    Node a = nodes.get("evm-a");
    Pinning evm = EvmWorld.pinning(2, a, nodes.get("evm-b"), nodes.get("evm-c"));
    Header head = EvmWorld.pin(EvmWorld.pinning(1, worlds.getFirst().node())).header();
    TestKey custodian = TestKey.named("custodian");
    Policy policy = policy(custodian, head);
    BitcoinHeaders headers =
        BitcoinHeaders.of(
            BitcoinChain.LITECOIN_REGTEST, BitcoinSettings.DEFAULT.withScryptForTests());
    Pinning bitcoin =
        new Pinning(headers, List.of(nodes.get("litecoin")), 1, Duration.ofDays(36_500));
    Map<ChainId, ChainReader> readers =
        Map.of(
            EvmWorld.CHAIN,
            new EvmReader(EvmWorld.CHAIN, evm, policy.tokenRules(), 2),
            LITECOIN,
            new BitcoinChainReader(headers, bitcoin, 1));
    Files.createDirectories(out.resolve("nodes"));
    own(policy, challenged(evm));

    HoldingRef vault = new HoldingRef(EvmWorld.account(EvmWorld.holder(40)), EvmWorld.COIN);
    Octets stated = Octets.of(statement(vault, custodian));
    Files.write(out.resolve("custodian.dsse.json"), stated.toBytes());
    Files.write(out.resolve("policy.json"), policy.toBytes());
    Files.writeString(out.resolve("solvent.yaml"), yaml(vault));
    Files.write(out.resolve("checkpoint"), checkpoint());

    ReservesRequest request =
        new ReservesRequest(
            ISSUER,
            LOG,
            new Epoch(3),
            time(AS_OF),
            time(AS_OF),
            policy,
            new ReserveList(reserves(vault, stated)),
            Set.of(CHECKPOINT));
    OwnershipFolder owners = new OwnershipFolder(out.resolve("ownership"));
    ReservesReader reader =
        new ReservesReader(request, readers, owners, new BlobFolder(folder), _ -> {});
    Complete complete = assertInstanceOf(Complete.class, reader.read());
    Files.write(out.resolve("reserves.json"), complete.manifest().toBytes());
    System.out.println(String.join("\n", complete.notes().lines()));

    // An observer asks some things more, and asks others again.
    Observer observer = new Observer(readers);
    for (ObserverOutcome seen : observer.observe(complete.manifest(), Scope.all())) {
      assertInstanceOf(ObserverOutcome.Seen.class, seen);
    }
    List<BlockRef> named = List.copyOf(owners.named(request.reserves().accounts()).blocks());
    for (ObserverOutcome seen : observer.blocks(named)) {
      assertInstanceOf(ObserverOutcome.Seen.class, seen);
    }
    for (Map.Entry<String, RecordingNode> node : nodes.entrySet()) {
      byte[] transcript = node.getValue().transcript().print();
      Files.write(out.resolve("nodes").resolve(node.getKey() + ".jsonl"), transcript);
    }
  }

  private Policy policy(TestKey custodian, Header head) throws Exception {
    List<KnownAsset> assets = new ArrayList<>();
    assets.add(new KnownAsset(EvmWorld.COIN, asset("ETH", 18)));
    assets.add(new KnownAsset(token(usdc), asset("USDC", 6), rule(usdc, head)));
    assets.add(new KnownAsset(token(proxied), asset("USDC", 6), rule(proxied, head)));
    assets.add(new KnownAsset(token(rebasing), asset("ETH", 18)));
    // Litecoin's coin stands in for Bitcoin's.
    assets.add(new KnownAsset(new AssetRef(LITECOIN, AssetRef.COIN, "1"), asset("BTC", 8)));
    assets.sort(Comparator.comparing(KnownAsset::asset));
    Policy standard = Policy.standard();
    Limits usual = standard.limits();
    // It is read again at whatever time it is then.
    Limits limits =
        new Limits(
            usual.cosignatureAge(),
            usual.coverage(),
            usual.interval(),
            Duration.ofDays(9_999),
            usual.skew(),
            usual.tokenDelay());
    Hash proxy =
        Keccak256.hash(
            Octets.parseHex(Solc.test("Wallets.sol", "SafeProxy").deployedBytecode()).toBytes());
    return new Policy(
        assets,
        List.of(new NamedKey("vault.example", custodian.key())),
        limits,
        List.of(observer("observer one"), observer("observer two")),
        2,
        new SafeRule(Set.of(proxy), Set.of(singleton)),
        false,
        List.of(),
        Optional.empty());
  }

  private Optional<TokenRule> rule(EvmAddress token, Header head) throws Exception {
    HoldingRef holding = EvmWorld.token(token, address(0));
    Finding.Found found =
        assertInstanceOf(
            Finding.Found.class, SlotDiscovery.discover(worlds.getFirst().node(), head, holding));
    // The one with a flag above the balance, which shows where somebody is blocked.
    return Optional.of(
        token.equals(usdc)
            ? new TokenRule(
                found.rule().codeHashes(),
                found.rule().layout(),
                found.rule().mapping(),
                255,
                found.rule().implementation())
            : found.rule());
  }

  private static NamedKey observer(String name) throws Exception {
    return new NamedKey(name, TestKey.named(name).key());
  }

  private static Asset asset(String ticker, int decimals) throws Exception {
    return new Asset(Ticker.parse(ticker), decimals);
  }

  private static AssetRef token(EvmAddress token) throws Exception {
    return EvmWorld.token(token, address(0)).asset();
  }

  private static Timestamp time(long seconds) {
    return new Timestamp(Instant.ofEpochSecond(seconds));
  }

  private static Header challenged(Pinning evm) throws Exception {
    Pinned earlier = assertInstanceOf(Pinned.class, evm.at(4));
    return earlier.header();
  }

  private static byte[] statement(HoldingRef vault, TestKey custodian) throws Exception {
    ObservedHolding stated =
        new ObservedHolding(vault.account(), vault.asset(), Amount.of(700_000_000_000_000_000L));
    return CustodianStatements.sign(
        new CustodianStatement(time(AS_OF), new Epoch(3), stated, ISSUER), custodian);
  }

  private void own(Policy policy, Header block) throws Exception {
    Map<BlockRef, Timestamp> blocks = new LinkedHashMap<>();
    blocks.put(block.block().ref(), block.time());
    Header safes = EvmWorld.pin(EvmWorld.pinning(1, worlds.getFirst().node())).header();
    blocks.put(safes.block().ref(), safes.time());
    OwnershipTerms terms =
        new OwnershipTerms(
            ISSUER,
            LOG,
            Set.of(CHECKPOINT),
            blocks,
            time(AS_OF),
            Duration.ofDays(1),
            policy.limits().ownershipAge(),
            policy.safes());
    OwnershipFolder owners = new OwnershipFolder(out.resolve("ownership"));
    HotSigner signer = Samples.signer(folder, KEYS.toArray(String[]::new));
    Timestamp expires = time(AS_OF + 86_400L * 9_000);
    for (AccountRef account :
        List.of(EvmWorld.account(address(0)), EvmWorld.account(address(1)), outputs)) {
      OwnershipChallenge challenge =
          new OwnershipChallenge(ISSUER, LOG, account, CHECKPOINT, block.block().ref(), expires);
      OwnershipProof proof = Samples.proof(signer.sign(challenge));
      assertInstanceOf(KeepOutcome.Kept.class, owners.keep(proof, terms));
    }
    SafeProof proof = new SafeReader(policy.safes()).read(worlds.getFirst().node(), safes, safe);
    OwnershipChallenge challenge =
        new OwnershipChallenge(
            ISSUER, LOG, EvmWorld.account(safe), CHECKPOINT, block.block().ref(), expires);
    List<String> signatures = signer.signAsOwners(challenge, proof.owners(safe, policy.safes()));
    ImportOutcome.Accepted accepted =
        assertInstanceOf(
            ImportOutcome.Accepted.class,
            new SafeSignatures(terms).collect(challenge, proof, signatures.subList(0, 2)));
    assertInstanceOf(KeepOutcome.Kept.class, owners.keep(accepted.proof(), terms));
  }

  private List<Reserve> reserves(HoldingRef vault, Octets stated) throws Exception {
    return List.of(
        new Reserve.OnChain(EvmWorld.token(usdc, address(0))),
        new Reserve.OnChain(EvmWorld.token(proxied, address(0))),
        new Reserve.OnChain(EvmWorld.token(rebasing, address(0))),
        new Reserve.OnChain(EvmWorld.coin(address(1))),
        new Reserve.OnChain(EvmWorld.coin(safe)),
        new Reserve.OnChain(new HoldingRef(outputs, new AssetRef(LITECOIN, AssetRef.COIN, "1"))),
        new Reserve.InCustody(vault, stated));
  }

  private String yaml(HoldingRef vault) throws Exception {
    return String.format(
        Locale.ROOT,
        """
        # What the reserves of exchange.example were read by. The nodes are transcripts, so it needs none to be read again:
        #   solvent reserves read --config solvent.yaml --epoch 3 --as-of %s --checkpoint checkpoint --out DIR
        issuer: exchange.example
        logOrigin: exchange.example/log
        policy: policy.json
        ownership: ownership
        chains:
          - chain: %s
            quorum: 2
            finality: finalized
            maxAge: 36500d
            nodes:
              - {name: evm-a, transcript: nodes/evm-a.jsonl}
              - {name: evm-b, transcript: nodes/evm-b.jsonl}
              - {name: evm-c, transcript: nodes/evm-c.jsonl}
          - chain: %s
            quorum: 1
            finality: depth 6
            maxAge: 36500d
            scryptForTests: true
            nodes:
              - {name: litecoin, transcript: nodes/litecoin.jsonl}
        reserves:
          - account: %s
            assets:
              - %s
              - %s
              - %s
          - account: %s
          - account: %s
          - account: %s
          - account: %s
            asset: %s
            custodian: custodian.dsse.json
        """,
        time(AS_OF),
        EvmWorld.CHAIN,
        LITECOIN,
        EvmWorld.account(address(0)),
        token(usdc),
        token(proxied),
        token(rebasing),
        EvmWorld.account(address(1)),
        EvmWorld.account(safe),
        outputs,
        vault.account(),
        vault.asset());
  }

  /** The log as it was when the challenges were made. */
  private static byte[] checkpoint() throws Exception {
    TestKey log = TestKey.named("log");
    Checkpoint checkpoint = new Checkpoint(LOG, CHECKPOINT.size(), CHECKPOINT.root());
    NoteKey key = new NoteKey(LOG, KeyType.ED25519, (Ed25519Key) log.key());
    SignatureLine line = new NoteSigner(key, log).sign(checkpoint.text());
    return new SignedCheckpoint(checkpoint, List.of(line)).bytes();
  }
}
