package dev.solvent.server.tree;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on liability trees. */
@Command(
    name = "tree",
    description = "Builds liability trees, proves from them and checks proofs.",
    subcommands = {
      TreeBuildCommand.class,
      TreeProveCommand.class,
      TreeCheckCommand.class,
      TreeInfoCommand.class,
      TreeVerifyCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TreeCommand {}
