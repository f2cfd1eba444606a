package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.attest.evm.EvmSamples;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.PersonalMessage;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.evm.SlowTrie;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Limits;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.secp256k1.Signing;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.TestSigner;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.Roots;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.TreeHasher;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small exchange that is honest unless a test changes one of its fields before it publishes. */
final class Exchange {
  static final Asset ETH = new Asset(new Ticker("ETH"), 18);
  static final AccountId ALICE = new AccountId("alice@example.com");
  private static final BigInteger OWNER = BigInteger.valueOf(4242);
  private static final long BLOCK_NUMBER = 25_007_200;

  final Roots roots = new Roots();
  final TestSigner observer = TestSigner.ed25519();
  final AccountKey aliceKey = new AccountKey(new byte[32]);

  long epoch = 1;
  Timestamp asOf = seconds(60);
  Timestamp now = seconds(3_660);
  Timestamp nextDueBy = seconds(86_460);
  Duration longestInterval = Duration.ofDays(2);
  Signer statementSigner = roots.statementKey;
  Signer logSigner = roots.log;
  String statementOrigin = Roots.ORIGIN;
  boolean cosigned = true;
  Timestamp cosignedAt = seconds(120);
  long entriesAfter = 0;
  Amount owed = amount("1000000000000000000");
  Amount declared = amount("1500000000000000000");
  BigInteger ownershipKey = OWNER;
  boolean pinnedBlockObserved = true;
  Optional<PinnedBlock> contradiction = Optional.empty();
  long manifestEpochAhead = 0;
  Optional<AssetRef> secondSpelling = Optional.empty();
  List<Octets> tokens = List.of();
  List<Octets> tokenRoots = List.of();
  Optional<Signer> custodian = Optional.empty();
  Timestamp custodianAsOf = seconds(60);
  boolean holdingObserved = false;
  Optional<Hash> namedRoot = Optional.empty();
  Optional<NumberedBlock> statedBlock = Optional.empty();
  boolean tokenRequired = false;
  boolean liabilitiesThere = true;
  boolean reservesThere = true;
  Amount claimed = amount("1000000000000000000");
  Optional<Hash> claimedAttestation = Optional.empty();
  Optional<Seen> seen = Optional.empty();
  boolean evidenceThere = true;
  Asset countsAs = ETH;
  Ownership ownership = Ownership.SIGNED;
  Assurance assurance = Assurance.PROVEN;

  private final PinnedBlock challengeBlock =
      new PinnedBlock(
          new NumberedBlock(
              new BlockRef(ChainId.evm(1), Digests.sha256(new byte[] {7})), BLOCK_NUMBER - 100),
          seconds(-1_200));

  static Timestamp seconds(long afterBlock) {
    return new Timestamp(Instant.ofEpochSecond(EvmSamples.TIME + afterBlock));
  }

