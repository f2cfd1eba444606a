package dev.solvent.verifier.manual;

import dev.solvent.verifier.SolventVerify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the manual and the completion, as they are installed. */
public final class Manual {
  private Manual() {}

  /** {@code java -cp solvent-verify.jar dev.solvent.verifier.manual.Manual FOLDER}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("error: " + args.length + " arguments, want the folder to write to");
      System.exit(2);
    }
    write(SolventVerify.commandLine(), Path.of(args[0]));
  }

  static void write(CommandLine program, Path share) throws IOException {
    Path pages = Files.createDirectories(share.resolve("man/man1"));
    for (ManPage page : ManPage.allOf(program)) {
      Files.writeString(pages.resolve(page.name() + ".1"), page.text());
    }
    Path completions = Files.createDirectories(share.resolve("bash-completion/completions"));
    Files.writeString(
        completions.resolve(program.getCommandName()),
        AutoComplete.bash(program.getCommandName(), program));
  }
}
