package dev.solvent.verifier.history;

import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.published.PublishedRoots;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.monitor.Place;
import dev.solvent.verifier.reader.Examination;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.source.Located;
import dev.solvent.verifier.source.Site;
import dev.solvent.verifier.source.WebSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Reads the history of a publication. One thread, which has others judge epochs. */
final class HistoryReading {
  /** A site that is far away lets its reader wait, and not compute. */
  private static final int MOST_ASKED_AT_ONCE = 8;

  private final Site site;
  private final ReaderOptions options;
  private final SignedRoot pinned;
  private final ProgressLine progress;
  private final List<String> faults = new ArrayList<>();

  HistoryReading(Site site, ReaderOptions options, SignedRoot pinned, ProgressLine progress) {
    this.site = site;
    this.options = options;
    this.pinned = pinned;
    this.progress = progress;
  }

  /**
   * Reads and judges the epochs of that range.
   *
   * @throws dev.solvent.attest.log.ContradictionException where the log is not what its checkpoint
   *     says
   * @throws dev.solvent.attest.published.NotPublishedException where a tile of it is missing
   */
  History read(Range range) throws IOException {
    Place place = Place.ask(site, pinned);
    if (place.checkpoint().check(place.root().logOrigin(), place.root().logKeys())
        instanceof CheckpointVerdict.Rejected(var reason, var detail)) {
      faults.add("checkpoint: " + detail);
    }
    LoggedHistory log = LoggedHistory.read(place);
    long last = options.asksForToday() ? log.size() : log.lastBy(options.now());
    if (last == 0) {
      throw new UserError(site.name() + ": no attestation yet, want the first", "");
    }
    List<EpochRow> rows = promised(rows(range.within(last), log), log);
    findUnlogged(log);
    Newest newest = newest(new Epoch(last));
    return new History(
        pinned.root().issuer(),
        options.now(),
        last,
        newest.verdict(),
        newest.faults(),
        rows,
        Events.of(rows, log),
        faults);
  }

  private record Newest(Verdict verdict, List<String> faults) {}

  /** The newest one, brought under the newest checkpoint and compared with what was seen. */
  private Newest newest(Epoch epoch) throws IOException {
    Located located;
    try {
      located = Located.of(site, epoch);
    } catch (Malformed | UserError e) {
      return new Newest(Verdict.FAILED, List.of(String.valueOf(e.getMessage())));
    }
    Report report = Examination.of(options, located).report(Exhibits.NONE);
    return new Newest(report.verdict(), EpochJudge.faults(report));
  }

  /** One that was published since is in the log since. */
  private void findUnlogged(LoggedHistory log) throws IOException {
    String next = PublishedPath.envelope(new Epoch(log.size() + 1));
    Optional<byte[]> there = site.read(next, 1 << 20);
    if (there.isPresent()
        && Place.ask(site, pinned).checkpoint().checkpoint().size() == log.size()) {
      faults.add(next + " is published, and is not in the log of size " + log.size());
    }
  }

  private List<EpochRow> rows(LongStream epochs, LoggedHistory log) throws IOException {
    EpochJudge judge = new EpochJudge(site, pinned, published(), options.policy(), options.now());
    int processors = Runtime.getRuntime().availableProcessors();
    int workers = site instanceof WebSite ? Math.max(MOST_ASKED_AT_ONCE, processors) : processors;
    List<EpochRow> rows = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      List<Future<EpochRow>> pending =
          epochs
              .mapToObj(Epoch::new)
              .map(epoch -> pool.submit(() -> judge.judge(epoch, log.entry(epoch))))
              .toList();
      try {
        for (Future<EpochRow> each : pending) {
          rows.add(held(each.get(), log));
          progress.show(
              (double) rows.size() / pending.size(),
              rows.size() + " of " + pending.size() + " attestations");
        }
      } catch (ExecutionException e) {
        throw unchecked(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        pool.shutdownNow();
        progress.done();
      }
    }
    return rows;
  }

  /**
   * Each report by the policy that the newest one before it announced, however long ago, and
   * whether that one follows or not. What cannot be read announces nothing, and fails its epoch.
   */
  private List<EpochRow> promised(List<EpochRow> rows, LoggedHistory log) throws IOException {
    List<EpochRow> held = new ArrayList<>();
    Optional<Hash> announced =
        hasReport(rows)
            ? new EarlierReports(site, log).announcedBefore(rows.getFirst().epoch(), faults)
            : Optional.empty();
    for (EpochRow row : rows) {
      held.add(row.promised(announced));
      Optional<Hash> next = row.found().flatMap(EpochRow.Found::announces);
      announced = next.isPresent() ? next : announced;
    }
    return held;
  }

  /** Without one nothing has to be held to anything. */
  private static boolean hasReport(List<EpochRow> rows) {
    return rows.stream().anyMatch(row -> row.found().flatMap(EpochRow.Found::policy).isPresent());
  }

  private static IOException unchecked(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException io -> io;
      case RuntimeException bug -> throw bug;
      case null, default -> new IOException(e);
    };
  }

  private EpochRow held(EpochRow row, LoggedHistory log) throws IOException {
    Optional<String> fault = log.fault(row.epoch());
    EpochRow timed = log.statement(row.epoch().number() - 1).map(row::after).orElse(row);
    EpochRow held = fault.isPresent() ? timed.failing(fault.get()) : timed;
    boolean begins = row.found().isEmpty() || log.begins(row.found().get().checkpoint());
    return begins
        ? held
        : held.failing(
            "checkpoint of size "
                + row.found().get().checkpoint().size()
                + " in its bundle, which the log does not continue");
  }

  /** What cannot be read leads nowhere: each bundle's own have to do. */
  private List<SignedRoot> published() throws IOException {
    try {
      return PublishedRoots.read(site);
    } catch (MalformedException e) {
      return List.of();
    }
  }
}
