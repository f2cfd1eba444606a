package dev.solvent.verifier.history;

import dev.solvent.attest.liabilities.Exclusion;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one epoch came to.
 *
 * @param found empty where no bundle of it could be read
 * @param late by how much it came too late
 * @param faults what keeps it from VERIFIED, a sentence each
 */
record EpochRow(
    Epoch epoch,
    Verdict verdict,
    Optional<Found> found,
    Optional<Duration> late,
    List<String> faults) {
  /**
   * What its bundle shows.
   *
   * @param checkpoint the bundle's own
   * @param judgedAt the time that the verification was given
   * @param cosigned when the first of the reader's witnesses cosigned
   * @param policy by which its solvency report was made, where that follows from its files
   * @param announces the policy that the report which it names announces, whether it follows or not
   */
  record Found(
      Statement statement,
      Checkpoint checkpoint,
      Timestamp judgedAt,
      Optional<Timestamp> cosigned,
      List<Coverage> coverage,
      List<Exclusion> excluded,
      Optional<Hash> policy,
      Optional<Hash> announces) {
    Found {
      coverage = List.copyOf(coverage);
      excluded = List.copyOf(excluded);
    }

    /** When it was there: a statement that nobody witnessed yet is nobody's. */
    Timestamp came() {
      return cosigned.filter(time -> time.compareTo(statement.asOf()) > 0).orElse(statement.asOf());
    }
  }

  EpochRow {
    faults = List.copyOf(faults);
  }

  static EpochRow without(Epoch epoch, Verdict verdict, String fault) {
    return new EpochRow(epoch, verdict, Optional.empty(), Optional.empty(), List.of(fault));
  }

  /** The same, and it is not what the log says. */
  EpochRow failing(String fault) {
    List<String> all = new ArrayList<>(faults);
    all.add(fault);
    return new EpochRow(
        epoch, verdict == Verdict.MALFORMED ? verdict : Verdict.FAILED, found, late, all);
  }

  /** The same, held to the policy that was announced for it. */
  EpochRow promised(Optional<Hash> announced) {
    Optional<Hash> policy = found.flatMap(Found::policy);
    return announced.isEmpty() || policy.isEmpty() || policy.equals(announced)
        ? this
        : failing(
            "solvency.report: policy " + policy.get() + ", want the announced " + announced.get());
  }

  /** The same, after a statement that said until when it was due. */
  EpochRow after(Statement before) {
    return new EpochRow(
        epoch,
        verdict,
        found,
        found
            .map(shown -> Duration.between(before.nextDueBy().instant(), shown.came().instant()))
            .filter(Duration::isPositive),
        faults);
  }

  /** Whether somebody is to blame, and not only time or money short. */
  boolean isBroken() {
    return verdict == Verdict.FAILED || verdict == Verdict.MALFORMED;
  }

  List<Coverage> coverage() {
    return found.map(Found::coverage).orElse(List.of());
  }

  List<Exclusion> excluded() {
    return found.map(Found::excluded).orElse(List.of());
  }
}
