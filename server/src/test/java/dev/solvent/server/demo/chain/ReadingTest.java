package dev.solvent.server.demo.chain;

import static dev.solvent.server.demo.chain.Holders.CHAIN;
import static dev.solvent.server.demo.chain.Holders.COIN;
import static dev.solvent.server.demo.chain.Holders.TOKEN;
import static dev.solvent.server.demo.chain.Holders.holder;
import static dev.solvent.server.demo.chain.Holders.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.attest.evm.EvmHolding;
import dev.solvent.attest.evm.EvmOutcome.IfGenuine;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.evm.EvmHeaders;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.Finality;
import dev.solvent.chain.nodes.Fault;
import dev.solvent.chain.nodes.FaultyProxy;
import dev.solvent.chain.observe.Observer;
import dev.solvent.chain.observe.ObserverOutcome;
import dev.solvent.chain.observe.Scope;
import dev.solvent.chain.ownership.KeepOutcome;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reserves.BlobFolder;
import dev.solvent.chain.reserves.Reserve;
import dev.solvent.chain.reserves.ReserveList;
import dev.solvent.chain.reserves.ReservesOutcome;
import dev.solvent.chain.reserves.ReservesOutcome.Reason;
import dev.solvent.chain.reserves.ReservesReader;
import dev.solvent.chain.reserves.ReservesRequest;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.Node;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Two nodes of one demo chain, read as an exchange reads its reserves and as observers do. */
final class ReadingTest {
  private static final Issuer ISSUER = new Issuer("exchange.example");
  private static final String LOG = "exchange.example/log";
  private static final CheckpointRef CHECKPOINT =
      new CheckpointRef(6, Digests.sha256("a root".getBytes(StandardCharsets.UTF_8)));
  private static final BigInteger WEI = new BigInteger("123456789000000000000");

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final DemoChain chain = new DemoChain(CHAIN, clock);
  private DemoNode first;
  private DemoNode second;
  private DemoWallet wallet;
  private Policy policy;
  private BlockHeader challenged;

  @BeforeEach
  void build() throws Exception {
    wallet = DemoWallet.create(folder.resolve("keys.txt"), 2, new Random(7));
    chain.mine(state -> {
      DemoState next = state.with(TOKEN);
      for (int i = 0; i < 200; i++) {
        next = next.with(holder(i), units(i + 1)).with(TOKEN, holder(i), units(i + 1));
      }
      return next.with(wallet.addresses().get(0), WEI)
          .with(TOKEN, wallet.addresses().get(1), units(700_000_000));
    });
    challenged = chain.mine();
    first = DemoNode.start(chain);
    second = DemoNode.start(chain);
    Policy standard = Policy.standard();
    Asset ether = new Asset(new Ticker("ETH"), 18);
    policy =
        new Policy(
            List.of(TOKEN.known(CHAIN), new KnownAsset(COIN, ether)),
            List.of(),
            standard.limits(),
            List.of(),
            1,
            standard.safes(),
            false,
            List.of(),
            Optional.empty());
  }

  @AfterEach
  void end() {
    first.close();
    second.close();
  }

  private AccountRef account(int key) {
    return AccountRef.of(CHAIN, wallet.addresses().get(key));
  }

  private HoldingRef coins() {
    return new HoldingRef(account(0), COIN);
  }

  private HoldingRef tokens() {
    return new HoldingRef(account(1), TOKEN.on(CHAIN));
  }

  private static List<Node> nodes(URI... uris) {
    List<Node> nodes = new ArrayList<>();
    for (URI uri : uris) {
      nodes.add(HttpNode.of("node-" + (nodes.size() + 1), uri));
    }
    return nodes;
  }

  private ChainReader reader(int quorum, URI... uris) {
    EvmHeaders headers = new EvmHeaders(CHAIN, new Finality.Consensus());
    Pinning pinning = new Pinning(headers, nodes(uris), quorum, Duration.ofHours(1));
    return new EvmReader(CHAIN, pinning, policy.tokenRules(), quorum);
  }

  private OwnershipFolder owners() throws Exception {
    return new OwnershipFolder(folder.resolve("ownership"));
  }

  private Timestamp now() {
    return new Timestamp(clock.instant());
  }

  private ReservesOutcome read(ChainReader reader) throws Exception {
    ReservesRequest request =
        new ReservesRequest(
            ISSUER,
            LOG,
            new Epoch(7),
            now(),
            now(),
            policy,
            new ReserveList(List.of(new Reserve.OnChain(coins()), new Reserve.OnChain(tokens()))),
            Set.of(CHECKPOINT));
    return new ReservesReader(
            request, Map.of(CHAIN, reader), owners(), new BlobFolder(folder), _ -> {})
        .read();
  }

  private ReservesManifest complete(ChainReader reader) throws Exception {
    ReservesOutcome outcome = read(reader);
    return assertInstanceOf(
            ReservesOutcome.Complete.class, outcome, () -> outcome + " " + outcome.notes().lines())
        .manifest();
  }

  private Reason refused(ChainReader reader) throws Exception {
    return assertInstanceOf(ReservesOutcome.Refused.class, read(reader)).reason();
  }

  private void own(int key) throws Exception {
    BlockRef block = new BlockRef(CHAIN, challenged.hash());
    OwnershipTerms terms =
        new OwnershipTerms(
            ISSUER,
            LOG,
            Set.of(CHECKPOINT),
            Map.of(block, challenged.time()),
            now(),
            Duration.ofDays(1),
            policy.limits().ownershipAge(),
            policy.safes());
    Timestamp expires = new Timestamp(clock.instant().plus(Duration.ofDays(90)));
    OwnershipChallenge challenge =
        owners().challenge(account(key), terms, CHECKPOINT, block, expires);
    assertInstanceOf(KeepOutcome.Kept.class, wallet.own(challenge, terms, owners()));
  }

