package dev.solvent.merkle.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Sorts, writes and folds ranges of one tree on one thread, until none is left. */
final class RangeTask implements Workers.Task {
  /** Some partitions that follow each other: leaves {@code first} to {@code first + count}. */
  record Range(int fromPartition, int toPartition, long first, long count) {}

  private final Spill spill;
  private final List<Range> ranges;
  private final AtomicInteger next;
  private final int mostRecords;
  private final Path temporary;
  private final TreeWriter writer;
  private final Seams seams;
  private final ProgressMeter meter;
  private final LeafSorter sorter;
  private final RangeFold fold = new RangeFold();
  private final byte[] block;

  RangeTask(
      Spill spill,
      List<Range> ranges,
      AtomicInteger next,
      int mostRecords,
      Path temporary,
      TreeWriter writer,
      Seams seams,
      ProgressMeter meter) {
    this.spill = spill;
    this.ranges = ranges;
    this.next = next;
    this.mostRecords = mostRecords;
    this.temporary = temporary;
    this.writer = writer;
    this.seams = seams;
    this.meter = meter;
    sorter = new LeafSorter(mostRecords, writer.balanceBytes());
    block = new byte[RangeFold.BLOCK * LeafRecord.bytes(writer.balanceBytes())];
  }

  /** Joins partitions to ranges of up to {@code most} leaves; one partition may hold more. */
  static List<Range> ranges(Spill spill, int most) {
    List<Range> ranges = new ArrayList<>();
    long first = 0;
    long count = 0;
    int from = 0;
    for (int partition = 0; partition < spill.partitions(); partition++) {
      long more = spill.count(partition);
      if (count > 0 && count + more > most) {
        ranges.add(new Range(from, partition, first, count));
        first += count;
        count = 0;
        from = partition;
      }
      count += more;
    }
    ranges.add(new Range(from, spill.partitions(), first, count));
    return ranges;
  }

  @Override
  public void run() throws IOException {
    for (int i = next.getAndIncrement(); i < ranges.size(); i = next.getAndIncrement()) {
      range(spill, ranges.get(i));
      meter.leavesHashed(ranges.get(i).count());
    }
  }

  private void range(Spill from, Range range) throws IOException {
    if (range.count() > mostRecords) {
      tooLarge(from, range);
      return;
    }
    sorter.clear();
    for (int partition = range.fromPartition(); partition < range.toPartition(); partition++) {
      sorter.load(from, partition);
    }
    sorter.sort();
    if (sorter.count() != range.count()) {
      throw new IOException(sorter.count() + " leaves in a temporary file, want " + range.count());
    }
    for (int done = 0; done < sorter.count(); ) {
      long first = range.first() + done;
      int count = Math.min(sorter.count() - done, RangeFold.blockAt(first));
      sorter.records(done, done + count, block);
      fold.fold(first, block, writer.balanceBytes(), count, writer, seams);
      writer.leaves(first, block, count);
      done += count;
    }
  }

  /** A partition beyond the memory for sorting: cut again by the bits that follow. */
  private void tooLarge(Spill from, Range range) throws IOException {
    int bits = 64 - Long.numberOfLeadingZeros(range.count() / mostRecords);
    Path name = temporary.resolve(".split-" + UUID.randomUUID());
    try (Spill finer = from.split(range.fromPartition(), name, Math.min(bits + 1, 10))) {
      for (Range part : ranges(finer, mostRecords)) {
        range(
            finer,
            new Range(
                part.fromPartition(),
                part.toPartition(),
                range.first() + part.first(),
                part.count()));
      }
    }
  }
}
