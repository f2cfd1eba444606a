package dev.solvent.attest.verify;

import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The trust roots that follow from the pinned one, in the check {@code trust.root}. */
final class TrustStep {
  private final List<SignedRoot> chain;
  private final Optional<String> refusal;

  private TrustStep(List<SignedRoot> chain, Optional<String> refusal) {
    this.chain = List.copyOf(chain);
    this.refusal = refusal;
  }

  /** The pinned root has its place among them: older ones lead up to it, newer ones follow. */
  static TrustStep of(SignedRoot pinned, List<SignedRoot> brought) {
    boolean among = brought.stream().anyMatch(root -> root.id().equals(pinned.id()));
    List<SignedRoot> chain = new ArrayList<>(brought);
    if (!among) {
      chain.add(pinned);
      chain.sort(Comparator.comparingLong(root -> root.root().version()));
    }
    for (int i = 1; i < chain.size(); i++) {
      Optional<String> refusal = chain.get(i).refusalAfter(chain.get(i - 1).root());
      if (refusal.isPresent()) {
        return new TrustStep(
            chain, Optional.of("root " + chain.get(i).root().version() + ": " + refusal.get()));
      }
    }
    return new TrustStep(chain, Optional.empty());
  }

  boolean holds() {
    return refusal.isEmpty();
  }

  /** The newest root, which says who signs at which index. */
  TrustRoot newest() {
    return chain.getLast().root();
  }

  /** Those of the root that the statement names and of the later ones: the key may have changed. */
  List<VerifyingKey> receiptKeys(RootName named) {
    return chain.stream()
        .map(SignedRoot::root)
        .filter(root -> root.version() >= named.version())
        .flatMap(root -> root.receiptKey().stream())
        .distinct()
        .toList();
  }

  /** Says whether the root that the statement names is one of them. */
  Finding finding(RootName named) {
    boolean known =
        chain.stream()
            .anyMatch(root ->
                root.id().equals(named.sha256()) && root.root().version() == named.version());
    return known
        ? Finding.pass(
            Check.TRUST_ROOT,
            "the statement's root " + named.version() + " is the pinned one or chained to it",
            "root " + named.sha256())
        : Finding.fail(
            Check.TRUST_ROOT,
            "statement made under root "
                + named.version()
                + " ("
                + named.sha256()
                + "), want the pinned one or one that is chained to it");
  }

  Finding failure() {
    return Finding.fail(Check.TRUST_ROOT, refusal.orElseThrow());
  }
}
