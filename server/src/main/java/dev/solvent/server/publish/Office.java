package dev.solvent.server.publish;

import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.store.CosignatureSource;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Everything that a publisher works with.
 *
 * @param policy what the exchange expects its readers to demand, and holds itself to
 * @param solvency what a solvency report is made of, where this exchange publishes one
 * @param tokens so many tokens have to be there
 * @param keepTrees of so many epochs the trees are kept
 * @param scruples what it takes for a fault of its own; of an honest exchange {@link
 *     Scruples#HONEST}
 */
public record Office(
    Issuer issuer,
    String logOrigin,
    Policy policy,
    DataFolder data,
    Store store,
    InstantSource clock,
    SnapshotSettings snapshot,
    BookSource book,
    ReserveSource reserves,
    Optional<SolvencySource> solvency,
    ObservationSource observers,
    SigningSource signing,
    WitnessPolicy floor,
    CosignatureSource witnesses,
    TokenSource authorities,
    int tokens,
    Duration dueAfter,
    Duration patience,
    int keepTrees,
    Scruples scruples,
    Progress progress) {
  /** By how much a witness's clock may be ahead of ours. */
  static final Duration TOLERANCE = Duration.ofSeconds(60);

  /** The same with another clock. */
  public Office at(InstantSource time) {
    return new Office(
        issuer,
        logOrigin,
        policy,
        data,
        store,
        time,
        snapshot,
        book,
        reserves,
        solvency,
        observers,
        signing,
        floor,
        witnesses,
        authorities,
        tokens,
        dueAfter,
        patience,
        keepTrees,
        scruples,
        progress);
  }

  Timestamp now() {
    return new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Is told what is being done. */
  public interface Progress extends dev.solvent.merkle.tree.Progress {
    /** How much of something is done, from any thread. */
    void show(double fraction, String what);

    /** A step was done, or what it found that a person may want to know. */
    void tell(String line);
  }
}
