package dev.solvent.verifier.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.verifier.SolventVerify;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ManualTest {
  @TempDir Path share;

  @Test
  void everyCommand_hasAPageThatNamesAllOfItsOptions() throws IOException {
    Manual.write(SolventVerify.commandLine(), share);

    List<CommandLine> commands = commands(SolventVerify.commandLine());
    assertEquals(commands.size(), files(share.resolve("man/man1")).size());
    for (CommandLine each : commands) {
      String name = each.getCommandSpec().qualifiedName("-");
      String page = Files.readString(share.resolve("man/man1/" + name + ".1"));
      each.getCommandSpec().options().stream()
          .filter(option -> !option.hidden())
          .forEach(option -> {
            for (String text : option.names()) {
              assertTrue(page.contains(Roff.escaped(text)), name + " " + text);
            }
            String first = option.description()[0].replaceAll("[ %$].*", "");
            assertTrue(page.contains(Roff.escaped(first)), name + " " + first);
          });
      each.getCommandSpec()
          .positionalParameters()
          .forEach(parameter ->
              assertTrue(page.contains(Roff.escaped(parameter.paramLabel())), parameter::toString));
    }
  }

  @Test
  void everyCommand_isCompleted() throws IOException {
    Manual.write(SolventVerify.commandLine(), share);

    String script = Files.readString(share.resolve("bash-completion/completions/solvent-verify"));
    for (CommandLine each : commands(SolventVerify.commandLine())) {
      assertTrue(script.contains(each.getCommandSpec().name()), each.getCommandName());
    }
  }

  @Test
  void writtenTwice_isTheSame() throws IOException {
    Manual.write(SolventVerify.commandLine(), share.resolve("a"));
    Manual.write(SolventVerify.commandLine(), share.resolve("b"));

    assertEquals(files(share.resolve("a")), files(share.resolve("b")));
    assertFalse(files(share.resolve("a")).isEmpty());
  }

  @Command(
      name = "odd",
      version = "odd 1",
      description = {"Is odd. ..So it says", "'on two lines'."},
      footer = {
        "",
        "Odd ones: all of them,",
        "always.",
        "",
        "Exit codes: 0 even,",
        "1 odd.",
        "",
        "Examples:",
        "  odd \\n",
        "  .odd"
      })
  private static final class Odd {
    @Option(names = "--how", required = true, paramLabel = "WAY", description = ".SH a way…")
    @SuppressWarnings("UnusedVariable")
    private String how;

    @Option(names = "--secret", hidden = true, description = "Unknown.")
    @SuppressWarnings("UnusedVariable")
    private boolean secret;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "é\\fB")
    @SuppressWarnings("UnusedVariable")
    private List<String> files;
  }

  @Test
  void text_neverBecomesARequest() {
    CommandLine odd = new CommandLine(new Odd());

    assertEquals(
        """
        .TH "ODD" 1 "" "odd 1"
        .nh
        .SH "NAME"
        odd \\- Is odd
        .SH "SYNOPSIS"
        \\fBodd\\fR \\-\\-how=WAY [OPTION]... FILE...
        .SH "DESCRIPTION"
        .PP
        Is odd. ..So it says \\(aqon two lines\\(aq.
        .SH "ARGUMENTS"
        .TP
        \\fBFILE\\fR
        \\[u00E9]\\efB
        .SH "OPTIONS"
        .TP
        \\fB\\-\\-how=WAY\\fR
        \\&.SH a way...
        .SH "NOTES"
        .PP
        Odd ones: all of them, always.
        .SH "EXIT CODES"
        .PP
        0 even, 1 odd.
        .SH "EXAMPLES"
        .PP
        .RS 4
        .nf
        odd \\en
        \\&.odd
        .fi
        .RE
        """,
        ManPage.allOf(odd).getFirst().text());
  }

  @Test
  void pages_areAscii() throws IOException {
    Manual.write(SolventVerify.commandLine(), share);

    files(share.resolve("man"))
        .forEach((name, text) ->
            assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(text), name));
  }

  private static List<CommandLine> commands(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(each -> all.addAll(commands(each)));
    return all;
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path each : found.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(each).toString(), Files.readString(each));
      }
    }
    return files;
  }
}
