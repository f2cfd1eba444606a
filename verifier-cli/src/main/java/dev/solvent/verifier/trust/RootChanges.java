package dev.solvent.verifier.trust;

import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.TrustRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the next root says otherwise than the one before, in words. */
final class RootChanges {
  private final List<String> lines = new ArrayList<>();

  private RootChanges() {}

  static List<String> between(TrustRoot before, TrustRoot next) {
    RootChanges changes = new RootChanges();
    changes.keys(before.logKeys(), next.logKeys(), key -> "log key " + key);
    changes.signers(before.rootKeys(), next.rootKeys());
    changes.periods(before.statements(), next.statements());
    changes.keys(
        before.receiptKey().stream().toList(),
        next.receiptKey().stream().toList(),
        key -> "receipt " + RootPage.idOf(key));
    if (changes.lines.isEmpty()) {
      changes.lines.add("no key and no period is another");
    }
    return changes.lines;
  }

  private <T> void keys(List<T> before, List<T> next, Function<T, String> name) {
    before.stream()
        .filter(key -> !next.contains(key))
        .forEach(key -> lines.add(name.apply(key) + " no longer counts"));
    next.stream()
        .filter(key -> !before.contains(key))
        .forEach(key -> lines.add(name.apply(key) + " counts from now on"));
  }

  private void signers(KeySet before, KeySet next) {
    keys(before.keys(), next.keys(), key -> "root " + RootPage.idOf(key));
    if (before.threshold() != next.threshold()) {
      lines.add(
          "the next root needs "
              + next.threshold()
              + " of "
              + next.keys().size()
              + " signatures, and needed "
              + before.threshold()
              + " of "
              + before.keys().size());
    }
  }

  /** Elapsed periods stay as they were: that it follows at all says so. */
  private void periods(List<Period> before, List<Period> next) {
    Period was = before.getLast();
    Period is = next.get(before.size() - 1);
    if (!is.equals(was)) {
      is.signers()
          .keys()
          .forEach(key ->
              lines.add(
                  "statement "
                      + RootPage.idOf(key)
                      + " signs no epoch after "
                      + is.to().orElseThrow()
                      + "; what it signed before stays signed"));
    }
    next.subList(before.size(), next.size())
        .forEach(period ->
            period
                .signers()
                .keys()
                .forEach(key ->
                    lines.add(
                        "statement " + RootPage.idOf(key) + " signs " + RootPage.epochs(period))));
  }
}
