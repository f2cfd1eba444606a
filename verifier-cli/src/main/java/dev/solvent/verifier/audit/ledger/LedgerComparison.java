package dev.solvent.verifier.audit.ledger;

import dev.solvent.attest.program.ProgressLine;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.TreeHasher;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Row;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.RowReading;
import dev.solvent.verifier.audit.kit.Threads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compares a kit's book with another book of the same assets. Both are read once, and again only to
 * name the accounts that differ.
 */
public final class LedgerComparison {
  private static final int MOST_BITS = 10;
  private static final int MOST_BLOCK_ENTRIES = 100;

  /** A book that can be opened again. */
  public interface Source {
    Book open() throws IOException, BookException;
  }

  private final Source kit;
  private final Source other;
  private final List<Asset> assets;
  private final Hash salt;
  private final Effort effort;
  private final ProgressLine progress;

  /**
   * A comparison of two books.
   *
   * @param assets those of both books, in this order
   * @param salt of the hashes by which accounts are compared, such as the digest of the kit's book
   */
  public LedgerComparison(
      Source kit,
      Source other,
      List<Asset> assets,
      Hash salt,
      Effort effort,
      ProgressLine progress) {
    this.kit = kit;
    this.other = other;
    this.assets = List.copyOf(assets);
    this.salt = salt;
    this.effort = effort;
    this.progress = progress;
  }

  /**
   * Compares the books.
   *
   * @param name of the other book
   * @param most how many differences are named
   * @param work where temporary files may lie
   * @throws BookException where rows of either are wrong
   */
  public LedgerFindings compare(String name, int most, Path work)
      throws IOException, BookException, InterruptedException {
    List<Join> joins;
    try (Partitions left = read(kit, "the kit's book", work.resolve("kit-balances"));
        Partitions right = read(other, name, work.resolve("other-balances"))) {
      joins = join(left, right, most);
    }
    List<Join.Found> found =
        joins.stream()
            .flatMap(join -> join.first().stream())
            .sorted(Join.Found.ORDER)
            .limit(most)
            .toList();
    return new LedgerFindings(
        name,
        joins.stream().mapToLong(Join::entries).sum(),
        joins.stream().mapToLong(Join::count).sum(),
        named(found, name));
  }

  private Partitions read(Source source, String what, Path file)
      throws IOException, BookException, InterruptedException {
    int bits = MOST_BITS;
    long room = effort.memoryBytes() / 4 / effort.threads(); // of one writer; there are two books
    while (bits > 0 && (room >> bits) < 4 * Entry.BYTES) {
      bits--;
    }
    long block = Math.clamp((room >> bits) / Entry.BYTES, 1, MOST_BLOCK_ENTRIES);
    Partitions partitions = new Partitions(file, bits, (int) block);
    try (Book book = source.open()) {
      RowReading.of(
          book,
          effort,
          () -> new Balances(partitions.newWriter(), salt),
          done -> progress.show(done, "reading " + what));
      return partitions;
    } catch (IOException | BookException | RuntimeException e) {
      partitions.close();
      throw e;
    }
  }

  private List<Join> join(Partitions left, Partitions right, int most)
      throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Join>> tasks = new ArrayList<>();
    for (int thread = 0; thread < effort.threads(); thread++) {
      tasks.add(() -> {
        Join join = new Join(most);
        for (int i = next.getAndIncrement(); i < left.count(); i = next.getAndIncrement()) {
          requireMemory(left.bytes(i) + right.bytes(i));
          join.compare(left.read(i), right.read(i));
          progress.show(i / (double) left.count(), "comparing");
        }
        return join;
      });
    }
    return Threads.run(tasks);
  }

  /** Partitions are even, unless one account stands in a book millions of times. */
  private static void requireMemory(long bytes) throws IOException {
    if (bytes > Integer.MAX_VALUE / 4) {
      throw new IOException(bytes + " bytes of balances to compare at once, want more --memory");
    }
  }

  private List<Difference> named(List<Join.Found> found, String name)
      throws IOException, BookException, InterruptedException {
    if (found.isEmpty()) {
      return List.of();
    }
    Map<ByteBuffer, Named> inKit = names(kit, "the kit's book", found);
    Map<ByteBuffer, Named> inOther = names(other, name, found);
    return found.stream()
        .map(each -> {
          Named named = inKit.getOrDefault(each.hash(), inOther.get(each.hash()));
          if (named == null) {
            throw new IllegalStateException("a book has changed since it was read");
          }
          return new Difference(
              named.account(),
              assets.get(each.asset()),
              each.kind(),
              each.inKit(),
              each.inOther(),
              named.line());
        })
        .sorted(Difference.ORDER)
        .toList();
  }

  private Map<ByteBuffer, Named> names(Source source, String what, List<Join.Found> found)
      throws IOException, BookException, InterruptedException {
    Map<ByteBuffer, Boolean> wanted = new HashMap<>();
    found.forEach(each -> wanted.put(each.hash(), true));
    Map<ByteBuffer, Named> names = new ConcurrentHashMap<>();
    try (Book book = source.open()) {
      RowReading.of(
          book,
          effort,
          () -> new Naming(wanted, names, salt),
          done -> progress.show(done, "looking for the names in " + what));
    }
    return names;
  }

  private record Named(AccountId account, long line) {}

  /** Sets the balances of one thread's rows down. */
  private static final class Balances implements RowReading.Visitor {
    private final Partitions.Writer writer;
    private final byte[] salt;
    private final TreeHasher hasher = new TreeHasher();
    private final byte[] hash = new byte[Hash.BYTES];
    private final byte[] entry = new byte[Entry.BYTES];

    Balances(Partitions.Writer writer, Hash salt) {
      this.writer = writer;
      this.salt = salt.toBytes();
    }

    @Override
    public void row(Row row) throws IOException {
      hasher.accountHash(salt, 0, row.account, 0, row.accountLength, hash, 0);
      for (int i = 0; i < row.positions; i++) {
        if ((row.high[i] | row.low[i]) != 0) {
          Entry.write(hash, row.asset[i], row.high[i], row.low[i], entry);
          writer.append(entry);
        }
      }
    }
  }

  /** Finds the accounts of some hashes, and the first line of each. */
  private static final class Naming implements RowReading.Visitor {
    private final Map<ByteBuffer, Boolean> wanted;
    private final Map<ByteBuffer, Named> names;
    private final byte[] salt;
    private final TreeHasher hasher = new TreeHasher();
    private final byte[] hash = new byte[Hash.BYTES];

    Naming(Map<ByteBuffer, Boolean> wanted, Map<ByteBuffer, Named> names, Hash salt) {
      this.wanted = wanted;
      this.names = names;
      this.salt = salt.toBytes();
    }

    @Override
    public void row(Row row) {
      hasher.accountHash(salt, 0, row.account, 0, row.accountLength, hash, 0);
      if (wanted.containsKey(ByteBuffer.wrap(hash, 0, Entry.HASH))) {
        String id = new String(row.account, 0, row.accountLength, StandardCharsets.UTF_8);
        Named named = new Named(new AccountId(id), row.line);
        names.merge(Entry.hash(hash, 0), named, (one, two) -> one.line() <= two.line() ? one : two);
      }
    }
  }
}
