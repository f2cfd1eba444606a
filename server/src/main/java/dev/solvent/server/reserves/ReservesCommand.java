package dev.solvent.server.reserves;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on reserves. */
@Command(
    name = "reserves",
    description = "Reads reserves from nodes, and has their accounts signed for.",
    subcommands = {
      ReservesReadCommand.class,
      ReservesStatusCommand.class,
      ReservesChallengeCommand.class,
      ReservesSignCommand.class,
      ReservesImportCommand.class,
      ReservesTokenCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ReservesCommand {}
