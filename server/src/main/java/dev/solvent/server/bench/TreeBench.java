package dev.solvent.server.bench;

import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.CommittedTree;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionCheck;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.TreeHasher;
import dev.solvent.merkle.Verdict;
import dev.solvent.merkle.tree.RangeFold;
import dev.solvent.merkle.tree.Seams;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.server.book.BookGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The measurements of the liability tree, each beside the bare hashes that it cannot do without.
 */
final class TreeBench {
  static final Issuer ISSUER = new Issuer("exchange.example");
  private static final Epoch EPOCH = new Epoch(7);
  private static final MasterSecret MASTER = new MasterSecret(new byte[32]);
  private static final List<String> ASSETS = List.of("BTC:8", "ETH:18", "USDT:6");
  private static final int RECORD = 48;

  private final PrintWriter out;
  private final Path folder;
  private final int runs;
  private final int processors = Runtime.getRuntime().availableProcessors();

  TreeBench(PrintWriter out, Path folder, int runs) {
    this.out = out;
    this.folder = folder;
    this.runs = runs;
  }

  private void say(String form, Object... values) {
    out.printf(Locale.ROOT, form + "%n", values);
    out.flush();
  }

  void machine() throws IOException, InterruptedException {
    say("machine    %s", Machine.name());
    say("JDK        %s", Runtime.version());
    HashFloor.warmUp();
    double one = HashFloor.nanosPerCall(98, 1);
    say(
        "SHA-256    leaf %.0f ns, node %.0f ns; on %d threads at once %.2f times the one-thread rate",
        HashFloor.nanosPerCall(49, 1),
        one,
        processors,
        processors * one / HashFloor.nanosPerCall(98, processors));
  }

  /** A tree from sorted leaves in memory, on one thread. */
  void inMemory(int height) throws IOException, InterruptedException {
    int leaves = 1 << height;
    byte[] records = new byte[leaves * RECORD];
    for (int i = 0; i < leaves; i++) {
      records[i * RECORD] = (byte) (i >>> (height - 8));
      records[i * RECORD + 1] = (byte) (i >>> (height - 16 < 0 ? 0 : height - 16));
      records[i * RECORD + 47] = (byte) (1 + i % 100);
    }
    RangeFold fold = new RangeFold();
    HashFloor.Calls calls = TreeCosts.folded(height);
    double[] ratios = new double[runs];
    double[] seconds = new double[runs];
    for (int run = -1; run < runs; run++) {
      double floor = HashFloor.seconds(calls, 0.5, 1);
      long start = System.nanoTime();
      Seams seams = new Seams(height, (level, first, nodes, at, count) -> {});
      fold.fold(0, records, 16, leaves, (level, first, nodes, at, count) -> {}, seams);
      double took = (System.nanoTime() - start) / 1e9;
      seams.root();
      if (run >= 0) { // the first is for the compiler
        seconds[run] = took;
        ratios[run] = took / (floor + HashFloor.seconds(calls, 0.5, 1));
      }
    }
    say("");
    say("in memory  2^%d sorted leaves, 1 thread", height);
    say(
        "  %s s, %,.0f leaves a second",
        Medians.of(seconds).with(2), leaves / Medians.of(seconds).median());
    say("  %s times the floor of its hashes", Medians.of(ratios).with(2));
  }

