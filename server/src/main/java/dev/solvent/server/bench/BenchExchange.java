package dev.solvent.server.bench;

import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.server.book.BookGenerator;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.setup.NewExchange;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A data folder of many made-up customers, for the bench alone. Trust root and trees are real ones;
 * envelopes and bundles are only as long as real ones and prove nothing, as the service hands them
 * out without a look inside. One thread.
 */
final class BenchExchange implements AutoCloseable {
  static final Issuer ISSUER = new Issuer("exchange.example");
  static final Epoch FIRST = new Epoch(1);
  private static final Asset ASSET = new Asset(new Ticker("BTC"), 8);
  private static final int ENVELOPE_BYTES = 4_000;

  private final DataFolder data;
  private final MasterSecret master;
  private final int accounts;
  private final Random random = new Random(3);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private BenchExchange(DataFolder data, MasterSecret master, int accounts) {
    this.data = data;
    this.master = master;
    this.accounts = accounts;
  }

  /** Makes it below a folder, with its first epoch published. */
  static BenchExchange make(Path parent, int accounts, Progress progress)
      throws IOException, InterruptedException {
    Path folder = parent.resolve("exchange");
    new NewExchange(
            ISSUER,
            URI.create("http://127.0.0.1"),
            List.of(ASSET),
            List.of(),
            List.of(),
            Optional.empty())
        .make(folder);
    Path book = parent.resolve("book.csv");
    try (OutputStream out = Files.newOutputStream(book)) {
      new BookGenerator(List.of(ASSET), 1, 0).write(accounts, out);
    }
    DataFolder data = new DataFolder(folder.resolve("data"));
    Path trees = data.epoch(FIRST).trees();
    Files.createDirectories(trees.resolveSibling(""));
    BenchExchange exchange = new BenchExchange(data, master(folder), accounts);
    KeySource keys = new KeySource.Derived(exchange.master, Generations.NONE);
    try (CsvBook source = CsvBook.open(book, CsvOptions.of(List.of(ASSET)))) {
      LiabilityFolder.build(
          source,
          BuildSettings.of(ISSUER, FIRST, keys),
          Timestamp.parse("2026-09-02T00:00:00Z"),
          trees,
          progress);
    } catch (BookException | MalformedException e) {
      throw new IllegalStateException("a book that is made anew", e);
    }
    Files.delete(book);
    exchange.publish(FIRST);
    return exchange;
  }

  private static MasterSecret master(Path folder) throws IOException {
    try {
      return MasterSecret.parse(Files.readString(folder.resolve("secrets/master.hex")).strip());
    } catch (MalformedException e) {
      throw new IllegalStateException("an exchange that is made anew", e);
    }
  }

  DataFolder data() {
    return data;
  }

  /** Envelope, bundle and, last of all, the pointer. */
  void publish(Epoch epoch) throws IOException {
    SignedRoot root = TrustRoots.read(data.publicFolder()).newest();
    byte[] filling =
        ("{\"bench\":\"" + "x".repeat(ENVELOPE_BYTES) + "\"}").getBytes(StandardCharsets.US_ASCII);
    replace(data.publicFolder().envelope(epoch), filling);
    replace(data.publicFolder().bundle(epoch), filling);
    Pointer pointer =
        new Pointer(
            root.root().issuer(),
            root.root().logOrigin(),
            Optional.of(new Pointer.Named(epoch, Hash.of(new byte[Hash.BYTES]))),
            new RootName(root.id(), root.root().version()));
    replace(data.publicFolder().pointer(), pointer.toBytes());
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(beside, bytes);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Requests for the proofs of so many accounts, any of them, a line each. */
  Path writeRequests(Path file, int count) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        out.write(request(1));
        out.write('\n');
      }
    }
    return file;
  }

  /** The body of a request for so many accounts' proofs. */
  String request(int leaves) {
    String asset = ASSET.ticker().text();
    return Stream.generate(() -> locator(random.nextInt(accounts)))
        .limit(leaves)
        .map(locator -> HexFormat.of().formatHex(locator.exposeBytes()))
        .map(hex -> "{\"asset\":\"" + asset + "\",\"locator\":\"" + hex + "\"}")
        .collect(Collectors.joining(",", "{\"locators\":[", "]}"));
  }

  /** Asks a service for one account's proof, and returns the answer's body. */
  byte[] askForOne(URI proofs) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(proofs)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request(1)))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("status " + answer.statusCode() + ", want a proof");
    }
    return answer.body();
  }

  private Locator locator(int number) {
    AccountId account = new AccountId(BookGenerator.account(number));
    AssetTag tag = AssetTag.of(ISSUER, FIRST, ASSET);
    return master.customerKey(ISSUER, account, 0).accountKey(FIRST).locator(account, tag);
  }

  @Override
  public void close() {
    http.close();
  }
}
