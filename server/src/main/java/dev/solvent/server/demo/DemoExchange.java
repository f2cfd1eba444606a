package dev.solvent.server.demo;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.server.book.BookGenerator;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.demo.chain.DemoChain;
import dev.solvent.server.demo.chain.DemoState;
import dev.solvent.server.demo.chain.DemoToken;
import dev.solvent.server.demo.chain.DemoWallet;
import dev.solvent.server.operate.OpenExchange;
import dev.solvent.server.operate.PublicSide;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.publish.Office;
import dev.solvent.server.publish.Outcome;
import dev.solvent.server.publish.Publisher;
import dev.solvent.server.publish.Publisher.Plan;
import dev.solvent.server.setup.NewExchange;
import dev.solvent.server.store.Step;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A made-up exchange in a folder of its own, as {@code solvent init} begins one. One thread. */
public final class DemoExchange implements AutoCloseable {
  private static final ChainId CHAIN = ChainId.evm(1337);
  private static final AssetRef COIN = new AssetRef(CHAIN, AssetRef.COIN, "60");
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** What is held, in hundredths of what is owed. */
  private static final BigInteger HELD = BigInteger.valueOf(103);

  private final Path folder;
  private final DemoPlan plan;
  private final DemoParties parties;
  private final DemoWallet wallet;
  private final List<DemoToken> tokens = new ArrayList<>();
  private final DemoDesk desk;

  private DemoExchange(Path folder, DemoPlan plan, DemoParties parties, DemoWallet wallet) {
    this.folder = folder;
    this.plan = plan;
    this.parties = parties;
    this.wallet = wallet;
    desk = new DemoDesk(folder, plan.issuer());
  }

  /** The assets by name: one is the chain's coin, the others are tokens on it. */
  public static List<Asset> assets() {
    return List.of("BTC:8", "DOGE:8", "ETH:18", "SOL:9", "USDT:6").stream()
        .map(DemoExchange::asset)
        .toList();
  }

