package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.TreeHasher;
import dev.solvent.verifier.audit.kit.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Looks for the one leaf without which the rebuilt tree has the attested root: among those whose
 * balance is exactly what is missing in the attested total.
 */
final class DroppedLeaf {
  /** A tree is hashed again for each. */
  static final int MOST_TRIED = 32;

  /** What the search came to. */
  sealed interface Outcome {
    record Found(long index) implements Outcome {}

    /** None of those that were tried; of {@code candidates} there may be more than were. */
    record NotFound(long candidates) implements Outcome {}
  }

  private DroppedLeaf() {}

  /**
   * Tries the leaves with this balance, the first of them in the tree's order.
   *
   * @param blanks how many blanks the rebuilt tree has: the number of the next one
   */
  static Outcome find(
      Leaves leaves,
      Fold fold,
      Amount balance,
      Hash root,
      BlankKey blankKey,
      long blanks,
      int threads,
      LongConsumer leavesTried)
      throws IOException, InterruptedException {
    Candidates candidates = withBalance(leaves, balance, threads);
    byte[] blank = new byte[Locator.BYTES];
    new TreeHasher().blankLocator(blankKey.exposeBytes(), blanks, blank, 0);
    long tried = 0;
    for (long candidate : candidates.first()) {
      WithoutLeaf without = new WithoutLeaf(leaves, candidate, Locator.of(blank));
      if (fold.with(without, without.from(), without.to(), threads).root().hash().equals(root)) {
        return new Outcome.Found(candidate);
      }
      leavesTried.accept(++tried);
    }
    return new Outcome.NotFound(candidates.count());
  }

  /** Leaves that may be the one: the first of them, and how many there are. */
  private record Candidates(List<Long> first, long count) {
    static Candidates of(List<Candidates> ofThreads) {
      return new Candidates(
          ofThreads.stream()
              .flatMap(each -> each.first().stream())
              .sorted()
              .limit(MOST_TRIED)
              .toList(),
          ofThreads.stream().mapToLong(Candidates::count).sum());
    }
  }

  private static Candidates withBalance(Leaves leaves, Amount balance, int threads)
      throws IOException, InterruptedException {
    AtomicLong next = new AtomicLong();
    List<Callable<Candidates>> tasks = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      tasks.add(() -> scan(leaves, balance, next));
    }
    return Candidates.of(Threads.run(tasks));
  }

  private static Candidates scan(Leaves leaves, Amount balance, AtomicLong next) {
    List<Long> first = new ArrayList<>(); // a thread's blocks ascend
    long found = 0;
    int count = 1 << Block.levels(leaves.height());
    byte[] records = new byte[count * LeafSource.BYTES];
    long blocks = Block.count(leaves.height());
    for (long block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
      leaves.read(block * count, count, records, 0);
      for (int i = 0; i < count; i++) {
        int at = i * LeafSource.BYTES + Locator.BYTES;
        if (Longs.get(records, at) == balance.high()
            && Longs.get(records, at + 8) == balance.low()) {
          found++;
          if (first.size() < MOST_TRIED) {
            first.add(block * count + i);
          }
        }
      }
    }
    return new Candidates(first, found);
  }
}
