package dev.solvent.chain.reserves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.attest.evm.EvmHolding;
import dev.solvent.attest.evm.EvmOutcome.IfGenuine;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Limits;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.custody.CustodianStatements;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.EvmWorld;
import dev.solvent.chain.evm.Finality;
import dev.solvent.chain.evm.SlotDiscovery;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.ownership.ContractClaim;
import dev.solvent.chain.ownership.KeepOutcome;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.ownership.hot.HotKeys;
import dev.solvent.chain.ownership.hot.HotSigner;
import dev.solvent.chain.ownership.hot.SigningOutcome;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reserves.ReservesOutcome.Complete;
import dev.solvent.chain.reserves.ReservesOutcome.Reason;
import dev.solvent.chain.reserves.ReservesOutcome.Refused;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole reading of one small exchange's reserves from an anvil. */
final class ReservesReaderTest {
  private static final Issuer ISSUER = new Issuer("exchange.example");
  private static final String LOG = "exchange.example/log";
  private static final CheckpointRef CHECKPOINT =
      new CheckpointRef(6, Digests.sha256("a root".getBytes(StandardCharsets.UTF_8)));
  private static final EvmAddress OWNED = address("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
  private static final EvmAddress OTHER = EvmWorld.holder(3);

  @TempDir private Path folder;
  private EvmWorld world;
  private EvmAddress plain;
  private EvmAddress rebasing;
  private TestKey vault;
  private Policy policy;
  private Header pin;

  private static EvmAddress address(String text) {
    try {
      return EvmAddress.parse(text);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void build() throws Exception {
    world = new EvmWorld(Files.createDirectory(folder.resolve("node")));
    plain = world.deploy("Tokens.sol", "PlainToken");
    rebasing = world.deploy("Tokens.sol", "RebasingToken");
    for (EvmAddress token : List.of(plain, rebasing)) {
      world.invoke(
          token,
          "set(address,uint256)",
          EvmWorld.word(OWNED),
          EvmWorld.word(BigInteger.valueOf(700)));
    }
    world.give(OTHER, BigInteger.valueOf(31));
    world.finish();
    pin = world.pin().header();
    vault = new TestKey();
    policy = policy(Policy.standard().limits().skew());
  }

  @AfterEach
  void end() {
    world.close();
  }

  private Policy policy(Duration skew) throws Exception {
    Policy standard = Policy.standard();
    SlotDiscovery.Finding.Found found =
        assertInstanceOf(
            SlotDiscovery.Finding.Found.class,
            SlotDiscovery.discover(world.node(), pin, EvmWorld.token(plain, OWNED)));
    List<KnownAsset> assets = new ArrayList<>();
    assets.add(new KnownAsset(EvmWorld.COIN, asset("ETH", 18)));
    assets.add(new KnownAsset(token(plain), asset("USDT", 6), Optional.of(found.rule())));
    assets.add(new KnownAsset(token(rebasing), asset("STETH", 18)));
    assets.sort(Comparator.comparing(KnownAsset::asset));
    var limits = standard.limits();
    return new Policy(
        assets,
        List.of(new NamedKey("vault.example", vault.key())),
        new Limits(
            limits.cosignatureAge(),
            limits.coverage(),
            limits.interval(),
            limits.ownershipAge(),
            skew,
            limits.tokenDelay()),
        List.of(),
        1,
        standard.safes(),
        false,
        List.of(),
        Optional.empty());
  }

  private static Asset asset(String ticker, int decimals) throws Exception {
    return new Asset(Ticker.parse(ticker), decimals);
  }

  private static AssetRef token(EvmAddress token) {
    return EvmWorld.token(token, OWNED).asset();
  }

  private static AccountRef account(EvmAddress address) {
    return EvmWorld.account(address);
  }

  private ReservesRequest request(Policy expected, List<Reserve> reserves) {
    return new ReservesRequest(
        ISSUER,
        LOG,
        new Epoch(7),
        pin.time(),
        pin.time(),
        expected,
        new ReserveList(reserves),
        Set.of(CHECKPOINT));
  }

  private ReservesReader reader(ReservesRequest request, IntConsumer progress) throws Exception {
    return reader(request, EvmWorld.pinning(1, world.node()), progress);
  }

  private ReservesReader reader(ReservesRequest request, Pinning pinning, IntConsumer progress)
      throws Exception {
    ChainReader chain = new EvmReader(EvmWorld.CHAIN, pinning, request.policy().tokenRules(), 1);
    return new ReservesReader(
        request, Map.of(EvmWorld.CHAIN, chain), owners(), new BlobFolder(folder), progress);
  }

  private OwnershipFolder owners() throws Exception {
    return new OwnershipFolder(folder.resolve("ownership"));
  }

  private List<Reserve> reserves() throws Exception {
    HoldingRef inVault =
        new HoldingRef(account(EvmWorld.holder(50)), EvmWorld.token(plain, OWNED).asset());
    return List.of(
        new Reserve.OnChain(EvmWorld.coin(OWNED)),
        new Reserve.OnChain(EvmWorld.coin(OTHER)),
        new Reserve.OnChain(EvmWorld.token(plain, OWNED)),
        new Reserve.OnChain(EvmWorld.token(rebasing, OWNED)),
        new Reserve.InCustody(inVault, Octets.of(statement(inVault, 7))),
        new Reserve.Claimed(EvmWorld.coin(EvmWorld.holder(60)), Amount.of(5)));
  }

  private byte[] statement(HoldingRef holding, long epoch) throws Exception {
    ObservedHolding stated =
        new ObservedHolding(holding.account(), holding.asset(), Amount.of(1_234));
    return CustodianStatements.sign(
        new CustodianStatement(pin.time(), new Epoch(epoch), stated, ISSUER), vault);
  }

  /** Has anvil's first account sign a challenge, and keeps the proof. */
  private void own() throws Exception {
    Path keys = folder.resolve("keys.txt");
    Files.createFile(
        keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(keys, Anvil.KEY.substring(2) + "\n");
    Timestamp expires = new Timestamp(pin.time().instant().plus(Duration.ofDays(90)));
    BlockRef block = pin.block().ref();
    OwnershipTerms terms =
        new OwnershipTerms(
            ISSUER,
            LOG,
            Set.of(CHECKPOINT),
            Map.of(block, pin.time()),
            pin.time(),
            Duration.ZERO,
            policy.limits().ownershipAge(),
            policy.safes());
    OwnershipChallenge challenge =
        owners().challenge(account(OWNED), terms, CHECKPOINT, block, expires);
    SigningOutcome.Signed signed =
        assertInstanceOf(
            SigningOutcome.Signed.class, new HotSigner(HotKeys.read(keys)).sign(challenge));
    assertInstanceOf(KeepOutcome.Kept.class, owners().keep(signed.proof(), terms));
  }

  private static Reason refusal(ReservesOutcome outcome) {
    return assertInstanceOf(Refused.class, outcome, outcome::toString).reason();
  }

  @Test
  void everyKindOfHolding_comesOutAtItsAssurance_withEvidenceThatVerifies() throws Exception {
    own();
    List<Integer> progress = new CopyOnWriteArrayList<>();
    Complete complete =
        assertInstanceOf(Complete.class, reader(request(policy, reserves()), progress::add).read());
    ReservesManifest manifest = ReservesManifest.parse(complete.manifest().toBytes());
    assertEquals(6, progress.size());
    assertEquals(List.of(pin.pinned()), manifest.chains());
    Map<String, Holding> byName = new HashMap<>();
    manifest.holdings().forEach(holding -> byName.put(holding.toString(), holding));

    Holding token = byName.get(EvmWorld.token(plain, OWNED).toString());
    assertEquals(Assurance.PROVEN, token.assurance());
    assertEquals(Ownership.SIGNED, token.ownership());
    assertEquals("700", token.units().toString());
    assertEquals("USDT", token.countsAs().ticker().text());
    Holding strangers = byName.get(EvmWorld.coin(OTHER).toString());
    assertEquals(Assurance.PROVEN, strangers.assurance());
    assertEquals(Ownership.NONE, strangers.ownership());
    Holding computed = byName.get(EvmWorld.token(rebasing, OWNED).toString());
    assertEquals(Assurance.CLAIMED, computed.assurance());
    Map<Assurance, Long> levels = new HashMap<>();
    manifest.holdings().forEach(holding -> levels.merge(holding.assurance(), 1L, Long::sum));
    assertEquals(
        Map.of(Assurance.PROVEN, 3L, Assurance.CLAIMED, 2L, Assurance.ATTESTED, 1L), levels);

    EvmHolding stranger = new EvmHolding(policy.tokenRules());
    for (Holding holding : manifest.holdings()) {
      if (holding.assurance() == Assurance.PROVEN) {
        EvmEvidence evidence = EvmEvidence.parse(blob(holding.evidence().orElseThrow()));
        IfGenuine shown = assertInstanceOf(IfGenuine.class, stranger.check(evidence));
        assertEquals(holding.units(), shown.units());
        assertEquals(pin.block().ref(), shown.block());
      }
    }
    List<String> lines = complete.notes().lines();
    assertTrue(lines.stream().anyMatch(line -> line.contains("no rule")), lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.contains("never signed")), lines.toString());
  }

  private byte[] blob(Hash digest) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve("blobs/sha256/" + digest));
    assertEquals(digest, Digests.sha256(bytes));
    return bytes;
  }

  @Test
  void threat14_reorganisationWhileReading_leavesNoManifest() throws Exception {
    Pinning newest = EvmWorld.pinning(new Finality.Depth(0), 1, world.node());
    List<Reserve> reserves = List.of(new Reserve.OnChain(EvmWorld.coin(OTHER)));
    ReservesReader reader =
        reader(request(policy, reserves), newest, _ -> world.tell("anvil_reorg", 3, List.of()));
    Refused refused = assertInstanceOf(Refused.class, reader.read());
    assertEquals(Reason.MOVED, refused.reason());
    assertTrue(refused.detail().contains("want " + EvmWorld.CHAIN), refused.detail());
  }

  @Test
  void threat23_blocksFurtherApartThanThePolicyAllows_areRefused() throws Exception {
    ReservesRequest late =
        new ReservesRequest(
            ISSUER,
            LOG,
            new Epoch(7),
            new Timestamp(pin.time().instant().plusSeconds(61)),
            pin.time(),
            policy(Duration.ofSeconds(60)),
            new ReserveList(List.of(new Reserve.OnChain(EvmWorld.coin(OTHER)))),
            Set.of(CHECKPOINT));
    assertEquals(Reason.SKEW, refusal(reader(late, _ -> {}).read()));
  }

  @Test
  void threat25_assetThatThePolicyDoesNotKnow_isRefused() throws Exception {
    HoldingRef selfMade = EvmWorld.token(EvmWorld.holder(77), OWNED);
    ReservesRequest request = request(policy, List.of(new Reserve.OnChain(selfMade)));
    assertEquals(Reason.UNKNOWN_ASSET, refusal(reader(request, _ -> {}).read()));
  }

  @Test
  void threat26_oneHoldingTwice_isRefused_underWhateverNumberOfItsCoin() {
    AssetRef other = new AssetRef(EvmWorld.CHAIN, AssetRef.COIN, "61");
    List<Reserve> twice =
        List.of(
            new Reserve.OnChain(EvmWorld.coin(OWNED)),
            new Reserve.Claimed(new HoldingRef(account(OWNED), other), Amount.of(1)));
    assertThrows(IllegalArgumentException.class, () -> new ReserveList(twice));
  }

  @Test
  void threat15_custodiansStatementOfAnotherEpoch_isRefused() throws Exception {
    HoldingRef inVault = EvmWorld.token(plain, EvmWorld.holder(50));
    Reserve stale = new Reserve.InCustody(inVault, Octets.of(statement(inVault, 6)));
    assertEquals(
        Reason.CUSTODIAN, refusal(reader(request(policy, List.of(stale)), _ -> {}).read()));
  }

  @Test
  void threat12_challengeOfABlockThatTheNodesDoNotHave_countsForNothing() throws Exception {
    own();
    // The chain that the challenge's block was in is no longer the node's.
    world.tell("anvil_reorg", 12, List.of());
    world.finish();
    Complete complete =
        assertInstanceOf(
            Complete.class,
            reader(request(policy, List.of(new Reserve.OnChain(EvmWorld.coin(OWNED)))), _ -> {})
                .read());
    assertEquals(Ownership.NONE, complete.manifest().holdings().getFirst().ownership());
    assertTrue(complete.notes().lines().toString().contains("no signature counts"));
  }

  /** It held as of the attestation, but no reader comes before now. */
  @Test
  void threat12_proofThatHasEndedSince_countsForNothing() throws Exception {
    own();
    ReservesRequest late =
        new ReservesRequest(
            ISSUER,
            LOG,
            new Epoch(7),
            pin.time(),
            new Timestamp(pin.time().instant().plus(Duration.ofDays(91))),
            policy,
            new ReserveList(List.of(new Reserve.OnChain(EvmWorld.coin(OWNED)))),
            Set.of(CHECKPOINT));
    Complete complete = assertInstanceOf(Complete.class, reader(late, _ -> {}).read());
    assertEquals(Ownership.NONE, complete.manifest().holdings().getFirst().ownership());
  }

  @Test
  void brokenBlob_isWrittenAnew() throws Exception {
    BlobFolder blobs = new BlobFolder(folder);
    Octets content = Octets.of(new byte[] {1, 2, 3});
    Hash digest = blobs.keep(content);
    Path file = folder.resolve("blobs/sha256/" + digest);
    Files.write(file, new byte[0]);
    Files.write(folder.resolve("blobs/sha256/unfinished-7"), new byte[] {1});
    assertEquals(digest, new BlobFolder(folder).keep(content));
    assertEquals(content, Octets.of(Files.readAllBytes(file)));
    assertTrue(Files.notExists(folder.resolve("blobs/sha256/unfinished-7")));
  }

  @Test
  void contractThatAcceptsASignature_ownsByItsOwnWord_andNotWhenItRefuses() throws Exception {
    EvmAddress wallet = world.deploy("Wallets.sol", "OwnedWallet", EvmWorld.word(OWNED));
    world.finish();
    Timestamp expires = new Timestamp(pin.time().instant().plus(Duration.ofDays(90)));
    OwnershipChallenge challenge =
        new OwnershipChallenge(
            ISSUER, LOG, account(wallet), CHECKPOINT, pin.block().ref(), expires);
    String signature =
        world
            .tell(
                "personal_sign",
                "0x" + Octets.of(challenge.text().getBytes(StandardCharsets.UTF_8)),
                OWNED.toString())
            .stringValue();
    ContractClaim claim = new ContractClaim(challenge, Octets.parseHex(signature.substring(2)));
    owners().keep(claim);
    pin = world.pin().header();
    ReservesRequest request = request(policy, List.of(new Reserve.OnChain(EvmWorld.coin(wallet))));
    Complete complete = assertInstanceOf(Complete.class, reader(request, _ -> {}).read());
    assertEquals(Ownership.CONTRACT, complete.manifest().holdings().getFirst().ownership());

    owners().keep(new ContractClaim(challenge, Octets.of(new byte[65])));
    complete = assertInstanceOf(Complete.class, reader(request, _ -> {}).read());
    assertEquals(Ownership.NONE, complete.manifest().holdings().getFirst().ownership());
    assertTrue(complete.notes().lines().toString().contains("ffffffff"));
  }

  @Test
  void chainWithoutNodes_isRefused() throws Exception {
    ReservesReader reader =
        new ReservesReader(
            request(policy, List.of(new Reserve.OnChain(EvmWorld.coin(OWNED)))),
            Map.<ChainId, ChainReader>of(),
            owners(),
            new BlobFolder(folder),
            _ -> {});
    assertEquals(Reason.NO_NODES, refusal(reader.read()));
  }

  @Test
  void whatNoNodeShows_leavesNoManifest() throws Exception {
    HoldingRef noContract = EvmWorld.token(EvmWorld.holder(77), OWNED);
    List<KnownAsset> assets = new ArrayList<>(policy.assets());
    assets.add(new KnownAsset(noContract.asset(), asset("GONE", 6)));
    assets.sort(Comparator.comparing(KnownAsset::asset));
    Policy knows =
        new Policy(
            assets,
            policy.custodians(),
            policy.limits(),
            policy.observers(),
            1,
            policy.safes(),
            false,
            List.of(),
            Optional.empty());
    List<Reserve> reserves =
        List.of(new Reserve.OnChain(EvmWorld.coin(OWNED)), new Reserve.OnChain(noContract));
    assertEquals(Reason.UNREADABLE, refusal(reader(request(knows, reserves), _ -> {}).read()));
  }
}
