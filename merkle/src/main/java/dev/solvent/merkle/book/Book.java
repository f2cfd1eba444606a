package dev.solvent.merkle.book;

import dev.solvent.merkle.Asset;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source of balances that is read once, from front to back.
 *
 * <p>{@link #next} may be called from any thread, one at a time seen from outside; the batches it
 * hands out are parsed by whoever took them, several at once. Rows carry the line they stand on, so
 * nothing depends on the order in which batches are finished.
 */
public interface Book extends Closeable {
  /** What the positions of rows refer to, by index. */
  List<Asset> assets();

  Shape shape();

  /** The next batch, or null after the last. Thread-safe. */
  @Nullable Batch next() throws IOException;

  /** How far the source has been read, in its own bytes (compressed where it is). */
  long bytesRead();

  /** The size of the source in the same bytes, or -1 where it cannot be known. */
  long bytesTotal();

  /** What one row stands for, and so what may not come twice. */
  enum Shape {
    /** One row an account, one column an asset. */
    WIDE,
    /** One row an account and asset. */
    LONG
  }

  /** A run of whole rows, not yet parsed. */
  interface Batch {
    /** Parses the rows and hands each, or what is wrong with it, to the sink. Call once. */
    void read(RowSink sink);
  }
}
