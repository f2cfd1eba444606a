package dev.solvent.server.bench.soak;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.chain.evm.EvmHeaders;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.Finality;
import dev.solvent.chain.observe.Observer;
import dev.solvent.chain.observe.ObserverOutcome;
import dev.solvent.chain.observe.Scope;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reserves.Reserve;
import dev.solvent.chain.reserves.ReserveList;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.publish.Answer;
import dev.solvent.server.publish.Office;
import dev.solvent.server.publish.ReserveSource;
import dev.solvent.server.publish.Scruples;
import dev.solvent.server.publish.SigningSource;
import dev.solvent.server.publish.SnapshotSettings;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An exchange with a few customers and one account on a demo chain, in one folder. One thread.
 *
 * @param folder holds its data, keys and book, and what its witnesses remember
 * @param node of the chain
 */
record SoakExchange(Path folder, URI node) {
  static final ChainId CHAIN = new ChainId("eip155", "31337");

  private static final Issuer ISSUER = new Issuer("soak.example");
  private static final String ORIGIN = "soak.example/log";
  private static final AssetRef COIN = new AssetRef(CHAIN, AssetRef.COIN, "60");
  private static final Asset ETHER = new Asset(new Ticker("ETH"), 18);
  static final EvmAddress ADDRESS = new EvmAddress(Octets.of(new byte[EvmAddress.BYTES]));
  private static final Duration TOLERANCE = Duration.ofSeconds(60);
  private static final int CUSTOMERS = 200;

  DataFolder data() {
    return new DataFolder(folder.resolve("data"));
  }

  private SoakKey key(String name) throws IOException {
    return SoakKey.read(folder, name);
  }

  /** Makes its keys, its book, its trust root, and its log. */
  void create(Store store) throws IOException, LogRefusedException {
    for (String name : List.of("root", "log", "statement", "o1", "w1", "w2")) {
      SoakKey.create(folder, name);
    }
    StringBuilder book = new StringBuilder("account,ETH\n");
    for (int i = 0; i < CUSTOMERS; i++) {
      book.append("customer-").append(i).append(",0.01\n");
    }
    Files.writeString(folder.resolve("book.csv"), book);
    SignedRoot root = firstRoot();
    Files.createDirectories(data().publicFolder().trust());
    Files.write(data().publicFolder().trustRoot(1), root.envelope().toBytes());
    Files.createDirectories(data().publicFolder().pointer().resolveSibling(""));
    Files.write(data().publicFolder().pointer(), Pointer.of(root, Optional.empty()).toBytes());
    Files.createDirectories(data().log());
    SoakWitnesses witnesses = new SoakWitnesses(this, new SoakFaults(SoakFaults.NONE));
    TransparencyLog.init(
        new LogSettings(
            data().log(), store.lock(ORIGIN), logSigner(), witnesses, floor(), TOLERANCE));
  }

  private NoteSigner logSigner() throws IOException {
    return new NoteSigner(key("log").note(ORIGIN, KeyType.ED25519), key("log"));
  }

  private SignedRoot firstRoot() throws IOException {
    Signer root = key("root");
    TrustRoot first =
        new TrustRoot(
            ISSUER,
            List.of(key("log").note(ORIGIN, KeyType.ED25519)),
            ORIGIN,
            0,
            Optional.empty(),
            Optional.empty(),
            new KeySet(List.of(root.key()), 1),
            List.of(
                new Period(
                    0, OptionalLong.empty(), new KeySet(List.of(key("statement").key()), 1))),
            1,
            JsonObject.EMPTY);
    try {
      return SignedRoot.parse(
          Envelope.sign(SignedRoot.PAYLOAD_TYPE, first.toBytes(), List.of(root)).toBytes());
    } catch (MalformedException e) {
      throw new IllegalStateException("a root that was made here", e);
    }
  }

  String origin() {
    return ORIGIN;
  }

