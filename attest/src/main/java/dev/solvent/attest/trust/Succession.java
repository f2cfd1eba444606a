package dev.solvent.attest.trust;

import java.util.List;
import java.util.Optional;

/**
 * Whether one root may follow another, signatures aside. A root may close the open period at or
 * above the log size that it names, and add periods after it; of what has elapsed it changes
 * nothing, or an exchange could disown what it signed or let a new key sign the past.
 */
final class Succession {
  private Succession() {}

  /** Why {@code next} may not follow, or empty where it may. */
  static Optional<String> refusal(TrustRoot before, TrustRoot next) {
    if (next.version() != before.version() + 1) {
      return refused("version " + next.version(), before.version() + 1);
    }
    if (!next.previous().equals(Optional.of(before.id()))) {
      return refused(
          "previous " + next.previous().map(Object::toString).orElse("absent"), before.id());
    }
    if (!next.issuer().equals(before.issuer())) {
      return refused("issuer " + next.issuer(), before.issuer());
    }
    if (!next.logOrigin().equals(before.logOrigin())) {
      return refused(
          "log origin " + next.logOrigin(), before.logOrigin() + ", which never changes");
    }
    if (next.logSize() < before.logSize()) {
      return refused("log size " + next.logSize(), "at least " + before.logSize());
    }
    return periodsRefusal(before.statements(), next);
  }

  private static Optional<String> periodsRefusal(List<Period> before, TrustRoot next) {
    List<Period> after = next.statements();
    int open = before.size() - 1;
    if (after.size() < before.size() || !after.subList(0, open).equals(before.subList(0, open))) {
      return refused("elapsed periods that differ", "them as they were");
    }
    Period was = before.get(open);
    Period is = after.get(open);
    if (!is.signers().equals(was.signers())) {
      return refused("other signers from index " + was.from(), "the period closed, and a new one");
    }
    if (is.to().isPresent() && is.to().getAsLong() < next.logSize()) {
      return refused(
          "a period closed at " + is.to().getAsLong(),
          next.logSize() + " or above, the size of the log");
    }
    return Optional.empty();
  }

  private static Optional<String> refused(String found, Object wanted) {
    return Optional.of(found + ", want " + wanted);
  }
}
