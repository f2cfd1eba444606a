package dev.solvent.server.setup;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on trust roots. */
@Command(
    name = "trust",
    description = "Shows the trust roots that were published, and publishes the next one.",
    subcommands = {TrustShowCommand.class, TrustRotateCommand.class, CommandLine.HelpCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TrustCommand {}
