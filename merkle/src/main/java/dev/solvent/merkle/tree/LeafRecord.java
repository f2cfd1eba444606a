package dev.solvent.merkle.tree;

import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.Locator;

/** A leaf as it stands in memory: locator, then u128 balance; 48 bytes. */
final class LeafRecord {
  static final int BALANCE = Locator.BYTES;
  static final int BYTES = BALANCE + 16;

  private LeafRecord() {}

  static long high(byte[] records, int at) {
    return Bytes.getLong(records, at + BALANCE);
  }

  static long low(byte[] records, int at) {
    return Bytes.getLong(records, at + BALANCE + 8);
  }
}
