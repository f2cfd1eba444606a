package dev.solvent.server.http.history;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.published.BesideBundle;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.http.published.Publication;
import dev.solvent.server.http.published.Publications;
import dev.solvent.server.solvency.ReportFigures;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The history as the public files tell it. A thread of its own judges each bundle once, the newest
 * first; until it has, an epoch is missing here.
 */
public final class PublishedHistory implements History, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PublishedHistory.class.getName());

  /** As many as are told; a reader who wants older ones has the attestations themselves. */
  private static final int MOST = 1_000;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Publications publications;
  private final SignedRoot pinned;
  private final Policy policy;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<Long, EpochSummary> summaries = new ConcurrentSkipListMap<>();
  private final Thread worker;
  private final AtomicLong version = new AtomicLong();

  private PublishedHistory(
      Publications publications, SignedRoot pinned, Policy policy, InstantSource clock) {
    this.publications = publications;
    this.pinned = pinned;
    this.policy = policy;
    this.clock = clock;
    // It computes: a virtual one would keep requests from their processor.
    worker = Thread.ofPlatform().name("history").daemon().unstarted(this::run);
  }

  /** Begins to judge what is published. */
  public static PublishedHistory begin(
      Publications publications, SignedRoot pinned, Policy policy, InstantSource clock) {
    PublishedHistory history = new PublishedHistory(publications, pinned, policy, clock);
    history.worker.start();
    return history;
  }

  @Override
  public List<EpochSummary> epochs() {
    return List.copyOf(summaries.descendingMap().values());
  }

  @Override
  public long version() {
    return version.get();
  }

  private void run() {
    Set<Long> judged = new HashSet<>();
    long seen = 0;
    try {
      while (!publications.isClosed()) {
        Publication now = publications.awaitAfter(seen, LONGEST_WAIT);
        seen = now.version();
        long newest = now.newest().map(Epoch::number).orElse(0L);
        for (long n = newest; n > Math.max(0, newest - MOST) && !publications.isClosed(); n--) {
          if (judged.add(n)) {
            judge(new Epoch(n));
          }
        }
        summaries.headMap(newest - MOST, true).clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void judge(Epoch epoch) {
    try {
      Optional<byte[]> bytes =
          publications.folder().read(PublishedPath.bundle(epoch), Bundle.LIMITS.maxBytes());
      if (bytes.isPresent()) {
        summaries.put(epoch.number(), summary(epoch, Bundle.parse(bytes.get())));
        version.incrementAndGet();
      }
    } catch (IOException | MalformedException | RuntimeException e) {
      LOG.log(Level.WARNING, "epoch " + epoch + " is left out of the history", e);
    }
  }

  /**
   * As it stood at the end of its time, or stands now within it: what an owner signed for that
   * epoch may have expired since.
   */
  private EpochSummary summary(Epoch epoch, Bundle bundle) throws IOException, MalformedException {
    Statement statement = Statement.parse(bundle.envelope().payload());
    if (!statement.epoch().equals(epoch)) {
      throw new MalformedException("epoch " + statement.epoch() + ", want " + epoch);
    }
    Blobs beside = BesideBundle.read(publications.folder(), bundle, statement);
    Timestamp now = new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    Timestamp at = now.compareTo(statement.nextDueBy()) < 0 ? now : statement.nextDueBy();
    Report report =
        Verification.verify(
            bundle, Exhibits.NONE.with(beside), new Reader(pinned, policy, at, Optional.empty()));
    return new EpochSummary(
        epoch,
        statement.asOf(),
        statement.nextDueBy(),
        statement.id(),
        report.verdict(),
        report.coverage(),
        solvency(report, statement, bundle.blobs().and(beside)));
  }

  /** A report that does not follow from its files has no figures worth a chart. */
  private static Optional<ReportFigures> solvency(Report report, Statement statement, Blobs blobs)
      throws MalformedException {
    Optional<Octets> published = statement.digestOf(Subject.SOLVENCY).flatMap(blobs::find);
    return published.isPresent()
            && report.finding(Check.SOLVENCY_REPORT).result() == Finding.Result.PASS
        ? Optional.of(ReportFigures.parse(published.get().toBytes()))
        : Optional.empty();
  }

  @Override
  public void close() {
    worker.interrupt();
  }
}
