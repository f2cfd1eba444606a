package dev.solvent.verifier.audit;

import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.verifier.audit.diagnosis.Cause;
import dev.solvent.verifier.audit.kit.Rebuilt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One asset's tree, as attested and as rebuilt.
 *
 * @param attested empty where the manifest has no tree of it
 * @param rebuilt empty where the kit has none
 * @param cause of the difference, where it was looked for
 */
record TreeLine(
    Asset asset,
    Optional<Commitment> attested,
    Optional<Rebuilt.Tree> rebuilt,
    Optional<Cause> cause) {
  private static final Comparator<TreeLine> ORDER =
      Comparator.comparing((TreeLine line) -> line.asset().ticker())
          .thenComparingInt(line -> line.asset().decimals());

  /** Every tree that is attested, and every one that was rebuilt. */
  static List<TreeLine> of(LiabilitiesManifest attested, List<Rebuilt.Tree> rebuilt) {
    List<TreeLine> lines = new ArrayList<>();
    for (CommittedAsset each : attested.assets()) {
      Optional<Rebuilt.Tree> tree =
          rebuilt.stream().filter(one -> one.header().asset().equals(each.asset())).findAny();
      lines.add(new TreeLine(each.asset(), Optional.of(each.commitment()), tree, Optional.empty()));
    }
    for (Rebuilt.Tree tree : rebuilt) {
      Asset asset = tree.header().asset();
      if (lines.stream().noneMatch(line -> line.asset().equals(asset))) {
        lines.add(new TreeLine(asset, Optional.empty(), Optional.of(tree), Optional.empty()));
      }
    }
    return lines.stream().sorted(ORDER).toList();
  }

  TreeLine because(Cause found) {
    return new TreeLine(asset, attested, rebuilt, Optional.of(found));
  }

  Optional<Commitment> recomputed() {
    return rebuilt.map(tree -> tree.header().commitment());
  }

  boolean isSame() {
    return attested.isPresent() && attested.equals(recomputed());
  }
}
