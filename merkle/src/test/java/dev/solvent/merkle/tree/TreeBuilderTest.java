package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionCheck;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.ReferenceTree;
import dev.solvent.merkle.ReferenceTree.Owed;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.Verdict;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.tree.Books.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fast builder against the slow reference, and what it refuses. */
class TreeBuilderTest {
  @TempDir Path temp;
  private int folders;

  private Path fresh() {
    return temp.resolve("tree-" + folders++);
  }

  private Commitment buildOne(List<Owed> owed, BuildSettings settings) throws Exception {
    return Books.build(Books.wide(owed), settings, fresh()).trees().getFirst().commitment();
  }

  @Test
  void everySizeUpTo300_isTheReferencesTree() throws Exception {
    Random random = new Random(1);
    for (int size = 0; size <= 300; size++) {
      List<Owed> owed = Books.random(size, random);
      int minHeight = size % 7;
      ReferenceTree reference = Books.reference(minHeight, owed);
      BuildSettings settings = Books.SETTINGS.withMinHeight(minHeight).withThreads(1 + size % 3);
      Path folder = fresh();
      TreeHeader header = Books.build(Books.wide(owed), settings, folder).trees().getFirst();
      assertEquals(reference.commitment(), header.commitment(), "size " + size);
      assertEquals(size, header.accounts());
      try (TreeFolder tree = TreeFolder.open(folder.resolve("BTC"))) {
        assertEquals(header, tree.header());
        for (int i = 0; i < reference.leaves().size(); i++) {
          Locator locator = Locator.parse(reference.leaves().get(i).locator());
          assertEquals(reference.proof(i), tree.prove(locator).orElseThrow());
        }
        assertEquals(List.of(), TreeVerifier.verify(tree, 2, done -> {}));
      }
    }
  }

  @Test
  void randomSizesUpTo65536_areTheReferencesTree() throws Exception {
    Random random = new Random(2);
    for (int round = 0; round < 6; round++) {
      int size = round == 0 ? 1 << 16 : 301 + random.nextInt((1 << 16) - 301);
      List<Owed> owed = Books.random(size, random);
      ReferenceTree reference = Books.reference(0, owed);
      Path folder = fresh();
      assertEquals(
          reference.commitment(),
          Books.build(Books.wide(owed), Books.SETTINGS, folder).trees().getFirst().commitment());
      try (TreeFolder tree = TreeFolder.open(folder.resolve("BTC"))) {
        for (int sample = 0; sample < 200; sample++) {
          int i = random.nextInt(reference.leaves().size());
          Locator locator = Locator.parse(reference.leaves().get(i).locator());
          assertEquals(reference.proof(i), tree.prove(locator).orElseThrow());
        }
        assertEquals(List.of(), TreeVerifier.verify(tree, 2, done -> {}));
      }
    }
  }

