package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.tree.TreeHeader;
import dev.solvent.verifier.audit.diagnosis.Cause.Reason;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.kit.Rebuilt;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Looks for the one change that makes a rebuilt tree the attested one, with nothing but the kit and
 * the commitment. At worst it hashes every leaf's path once, and some tens of whole trees.
 */
public final class Diagnosis {
  /** What was found of one tree, before the book is asked whose leaf it is. */
  private sealed interface Suspect {
    record Altered(Locator leaf, Amount attested, Amount inKit) implements Suspect {}

    record Dropped(Locator leaf, Amount balance) implements Suspect {}

    record None(Reason reason) implements Suspect {}
  }

  private final KitFolder kit;
  private final Effort effort;
  private final ProgressLine progress;

  private Diagnosis(KitFolder kit, Effort effort, ProgressLine progress) {
    this.kit = kit;
    this.effort = effort;
    this.progress = progress;
  }

  /** A tree that is not the attested one. */
  public record Different(Rebuilt.Tree tree, Commitment attested) {}

  /** What makes each of these trees another than the attested one. */
  public static Map<Asset, Cause> of(
      Iterable<Different> trees, KitFolder kit, Effort effort, ProgressLine progress)
      throws IOException, InterruptedException {
    Diagnosis diagnosis = new Diagnosis(kit, effort, progress);
    Map<Asset, Suspect> suspects = new LinkedHashMap<>();
    for (Different each : trees) {
      suspects.put(each.tree().header().asset(), diagnosis.suspect(each.tree(), each.attested()));
    }
    return diagnosis.named(suspects);
  }

  private Suspect suspect(Rebuilt.Tree tree, Commitment attested)
      throws IOException, InterruptedException {
    TreeHeader header = tree.header();
    Commitment rebuilt = header.commitment();
    if (rebuilt.height() != attested.height()) {
      return new Suspect.None(Reason.OTHER_HEIGHT);
    }
    if (rebuilt.total().equals(attested.total())) {
      return new Suspect.None(Reason.SAME_TOTAL);
    }
    Change change = Change.between(rebuilt.total(), attested.total());
    String looking = "looking into " + header.asset().ticker() + ": ";
    double blocks = Block.count(rebuilt.height());
    try (Leaves leaves = Leaves.open(tree)) {
      Fold fold =
          Fold.of(
              leaves, effort.threads(), done -> progress.show(done / blocks, looking + "hashing"));
      if (!fold.root().hash().equals(rebuilt.root())) {
        throw new IOException(tree.folder() + ": temporary files were damaged");
      }
      Optional<Suspect> dropped =
          change.up() ? Optional.empty() : dropped(tree, leaves, fold, change.by(), attested);
      if (dropped.isPresent() && dropped.get() instanceof Suspect.Dropped) {
        return dropped.get();
      }
      OptionalLong altered =
          AlteredLeaf.find(
              leaves,
              fold,
              change,
              attested.root(),
              effort.threads(),
              done -> progress.show(done / blocks, looking + "one balance altered?"));
      if (altered.isPresent()) {
        return altered(leaves, altered.getAsLong(), change);
      }
      return dropped.orElse(new Suspect.None(Reason.MORE_ATTESTED));
    }
  }

  private Optional<Suspect> dropped(
      Rebuilt.Tree tree, Leaves leaves, Fold fold, Amount balance, Commitment attested)
      throws IOException, InterruptedException {
    TreeHeader header = tree.header();
    AuditKit.Tree stated =
        kit.kit().trees().stream()
            .filter(each -> each.asset().equals(header.asset()))
            .findFirst()
            .orElseThrow();
    DroppedLeaf.Outcome outcome =
        DroppedLeaf.find(
            leaves,
            fold,
            balance,
            attested.root(),
            stated.blankKey(),
            leaves.count() - header.accounts(),
            effort.threads(),
            tried ->
                progress.show(
                    tried / (double) DroppedLeaf.MOST_TRIED,
                    "looking into " + header.asset().ticker() + ": one account dropped?"));
    return Optional.of(
        switch (outcome) {
          case DroppedLeaf.Outcome.Found found ->
              new Suspect.Dropped(leaves.locator(found.index()), balance);
          case DroppedLeaf.Outcome.NotFound none ->
              new Suspect.None(
                  none.candidates() > DroppedLeaf.MOST_TRIED
                      ? Reason.TOO_MANY_CANDIDATES
                      : Reason.LESS_ATTESTED);
        });
  }

  private static Suspect altered(Leaves leaves, long index, Change change) {
    Amount inKit = leaves.balance(index);
    Amount attested = new Amount(change.high(inKit.high(), inKit.low()), change.low(inKit.low()));
    return new Suspect.Altered(leaves.locator(index), attested, inKit);
  }

  private Map<Asset, Cause> named(Map<Asset, Suspect> suspects)
      throws IOException, InterruptedException {
    Set<Locator> leaves = new LinkedHashSet<>();
    for (Suspect suspect : suspects.values()) {
      switch (suspect) {
        case Suspect.Altered altered -> leaves.add(altered.leaf());
        case Suspect.Dropped dropped -> leaves.add(dropped.leaf());
        case Suspect.None none -> {}
      }
    }
    Map<Locator, AccountId> names = Names.of(leaves, kit, effort, progress);
    Map<Asset, Cause> causes = new LinkedHashMap<>();
    suspects.forEach((asset, suspect) ->
        causes.put(
            asset,
            switch (suspect) {
              case Suspect.Altered altered ->
                  new Cause.Altered(
                      Optional.ofNullable(names.get(altered.leaf())),
                      altered.attested(),
                      altered.inKit());
              case Suspect.Dropped dropped ->
                  new Cause.Dropped(name(names, dropped), dropped.balance());
              case Suspect.None none -> new Cause.Unexplained(none.reason());
            }));
    return causes;
  }

  private static AccountId name(Map<Locator, AccountId> names, Suspect.Dropped dropped) {
    AccountId name = names.get(dropped.leaf());
    if (name == null) {
      throw new IllegalStateException("a leaf with a balance is some account's");
    }
    return name;
  }
}
