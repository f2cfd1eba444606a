package dev.solvent.merkle.tree;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears how far a build is. Called from one thread at a time, a few times a second. */
public interface Progress {
  Progress NONE = state -> {};

  void at(State state);

  /** What is being done. */
  enum Stage {
    /** Reading the book and deriving keys and locators. */
    READING,
    /** Looking for accounts that stand in the book twice. */
    COMPARING,
    /** Sorting and hashing the trees. */
    HASHING,
    /** Waiting for the disk to hold everything. */
    CLOSING
  }

  /**
   * How far the build is at one moment.
   *
   * @param fraction how much of the whole build is done, 0 to 1; an estimate
   * @param rows rows read so far
   * @param bytes bytes of the book read so far
   * @param left an estimate of the time left; null where the book's size is not known
   */
  record State(Stage stage, double fraction, long rows, long bytes, @Nullable Duration left) {}
}
