package dev.solvent.merkle.tree;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.CustomerKeys;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.TreeHasher;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.book.Row;
import dev.solvent.merkle.book.RowSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of a book on one thread: derives each account's keys and locators, and sets leaves
 * and sightings down in the spills.
 */
final class Intake implements RowSink {
  /** What one thread saw of one asset. */
  static final class Seen {
    final InputSum balances = new InputSum();
    final InputSum excluded = new InputSum();
    private long mostHigh;
    private long mostLow;

    private void balance(long high, long low) {
      balances.add(high, low);
      int byHigh = Long.compareUnsigned(high, mostHigh);
      if (byHigh > 0 || (byHigh == 0 && Long.compareUnsigned(low, mostLow) > 0)) {
        mostHigh = high;
        mostLow = low;
      }
    }

    Amount most() {
      return new Amount(mostHigh, mostLow);
    }
  }

  private final boolean wide;
  private final Epoch epoch;
  private final List<AssetTag> tags;
  private final @Nullable CustomerKeys customerKeys;
  private final Generations generations;
  private final Sightings sightings;
  private final Problems problems;
  private final Spill.Writer sightingWriter;
  private final Spill.Writer[] leafWriters;
  private final Seen[] seen;

  private final TreeHasher hasher = new TreeHasher();
  private final byte[] key = new byte[Hash.BYTES];
  private final byte[] accountHash = new byte[Hash.BYTES];
  private final byte[] leaf = new byte[SpilledLeaf.MOST_BYTES];
  private final byte[] sighting = new byte[Sightings.MOST_BYTES];
  private final byte[] lastAccount = new byte[AccountId.MAX_BYTES];
  private int lastLength = -1;
  private long rows;

  Intake(
      Book book,
      BuildSettings settings,
      List<AssetTag> tags,
      Sightings sightings,
      Problems problems,
      Spill sightingSpill,
      List<Spill> leafSpills) {
    wide = book.shape() == Book.Shape.WIDE;
    epoch = settings.epoch();
    this.tags = tags;
    this.sightings = sightings;
    this.problems = problems;
    if (settings.keys() instanceof KeySource.Derived derived) {
      customerKeys = new CustomerKeys(derived.master(), settings.issuer());
      generations = derived.generations();
    } else {
      customerKeys = null;
      generations = Generations.NONE;
    }
    sightingWriter = sightingSpill.newWriter();
    leafWriters = leafSpills.stream().map(Spill::newWriter).toArray(Spill.Writer[]::new);
    seen = leafSpills.stream().map(s -> new Seen()).toArray(Seen[]::new);
  }

  Seen seen(int asset) {
    return seen[asset];
  }

  Spill.Writer leafWriter(int asset) {
    return leafWriters[asset];
  }

  /** How many rows came since this was last asked. */
  long takeRows() {
    long taken = rows;
    rows = 0;
    return taken;
  }

  @Override
  public void row(Row row) {
    rows++;
    try {
      sight(row);
      if (problems.any()) {
        return; // the build will not happen: go on only to find the other problems
      }
      boolean hashed = false;
      for (int i = 0; i < row.positions; i++) {
        if ((row.high[i] | row.low[i]) != 0) {
          if (!hashed) {
            hashAccount(row);
            hashed = true;
          }
          leaf(row.asset[i], row.high[i], row.low[i]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void excluded(int asset, long high, long low) {
    seen[asset].excluded.add(high, low);
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem);
  }

  private void sight(Row row) throws IOException {
    if (wide) {
      int length = sightings.write(row, Sightings.NO_ASSET, sighting);
      sightingWriter.append(sighting, 0, length);
      return;
    }
    for (int i = 0; i < row.positions; i++) {
      int length = sightings.write(row, row.asset[i], sighting);
      sightingWriter.append(sighting, 0, length);
    }
  }

  /** The part of the locator that all assets share. Long books name an account many times over. */
  private void hashAccount(Row row) {
    byte[] id = row.account;
    int length = row.accountLength;
    if (customerKeys == null) {
      hasher.accountHash(row.key, 0, id, 0, length, accountHash, 0);
      return;
    }
    if (Arrays.equals(id, 0, length, lastAccount, 0, Math.max(0, lastLength))
        && length == lastLength) {
      return;
    }
    customerKeys.derive(id, 0, length, generations.of(id, length), key, 0);
    hasher.accountKey(key, 0, epoch.number(), key, 0);
    hasher.accountHash(key, 0, id, 0, length, accountHash, 0);
    System.arraycopy(id, 0, lastAccount, 0, length);
    lastLength = length;
  }

  private void leaf(int asset, long high, long low) throws IOException {
    hasher.locator(accountHash, 0, tags.get(asset), leaf, 0);
    leafWriters[asset].append(leaf, 0, SpilledLeaf.putBalance(leaf, high, low));
    seen[asset].balance(high, low);
  }
}
