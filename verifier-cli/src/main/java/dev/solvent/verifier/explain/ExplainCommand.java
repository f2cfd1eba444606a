package dev.solvent.verifier.explain;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Quoted;
import dev.solvent.verifier.cli.VerifierCommand;
import dev.solvent.verifier.explain.Explanation.Kind;
import dev.solvent.verifier.explain.Explanation.Section;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify explain}. */
@Command(
    name = "explain",
    description = {
      "Says what a check establishes, what could be done to you without it, and what to do",
      "when it fails; also what a verdict or an assurance means. Without a name: the list."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  solvent-verify explain",
      "  solvent-verify explain log.consistency",
      "  solvent-verify explain SHORT",
      "  solvent-verify explain conditional"
    })
public final class ExplainCommand extends VerifierCommand {
  private static final String FORMAT = "solvent/explanations/v1";

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A check, a verdict or an assurance, as reports name them.")
  private @Nullable String name;

  private final Explanations explanations = Explanations.load();

  @Override
  public Integer call() {
    List<Explanation> wanted = name == null ? explanations.all() : List.of(find(name));
    if (json()) {
      print(
          new ObjectBuilder()
              .put("explanations", wanted, Explanation::toJson)
              .put("format", FORMAT)
              .build());
    } else if (name == null) {
      list("checks, in their order", Kind.CHECK);
      list("verdicts, the worst first", Kind.VERDICT);
      list("assurances of a holding", Kind.ASSURANCE);
    } else {
      show(wanted.getFirst());
    }
    return 0;
  }

  private Explanation find(String wanted) {
    return explanations
        .find(wanted)
        .orElseThrow(() ->
            new UserError(
                "nothing is called " + Quoted.of(wanted),
                "near to it: "
                    + String.join(", ", explanations.near(wanted))
                    + "; without a name, explain lists all"));
  }

  private void list(String title, Kind kind) {
    out().println(style().strong(title));
    for (Explanation each : explanations.of(kind)) {
      out().println(String.format(Locale.ROOT, "  %-21s %s", each.name(), each.summary()));
    }
  }

  private void show(Explanation explanation) {
    out().println(style().strong(explanation.name()) + ": " + explanation.summary());
    for (Section section : explanation.sections()) {
      out().println();
      out().println(style().strong(section.heading()));
      section.lines().forEach(line -> out().println("  " + line));
    }
  }
}