  /** Checking a proof of one height. */
  void checking(int height) throws InterruptedException {
    Random random = new Random(1);
    AccountId account = new AccountId("alice@example.com");
    AccountKey key = MASTER.customerKey(ISSUER, account, 0).accountKey(EPOCH);
    Asset asset = new Asset(new Ticker("BTC"), 8);
    List<Node> siblings = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      byte[] hash = new byte[32];
      random.nextBytes(hash);
      siblings.add(new Node(Hash.of(hash), Amount.of(random.nextInt(1_000_000))));
    }
    InclusionProof proof = new InclusionProof(asset, Amount.of(42_000_000), 12345, siblings);
    CommittedTree tree = new CommittedTree(ISSUER, EPOCH, asset, fold(key, account, proof));
    double[] ratios = new double[runs + 2];
    double[] micros = new double[runs + 2];
    int slices = 10;
    int checks = 10_000;
    for (int run = -2; run < ratios.length; run++) {
      double floor = 0;
      double took = 0;
      for (int slice = 0; slice < slices; slice++) { // as long at the one as at the other
        floor += height * HashFloor.nanosPerCall(98, 1) / 1e3 / slices;
        long start = System.nanoTime();
        for (int i = 0; i < checks; i++) {
          if (!(InclusionCheck.check(tree, key, account, proof) instanceof Verdict.Accepted)) {
            throw new IllegalStateException("the proof is good");
          }
        }
        took += (System.nanoTime() - start) / 1e3 / checks / slices;
      }
      if (run >= 0) {
        micros[run] = took;
        ratios[run] = took / floor;
      }
    }
    say("");
    say("checking   one proof of height %d", height);
    say("  %s µs", Medians.of(micros).with(2));
    say("  %s times its %d node hashes", Medians.of(ratios).with(2), height);
  }

  /** The commitment that the proof leads to. */
  private static Commitment fold(AccountKey key, AccountId account, InclusionProof proof) {
    TreeHasher hasher = new TreeHasher();
    byte[] pair = new byte[2 * TreeHasher.NODE_BYTES];
    byte[] node = new byte[TreeHasher.NODE_BYTES];
    AssetTag tag = AssetTag.of(ISSUER, EPOCH, proof.asset());
    Amount balance = proof.balance();
    hasher.leaf(key.locator(account, tag).exposeBytes(), 0, balance.high(), balance.low(), node, 0);
    Node running = new Node(Hash.of(node, 0), balance);
    for (int level = 1; level <= proof.siblings().size(); level++) {
      boolean right = (proof.index() >>> (level - 1) & 1) != 0;
      running.copyTo(pair, right ? TreeHasher.NODE_BYTES : 0);
      proof.siblings().get(level - 1).copyTo(pair, right ? 0 : TreeHasher.NODE_BYTES);
      hasher.parent(level, pair, 0, node, 0);
      running = Node.of(node, 0);
    }
    return new Commitment(running.hash(), running.sum(), proof.siblings().size());
  }

  /** From a CSV file to closed folders on disk, by the program itself; then proofs from them. */
  void fromBook(int accounts, int assets) throws IOException, InterruptedException {
    Path book = writeBook(accounts, assets);
    Path key = writeKey();
    Path trees = folder.resolve("trees");
    List<String> names = ASSETS.subList(0, assets);
    int idBytes = BookGenerator.account(accounts - 1).length();
    HashFloor.Calls calls = TreeCosts.built(accounts, assets, idBytes, ISSUER.domain().length());
    int times = accounts > 20_000_000 ? 1 : runs;
    double[] seconds = new double[times];
    double[] ratios = new double[times];
    double[] peaks = new double[times];
    for (int run = 0; run < times; run++) {
      TemporaryFolder.delete(trees);
      double floor = HashFloor.seconds(calls, 0.5, processors);
      ChildBuild build = ChildBuild.run(book, key, trees, names, List.of());
      floor += HashFloor.seconds(calls, 0.5, processors);
      seconds[run] = build.seconds();
      ratios[run] = build.seconds() / floor;
      peaks[run] = build.peakBytes() / (double) (1 << 20);
    }
    say("");
    say(
        "from CSV   %,d accounts x %d assets (%,d MB) to folders on disk, %d threads",
        accounts, assets, Files.size(book) >> 20, processors);
    say("  %s s, the whole process", Medians.of(seconds).with(1));
    say(
        "  %s times the %d-thread floor of its %,.0f hashes",
        Medians.of(ratios).with(2), processors, calls.total());
    say("  %s MiB resident at most", Medians.of(peaks).with(0));
    Files.delete(book);
    proving(trees.resolve("BTC"), accounts);
    TemporaryFolder.delete(trees);
  }

  private void proving(Path tree, int accounts) throws IOException {
    int some = 20_000;
    Random random = new Random(2);
    List<Locator> locators = new ArrayList<>();
    AssetTag tag = AssetTag.of(ISSUER, EPOCH, new Asset(new Ticker("BTC"), 8));
    for (int i = 0; i < some; i++) {
      AccountId account = new AccountId(BookGenerator.account(random.nextInt(accounts)));
      locators.add(MASTER.customerKey(ISSUER, account, 0).accountKey(EPOCH).locator(account, tag));
    }
    double[] micros = new double[runs + 2];
    try (TreeFolder open = TreeFolder.open(tree)) {
      for (int run = -2; run < micros.length; run++) {
        long start = System.nanoTime();
        for (Locator locator : locators) {
          if (open.prove(locator).isEmpty()) {
            throw new IllegalStateException("every account of the book has a leaf");
          }
        }
        if (run >= 0) {
          micros[run] = (System.nanoTime() - start) / 1e3 / some;
        }
      }
      say(
          "proving    from the open tree of 2^%d leaves, warm, %,d accounts at random",
          open.header().commitment().height(), some);
    }
    say("  %s µs a proof, each folded to the root before it leaves", Medians.of(micros).with(1));
  }

  /** One asset, full trees, from a hundred thousand accounts up in steps of ten. */
  void growth(int most) throws IOException, InterruptedException {
    Path key = writeKey();
    say("");
    say("growth     one asset, to folders on disk");
    for (int accounts = 100_000; accounts <= most; accounts *= 10) {
      Path book = writeBook(accounts, 1);
      double[] seconds = new double[runs];
      for (int run = 0; run < runs; run++) {
        Path trees = folder.resolve("grown");
        seconds[run] = ChildBuild.run(book, key, trees, ASSETS.subList(0, 1), List.of()).seconds();
        TemporaryFolder.delete(trees);
      }
      Files.delete(book);
      say(
          "  %,11d accounts: %s s, %,.0f ns an account",
          accounts, Medians.of(seconds).with(2), Medians.of(seconds).median() * 1e9 / accounts);
    }
  }

  private Path writeBook(int accounts, int assets) throws IOException {
    List<Asset> columns = new ArrayList<>();
    for (String name : ASSETS.subList(0, assets)) {
      try {
        columns.add(Asset.parse(name));
      } catch (MalformedException e) {
        throw new IllegalStateException(e);
      }
    }
    Path book = folder.resolve("book.csv");
    try (OutputStream file = Files.newOutputStream(book)) {
      new BookGenerator(columns, 1, 0).write(accounts, file);
    }
    return book;
  }

  private Path writeKey() throws IOException {
    Path key = folder.resolve("key.hex");
    Files.deleteIfExists(key);
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, "00".repeat(32));
    return key;
  }
}