  @Test
  void threadsMemoryOrderAndShape_doNotChangeTheTree() throws Exception {
    Random random = new Random(3);
    List<Line> wide = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Map<Integer, Amount> balances = new TreeMap<>();
      for (int asset = 0; asset < 3; asset++) {
        if (random.nextInt(3) > 0) {
          balances.put(asset, Books.randomAmount(random));
        }
      }
      wide.add(new Line(i + 2, "customer " + i, balances));
    }
    List<Asset> assets = List.of(Books.BTC, Books.ETH, Books.asset("USDT:6"));
    Set<List<TreeHeader>> results = new HashSet<>();
    for (int threads : new int[] {1, 2, 8}) {
      for (long memory : new long[] {BuildSettings.LEAST_MEMORY, 8L << 20, 256L << 20}) {
        for (Book.Shape shape : Book.Shape.values()) {
          List<Line> lines =
              new ArrayList<>(shape == Book.Shape.WIDE ? wide : Books.inLongShape(wide));
          Collections.shuffle(lines, random);
          Book book = Books.book(assets, shape, lines);
          BuildSettings settings = Books.SETTINGS.withThreads(threads).withMemoryBytes(memory);
          Path folder = fresh();
          results.add(Books.build(book, settings, folder).trees());
          try (TreeFolder tree = TreeFolder.open(folder.resolve("ETH"))) {
            assertEquals(List.of(), TreeVerifier.verify(tree, 1, done -> {}));
          }
        }
      }
    }
    assertEquals(1, results.size());
  }

  @Test
  void aPartitionBeyondTheSortingMemory_isCutAgain() throws Exception {
    List<Owed> owed = Books.random(30_000, new Random(4));
    // 64 threads share one mebibyte: each sorts no more than 78 leaves at a time.
    BuildSettings settings =
        Books.SETTINGS.withThreads(64).withMemoryBytes(BuildSettings.LEAST_MEMORY);
    MemoryPlan plan = MemoryPlan.of(settings.memoryBytes(), settings.threads(), 1, 30_000);
    assertTrue((32_768 >> plan.bits()) > plan.sortRecords(), plan.toString());
    assertEquals(buildOne(owed, Books.SETTINGS), buildOne(owed, settings));
  }

  @Test
  void generations_changeOneAccountsLeafAndNoOther() throws Exception {
    AccountId revoked = new AccountId("account-3");
    List<Owed> owed = new ArrayList<>(Books.random(20, new Random(5)));
    KeySource keys = new KeySource.Derived(Books.MASTER, new Generations(Map.of(revoked, 2)));
    BuildSettings settings = BuildSettings.of(Books.ISSUER, Books.EPOCH, keys);
    owed.replaceAll(
        row -> row.account().equals(revoked) ? new Owed(revoked, row.balance(), 2) : row);
    assertEquals(Books.reference(0, owed).commitment(), buildOne(owed, settings));
  }

  @Test
  void keysGivenBesideEachRow_giveTheSameTree() throws Exception {
    List<Owed> owed = Books.random(100, new Random(6));
    ReferenceTree reference = Books.reference(0, owed);
    List<Line> lines = new ArrayList<>();
    for (Owed row : owed) {
      lines.add(
          new Line(
              lines.size() + 2,
              row.account().text(),
              Map.of(0, row.balance()),
              reference.accountKey(row.account())));
    }
    Map<Ticker, BlankKey> blanks = Map.of(Books.BTC.ticker(), reference.blankKey());
    BuildSettings settings =
        BuildSettings.of(Books.ISSUER, Books.EPOCH, new KeySource.Given(blanks));
    for (Book.Shape shape : Book.Shape.values()) {
      Book book = Books.book(List.of(Books.BTC), shape, lines);
      assertEquals(
          reference.commitment(),
          Books.build(book, settings, fresh()).trees().getFirst().commitment());
    }
  }

  @Test
  void emptyBook_isATreeOfBlanks() throws Exception {
    for (int minHeight : new int[] {0, 5}) {
      Commitment empty = buildOne(List.of(), Books.SETTINGS.withMinHeight(minHeight));
      assertEquals(Books.reference(minHeight, List.of()).commitment(), empty);
      assertEquals(Amount.ZERO, empty.total());
    }
  }

  @Test
  void totalOf2To128Minus1_isBuilt_andOneMoreIsRefused() throws Exception {
    Owed most = new Owed(new AccountId("a"), new Amount(-1, -2));
    Owed one = new Owed(new AccountId("b"), Amount.of(1));
    Owed two = new Owed(new AccountId("b"), Amount.of(2));
    assertEquals(Amount.MAX, buildOne(List.of(most, one), Books.SETTINGS).total());
    List<Problem> problems = refused(Books.wide(List.of(most, two)), Books.SETTINGS);
    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().message().endsWith("want below 2^128"), problems.toString());
  }

  // Row 4 of the threat model: the same account twice, or dropped.

  @Test
  void threat04_accountTwice_namesBothLinesInAWideBook() throws Exception {
    List<Line> lines = new ArrayList<>(Books.lines(Books.random(50, new Random(7))));
    lines.add(new Line(52, "account-9", Map.of(0, Amount.of(1))));
    assertEquals(
        List.of("line 52: account \"account-9\" again, first on line 11, want each once"),
        refused(Books.book(List.of(Books.BTC), Book.Shape.WIDE, lines), Books.SETTINGS).stream()
            .map(Problem::toString)
            .toList());
  }

  @Test
  void threat04_accountTwice_isFoundThoughOneRowOwesNothing() throws Exception {
    List<Line> lines =
        List.of(new Line(2, "a", Map.of()), new Line(3, "a", Map.of(0, Amount.of(1))));
    assertEquals(
        1, refused(Books.book(List.of(Books.BTC), Book.Shape.WIDE, lines), Books.SETTINGS).size());
    List<Line> zero =
        List.of(
            new Line(2, "a", Map.of(0, Amount.ZERO)), new Line(3, "a", Map.of(0, Amount.of(1))));
    assertEquals(
        1, refused(Books.book(List.of(Books.BTC), Book.Shape.LONG, zero), Books.SETTINGS).size());
  }

  @Test
  void threat04_oneAccountInSeveralAssets_isNoDuplicateInALongBook() throws Exception {
    List<Asset> assets = List.of(Books.BTC, Books.ETH);
    List<Line> lines =
        List.of(
            new Line(2, "a", Map.of(0, Amount.of(1))), new Line(3, "a", Map.of(1, Amount.of(1))));
    assertEquals(
        2, Books.build(Books.book(assets, Book.Shape.LONG, lines), Books.SETTINGS, fresh()).rows());
    List<Problem> problems =
        refused(
            Books.book(
                assets,
                Book.Shape.LONG,
                List.of(lines.get(0), lines.get(1), new Line(4, "a", Map.of(1, Amount.of(5))))),
            Books.SETTINGS);
    assertEquals(
        List.of("line 4: account \"a\" again, first on line 3, want each once an asset"),
        problems.stream().map(Problem::toString).toList());
  }

  @Test
  void threat04_accountManyTimes_isReportedAlikeForAnyOrderAndThreads() throws Exception {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add(new Line(i + 2, "a" + i % 3, Map.of(0, Amount.of(1))));
    }
    Set<List<Problem>> reports = new HashSet<>();
    for (int threads : new int[] {1, 8}) {
      for (int round = 0; round < 5; round++) {
        Collections.shuffle(lines, new Random(round));
        reports.add(
            refused(
                Books.book(List.of(Books.BTC), Book.Shape.WIDE, lines),
                Books.SETTINGS.withThreads(threads)));
      }
    }
    assertEquals(1, reports.size());
    assertEquals(27, reports.iterator().next().size());
  }

  @Test
  void threat04_accountTwice_isFoundThoughTheTableIsCutAgain() throws Exception {
    // 64 threads share one mebibyte: a table of 4 KiB holds some eighty of the 20,000.
    BuildSettings settings =
        Books.SETTINGS.withThreads(64).withMemoryBytes(BuildSettings.LEAST_MEMORY);
    List<Line> lines = new ArrayList<>(Books.lines(Books.random(20_000, new Random(12))));
    lines.add(new Line(20_002, "account-77", Map.of()));
    lines.add(new Line(20_003, "account-19999", Map.of()));
    List<Problem> problems =
        refused(Books.book(List.of(Books.BTC), Book.Shape.WIDE, lines), settings);
    assertEquals(List.of(20_002L, 20_003L), problems.stream().map(Problem::line).toList());
    lines.subList(0, lines.size()).replaceAll(line -> new Line(line.line(), "one", Map.of()));
    assertEquals(
        BuildSettings.DEFAULT_MAX_PROBLEMS,
        refused(Books.book(List.of(Books.BTC), Book.Shape.WIDE, lines), settings).size());
  }

  @Test
  void moreProblemsThanTheLimit_endTheBuildWithTheFirst() throws Exception {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      lines.add(new Line(i + 2, "a", Map.of(0, Amount.of(1))));
    }
    BookException refused =
        assertThrows(
            BookException.class,
            () ->
                Books.build(
                    Books.book(List.of(Books.BTC), Book.Shape.WIDE, lines),
                    Books.SETTINGS.withMaxProblems(10),
                    fresh()));
    assertEquals(10, refused.problems().size());
    assertTrue(refused.hasMore());
    assertEquals(3, refused.problems().getFirst().line());
  }

  private List<Problem> refused(Book book, BuildSettings settings) {
    Path folder = fresh();
    BookException refused =
        assertThrows(BookException.class, () -> Books.build(book, settings, folder));
    assertTrue(Files.notExists(folder), "a refused book leaves no folder");
    return refused.problems();
  }

  @Test
  void exclusions_areCountedAndSummedByAsset() throws Exception {
    Book book =
        new ForwardingBook(Books.book(List.of(Books.BTC, Books.ETH), Book.Shape.WIDE, List.of())) {
          private boolean handed;

          @Override
          public Batch next() {
            if (handed) {
              return null;
            }
            handed = true;
            return sink -> {
              sink.excluded(1, 0, 5);
              sink.excluded(1, 1, 7);
            };
          }
        };
    assertEquals(
        List.of(new TreeBuilder.Excluded(Books.ETH.ticker(), 2, new Amount(1, 12))),
        Books.build(book, Books.SETTINGS, fresh()).exclusions());
  }

  @Test
  void sourceThatFails_leavesNothingBehind() throws Exception {
    Book failing =
        new ForwardingBook(Books.wide(Books.random(100, new Random(8)))) {
          private int batches;

          @Override
          public Batch next() throws IOException {
            if (++batches > 5) {
              throw new IOException("the disk is gone");
            }
            return super.next();
          }
        };
    Path folder = fresh();
    IOException failure =
        assertThrows(IOException.class, () -> Books.build(failing, Books.SETTINGS, folder));
    assertEquals("the disk is gone", failure.getMessage());
    try (var left = Files.list(temp)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void progress_goesThroughTheStagesAndNeverBack() throws Exception {
    List<Progress.State> states = new ArrayList<>();
    Book book = Books.wide(Books.random(5_000, new Random(9)));
    try (AtomicFolder folder = AtomicFolder.begin(fresh())) {
      TreeBuilder.build(book, Books.SETTINGS, folder.path(), states::add);
    }
    Set<Progress.Stage> seen = EnumSet.noneOf(Progress.Stage.class);
    double before = 0;
    for (Progress.State state : states) {
      seen.add(state.stage());
      assertTrue(state.fraction() >= before && state.fraction() <= 1, states.toString());
      before = state.fraction();
    }
    assertEquals(EnumSet.allOf(Progress.Stage.class), seen);
    assertEquals(5_000, states.getLast().rows());
    assertEquals(1.0, states.getLast().fraction());
  }

  // Row 20 of the threat model: targeting or linking customers.

  @Test
  void threat20_theTreeOfAnotherEpoch_sharesNoLocator() throws Exception {
    List<Owed> owed = Books.random(64, new Random(10));
    Map<String, Integer> seen = new HashMap<>();
    for (long epoch : new long[] {7, 8}) {
      ReferenceTree tree =
          ReferenceTree.of(Books.MASTER, Books.ISSUER, new Epoch(epoch), Books.BTC, 7, owed);
      tree.leaves().forEach(leaf -> seen.merge(leaf.locator(), 1, Integer::sum));
      BuildSettings settings =
          BuildSettings.of(Books.ISSUER, new Epoch(epoch), Books.SETTINGS.keys()).withMinHeight(7);
      assertEquals(tree.commitment(), buildOne(owed, settings));
    }
    assertEquals(256, seen.size());
  }

  @Test
  void builtProofs_areAcceptedByTheCheck() throws Exception {
    List<Owed> owed = Books.random(1000, new Random(11));
    ReferenceTree reference = Books.reference(0, owed);
    Path folder = fresh();
    Books.build(Books.wide(owed), Books.SETTINGS, folder);
    try (TreeFolder tree = TreeFolder.open(folder.resolve("BTC"))) {
      for (Owed row : owed) {
        var key = reference.accountKey(row.account());
        Locator locator =
            Locator.parse(reference.leaves().get(reference.indexOf(row.account())).locator());
        InclusionProof proof = tree.prove(locator).orElseThrow();
        assertInstanceOf(
            Verdict.Accepted.class,
            InclusionCheck.check(tree.header().committed(), key, row.account(), proof));
      }
    }
  }
}
