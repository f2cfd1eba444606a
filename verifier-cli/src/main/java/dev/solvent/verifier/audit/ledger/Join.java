package dev.solvent.verifier.audit.ledger;

import dev.solvent.merkle.Amount;
import dev.solvent.verifier.audit.ledger.Difference.Kind;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Compares two partitions, whose entries are of the same accounts, and keeps the first differences
 * by hash. One thread.
 */
final class Join {
  /** A difference whose account is known by its hash alone. */
  record Found(ByteBuffer hash, int asset, Kind kind, Amount inKit, Amount inOther) {
    static final Comparator<Found> ORDER =
        Comparator.comparing(Found::hash).thenComparingInt(Found::asset).thenComparing(Found::kind);
  }

  private static final byte[] NONE = new byte[Entry.BYTES];

  private final int most;
  private final PriorityQueue<Found> first = new PriorityQueue<>(Found.ORDER.reversed());
  private long count;
  private long entries;

  Join(int most) {
    this.most = most;
  }

  /** How many differences there are, kept or not. */
  long count() {
    return count;
  }

  /** How many balances of the kit were compared. */
  long entries() {
    return entries;
  }

  PriorityQueue<Found> first() {
    return first;
  }

  void compare(byte[] kit, byte[] other) {
    int size = Integer.highestOneBit(Math.max(1, kit.length / Entry.BYTES)) * 4;
    int[] slots = new int[size]; // offsets plus one
    for (int at = 0; at < kit.length; at += Entry.BYTES) {
      slots[slot(slots, kit, kit, at)] = at + 1;
      entries++;
    }
    boolean[] met = new boolean[kit.length / Entry.BYTES];
    for (int at = 0; at < other.length; at += Entry.BYTES) {
      int there = slots[slot(slots, kit, other, at)] - 1;
      if (there < 0) {
        add(Kind.NOT_IN_KIT, NONE, 0, other, at);
      } else if (met[there / Entry.BYTES]) {
        add(Kind.TWICE_IN_OTHER, kit, there, other, at);
      } else {
        met[there / Entry.BYTES] = true;
        if (!Entry.sameAmount(kit, there, other, at)) {
          add(Kind.OTHER_BALANCE, kit, there, other, at);
        }
      }
    }
    for (int at = 0; at < kit.length; at += Entry.BYTES) {
      if (!met[at / Entry.BYTES]) {
        add(Kind.NOT_IN_OTHER, kit, at, NONE, 0);
      }
    }
  }

  /** Where the key stands, or would stand. The hash is one, so its bits need no mixing. */
  private static int slot(int[] slots, byte[] kit, byte[] from, int at) {
    int mask = slots.length - 1;
    int slot = (ByteBuffer.wrap(from).getInt(at + 4) + from[at + Entry.KEY - 1]) & mask;
    while (slots[slot] != 0 && !Entry.sameKey(kit, slots[slot] - 1, from, at)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void add(Kind kind, byte[] kit, int kitAt, byte[] other, int otherAt) {
    count++;
    byte[] named = kind == Kind.NOT_IN_KIT ? other : kit;
    int at = kind == Kind.NOT_IN_KIT ? otherAt : kitAt;
    first.add(
        new Found(
            Entry.hash(named, at),
            Entry.asset(named, at),
            kind,
            Entry.amount(kit, kitAt),
            Entry.amount(other, otherAt)));
    if (first.size() > most) {
      first.poll();
    }
  }
}
