package dev.solvent.server.anchor;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on feeds. */
@Command(
    name = "anchor",
    description =
        "Puts an attestation's summary on an EVM chain, where contracts can read what its signers say.",
    subcommands = {
      AnchorDeployCommand.class,
      AnchorSummaryCommand.class,
      AnchorPublishCommand.class,
      AnchorShowCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AnchorCommand {}
