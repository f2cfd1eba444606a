package dev.solvent.server.keys;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on key files. */
@Command(
    name = "keys",
    description = "Makes key files, and shows what others have to know of them.",
    subcommands = {KeysCreateCommand.class, KeysShowCommand.class, CommandLine.HelpCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand {}
