package dev.solvent.verifier.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page of one command, for section 1 of the manual. Immutable. */
record ManPage(CommandSpec command) {
  private static final Pattern TITLED =
      Pattern.compile("(?<title>Exit codes|Examples?):\\s?(?<text>.*)", Pattern.DOTALL);

  /** Every command that help shows has a page: the command itself, then those below it. */
  static List<ManPage> allOf(CommandLine program) {
    List<ManPage> pages = new ArrayList<>(List.of(new ManPage(program.getCommandSpec())));
    for (CommandLine each : distinct(program)) {
      pages.addAll(allOf(each));
    }
    return pages;
  }

  private static Set<CommandLine> distinct(CommandLine parent) {
    return parent.getSubcommands().values().stream()
        .filter(each -> !each.getCommandSpec().usageMessage().hidden())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** {@code solvent-verify-check}, as git and others name theirs. */
  String name() {
    return command.qualifiedName("-");
  }

  String text() {
    Roff page = new Roff(name(), plain(command.version()));
    page.section("Name");
    page.name(name(), summary(command));
    page.section("Synopsis");
    page.synopsis(command.qualifiedName(), synopsis());
    page.section("Description");
    page.paragraph(plain(command.usageMessage().description()));
    arguments(page);
    options(page);
    commands(page);
    footer(page);
    seeAlso(page);
    return page.toString();
  }

  private String synopsis() {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : shownOptions()) {
      if (option.required()) {
        words.add(option.longestName() + label(option));
      }
    }
    words.add("[OPTION]...");
    for (PositionalParamSpec each : command.positionalParameters()) {
      String many = each.arity().max() > 1 || each.arity().isVariable() ? "..." : "";
      words.add(each.required() ? each.paramLabel() + many : "[" + each.paramLabel() + many + "]");
    }
    if (!command.subcommands().isEmpty()) {
      words.add("COMMAND");
    }
    return String.join(" ", words);
  }

  private List<OptionSpec> shownOptions() {
    return command.options().stream().filter(each -> !each.hidden()).toList();
  }

  private void arguments(Roff page) {
    if (!command.positionalParameters().isEmpty()) {
      page.section("Arguments");
      command
          .positionalParameters()
          .forEach(each -> page.entry(each.paramLabel(), plain(each.description())));
    }
  }

  private void options(Roff page) {
    if (!shownOptions().isEmpty()) {
      page.section("Options");
      shownOptions()
          .forEach(each ->
              page.entry(String.join(", ", each.names()) + label(each), plain(each.description())));
    }
  }

  private static String label(ArgSpec option) {
    return option.arity().max() == 0 ? "" : "=" + option.paramLabel();
  }

  private void commands(Roff page) {
    Set<CommandLine> below = distinct(command.commandLine());
    if (!below.isEmpty()) {
      page.section("Commands");
      below.forEach(
          each -> page.entry(each.getCommandName(), summary(each.getCommandSpec()) + "."));
    }
  }

  /** A footer's paragraphs open with what they are, or are notes. */
  private void footer(Roff page) {
    boolean inNotes = false;
    for (List<String> lines : paragraphs(command.usageMessage().footer())) {
      Matcher titled = TITLED.matcher(String.join("\n", lines));
      boolean isNote = !titled.matches();
      if (isNote && !inNotes) {
        page.section("Notes");
      }
      inNotes = isNote;
      if (isNote) {
        page.paragraph(String.join(" ", lines));
      } else {
        titled(page, titled.group("title"), titled.group("text"));
      }
    }
  }

  private static void titled(Roff page, String title, String text) {
    page.section(title);
    if (title.startsWith("Example")) {
      page.verbatim(text.lines().map(line -> line.replaceFirst("^  ", "")).toList());
    } else {
      page.paragraph(text.replace('\n', ' '));
    }
  }

  private static List<List<String>> paragraphs(String... footer) {
    String text = Arrays.stream(footer).map(ManPage::plain).collect(Collectors.joining("\n"));
    return Arrays.stream(text.strip().split("\n\\s*\n"))
        .filter(each -> !each.isBlank())
        .map(each -> each.lines().toList())
        .toList();
  }

  private void seeAlso(Roff page) {
    List<String> others = new ArrayList<>();
    CommandSpec parent = command.parent();
    if (parent != null) {
      others.add(new ManPage(parent).name());
    }
    distinct(command.commandLine())
        .forEach(each -> others.add(new ManPage(each.getCommandSpec()).name()));
    if (!others.isEmpty()) {
      page.section("See also");
      page.paragraph(others.stream().map(each -> each + "(1)").collect(Collectors.joining(", ")));
    }
  }

  /** The first sentence of the description, as one names a command. */
  private static String summary(CommandSpec command) {
    String first = plain(command.usageMessage().description()).split("(?<=\\.) ", 2)[0];
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  /** As help prints it, on one line and without colour. */
  private static String plain(String... lines) {
    return Arrays.stream(lines)
        .map(line -> Ansi.OFF.string(line.replace("%n", "\n").replace("%%", "%")))
        .collect(Collectors.joining(" "));
  }
}
