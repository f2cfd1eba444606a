package dev.solvent.server.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * From YAML 1.2 to a tree in which each scalar is a text. What could make a small file large or
 * deep, or name a type, is refused while it is still a stream of events.
 */
final class YamlText {
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 20;

  private final Problems problems;
  private int depth;

  private YamlText(Problems problems) {
    this.problems = problems;
  }

  /** The one document's root; empty where there is none or a problem. */
  static Optional<Node> read(String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(MAX_BYTES)
            .setSchema(new FailsafeSchema())
            .setMaxAliasesForCollections(0)
            .setParseComments(false)
            .build();
    try {
      YamlText events = new YamlText(problems);
      for (Event event : new Parse(settings).parseString(text)) {
        if (!events.allows(event)) {
          return Optional.empty();
        }
      }
      return problems.isEmpty() ? new Compose(settings).composeString(text) : Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(
          new Problem(
              lineOf(e, text),
              "",
              "not YAML (" + reason(e) + "), want YAML 1.2",
              "look at the indentation, the colons and the quotes on and above this line"));
      return Optional.empty();
    }
  }

  private static String reason(YamlEngineException e) {
    String words =
        e instanceof MarkedYamlEngineException marked
            ? marked.getProblem()
            : String.valueOf(e.getMessage());
    return words.lines().findFirst().orElse("").replaceAll("[^ -~]", "?").replaceAll("\\.$", "");
  }

  /** Characters that YAML does not have come without a place. */
  private static int lineOf(YamlEngineException e, String text) {
    Optional<Mark> mark =
        e instanceof MarkedYamlEngineException marked ? marked.getProblemMark() : Optional.empty();
    return mark.map(found -> found.getLine() + 1)
        .orElseGet(() -> (int) text.lines().takeWhile(YamlText::isPlain).count() + 1);
  }

  private static boolean isPlain(String line) {
    return line.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t');
  }

  /** Whether to go on. */
  private boolean allows(Event event) {
    if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
      problem(
          event,
          "nested deeper than " + MAX_DEPTH + ", want less",
          "no setting is as deep as that");
      return false;
    }
    if (event instanceof CollectionEndEvent) {
      depth--;
    }
    boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
    if (event instanceof AliasEvent || anchored) {
      problem(event, "an anchor or alias, want the value itself", "write the value out");
    }
    if (isTagged(event)) {
      problem(event, "a tag, want a plain value", "take the word that begins with ! away");
    }
    return true;
  }

  private static boolean isTagged(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag().isPresent();
      case CollectionStartEvent collection -> collection.getTag().isPresent();
      default -> false;
    };
  }

  private void problem(Event event, String detail, String remedy) {
    int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    problems.add(new Problem(line, "", detail, remedy));
  }
}
