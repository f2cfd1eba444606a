package dev.solvent.verifier.audit;

import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.BookProblems;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.book.BookException;
import dev.solvent.verifier.audit.diagnosis.Cause;
import dev.solvent.verifier.audit.diagnosis.Diagnosis;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.kit.Rebuild;
import dev.solvent.verifier.audit.kit.Rebuilt;
import dev.solvent.verifier.audit.ledger.LedgerComparison;
import dev.solvent.verifier.audit.ledger.LedgerFindings;
import dev.solvent.verifier.audit.proofs.HandedInCheck;
import dev.solvent.verifier.audit.proofs.HandedInFindings;
import dev.solvent.verifier.audit.proofs.SampleFindings;
import dev.solvent.verifier.reader.Examination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One audit, step by step. The kit is believed in nothing: the attested manifest decides. */
final class AuditRun {
  /**
   * What is looked at beside the trees.
   *
   * @param other another export of the ledger
   * @param proofs the folder of what customers handed in
   * @param maxDifferences how many differing balances are named
   */
  record Beside(Optional<OtherBook> other, Optional<Path> proofs, int maxDifferences) {}

  /** How the proofs of a sample are had. */
  interface Sampling {
    SampleFindings check(LiabilitiesManifest attested)
        throws IOException, BookException, InterruptedException;
  }

  private final Examination examination;
  private final KitFolder kit;
  private final Effort effort;
  private final ProgressLine progress;
  private final List<String> kitFaults = new ArrayList<>();

  AuditRun(Examination examination, KitFolder kit, Effort effort, ProgressLine progress) {
    this.examination = examination;
    this.kit = kit;
    this.effort = effort;
    this.progress = progress;
  }

  /** Rebuilds every tree. */
  Audit rebuild(Beside beside, Path work) throws IOException, InterruptedException {
    Optional<LiabilitiesManifest> attested = attested();
    if (attested.isEmpty()) {
      return nothing();
    }
    Rebuilt rebuilt = Rebuild.of(kit, effort, work, progress);
    requireBook(rebuilt.digest());
    return switch (rebuilt) {
      case Rebuilt.NoTrees none -> unreadable(none.problems());
      case Rebuilt.Trees trees ->
          new Audit(
              report(kitFaults.isEmpty() ? commitments(trees) : List.of()),
              kitFaults,
              Optional.empty(),
              OptionalLong.of(trees.rows()),
              diagnosed(TreeLine.of(attested.get(), trees.trees())),
              ledger(beside, work),
              handedIn(beside),
              Optional.empty());
    };
  }

  /** Rebuilds nothing: so the check {@code liabilities.recompute} is not run. */
  Audit sample(Sampling sampling) throws IOException, InterruptedException {
    Optional<LiabilitiesManifest> attested = attested();
    if (attested.isEmpty()) {
      return nothing();
    }
    try {
      SampleFindings findings = sampling.check(attested.get());
      requireBook(findings.book());
      return new Audit(
          examination.report(Exhibits.NONE),
          kitFaults,
          Optional.empty(),
          OptionalLong.of(findings.of()),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(findings));
    } catch (BookException e) {
      return unreadable(BookProblems.of(String.valueOf(kit.book().getFileName()), e));
    }
  }

  /** The manifest to compare with, if there is one and the kit is of its issuer and epoch. */
  private Optional<LiabilitiesManifest> attested() throws IOException {
    Optional<LiabilitiesManifest> attested =
        Attested.manifest(examination.located(), examination.report(Exhibits.NONE));
    if (attested.isEmpty()) {
      kitFaults.add("there is no attested manifest to compare it with");
      return attested;
    }
    LiabilitiesManifest manifest = attested.get();
    if (!kit.kit().issuer().equals(manifest.issuer())) {
      kitFaults.add("issuer " + kit.kit().issuer() + ", want " + manifest.issuer());
    }
    if (!kit.kit().epoch().equals(manifest.epoch())) {
      kitFaults.add("epoch " + kit.kit().epoch() + ", want " + manifest.epoch());
    }
    return kitFaults.isEmpty() ? attested : Optional.empty();
  }

  private void requireBook(Hash digest) {
    if (!digest.equals(kit.kit().book())) {
      kitFaults.add(
          kit.book().getFileName() + ": SHA-256 " + digest + ", want " + kit.kit().book());
    }
  }

  private static List<CommittedAsset> commitments(Rebuilt.Trees trees) {
    return trees.trees().stream()
        .map(tree -> new CommittedAsset(tree.header().asset(), tree.header().commitment()))
        .toList();
  }

  private Report report(List<CommittedAsset> recomputed) throws IOException {
    return examination.report(Exhibits.NONE.withRecomputed(recomputed));
  }

  private Audit nothing() throws IOException {
    return withoutTrees(Optional.empty());
  }

  private Audit unreadable(BookProblems problems) throws IOException {
    return withoutTrees(Optional.of(problems));
  }

  private Audit withoutTrees(Optional<BookProblems> problems) throws IOException {
    return new Audit(
        report(List.of()),
        kitFaults,
        problems,
        OptionalLong.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<TreeLine> diagnosed(List<TreeLine> lines) throws IOException, InterruptedException {
    List<Diagnosis.Different> different = new ArrayList<>();
    for (TreeLine line : lines) {
      if (!line.isSame() && line.attested().isPresent() && line.rebuilt().isPresent()) {
        different.add(new Diagnosis.Different(line.rebuilt().get(), line.attested().get()));
      }
    }
    Map<Asset, Cause> causes = Diagnosis.of(different, kit, effort, progress);
    return lines.stream()
        .map(line -> Optional.ofNullable(causes.get(line.asset())).map(line::because).orElse(line))
        .toList();
  }

  private Optional<LedgerFindings> ledger(Beside beside, Path work)
      throws IOException, InterruptedException {
    if (beside.other().isEmpty()) {
      return Optional.empty();
    }
    OtherBook other = beside.other().get();
    List<Asset> assets = other.assets(kit.assets());
    try {
      return Optional.of(
          new LedgerComparison(
                  () -> kit.open(assets),
                  () -> other.open(assets),
                  assets,
                  kit.kit().book(),
                  effort,
                  progress)
              .compare(other.name(), beside.maxDifferences(), work));
    } catch (BookException e) {
      throw other.inWords(e); // the kit's was read without a problem before
    }
  }

  private Optional<HandedInFindings> handedIn(Beside beside)
      throws IOException, InterruptedException {
    if (beside.proofs().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          HandedInCheck.of(beside.proofs().get(), examination::report, kit, effort, progress));
    } catch (BookException e) {
      throw new IOException("the kit's book has changed since it was read: " + e.getMessage(), e);
    }
  }
}
