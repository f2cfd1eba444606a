package dev.solvent.server.operate;

import dev.solvent.server.publish.Publisher.Plan;
import dev.solvent.server.store.Step;
import picocli.CommandLine.Command;

/** {@code solvent attest}. */
@Command(
    name = "attest",
    description = {
      "Takes an epoch up to its signed statement, and verifies all that can be verified by then.",
      "Nothing is in the log or public yet. solvent publish goes on from there."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      EpochCommand.EXIT_CODES,
      "",
      "Example:",
      "  solvent attest --config solvent.yaml"
    })
public final class AttestCommand extends EpochCommand {
  @Override
  Plan plan(OpenExchange exchange) {
    return Plan.to(Step.SIGNED);
  }
}
