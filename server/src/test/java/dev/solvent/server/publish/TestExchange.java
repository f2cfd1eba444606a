package dev.solvent.server.publish;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.CosignatureSource;
import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.chain.evm.EvmHeaders;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.Finality;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reserves.Reserve;
import dev.solvent.chain.reserves.ReserveList;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.demo.chain.DemoChain;
import dev.solvent.server.demo.chain.DemoNode;
import dev.solvent.server.demo.chain.DemoWallet;
import dev.solvent.server.store.Store;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A small exchange on one machine: a chain with a node, two witnesses, one observer, a log and a
 * database. Whatever is outside can be switched off, and the clock moved. One thread.
 */
final class TestExchange implements AutoCloseable {
  static final Issuer ISSUER = new Issuer("exchange.example");
  static final String ORIGIN = "exchange.example/log";
  static final ChainId CHAIN = new ChainId("eip155", "31337");
  static final AssetRef COIN = new AssetRef(CHAIN, AssetRef.COIN, "60");
  static final Asset ETHER = new Asset(new Ticker("ETH"), 18);

  final Path folder;
  final DataFolder data;
  final Store store;
  final List<String> told = new ArrayList<>();
  final List<String> statementKeys = new ArrayList<>(List.of("statement"));
  private final Points points;
  private final Store plainStore;
  private final PointedFiles files;
  final DemoWallet wallet;
  private final URI node;

  /** These two are its own only where it was begun here. */
  final DemoChain chain;

  private final DemoNode ownNode;
  private final TestClock clock;

  /** What a test may change. */
  boolean witnessesUp = true;

  int cosigningsLeft = Integer.MAX_VALUE;

  /** Another exchange's, where two share one log. */
  LockStore lock = null;

  final TestObserver observer = new TestObserver();
  boolean nodesUp = true;
  int tokens = 0;
  TokenSource authorities = TokenSource.NONE;
  String book = "account,ETH\nalice,1.5\nbob,2\n";
  CosignatureSource witnesses = null;
  ObservationSource observers = null;
  Optional<TestDesk> desk;

  /** Stands until a test moves it. */
  private static final class TestClock implements InstantSource {
    private Instant now;

    TestClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private TestExchange(
      Path folder,
      DemoChain chain,
      DemoNode ownNode,
      URI node,
      TestClock clock,
      Points points,
      Store store)
      throws IOException {
    this.folder = folder;
    this.chain = chain;
    this.ownNode = ownNode;
    this.node = node;
    this.clock = clock;
    this.points = points;
    this.plainStore = store;
    this.store = points.around(Store.class, store);
    files = new PointedFiles(points);
    data = new DataFolder(files.path(folder.resolve("data")));
    wallet = wallet(folder);
    desk = TestDesk.open(folder);
  }

  /** The same keys each time. */
  private static DemoWallet wallet(Path folder) throws IOException {
    return DemoWallet.create(
        Files.createTempDirectory(folder, "wallet").resolve("keys"), 1, new Random(3));
  }

  static BigInteger wei(String ether) {
    return new BigInteger(ether).multiply(BigInteger.TEN.pow(18));
  }

  InstantSource clock() {
    return clock;
  }

  Timestamp timestamp() {
    return new Timestamp(clock.now);
  }

  static TestExchange begin(Path folder) throws Exception {
    DataFolder data = new DataFolder(folder.resolve("data"));
    Files.createDirectories(data.log());
    TestClock clock = new TestClock(Instant.parse("2026-11-21T12:00:00Z"));
    DemoChain chain = new DemoChain(CHAIN, clock);
    DemoNode node = DemoNode.start(chain);
    Store store = JdbcStore.create(data.database());
    TestExchange exchange =
        new TestExchange(folder, chain, node, node.uri(), clock, Points.NONE, store);
    chain.mine(state -> state.with(exchange.wallet.addresses().getFirst(), wei("4")));
    exchange.firstRoot();
    TransparencyLog.init(exchange.logSettings(exchange.data, exchange.store));
    return exchange;
  }

  /** Another one over the same folder and chain, as after a new start; the clock is shared. */
  TestExchange again(Points other) throws IOException {
    return new TestExchange(folder, chain, null, node, clock, other, openStore(folder));
  }

  /** One that another process began; it has no chain of its own to mine on. */
  static TestExchange open(Path folder, URI node, Instant now, Points points) throws IOException {
    return new TestExchange(
        folder, null, null, node, new TestClock(now), points, openStore(folder));
  }

  private static Store openStore(Path folder) throws IOException {
    return JdbcStore.open(new DataFolder(folder.resolve("data")).database());
  }

  URI node() {
    return node;
  }

  private void firstRoot() throws Exception {
    Signer root = TestSigner.of("root");
    TrustRoot first =
        new TrustRoot(
            ISSUER,
            List.of(TestSigner.of("log").note(ORIGIN, KeyType.ED25519)),
            ORIGIN,
            0,
            Optional.empty(),
            Optional.of(TestSigner.of("receipt").key()),
            new KeySet(List.of(root.key()), 1),
            List.of(
                new Period(
                    0,
                    OptionalLong.empty(),
                    new KeySet(List.of(TestSigner.of("statement").key()), 1))),
            1,
            JsonObject.EMPTY);
    SignedRoot signed =
        SignedRoot.parse(
            Envelope.sign(SignedRoot.PAYLOAD_TYPE, first.toBytes(), List.of(root)).toBytes());
    Files.createDirectories(data.publicFolder().trust());
    Files.write(data.publicFolder().trustRoot(1), signed.envelope().toBytes());
    Files.createDirectories(data.publicFolder().pointer().getParent());
    Files.write(data.publicFolder().pointer(), Pointer.of(signed, Optional.empty()).toBytes());
  }

