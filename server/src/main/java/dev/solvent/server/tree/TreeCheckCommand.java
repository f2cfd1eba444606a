package dev.solvent.server.tree;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.ExpectedBalance;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Verdict;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code solvent tree check}. */
@Command(
    name = "check",
    description = {
      "Checks an account proof against a manifest.",
      "Nothing vouches for the manifest here: that it was signed and logged, verify checks."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 VERIFIED, 1 FAILED, 2 malformed input or usage.",
      "",
      "Example:",
      "  solvent tree check --manifest trees/liabilities.json --expect BTC=0.42 alice.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class TreeCheckCommand implements Callable<Integer> {
  private static final String CHECK = "liabilities.inclusion";

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE",
      description = "The manifest: liabilities.json.")
  private Path manifest;

  @Option(
      names = "--expect",
      paramLabel = "ASSET=COINS",
      converter = Converters.OfExpectedBalance.class,
      description = "The balance you know you have. Repeat for each asset.")
  private List<ExpectedBalance> expected = List.of();

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Parameters(paramLabel = "PROOF", description = "The account proof.")
  private Path proof;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    LiabilitiesManifest attested = LiabilityFolder.readManifest(manifest);
    AccountProof claim =
        LiabilityFolder.read(proof, AccountProof.LIMITS.maxBytes(), AccountProof::parse);
    InclusionOutcome outcome = LiabilitiesInclusion.check(attested, claim, expected);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(asJson(attested, outcome));
    } else {
      print(out, attested, outcome);
    }
    return switch (outcome) {
      case InclusionOutcome.Passed passed -> Failures.OK;
      case InclusionOutcome.Failed failed -> Failures.FAILED;
    };
  }

  private static void print(
      PrintWriter out, LiabilitiesManifest attested, InclusionOutcome outcome) {
    switch (outcome) {
      case InclusionOutcome.Passed passed ->
          out.println("VERIFIED " + CHECK + " (manifest not attested)");
      case InclusionOutcome.Failed failed ->
          failed.failures().forEach(why -> out.println("FAILED " + CHECK + ": " + why.detail()));
    }
    out.printf(
        Locale.ROOT,
        "  account %s at %s, epoch %s, as of %s%n",
        outcome.account(),
        attested.issuer(),
        attested.epoch(),
        attested.asOf());
    for (InclusionOutcome.Position position : outcome.positions()) {
      out.printf(
          Locale.ROOT,
          "  %-8s %s %s%n",
          position.proof().asset().ticker(),
          coins(attested, position.proof()),
          position.isCounted() ? "counted" : "NOT counted");
    }
    if (!outcome.notCounted().isEmpty()) {
      out.println(
          outcome.notCounted().stream()
              .map(asset -> asset.ticker().text())
              .collect(Collectors.joining(", ", "  nothing counted for you in ", "")));
    }
  }

  /** The decimals are the manifest's; of an asset that it does not have, the units are shown. */
  private static String coins(LiabilitiesManifest attested, InclusionProof position) {
    return attested
        .tree(position.asset().ticker())
        .map(tree -> position.balance().toDecimal(tree.asset().decimals()))
        .orElse(position.balance() + " units");
  }

  private static String asJson(LiabilitiesManifest attested, InclusionOutcome outcome) {
    List<InclusionOutcome.Failure> failures =
        outcome instanceof InclusionOutcome.Failed failed ? failed.failures() : List.of();
    ObjectBuilder result =
        new ObjectBuilder()
            .put("account", outcome.account().text())
            .put("check", CHECK)
            .put("epoch", attested.epoch().number())
            .put("failures", failures, TreeCheckCommand::failureJson)
            .put("issuer", attested.issuer().domain())
            .put("manifest", "not attested")
            .put(
                "notCounted",
                outcome.notCounted(),
                asset -> new ObjectBuilder().put("asset", asset.ticker().text()).build())
            .put("positions", outcome.positions(), TreeCheckCommand::positionJson)
            .put("result", failures.isEmpty() ? "VERIFIED" : "FAILED");
    return new String(
        CanonicalJson.print(result.build(), AccountProof.LIMITS), StandardCharsets.UTF_8);
  }

  private static JsonValue.JsonObject failureJson(InclusionOutcome.Failure failure) {
    return new ObjectBuilder()
        .put("detail", failure.detail())
        .put("reason", failure.reason().name())
        .build();
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> "ACCEPTED";
      case Verdict.Rejected rejected -> rejected.reason().name();
    };
  }

  private static JsonValue.JsonObject positionJson(InclusionOutcome.Position position) {
    return new ObjectBuilder()
        .put("asset", position.proof().asset().ticker().text())
        .put("balance", position.proof().balance().toString())
        .put("verdict", verdict(position.verdict()))
        .build();
  }
}