  private static Asset asset(String text) {
    try {
      return Asset.parse(text);
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes it below a folder, with everybody whom it needs around it. */
  public static DemoExchange make(Path parent, DemoPlan plan) throws IOException {
    DemoParties parties = new DemoParties(CHAIN, plan.clock());
    Path folder = parent.resolve("exchange");
    NoteKey log = begin(folder, plan);
    DemoWallet wallet =
        DemoWallet.create(folder.resolve("secrets/wallet.keys"), 1, new SecureRandom());
    DemoExchange exchange = new DemoExchange(folder, plan, parties, wallet);
    exchange.deploy();
    exchange.settle(parties.witness(log, parent));
    return exchange;
  }

  /**
   * Another exchange below another folder, with the same parties around it, and that has the key of
   * the very same reserve account. It ends with this one.
   */
  public DemoExchange sharing(Path parent, DemoPlan others) throws IOException {
    Path place = parent.resolve("exchange");
    NoteKey log = begin(place, others);
    DemoExchange exchange = new DemoExchange(place, others, parties, wallet);
    exchange.tokens.addAll(tokens);
    exchange.settle(parties.witness(log, parent));
    return exchange;
  }

  private static NoteKey begin(Path folder, DemoPlan plan) throws IOException {
    return new NewExchange(
            plan.issuer(), plan.address(), assets(), List.of(), List.of(), Optional.empty())
        .make(folder)
        .logKey();
  }

  public DemoPlan plan() {
    return plan;
  }

  /** Where it says that it publishes. */
  public URI address() {
    return plan.address();
  }

  public Path settings() {
    return folder.resolve("solvent.yaml");
  }

  /** The chain that has the reserves: whoever has it says what stands in it. */
  public DemoChain chain() {
    return parties.chain;
  }

  /** The key of the reserve account. */
  public DemoWallet wallet() {
    return wallet;
  }

  public List<DemoToken> tokens() {
    return List.copyOf(tokens);
  }

  private void deploy() {
    for (Asset asset : assets()) {
      if (!asset.ticker().text().equals("ETH")) {
        tokens.add(new DemoToken(address(tokens.size() + 1), asset));
      }
    }
    if (plan.judged()) {
      tokens.add(new DemoToken(address(tokens.size() + 1), DemoDesk.OWN));
    }
    parties.chain.mine(state -> {
      DemoState next = state;
      for (DemoToken token : tokens) {
        next = next.with(token);
      }
      return next;
    });
  }

  private static EvmAddress address(int number) {
    try {
      return EvmAddress.parse("0x" + "70".repeat(19) + "0" + number);
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The reserve account. */
  public AccountRef account() {
    return AccountRef.of(CHAIN, wallet.addresses().getFirst());
  }

  /** Writes the book, the policy, the witnesses and the settings over those of a beginner. */
  private void settle(List<String> keepers) throws IOException {
    try (OutputStream book = Files.newOutputStream(folder.resolve("balances.csv"))) {
      new BookGenerator(assets(), 1, 300).write(plan.customers(), book);
    }
    String witnesses = witnesses(keepers);
    Files.writeString(folder.resolve("witnesses.policy"), witnesses);
    Files.write(folder.resolve("policy.json"), policy(witnesses).toBytes());
    String beginners = Files.readString(settings());
    StringBuilder settings =
        new StringBuilder(beginners.substring(0, beginners.indexOf("# Time authorities")));
    settings.append("timestamps:\n  required: 1\n  authorities:\n");
    settings.append("    - {name: authority, url: \"" + parties.timestamps.url() + "\"}\n");
    settings.append("observers:\n");
    settings.append(
        "  - {name: " + DemoParties.OBSERVER + ", url: \"" + parties.observe(tokens) + "\"}\n");
    settings.append("schedule: {dueAfter: 26h}\n");
    settings.append("serve: {address: \"" + plan.address() + "\"}\n");
    if (plan.judged()) {
      settings.append(desk.settle(account()));
    }
    settings.append("chains:\n  - chain: " + CHAIN + "\n    quorum: 2\n");
    settings.append("    finality: finalized\n    maxAge: 1h\n    nodes:\n");
    for (int i = 0; i < 2; i++) {
      settings.append("      - {name: node-" + (i + 1) + ", url: \"" + parties.nodes.get(i).uri());
      settings.append("\"}\n");
    }
    settings.append("reserves:\n  - account: " + account() + "\n    assets:\n");
    settings.append("      - " + COIN + "\n");
    for (DemoToken token : tokens) {
      settings.append("      - " + token.on(CHAIN) + "\n");
    }
    Files.writeString(settings(), settings);
  }

  private String witnesses(List<String> keepers) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < DemoParties.WITNESSES.size(); i++) {
      text.append("witness w" + (i + 1) + " " + parties.witnessKey(i) + " ");
      text.append(keepers.get(i) + "\n");
    }
    return text + "group both 2 w1 w2\nquorum both\n";
  }

  private Policy policy(String witnesses) {
    Policy standard = Policy.standard();
    List<KnownAsset> known = new ArrayList<>();
    known.add(new KnownAsset(COIN, asset("ETH:18")));
    tokens.forEach(token -> known.add(token.known(CHAIN)));
    known.sort(Comparator.comparing(KnownAsset::asset));
    return new Policy(
        known,
        List.of(),
        standard.limits(),
        List.of(parties.observerKey()),
        1,
        standard.safes(),
        true,
        List.of(parties.authority.root()),
        Optional.of(witnesses));
  }

  /** Publishes an epoch; the chain goes on, so that there is a block of this moment. */
  public Outcome publish(Office.Progress progress) throws IOException, InterruptedException {
    return run(Plan.WHOLE, office -> office, progress);
  }

  /** Lets a publisher work, with an office that may have been changed. */
  public Outcome run(Plan plan, UnaryOperator<Office> changed, Office.Progress progress)
      throws IOException, InterruptedException {
    parties.chain.mine();
    if (this.plan.judged()) {
      desk.quote(this.plan.clock().instant());
    }
    try (OpenExchange exchange = OpenExchange.open(settings())) {
      Office office = exchange.office(progress).at(this.plan.clock());
      return new Publisher(changed.apply(office)).run(plan);
    }
  }

  /** Builds the trees alone; the reserves then come to hold a little more than is owed. */
  public LiabilitiesManifest snapshot(Office.Progress progress)
      throws IOException, InterruptedException {
    LiabilitiesManifest owed;
    try (OpenExchange exchange = OpenExchange.open(settings())) {
      if (!(new Publisher(exchange.office(progress).at(plan.clock())).run(Plan.to(Step.SNAPSHOT))
          instanceof Outcome.Halted)) {
        throw new IllegalStateException("the demo's own book is good");
      }
      owed =
          LiabilityFolder.readManifest(
              exchange.data().epoch(new Epoch(1)).trees().resolve(LiabilityFolder.MANIFEST));
    }
    EvmAddress holder = wallet.addresses().getFirst();
    parties.chain.mine(state -> {
      DemoState next = state;
      for (CommittedAsset asset : owed.assets()) {
        BigInteger units =
            new BigInteger(asset.commitment().total().toString())
                .multiply(HELD)
                .divide(HUNDRED)
                .add(BigInteger.ONE);
        next = held(next, asset.asset(), holder, units);
      }
      if (plan.judged()) {
        next = held(next, DemoDesk.OWN, holder, DemoDesk.ownToken(owed.assets()));
      }
      return next;
    });
    return owed;
  }

  private DemoState held(DemoState state, Asset asset, EvmAddress holder, BigInteger units) {
    for (DemoToken token : tokens) {
      if (token.asset().equals(asset)) {
        return state.with(token, holder, units);
      }
    }
    return state.with(holder, units);
  }

  /** The reserve account's key signs a challenge that nobody could know before the first epoch. */
  public void own() throws IOException {
    BlockHeader header = parties.chain.mine();
    BlockRef block = new BlockRef(CHAIN, header.hash());
    Timestamp now = new Timestamp(plan.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    CheckpointRef checkpoint = checkpoint();
    OwnershipTerms terms =
        new OwnershipTerms(
            plan.issuer(),
            plan.issuer().domain() + "/log",
            Set.of(checkpoint),
            Map.of(block, header.time()),
            now,
            Duration.ofDays(1),
            Policy.standard().limits().ownershipAge(),
            Policy.standard().safes());
    OwnershipFolder owners = new OwnershipFolder(folder.resolve("ownership"));
    OwnershipChallenge challenge =
        owners.challenge(
            account(),
            terms,
            checkpoint,
            block,
            new Timestamp(now.instant().plus(Duration.ofDays(30))));
    wallet.own(challenge, terms, owners);
  }

  private CheckpointRef checkpoint() throws IOException {
    try {
      Checkpoint newest =
          SignedCheckpoint.parse(Files.readAllBytes(folder.resolve("data/public/log/checkpoint")))
              .checkpoint();
      return new CheckpointRef(newest.size(), newest.root());
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  public MasterSecret master() throws IOException {
    try {
      return MasterSecret.parse(Files.readString(folder.resolve("secrets/master.hex")).strip());
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The link that a customer gets inside a session of their own. */
  public String page(URI base, AccountId account) throws IOException {
    AccountLink link = new AccountLink(account, master().customerKey(plan.issuer(), account, 0));
    return base + "/verify#" + link.exposeFragment();
  }

  public PublicSide serve(ListenAddress listen) throws IOException {
    try {
      Policy policy = Policy.parse(Files.readAllBytes(folder.resolve("policy.json")));
      return PublicSide.start(
          new DataFolder(folder.resolve("data")), policy, listen, Set.of(), plan.clock());
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    parties.close();
  }
}
