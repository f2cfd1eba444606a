package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Locator;
import java.nio.ByteBuffer;

/** The leaves of a tree in the order of their locators. For any number of threads. */
interface LeafSource {
  /** A leaf in memory: locator, u128 balance. */
  int BYTES = Locator.BYTES + 16;

  int height();

  default long count() {
    return 1L << height();
  }

  /** Copies {@code count} leaves to {@code records[at]} and on. */
  void read(long first, int count, byte[] records, int at);

  static Amount balance(byte[] records, int record) {
    ByteBuffer balance = ByteBuffer.wrap(records, record + Locator.BYTES, 16);
    return new Amount(balance.getLong(), balance.getLong());
  }
}
