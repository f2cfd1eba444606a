package dev.solvent.server.tree;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.merkle.tree.TreeHeader;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code solvent tree info}. */
@Command(
    name = "info",
    description = "Shows what a folder of trees holds, from its manifest and headers.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Example:", "  solvent tree info trees"})
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class TreeInfoCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder that tree build made.")
  private Path tree;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (LiabilityFolder folder = LiabilityFolder.open(tree)) {
      List<TreeHeader> headers = folder.trees().stream().map(TreeFolder::header).toList();
      if (json) {
        ObjectBuilder result = new ObjectBuilder().put("trees", headers, TreeInfoCommand::toJson);
        out.println(
            new String(
                CanonicalJson.print(result.build(), LiabilitiesManifest.LIMITS),
                StandardCharsets.UTF_8));
        return Failures.OK;
      }
      LiabilitiesManifest manifest = folder.manifest();
      out.printf(
          Locale.ROOT,
          "%s, epoch %s, as of %s%n",
          manifest.issuer(),
          manifest.epoch(),
          manifest.asOf());
      for (TreeHeader header : headers) {
        print(out, header);
      }
    }
    return Failures.OK;
  }

  private static void print(PrintWriter out, TreeHeader header) {
    out.printf(
        Locale.ROOT,
        "  %-8s total    %s%n           accounts %,d of 2^%d leaves%n           root     %s%n",
        header.asset().ticker(),
        header.commitment().total().toDecimal(header.asset().decimals()),
        header.accounts(),
        header.commitment().height(),
        header.commitment().root());
  }

  static JsonValue.JsonObject toJson(TreeHeader header) {
    return new ObjectBuilder()
        .put("accounts", header.accounts())
        .put("asset", header.asset().ticker().text())
        .put("decimals", header.asset().decimals())
        .put("height", header.commitment().height())
        .put("root", header.commitment().root().toString())
        .put("total", header.commitment().total().toString())
        .build();
  }
}
