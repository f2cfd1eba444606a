package dev.solvent.verifier.compare;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.verify.Examined;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.OwnView;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.cli.VerifierCommand;
import dev.solvent.verifier.compare.Comparison.Shared;
import dev.solvent.verifier.reader.Examination;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.source.Located;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify compare}. */
@Command(
    name = "compare",
    description = {
      "Looks for accounts that several issuers count on at the same time.",
      "Each attestation has to be its issuer's own, under the root that you pinned of it;",
      "what it owes, and whether it is the newest, is not looked at."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 nothing is claimed twice, 1 something is, or an attestation is not its",
      "issuer's, 2 MALFORMED or wrong usage.",
      "",
      "Examples:",
      "  solvent-verify compare https://one.example https://two.example",
      "  solvent-verify compare one/7.bundle.json two/31.bundle.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class CompareCommand extends VerifierCommand {
  @Parameters(
      paramLabel = "FILE|URL",
      arity = "1..*",
      description = {
        "Bundles, or publications (web addresses or folders), of which the newest is taken;",
        "of two issuers at least."
      })
  private List<String> given;

  @Mixin private ReaderOptions options;

  @Override
  public Integer call() throws IOException {
    List<Held> all = new ArrayList<>();
    List<Doubt> doubts = new ArrayList<>();
    for (String each : given) {
      examine(each, all, doubts);
    }
    if (doubts.isEmpty()) {
      requireSeveral(all);
      all.forEach(held -> requireMet(held.statement().issuer(), all));
    }
    List<Shared> shared = doubts.isEmpty() ? Comparison.of(all) : List.of();
    if (json()) {
      print(CompareJson.of(all, doubts, shared));
    } else {
      show(all, doubts, shared);
    }
    boolean nothing = doubts.isEmpty() && shared.isEmpty();
    return (nothing ? Verdict.VERIFIED : Verdict.FAILED).exitCode();
  }

  private void examine(String name, List<Held> all, List<Doubt> doubts) throws IOException {
    Examination examination = Examination.of(options, Located.find(name, Optional.empty()));
    Located located = examination.located();
    Examined examined = examination.examine(Exhibits.NONE, OwnView.NONE);
    List<Doubt> found =
        Held.doubts(examined).stream().map(finding -> new Doubt(name, finding)).toList();
    doubts.addAll(found);
    if (found.isEmpty()) {
      all.add(
          new Held(
              examined.statement().orElseThrow(),
              examined.reserves().orElseThrow(),
              located.bundle().blobs().and(located.beside())));
    }
  }

  private static void requireSeveral(List<Held> all) {
    Set<Issuer> issuers =
        all.stream().map(held -> held.statement().issuer()).collect(Collectors.toSet());
    if (issuers.size() < 2) {
      throw new UserError(
          "attestations of one issuer, " + issuers.iterator().next() + ", want two or more",
          "what one issuer says over time, history shows");
    }
  }

  /** Of whom nothing is of one time with another's, nothing was compared. */
  private static void requireMet(Issuer issuer, List<Held> all) {
    boolean met =
        all.stream()
            .filter(held -> held.statement().issuer().equals(issuer))
            .anyMatch(held ->
                all.stream().anyMatch(other -> held.isOfAnother(other) && held.overlaps(other)));
    if (!met) {
      throw new UserError(
          "no attestation of " + issuer + " is of one time with another's, want one at least",
          "an attestation is of the time from its asOf until its nextDueBy; name bundles that meet");
    }
  }

  private void show(List<Held> all, List<Doubt> doubts, List<Shared> shared) {
    ComparePage page = new ComparePage(out(), style());
    if (!doubts.isEmpty()) {
      page.doubts(doubts);
      return;
    }
    page.verdict(all, shared);
    if (!quiet()) {
      page.compared(all);
      page.shared(shared);
    }
  }
}