  private byte[] blob(Optional<Hash> digest) throws Exception {
    return Files.readAllBytes(folder.resolve("blobs/sha256/" + digest.orElseThrow()));
  }

  private URI[] both() {
    return new URI[] {first.uri(), second.uri()};
  }

  @Test
  void reservesAreProvenAndOwned_andStrangersCheckTheEvidence() throws Exception {
    own(0);
    own(1);
    clock.move(Duration.ofMinutes(2));
    BlockHeader pinned = chain.mine();
    ReservesManifest manifest = complete(reader(2, both()));
    assertEquals(pinned.hash(), manifest.chains().getFirst().block().ref().hash());
    assertEquals(2, manifest.holdings().size());
    EvmHolding stranger = new EvmHolding(policy.tokenRules());
    for (Holding holding : manifest.holdings()) {
      boolean isCoin = holding.asset().equals(COIN);
      assertEquals(Assurance.PROVEN, holding.assurance());
      assertEquals(isCoin ? WEI.toString() : "700000000", holding.units().toString());
      IfGenuine shown =
          assertInstanceOf(
              IfGenuine.class, stranger.check(EvmEvidence.parse(blob(holding.evidence()))));
      assertEquals(holding.units(), shown.units());
      assertEquals(pinned.hash(), shown.block().hash());
      assertEquals(Ownership.SIGNED, holding.ownership());
      assertEquals(
          holding.account(),
          OwnershipProof.parse(blob(holding.ownershipEvidence())).challenge().account());
    }
  }

  @Test
  void accountThatNeverSigned_isProven_andNobodys() throws Exception {
    own(0);
    for (Holding holding : complete(reader(2, both())).holdings()) {
      assertEquals(
          holding.asset().equals(COIN) ? Ownership.SIGNED : Ownership.NONE, holding.ownership());
    }
  }

  @Test
  void whatMovedBetweenBlocks_isReadAsItIsNow() throws Exception {
    complete(reader(2, both()));
    chain.mine(state -> state.with(wallet.addresses().get(0), units(5)));
    assertTrue(
        complete(reader(2, both())).holdings().stream()
            .anyMatch(holding -> holding.units().toString().equals("5")));
  }

  @Test
  void observerSeesTheSame_andNamesAFalseFigure() throws Exception {
    ReservesManifest manifest = complete(reader(2, both()));
    chain.mine(state -> state.with(wallet.addresses().get(0), units(5)));
    Observer observer = new Observer(Map.of(CHAIN, reader(1, second.uri())));
    ObserverOutcome.Seen seen =
        assertInstanceOf(
            ObserverOutcome.Seen.class, observer.observe(manifest, Scope.all()).getFirst());
    assertEquals(List.of(), seen.differences());
    assertEquals(List.of(), seen.unread());
    assertEquals(2, seen.observations().getFirst().unitsByPlace().size());
    assertEquals(manifest.chains().getFirst(), seen.observations().getFirst().block());
  }

  private static FaultyProxy lying(URI node, Consumer<ObjectNode> lie) {
    return FaultyProxy.before(
        node,
        Fault.batch(answers -> {
          answers.forEach(answer -> {
            if (answer.path("result") instanceof ObjectNode result) {
              lie.accept(result);
            }
          });
          return answers;
        }));
  }

  /** Turns a bit of the last node of each proof. */
  private static void forge(ObjectNode result) {
    forge(result.path("accountProof"));
    result.path("storageProof").forEach(slot -> forge(slot.path("proof")));
  }

  private static void forge(JsonNode proof) {
    if (proof instanceof ArrayNode nodes && !nodes.isEmpty()) {
      String last = nodes.get(nodes.size() - 1).stringValue();
      char digit = last.charAt(last.length() - 1) == '0' ? '1' : '0';
      nodes.set(nodes.size() - 1, last.substring(0, last.length() - 1) + digit);
    }
  }

  @Test
  void forgedProof_isRefused_andTheHonestNodesIsTaken() throws Exception {
    try (FaultyProxy liar = lying(first.uri(), ReadingTest::forge)) {
      assertEquals(Reason.UNREADABLE, refused(reader(1, liar.uri())));
      for (Holding holding : complete(reader(2, liar.uri(), second.uri())).holdings()) {
        assertEquals(Assurance.PROVEN, holding.assurance());
      }
    }
  }

  @Test
  void forgedHeader_isNoBlockOfTheChain() throws Exception {
    Consumer<ObjectNode> lie =
        result -> {
          if (result.has("stateRoot")) {
            result.put("stateRoot", "0x" + "00".repeat(32));
          }
        };
    try (FaultyProxy liar = lying(first.uri(), lie)) {
      assertEquals(Reason.NO_QUORUM, refused(reader(2, liar.uri(), second.uri())));
    }
  }

  @Test
  void nodesOfTwoChains_doNotAgree() throws Exception {
    DemoChain other = new DemoChain(CHAIN, clock);
    other.mine(state -> state.with(wallet.addresses().get(0), WEI.add(BigInteger.ONE)));
    other.mine();
    try (DemoNode foreign = DemoNode.start(other)) {
      assertEquals(Reason.NO_QUORUM, refused(reader(2, first.uri(), foreign.uri())));
    }
  }

  @Test
  void chainThatStandsStill_isTooOld() throws Exception {
    clock.move(Duration.ofHours(2));
    assertEquals(Reason.NO_QUORUM, refused(reader(2, both())));
    chain.mine();
    complete(reader(2, both()));
  }
}
