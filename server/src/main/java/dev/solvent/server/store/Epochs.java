package dev.solvent.server.store;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The epochs. At most one of them is under way: begun and not published. */
public interface Epochs {
  Optional<EpochRecord> find(Epoch epoch) throws IOException;

  /** The newest ones first. */
  List<EpochRecord> newest(int most) throws IOException;

  /**
   * Begins an epoch.
   *
   * @return whether it was begun; not where it is there, or another one is under way
   */
  boolean begin(Epoch epoch, Timestamp asOf, Timestamp now) throws IOException;

  /**
   * Goes one step on, and forgets the trouble.
   *
   * @return whether it was at {@code from}; where not, nothing changes
   */
  boolean advance(Epoch epoch, Step from, Timestamp now) throws IOException;

  /**
   * Notes why the next step of an epoch that is begun was not done; tries count up where the
   * sentence is the same.
   */
  void trouble(Epoch epoch, String sentence, String remedy, boolean needsPerson, Timestamp now)
      throws IOException;

  /**
   * Takes back an epoch that is not in the log.
   *
   * @return whether it was; not where it is logged, or not there
   */
  boolean abandon(Epoch epoch) throws IOException;
}
