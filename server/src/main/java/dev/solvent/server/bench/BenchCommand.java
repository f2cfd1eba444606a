package dev.solvent.server.bench;

import dev.solvent.server.bench.soak.SoakCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The measurements. */
@Command(
    name = "bench",
    description = "Measures against the floor; what was measured stands in docs/benchmarks.md.",
    subcommands = {
      TreeBenchCommand.class,
      ServeBenchCommand.class,
      SoakCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand {}
