package dev.solvent.verifier.monitor;

import dev.solvent.verifier.cli.Failures;
import picocli.CommandLine;

/** The command in a process of its own, which a test ends. */
final class FollowChild {
  private FollowChild() {}

  public static void main(String[] args) {
    System.exit(Failures.handledBy(new CommandLine(new LogCommand())).execute(args));
  }
}
