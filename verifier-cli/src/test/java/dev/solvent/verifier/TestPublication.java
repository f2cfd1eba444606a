package dev.solvent.verifier;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.FileLockStore;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.published.PublishedLog;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.CustomerKey;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a small exchange publishes, made of attest's own classes: a log with two witnesses,
 * trust roots, an attestation a day with its blobs beside it, the pointer. Two of them with the
 * same days are the same byte for byte; two that differ in one are a fork, since the keys are the
 * same. One thread.
 */
public final class TestPublication {
  public static final Issuer ISSUER = new Issuer("exchange.example");
  public static final String ORIGIN = "exchange.example/log";
  public static final Asset ETH = new Asset(new Ticker("ETH"), 18);

  /** What a statement says of the next one: a day, and some hours of grace. */
  public static final Duration DUE = Duration.ofHours(30);

  private static final MasterSecret MASTER = new MasterSecret(new byte[MasterSecret.BYTES]);

  private final Path home;
  private final Timestamp first;
  private final TransparencyLog log;
  private final List<SignedRoot> roots = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();
  private final Map<Epoch, TestTree> trees = new HashMap<>();

  /** When witnesses sign next. */
  private Timestamp clock;

  private TestPublication(Path home, Timestamp first) throws IOException, LogRefusedException {
    this.home = Files.createDirectories(home);
    this.first = first;
    clock = first;
    LogSettings settings =
        new LogSettings(
            Files.createDirectories(folder()).resolve("log"),
            new FileLockStore(home.resolve("private")),
            TestKeys.noteSigner(ORIGIN, "log"),
            this::cosignatures,
            TestReader.witnesses(),
            Duration.ofMinutes(1));
    log = TransparencyLog.init(settings);
  }

  /** A publication of the first root and an empty log; {@code first} is as of when epoch 1 is. */
  public static TestPublication in(Path home, Timestamp first) throws Exception {
    TestPublication publication = new TestPublication(home, first);
    publication.log.publish(first);
    publication.publish(TestRoots.signed(TestRoots.first()));
    Files.write(publication.policyFile(), TestReader.policy().toBytes());
    return publication;
  }

  /** Two days with a newest statement that is due tomorrow: an empty one and an ordinary one. */
  public static TestPublication upToNow(Path home, Timestamp now) throws Exception {
    TestPublication publication =
        in(home, new Timestamp(now.instant().minus(Duration.ofHours(26))));
    publication.publish(TestDay.EMPTY);
    publication.publish(TestDay.ORDINARY);
    return publication;
  }

