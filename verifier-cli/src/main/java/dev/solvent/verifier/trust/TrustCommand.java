package dev.solvent.verifier.trust;

import picocli.CommandLine.Command;

/** {@code solvent-verify trust}. */
@Command(
    name = "trust",
    description = {
      "Whose signatures count: the trust roots that you pinned.",
      "Without one there is no verdict, and none is ever taken from a file under check."
    },
    subcommands = {PinCommand.class, ShowCommand.class, UpdateCommand.class},
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 done, 1 refused, 2 malformed file or wrong usage.",
      "",
      "Examples:",
      "  solvent-verify trust pin https://exchange.example https://mirror.example.net",
      "  solvent-verify trust show",
      "  solvent-verify trust update"
    })
public final class TrustCommand {}
