package dev.solvent.server.operate;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.publish.Publisher.Plan;
import dev.solvent.server.store.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent publish}. */
@Command(
    name = "publish",
    description = {
      "Takes an epoch from the snapshot of balances to what everybody can read.",
      "One that was stopped, by whatever, goes on from where it was. Nothing is public before every"
          + " check of our own verification holds; that the reserves do not suffice is published as"
          + " it is."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      EpochCommand.EXIT_CODES,
      "",
      "Examples:",
      "  solvent publish --config solvent.yaml",
      "  solvent publish --config solvent.yaml --dry-run",
      "  solvent publish --config solvent.yaml --replaces 7 --reason 'two accounts were missing'"
    })
public final class PublishCommand extends EpochCommand {
  @Option(
      names = "--dry-run",
      description = "Stop before anything is signed; a later run goes on from there.")
  private boolean dryRun;

  @Option(
      names = "--as-it-is",
      description =
          "Publish what is in the log though a check of ours fails: readers will see it fail.")
  private boolean asItIs;

  @Option(
      names = "--replaces",
      paramLabel = "EPOCH",
      converter = Converters.OfEpoch.class,
      description = "The earlier epoch whose statement this one corrects; readers see both.")
  private @Nullable Epoch replaces;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in a sentence for readers.")
  private @Nullable String reason;

  @Override
  Plan plan(OpenExchange exchange) throws IOException {
    Plan plan = Plan.to(dryRun ? Step.STATEMENT : Step.PUBLISHED);
    if (asItIs) {
      plan = plan.showingFaults();
    }
    if ((replaces == null) != (reason == null)) {
      throw new UserError("one of --replaces and --reason, want both", "readers want to know why");
    }
    return replaces == null || reason == null
        ? plan
        : plan.replacing(correction(exchange, replaces, reason));
  }

  private static Replaces correction(OpenExchange exchange, Epoch epoch, String reason)
      throws IOException {
    Path file = exchange.data().epoch(epoch).statement();
    if (!Files.exists(exchange.data().publicFolder().bundle(epoch))) {
      throw new UserError("epoch " + epoch + " is not published, want one that is", "");
    }
    try {
      return new Replaces(reason, Statement.parse(Files.readAllBytes(file)).id());
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), "a sentence for readers");
    }
  }
}
