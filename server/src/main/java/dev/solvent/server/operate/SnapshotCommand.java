package dev.solvent.server.operate;

import dev.solvent.server.publish.Publisher.Plan;
import dev.solvent.server.store.Step;
import picocli.CommandLine.Command;

/** {@code solvent snapshot}. */
@Command(
    name = "snapshot",
    description = {
      "Begins an epoch: builds the trees of all balances as they are now.",
      "Nothing is signed or public. solvent publish goes on from there."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      EpochCommand.EXIT_CODES,
      "",
      "Example:",
      "  solvent snapshot --config solvent.yaml"
    })
public final class SnapshotCommand extends EpochCommand {
  @Override
  Plan plan(OpenExchange exchange) {
    return Plan.to(Step.SNAPSHOT);
  }
}
