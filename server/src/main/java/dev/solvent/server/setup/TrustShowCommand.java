package dev.solvent.server.setup;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.TrustRoots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent trust show}. */
@Command(
    name = "show",
    description = "Shows the trust roots that were published, and whose keys they name.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Example:", "  solvent trust show --config solvent.yaml"})
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class TrustShowCommand extends ResultCommand {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml.")
  private Path config;

  @Override
  public Integer call() throws IOException {
    DataFolder data =
        new DataFolder(Configuration.readWhole(config, System::getenv).publishing().data());
    TrustRoots roots = TrustRoots.read(data.publicFolder());
    if (json()) {
      print(new ObjectBuilder().put("roots", roots.roots(), TrustShowCommand::toJson).build());
      return Failures.OK;
    }
    for (SignedRoot signed : roots.roots()) {
      TrustRoot root = signed.root();
      out().println("trust root " + root.version() + "  " + signed.id());
      root.logKeys().forEach(key -> out().println("  log         " + key));
      out().println("  root keys   " + keys(root.rootKeys()));
      root.statements().forEach(period -> out().println("  statements  " + words(period)));
      root.receiptKey().ifPresent(key -> out().println("  receipts    " + key.id()));
    }
    return Failures.OK;
  }

  private static String words(Period period) {
    String to = period.to().isPresent() ? String.valueOf(period.to().getAsLong()) : "";
    return "from index "
        + period.from()
        + (to.isEmpty() ? " on: " : " to " + to + " (exclusive): ")
        + keys(period.signers());
  }

  private static String keys(KeySet keys) {
    return keys.threshold()
        + " of "
        + keys.keys().stream()
            .map(VerifyingKey::id)
            .map(Object::toString)
            .collect(Collectors.joining(", "));
  }

  private static JsonObject toJson(SignedRoot signed) {
    return new ObjectBuilder()
        .put("logSize", signed.root().logSize())
        .put("sha256", signed.id().toString())
        .put("version", signed.root().version())
        .build();
  }
}
