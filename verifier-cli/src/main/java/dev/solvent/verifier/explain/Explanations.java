package dev.solvent.verifier.explain;

import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Verdict;
import dev.solvent.verifier.explain.Explanation.Kind;
import dev.solvent.verifier.explain.Explanation.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * All explanations, in the order of their file: for each a line {@code == name}, a line that says
 * it in short, then headings, each over lines that are indented by two spaces. Immutable.
 */
final class Explanations {
  private static final String FILE = "explanations.txt";
  private static final String MARK = "== ";
  private static final String INDENT = "  ";
  private static final int MOST_SUGGESTED = 3;

  private final List<Explanation> all;

  private Explanations(List<Explanation> all) {
    this.all = List.copyOf(all);
  }

  static Explanations load() {
    try (InputStream in = Explanations.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the program, want it beside its class");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Explanations parse(String text) {
    Deque<String> lines = new ArrayDeque<>(text.lines().filter(line -> !line.isBlank()).toList());
    List<Explanation> all = new ArrayList<>();
    while (!lines.isEmpty()) {
      all.add(explanation(lines));
    }
    return new Explanations(all);
  }

  private static Explanation explanation(Deque<String> lines) {
    String mark = lines.remove();
    if (!mark.startsWith(MARK)) {
      throw new IllegalArgumentException("\"" + mark + "\", want " + MARK + "and a name");
    }
    String name = mark.substring(MARK.length());
    String summary = lines.remove();
    List<Section> sections = new ArrayList<>();
    while (!lines.isEmpty() && !lines.element().startsWith(MARK)) {
      sections.add(section(lines));
    }
    return new Explanation(kind(name), name, summary, sections);
  }

  private static Section section(Deque<String> lines) {
    String heading = lines.remove();
    List<String> paragraph = new ArrayList<>();
    while (!lines.isEmpty() && lines.element().startsWith(INDENT)) {
      paragraph.add(lines.remove().strip());
    }
    return new Section(heading, paragraph);
  }

  private static Kind kind(String name) {
    if (Arrays.stream(Check.values()).anyMatch(check -> check.id().equals(name))) {
      return Kind.CHECK;
    }
    return Arrays.stream(Verdict.values()).anyMatch(verdict -> verdict.name().equals(name))
        ? Kind.VERDICT
        : Kind.ASSURANCE;
  }

  List<Explanation> all() {
    return all;
  }

  List<Explanation> of(Kind kind) {
    return all.stream().filter(each -> each.kind() == kind).toList();
  }

  /** Of this name, in whatever case. */
  Optional<Explanation> find(String name) {
    return all.stream().filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The names that are nearest to one that nobody has. */
  List<String> near(String name) {
    return all.stream()
        .map(Explanation::name)
        .sorted(Comparator.comparingInt(each -> distance(name, each)))
        .limit(MOST_SUGGESTED)
        .toList();
  }

  /** How many letters have to be put in, taken out or changed; a part of a name is near to it. */
  static int distance(String one, String other) {
    if (!one.isEmpty() && other.contains(one)) {
      return 1;
    }
    int[] before = new int[other.length() + 1];
    Arrays.setAll(before, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[other.length()];
  }
}
