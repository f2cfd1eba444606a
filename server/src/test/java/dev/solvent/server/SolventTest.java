package dev.solvent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What holds of every command of the program. */
final class SolventTest {
  static Stream<List<String>> commands() {
    List<List<String>> found = new ArrayList<>();
    collect(Solvent.commandLine(), List.of(), found);
    return found.stream();
  }

  private static void collect(CommandLine at, List<String> words, List<List<String>> found) {
    for (CommandLine each :
        new TreeSet<>(at.getSubcommands().keySet())
            .stream().map(at.getSubcommands()::get).toList()) {
      if (!each.getCommandName().equals("help")) {
        List<String> longer = new ArrayList<>(words);
        longer.add(each.getCommandName());
        found.add(longer);
        collect(each, longer, found);
      }
    }
  }

  private static CommandSpec spec(List<String> words) {
    CommandLine at = Solvent.commandLine();
    for (String word : words) {
      at = at.getSubcommands().get(word);
    }
    return at.getCommandSpec();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommand_explainsItself(List<String> words) {
    StringWriter printed = new StringWriter();
    CommandLine program = Solvent.commandLine();
    program.setOut(new PrintWriter(printed, true));
    List<String> arguments = new ArrayList<>(words);
    arguments.add("--help");
    assertEquals(0, program.execute(arguments.toArray(String[]::new)), words::toString);
    assertTrue(
        printed.toString().startsWith("Usage: solvent " + String.join(" ", words)),
        printed::toString);

    CommandSpec spec = spec(words);
    assertTrue(spec.usageMessage().description().length > 0, "a description of " + words);
    boolean isGroup = !spec.subcommands().isEmpty();
    boolean hasExample = printed.toString().contains("Example");
    assertTrue(isGroup || hasExample || words.equals(List.of("demo")), "an example of " + words);
  }

  @Test
  void commandThatIsCalled_isAllThatIsModelled() {
    Set<String> all = Solvent.commandLine().getSubcommands().keySet();
    for (String name : all) {
      CommandLine program = Solvent.commandLine(new String[] {name, "--help"});
      boolean help = name.equals("help");
      assertEquals(help ? all : Set.of(name), program.getSubcommands().keySet());
      assertEquals(name, program.getSubcommands().get(name).getCommandName());
    }
    for (String[] args : List.of(new String[0], new String[] {"--help"}, new String[] {"tre"})) {
      assertEquals(all, Solvent.commandLine(args).getSubcommands().keySet());
    }
  }

  @Test
  void unknownCommand_isAUsageError() {
    StringWriter printed = new StringWriter();
    CommandLine program = Solvent.commandLine();
    program.setErr(new PrintWriter(printed, true));
    assertEquals(2, program.execute("publsh"));
    assertTrue(printed.toString().contains("hint: "), printed::toString);
  }
}