  /** For tests that write a time down. */
  public static Timestamp time(String text) {
    try {
      return Timestamp.parse(text);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private List<SignatureLine> cosignatures(SignedCheckpoint signed) throws IOException {
    List<SignatureLine> lines = new ArrayList<>();
    for (String witness : TestReader.WITNESSES) {
      lines.add(TestKeys.cosigner(witness).cosign(signed.checkpoint().text(), clock));
    }
    return lines;
  }

  /** What anybody can read: the top of a copied folder. */
  public Path folder() {
    return home.resolve("public");
  }

  /** The first root, for {@code --trust} and for pinning. */
  public Path rootFile() {
    return folder().resolve(PublishedPath.trustRoot(1));
  }

  /** A policy under which every ordinary day is VERIFIED. */
  public Path policyFile() {
    return home.resolve("policy.json");
  }

  public Path bundleFile(long epoch) {
    return folder().resolve(PublishedPath.bundle(new Epoch(epoch)));
  }

  public Statement statement(long epoch) {
    return statements.get((int) epoch - 1);
  }

  public SignedRoot newestRoot() {
    return roots.getLast();
  }

  public SignedCheckpoint checkpoint() throws LogRefusedException {
    return log.signed();
  }

  /** Publishes a root that follows the newest; statements are made under it from now on. */
  public void publish(SignedRoot root) throws IOException {
    roots.add(root);
    put(PublishedPath.trustRoot(root.root().version()), root.envelope().toBytes());
    putPointer();
  }

  /** Has the newest checkpoint cosigned again, at this time. */
  public void cosign(Timestamp at) throws IOException, LogRefusedException {
    clock = at;
    log.publish(at);
  }

  /** When that epoch is due, {@code seconds} before or after. */
  public Timestamp at(long epoch, long seconds) {
    return new Timestamp(first.instant().plus(Duration.ofDays(epoch - 1)).plusSeconds(seconds));
  }

  /** Publishes the next epoch, a day after the one before. */
  public Statement publish(TestDay day) throws Exception {
    Epoch epoch = new Epoch(statements.size() + 1L);
    Timestamp asOf = at(epoch.number(), day.late().toSeconds());
    Checkpoint before = log.signed().checkpoint();
    TestReserves reserves = TestReserves.of(day, asOf, epoch, before);
    trees.put(epoch, new TestTree(MASTER, ISSUER, epoch, ETH, day.owed()));
    LiabilitiesManifest manifest =
        new LiabilitiesManifest(
            asOf,
            List.of(new CommittedAsset(ETH, tree(epoch).commitment())),
            epoch,
            List.of(),
            ISSUER,
            JsonObject.EMPTY);
    byte[] liabilities = manifest.toBytes();
    List<Subject> subjects =
        new ArrayList<>(
            List.of(
                new Subject(Subject.LIABILITIES, Digests.sha256(liabilities)),
                new Subject(Subject.RESERVES, Digests.sha256(reserves.manifest().toBytes()))));
    if (day.solvency().isPresent()) {
      TestSolvency.Files files =
          day.solvency().get().files(manifest, reserves.manifest().toBytes());
      subjects.add(new Subject(Subject.SOLVENCY, Digests.sha256(files.report().toBytes())));
      putBlob(files.report().toBytes());
      for (Octets named : files.named()) {
        putBlob(named.toBytes());
      }
    }
    Statement statement =
        new Statement(
            asOf,
            reserves.blocks(),
            epoch,
            ISSUER,
            ORIGIN,
            new Timestamp(asOf.instant().plus(DUE)),
            day.replaces(),
            new RootName(newestRoot().id(), newestRoot().root().version()),
            subjects);
    putBlob(liabilities);
    putBlob(reserves.manifest().toBytes());
    for (Octets blob : reserves.blobs()) {
      putBlob(blob.toBytes());
    }
    append(statement, reserves.observations(), new Timestamp(asOf.instant().plusSeconds(120)));
    return statement;
  }

  private void append(Statement statement, List<Envelope> observations, Timestamp now)
      throws Exception {
    Envelope envelope =
        Envelope.sign(
            Statement.PAYLOAD_TYPE,
            statement.toBytes(),
            List.of(TestKeys.signer(TestRoots.statementKey(newestRoot().root().version()))));
    SignedCheckpoint before = log.signed();
    clock = now;
    log.append(List.of(envelope.toBytes()), now);
    statements.add(statement);
    put(PublishedPath.envelope(statement.epoch()), envelope.toBytes());
    SignedCheckpoint newest = publishedLog().checkpoint().orElseThrow();
    LogReader reader = publishedLog().reader();
    LogProof proof = reader.proof(statement.epoch().number() - 1, newest);
    Bundle bundle =
        new Bundle(
            Blobs.of(List.of()),
            earlier(before.checkpoint(), newest.checkpoint(), reader),
            envelope,
            proof,
            observations,
            Optional.empty(),
            roots,
            List.of());
    put(PublishedPath.bundle(statement.epoch()), bundle.toBytes());
    putPointer();
  }

  private static List<EarlierCheckpoint> earlier(
      Checkpoint before, Checkpoint newest, LogReader reader) throws IOException {
    return before.size() == 0
        ? List.of()
        : List.of(
            new EarlierCheckpoint(
                before.size(), before.root(), reader.consistency(before, newest)));
  }

  private PublishedLog publishedLog() {
    return new PublishedLog((path, most) -> {
      Path file = folder().resolve(path);
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    });
  }

  private TestTree tree(Epoch epoch) {
    return Optional.ofNullable(trees.get(epoch)).orElseThrow();
  }

  /** What stands beside the bundle of an epoch, by digest. */
  public byte[] blob(Hash digest) throws IOException {
    return Files.readAllBytes(folder().resolve(PublishedPath.blob(digest)));
  }

  /** The bundle with its blobs inside: one file that needs no other. */
  public Bundle wholeBundle(long epoch) throws IOException, MalformedException {
    Bundle bundle = Bundle.parse(Files.readAllBytes(bundleFile(epoch)));
    List<Octets> blobs = new ArrayList<>();
    try (var files = Files.list(folder().resolve("blobs/sha256"))) {
      for (Path file : files.toList()) {
        blobs.add(Octets.of(Files.readAllBytes(file)));
      }
    }
    return new Bundle(
        Blobs.of(blobs),
        bundle.earlier(),
        bundle.envelope(),
        bundle.logProof(),
        bundle.observations(),
        bundle.replacement(),
        bundle.roots(),
        bundle.tokens());
  }

  public static CustomerKey customerKey(AccountId account) {
    return MASTER.customerKey(ISSUER, account, 0);
  }

  public static AccountLink link(AccountId account) {
    return new AccountLink(account, customerKey(account));
  }

  /** Where this account stands in an epoch's tree, if it has a leaf. */
  public Optional<InclusionProof> position(long epoch, AccountId account) {
    return tree(new Epoch(epoch)).prove(account);
  }

  /** What a customer with a balance keeps of an epoch; no bundle is inside. */
  public AccountProof accountProof(long epoch, AccountId account) {
    Epoch of = new Epoch(epoch);
    return new AccountProof(
        account,
        customerKey(account).accountKey(of),
        Optional.of(statement(epoch).id()),
        Optional.empty(),
        of,
        ISSUER,
        List.of(position(epoch, account).orElseThrow()),
        JsonObject.EMPTY);
  }

  /** What the exchange signs for one customer of an epoch. */
  public Envelope receipt(long epoch, AccountId account) throws IOException {
    Optional<InclusionProof> position = position(epoch, account);
    Receipt receipt =
        new Receipt(
            account,
            customerKey(account).accountKey(new Epoch(epoch)),
            statement(epoch).id(),
            new Epoch(epoch),
            ISSUER,
            position.stream().toList(),
            position.isPresent() ? List.of() : List.of(ETH),
            JsonObject.EMPTY);
    return Envelope.sign(
        Receipt.PAYLOAD_TYPE, receipt.toBytes(), List.of(TestKeys.signer("receipts")));
  }

  private void putPointer() throws IOException {
    Optional<Statement> newest =
        statements.isEmpty() ? Optional.empty() : Optional.of(statements.getLast());
    put(PublishedPath.POINTER, Pointer.of(newestRoot(), newest).toBytes());
  }

  private void putBlob(byte[] bytes) throws IOException {
    put(PublishedPath.blob(Digests.sha256(bytes)), bytes);
  }

  private void put(String path, byte[] bytes) throws IOException {
    Path file = folder().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