  private String witnessText() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : SoakWitnesses.NAMES) {
      text.append("witness ").append(name).append(' ');
      text.append(key(name).note(name + ".example", KeyType.COSIGNATURE)).append('\n');
    }
    return text + "group all 2 w1 w2\nquorum all\n";
  }

  private WitnessPolicy floor() throws IOException {
    try {
      return WitnessPolicy.parse(
          witnessText().getBytes(StandardCharsets.UTF_8), WitnessPolicy.NoQuorum.REFUSED);
    } catch (MalformedException e) {
      throw new IllegalStateException("a policy that was made here", e);
    }
  }

  Policy policy() throws IOException {
    Policy standard = Policy.standard();
    return new Policy(
        List.of(new KnownAsset(COIN, ETHER)),
        List.of(),
        standard.limits(),
        List.of(new NamedKey("o1", key("o1").key())),
        1,
        standard.safes(),
        false,
        List.of(),
        Optional.of(witnessText()));
  }

  Office office(Store store, SoakFaults faults, Office.Progress progress) throws IOException {
    return new Office(
        ISSUER,
        ORIGIN,
        policy(),
        data(),
        store,
        faults.clock(),
        new SnapshotSettings(() -> new MasterSecret(new byte[32]), 0, 1 << 20),
        () -> book(faults),
        new Reserves(faults),
        Optional.empty(),
        (manifest, blocks) -> observe(faults, manifest, blocks),
        new Keys(faults),
        floor(),
        new SoakWitnesses(this, faults),
        (_, _) -> Map.of(),
        0,
        Duration.ofHours(26),
        Duration.ofMinutes(2),
        2,
        Scruples.HONEST,
        progress);
  }

  private CsvBook book(SoakFaults faults) throws IOException, BookException {
    faults.perhaps(0.02, "the book is away");
    return CsvBook.open(folder.resolve("book.csv"), CsvOptions.of(List.of(ETHER)));
  }

  private SortedMap<ChainId, ChainReader> readers(SoakFaults faults) {
    URI uri = faults.happens(0.05) ? URI.create("http://127.0.0.1:1") : node;
    Pinning pinning =
        new Pinning(
            new EvmHeaders(CHAIN, new Finality.Consensus()),
            List.of(HttpNode.of("node", uri)),
            1,
            Duration.ofHours(1));
    return new TreeMap<>(Map.of(CHAIN, new EvmReader(CHAIN, pinning, Map.of(), 1)));
  }

  private Map<String, Answer<List<Envelope>>> observe(
      SoakFaults faults, Octets manifest, Set<BlockRef> blocks)
      throws IOException, InterruptedException {
    if (faults.happens(0.1)) {
      return Map.of("o1", new Answer.Missing<>("no answer"));
    }
    try {
      Observer observer = new Observer(readers(faults));
      List<ObserverOutcome> outcomes =
          new ArrayList<>(
              observer.observe(ReservesManifest.parse(manifest.toBytes()), Scope.all()));
      outcomes.addAll(observer.blocks(List.copyOf(blocks)));
      List<Envelope> envelopes = new ArrayList<>();
      for (ObserverOutcome outcome : outcomes) {
        if (outcome instanceof ObserverOutcome.Seen seen) {
          for (Observation one : seen.observations()) {
            envelopes.add(
                Envelope.sign(Observation.PAYLOAD_TYPE, one.toBytes(), List.of(key("o1"))));
          }
        }
      }
      return Map.of("o1", new Answer.Given<>(envelopes));
    } catch (MalformedException e) {
      throw new IOException("reserves.json: " + e.getMessage(), e);
    }
  }

  private final class Reserves implements ReserveSource {
    private final SoakFaults faults;

    Reserves(SoakFaults faults) {
      this.faults = faults;
    }

    @Override
    public ReserveList list() {
      return new ReserveList(
          List.of(new Reserve.OnChain(new HoldingRef(AccountRef.of(CHAIN, ADDRESS), COIN))));
    }

    @Override
    public SortedMap<ChainId, ChainReader> readers() {
      return SoakExchange.this.readers(faults);
    }

    @Override
    public OwnershipFolder ownership() throws IOException {
      return new OwnershipFolder(folder.resolve("ownership"));
    }
  }

  private final class Keys implements SigningSource {
    private final SoakFaults faults;

    Keys(SoakFaults faults) {
      this.faults = faults;
    }

    @Override
    public List<Signer> statement() throws IOException {
      faults.perhaps(0.02, "the device with the key is away");
      return List.of(key("statement"));
    }

    @Override
    public NoteSigner log() throws IOException {
      return logSigner();
    }
  }
}