  private LogSettings logSettings(DataFolder data, Store store) throws IOException {
    return new LogSettings(
        data.log(),
        store.lock(ORIGIN),
        TestSigner.of("log").log(ORIGIN),
        this::cosign,
        TestWitnesses.floor(),
        Duration.ofSeconds(60));
  }

  private List<SignatureLine> cosign(SignedCheckpoint checkpoint) throws IOException {
    return witnessesUp && cosigningsLeft-- > 0
        ? new TestWitnesses(folder, data.log()).cosign(checkpoint, timestamp())
        : List.of();
  }

  Policy policy() {
    Policy standard = Policy.standard();
    return new Policy(
        List.of(new KnownAsset(COIN, ETHER)),
        List.of(),
        standard.limits(),
        List.of(new NamedKey("o1", TestSigner.of("o1").key())),
        1,
        standard.safes(),
        tokens > 0,
        List.of(),
        Optional.of(TestWitnesses.text()));
  }

  AccountRef account() {
    return AccountRef.of(CHAIN, wallet.addresses().getFirst());
  }

  ChainReader reader() {
    Pinning pinning =
        new Pinning(
            new EvmHeaders(CHAIN, new Finality.Consensus()),
            List.of(HttpNode.of("node", nodesUp ? node : URI.create("http://127.0.0.1:1"))),
            1,
            Duration.ofHours(1));
    return new EvmReader(CHAIN, pinning, Map.of(), 1);
  }

  /** As {@code solvent reserves challenge} and {@code sign} do. */
  void own() throws Exception {
    Checkpoint newest = StoredLog.published(data.log()).orElseThrow().checkpoint();
    CheckpointRef checkpoint = new CheckpointRef(newest.size(), newest.root());
    BlockRef block = new BlockRef(CHAIN, chain.mine().hash());
    OwnershipTerms terms =
        new OwnershipTerms(
            ISSUER,
            ORIGIN,
            Set.of(checkpoint),
            Map.of(block, timestamp()),
            timestamp(),
            Duration.ofDays(1),
            policy().limits().ownershipAge(),
            policy().safes());
    OwnershipFolder owners = new OwnershipFolder(folder.resolve("ownership"));
    OwnershipChallenge challenge =
        owners.challenge(
            account(),
            terms,
            checkpoint,
            block,
            new Timestamp(clock.now.plus(Duration.ofDays(90))));
    wallet.own(challenge, terms, owners);
  }

  private Map<String, Answer<List<Envelope>>> observe(Octets manifest, Set<BlockRef> blocks)
      throws IOException, InterruptedException {
    return observer.observe(reader(), chain, manifest, blocks);
  }

  Office office() {
    return office(lock == null ? store : new OtherLock(store, lock));
  }

  Office office(Store database) {
    return new Office(
        ISSUER,
        ORIGIN,
        policy(),
        data,
        database,
        clock(),
        new SnapshotSettings(TestExchange::master, 0, 1 << 20),
        points.around(BookSource.class, this::book),
        points.around(ReserveSource.class, new Reserves()),
        desk.map(from -> points.around(SolvencySource.class, from.source())),
        points.around(ObservationSource.class, observers == null ? this::observe : observers),
        points.around(SigningSource.class, new Keys()),
        TestWitnesses.floor(),
        points.around(CosignatureSource.class, witnesses == null ? this::cosign : witnesses),
        points.around(TokenSource.class, authorities),
        tokens,
        Duration.ofHours(26),
        Duration.ofHours(2),
        2,
        Scruples.HONEST,
        new Told());
  }

  private static MasterSecret master() {
    return new MasterSecret(new byte[32]);
  }

  private CsvBook book() throws IOException, BookException {
    Path file = folder.resolve("book.csv");
    Files.writeString(file, book);
    return CsvBook.open(file, CsvOptions.of(List.of(ETHER)));
  }

  private final class Reserves implements ReserveSource {
    @Override
    public ReserveList list() {
      return new ReserveList(List.of(new Reserve.OnChain(new HoldingRef(account(), COIN))));
    }

    @Override
    public SortedMap<ChainId, ChainReader> readers() {
      return new TreeMap<>(Map.of(CHAIN, reader()));
    }

    @Override
    public OwnershipFolder ownership() throws IOException {
      return new OwnershipFolder(folder.resolve("ownership"));
    }
  }

  private final class Keys implements SigningSource {
    @Override
    public List<Signer> statement() {
      return statementKeys.stream().<Signer>map(TestSigner::of).toList();
    }

    @Override
    public NoteSigner log() {
      return TestSigner.of("log").log(ORIGIN);
    }
  }

  private final class Told implements Office.Progress {
    @Override
    public void at(State state) {}

    @Override
    public void show(double fraction, String what) {}

    @Override
    public void tell(String line) {
      told.add(line);
    }
  }

  Publisher publisher() {
    return new Publisher(office());
  }

  /** From now on it publishes a solvency report, as every other exchange over the same folder. */
  TestDesk judgeItself() throws IOException {
    TestDesk made = TestDesk.make(folder);
    desk = Optional.of(made);
    quote();
    return made;
  }

  /** Every source has a price of now. */
  void quote() throws IOException {
    if (desk.isPresent()) {
      desk.get().quote(timestamp().toString(), "2500");
    }
  }

  /** A whole epoch, on a block of now. */
  Outcome publish() throws Exception {
    chain.mine();
    return publisher().run(Publisher.Plan.WHOLE);
  }

  void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  @Override
  public void close() throws IOException {
    if (ownNode != null) {
      ownNode.close();
    }
    plainStore.close();
    files.close();
  }
}
