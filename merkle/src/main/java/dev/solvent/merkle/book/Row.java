package dev.solvent.merkle.book;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Secret;

/**
 * One row of a book: an account and its positions. A reused buffer and not a value, because a book
 * has a hundred million of them. The account id is already known to be one.
 */
public final class Row {
  /** The line on which the row begins, from 1. */
  public long line;

  /**
   * The id's UTF-8 bytes are {@code account[0..accountLength)}. What follows has no meaning: a
   * reader may copy words of eight bytes.
   */
  public final byte[] account = new byte[AccountId.MAX_BYTES + 1];

  public int accountLength;

  /** The account's key, in books that carry one beside each row. */
  public final byte[] key = new byte[Secret.BYTES];

  /** How many of the positions below this row has. */
  public int positions;

  /** Of each position, the index of its asset in {@link Book#assets}. */
  public final int[] asset;

  /** Of each position, the balance: two unsigned halves. May be zero. */
  public final long[] high;

  public final long[] low;

  public Row(int maxPositions) {
    asset = new int[maxPositions];
    high = new long[maxPositions];
    low = new long[maxPositions];
  }

  public void add(int assetIndex, long balanceHigh, long balanceLow) {
    asset[positions] = assetIndex;
    high[positions] = balanceHigh;
    low[positions] = balanceLow;
    positions++;
  }
}
