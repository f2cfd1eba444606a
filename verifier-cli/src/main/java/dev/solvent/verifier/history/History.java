package dev.solvent.verifier.history;

import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Issuer;
import java.util.ArrayList;
import java.util.List;

/**
 * All epochs of a publication that were looked at, in their order.
 *
 * @param size how many there are, or were at a time in the past
 * @param newest the newest attestation's verdict now
 * @param faults of the publication as a whole
 */
record History(
    Issuer issuer,
    Timestamp now,
    long size,
    Verdict newest,
    List<String> newestFaults,
    List<EpochRow> rows,
    List<Event> events,
    List<String> faults) {
  History {
    newestFaults = List.copyOf(newestFaults);
    rows = List.copyOf(rows);
    events = List.copyOf(events);
    faults = List.copyOf(faults);
  }

  /** That of the newest now; nothing that is broken before it is forgiven. */
  Verdict verdict() {
    boolean broken = !faults.isEmpty() || rows.stream().anyMatch(EpochRow::isBroken);
    return broken ? Verdict.FAILED : newest;
  }

  /** Everything that went wrong as a whole, or with the newest one now. */
  List<String> allFaults() {
    List<String> all = new ArrayList<>(faults);
    newestFaults.forEach(fault -> all.add("now: " + fault));
    return all;
  }
}