  static Amount amount(String units) {
    try {
      return Amount.parse(units);
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static EvmAddress owner() throws Exception {
    Hash any = Digests.sha256(new byte[0]);
    return EvmSignature.parse("0x" + Octets.of(Signing.recoverable(OWNER, any)))
        .signer(any)
        .orElseThrow();
  }

  private static AccountRef account() throws Exception {
    return AccountRef.of(ChainId.evm(1), owner());
  }

  private static AssetRef ether() throws Exception {
    return AssetRef.parse("eip155:1/slip44:60");
  }

  private EvmEvidence evidence() throws Exception {
    SlowTrie state =
        new SlowTrie()
            .putHashed(
                owner().bytes().toBytes(),
                EvmSamples.account(EvmSamples.COINS, new SlowTrie(), Keccak256.hash()))
            .putHashed(
                new byte[20], EvmSamples.account(BigInteger.ONE, new SlowTrie(), Keccak256.hash()));
    BlockHeader header = EvmSamples.header(state.root(), BLOCK_NUMBER);
    return new EvmEvidence(
        account(), ether(), header, state.proveHashed(owner().bytes().toBytes()), List.of());
  }

  PinnedBlock pinnedBlock() throws Exception {
    BlockHeader header = evidence().header();
    return new PinnedBlock(
        new NumberedBlock(new BlockRef(ChainId.evm(1), header.hash()), header.number()),
        header.time());
  }

  private OwnershipProof ownershipProof() throws Exception {
    OwnershipChallenge challenge =
        new OwnershipChallenge(
            Roots.ISSUER,
            Roots.ORIGIN,
            account(),
            new CheckpointRef(0, LogHasher.EMPTY_ROOT),
            challengeBlock.block().ref(),
            seconds(86_400 * 30));
    String signature =
        "0x" + Octets.of(Signing.recoverable(ownershipKey, PersonalMessage.hash(challenge.text())));
    return new OwnershipProof(
        challenge, OwnershipMethod.EIP191, List.of(signature), Optional.empty());
  }

  private LiabilitiesManifest liabilities() {
    TreeHasher hasher = new TreeHasher();
    AssetTag tag = AssetTag.of(Roots.ISSUER, new Epoch(epoch), ETH);
    byte[] leaf = new byte[32];
    hasher.leaf(aliceKey.locator(ALICE, tag).exposeBytes(), 0, owed.high(), owed.low(), leaf, 0);
    Commitment commitment = new Commitment(Hash.of(leaf), owed, 0);
    return new LiabilitiesManifest(
        asOf,
        List.of(new CommittedAsset(ETH, commitment)),
        new Epoch(epoch + manifestEpochAhead),
        List.of(),
        Roots.ISSUER,
        JsonObject.EMPTY);
  }

  private ReservesManifest reserves() throws Exception {
    boolean signed = ownership == Ownership.SIGNED;
    Holding holding =
        new Holding(
            account(),
            ether(),
            assurance,
            countsAs,
            Optional.of(digest(holdingEvidence())),
            ownership,
            signed ? Optional.of(digest(ownershipProof().toBytes())) : Optional.empty(),
            declared);
    List<Holding> holdings = new ArrayList<>(List.of(holding));
    secondSpelling.ifPresent(asset ->
        holdings.add(
            new Holding(
                holding.account(),
                asset,
                Assurance.CLAIMED,
                ETH,
                Optional.empty(),
                Ownership.NONE,
                Optional.empty(),
                declared)));
    return new ReservesManifest(
        asOf, List.of(pinnedBlock()), new Epoch(epoch), holdings, Roots.ISSUER, JsonObject.EMPTY);
  }

  private static Hash digest(byte[] bytes) {
    return Digests.sha256(bytes);
  }

  Statement statement() throws Exception {
    return new Statement(
        asOf,
        List.of(statedBlock.isPresent() ? statedBlock.get() : pinnedBlock().block()),
        new Epoch(epoch),
        Roots.ISSUER,
        statementOrigin,
        nextDueBy,
        Optional.empty(),
        new RootName(namedRoot.orElse(roots.first().id()), 1),
        List.of(
            new Subject(Subject.LIABILITIES, digest(liabilities().toBytes())),
            new Subject(Subject.RESERVES, digest(reserves().toBytes()))));
  }

  Bundle bundle() throws Exception {
    List<Octets> blobs = new ArrayList<>();
    if (liabilitiesThere) {
      blobs.add(Octets.of(liabilities().toBytes()));
    }
    if (reservesThere) {
      blobs.add(Octets.of(reserves().toBytes()));
    }
    if (evidenceThere) {
      blobs.add(Octets.of(holdingEvidence()));
    }
    blobs.add(Octets.of(ownershipProof().toBytes()));
    Envelope envelope =
        Envelope.sign(Statement.PAYLOAD_TYPE, statement().toBytes(), List.of(statementSigner));
    return new Bundle(
        Blobs.of(blobs),
        List.of(new EarlierCheckpoint(0, LogHasher.EMPTY_ROOT, List.of())),
        envelope,
        logProof(envelope),
        observations(),
        Optional.empty(),
        List.of(signedRoot()),
        tokens);
  }

  /** A custodian's word where there is one, else the proof from the chain. */
  private byte[] holdingEvidence() throws Exception {
    if (custodian.isEmpty()) {
      return evidence().toBytes();
    }
    CustodianStatement stated =
        new CustodianStatement(
            custodianAsOf,
            new Epoch(epoch),
            new ObservedHolding(account(), ether(), declared),
            Roots.ISSUER);
    return Envelope.sign(
            CustodianStatement.PAYLOAD_TYPE, stated.toBytes(), List.of(custodian.get()))
        .toBytes();
  }

  private LogProof logProof(Envelope envelope) throws Exception {
    Hash leaf = LogHasher.leaf(envelope.toBytes());
    Hash next = LogHasher.leaf(new byte[] {1});
    boolean alone = entriesAfter == 0;
    Checkpoint checkpoint =
        new Checkpoint(Roots.ORIGIN, alone ? 1 : 2, alone ? leaf : LogHasher.node(leaf, next));
    NoteKey logKey =
        new NoteKey(
            Roots.ORIGIN,
            KeyType.ED25519,
            (dev.solvent.attest.signature.Ed25519Key) logSigner.key());
    List<SignatureLine> lines = new ArrayList<>();
    lines.add(new NoteSigner(logKey, logSigner).sign(checkpoint.text()));
    if (cosigned) {
      Cosigner witness = TestKeys.cosigner("witness.example");
      lines.add(witness.cosign(checkpoint.text(), cosignedAt));
    }
    return new LogProof(
        0, alone ? List.of() : List.of(next), new SignedCheckpoint(checkpoint, lines));
  }

  private List<Envelope> observations() throws Exception {
    List<PinnedBlock> blocks = new ArrayList<>(List.of(challengeBlock));
    if (pinnedBlockObserved) {
      blocks.add(pinnedBlock());
    }
    contradiction.ifPresent(blocks::add);
    List<Envelope> envelopes = new ArrayList<>();
    for (PinnedBlock block : blocks) {
      List<ObservedHolding> seen =
          holdingObserved && block.equals(pinnedBlock())
              ? List.of(new ObservedHolding(account(), ether(), declared))
              : List.of();
      envelopes.add(
          Envelope.sign(
              Observation.PAYLOAD_TYPE, new Observation(block, seen).toBytes(), List.of(observer)));
    }
    return envelopes;
  }

  SignedRoot signedRoot() throws Exception {
    return roots.signed(roots.first(), roots.alice, roots.bob);
  }

  Claim claim() throws Exception {
    InclusionProof position = new InclusionProof(ETH, claimed, 0, List.of());
    return new Claim(
        new AccountProof(
            ALICE,
            aliceKey,
            Optional.of(claimedAttestation.orElse(statement().id())),
            Optional.empty(),
            new Epoch(epoch),
            Roots.ISSUER,
            List.of(position),
            JsonObject.EMPTY),
        List.of());
  }

  Policy policy() throws Exception {
    return new Policy(
        List.of(new KnownAsset(ether(), ETH)),
        custodian.isPresent()
            ? List.of(new NamedKey("custodian", custodian.get().key()))
            : List.of(),
        new Limits(
            Duration.ofDays(1),
            10_000,
            longestInterval,
            Duration.ofDays(30),
            Duration.ofMinutes(10),
            Duration.ofDays(1)),
        List.of(new NamedKey("observer", observer.key())),
        1,
        SafeRule.NONE,
        tokenRequired,
        tokenRoots,
        Optional.of(
            "witness w " + TestKeys.key("witness.example", KeyType.COSIGNATURE) + "\nquorum w\n"));
  }

  Reader reader() throws Exception {
    return new Reader(signedRoot(), policy(), now, seen);
  }
}
