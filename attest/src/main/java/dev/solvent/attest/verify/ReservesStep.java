package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.caip.Place;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Hash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The checks of what is held: the manifest, its blocks, and what stands behind each holding. */
final class ReservesStep {
  /** A report has to have room for them. */
  private static final int MOST_SHOWN = 1_000;

  private ReservesStep() {}

  static ManifestStep.Parsed<ReservesManifest> manifest(Statement statement, Blobs blobs) {
    ManifestStep.Parsed<ReservesManifest> parsed =
        ManifestStep.read(
            Check.RESERVES_MANIFEST,
            statement,
            Subject.RESERVES,
            blobs,
            ReservesManifest::parse,
            manifest ->
                new ManifestStep.Origin(manifest.issuer(), manifest.epoch(), manifest.asOf()));
    return parsed
        .manifest()
        .flatMap(manifest ->
            twice(manifest.holdings())
                .map(holding -> holding + " a second time under another spelling, want it once")
                .or(() -> shared(manifest.holdings())))
        .map(sentence ->
            ManifestStep.Parsed.<ReservesManifest>failed(Check.RESERVES_MANIFEST, sentence))
        .orElse(parsed);
  }

  /** Evidence is of one holding, and a signature of ownership of one account. */
  private static Optional<String> shared(List<Holding> holdings) {
    Set<Hash> evidence = new HashSet<>();
    Map<Hash, AccountRef> owners = new HashMap<>();
    for (Holding holding : holdings) {
      AccountRef account = holding.account();
      boolean own =
          holding.evidence().map(evidence::add).orElse(true)
              && holding
                  .ownershipEvidence()
                  .map(file -> owners.computeIfAbsent(file, unseen -> account).equals(account))
                  .orElse(true);
      if (!own) {
        return Optional.of(holding + ": a file that stands behind another, want its own");
      }
    }
    return Optional.empty();
  }

  private static Optional<Holding> twice(List<Holding> holdings) {
    Set<Place> seen = new HashSet<>();
    return holdings.stream()
        .filter(holding -> !seen.add(Place.of(holding.account(), holding.asset())))
        .findFirst();
  }

  static Finding header(Statement statement, ReservesManifest manifest, List<Judged> judged) {
    List<NumberedBlock> pinned = manifest.chains().stream().map(PinnedBlock::block).toList();
    if (!pinned.equals(statement.chainState())) {
      return Finding.fail(
          Check.RESERVES_HEADER,
          "the manifest's blocks " + pinned + ", want the statement's " + statement.chainState());
    }
    return each(
        Check.RESERVES_HEADER,
        judged,
        Judged::header,
        HoldingStep::restsOnHeader,
        "block hashes follow from the headers of proven holdings");
  }

  /** That nobody confirms a block is no failure: what rests on it then counts as conditional. */
  static Finding canonical(ReservesManifest manifest, Sources sources) {
    for (PinnedBlock block : manifest.chains()) {
      Optional<String> other = sources.contradict(block);
      if (other.isPresent()) {
        return Finding.fail(Check.RESERVES_CANONICAL, other.get());
      }
    }
    List<PinnedBlock> open =
        manifest.chains().stream().filter(block -> !sources.confirm(block)).toList();
    if (!open.isEmpty()) {
      return Finding.absent(
          Check.RESERVES_CANONICAL,
          open.size()
              + " blocks that nobody the reader trusts confirms: "
              + open.getFirst().block());
    }
    List<String> own =
        manifest.chains().stream()
            .filter(block -> !sources.seenBy(block).nodes().isEmpty())
            .map(block ->
                block.block()
                    + " by the reader's own nodes "
                    + String.join(", ", sources.seenBy(block).nodes()))
            .toList();
    return Finding.pass(
        Check.RESERVES_CANONICAL,
        manifest.chains().size()
            + " blocks, each confirmed by "
            + by(manifest, own.size(), sources),
        own.toArray(String[]::new));
  }

  private static String by(ReservesManifest manifest, int own, Sources sources) {
    String observers = sources.quorum() + " observers";
    boolean all = own == manifest.chains().size();
    return own == 0
        ? observers
        : all ? "the reader's own nodes" : "the reader's own nodes or " + observers;
  }

  static Finding balance(List<Judged> judged) {
    return each(
        Check.RESERVES_BALANCE,
        judged,
        Judged::balance,
        holding -> true,
        "holdings reach the assurance that they declare");
  }

  static Finding ownership(List<Judged> judged) {
    return each(
        Check.RESERVES_OWNERSHIP,
        judged,
        Judged::ownership,
        holding -> holding.ownership() == Ownership.SIGNED,
        "signatures of ownership fit");
  }

  private static Finding each(
      Check check,
      List<Judged> judged,
      Function<Judged, Optional<String>> failure,
      Predicate<Holding> about,
      String what) {
    List<String> failures = judged.stream().flatMap(one -> failure.apply(one).stream()).toList();
    long count = judged.stream().map(Judged::holding).filter(about).count();
    return failures.isEmpty()
        ? Finding.pass(check, count + " of " + count + " " + what)
        : Finding.fail(
            check,
            failures.getFirst(),
            Stream.concat(
                    failures.stream().limit(MOST_SHOWN),
                    Stream.of(failures.size() + " of " + judged.size() + " holdings fail"))
                .toArray(String[]::new));
  }
}
