package dev.solvent.server.config;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of the file, and where it stands. What it is not is added to the problems. */
record Value(String path, Node node, Problems problems) {
  /** Reads a text that somebody wrote. */
  @FunctionalInterface
  interface TextReader<T> {
    T read(String text) throws MalformedException;
  }

  int line() {
    return lineOf(node);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  void problem(String detail, String remedy) {
    problems.add(new Problem(line(), path, detail, remedy));
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  /** The text, however it is quoted. */
  Optional<String> text(String remedy) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return Optional.of(scalar.getValue());
    }
    problem((isText() ? "nothing" : kind()) + ", want a text", remedy);
    return Optional.empty();
  }

  <T> Optional<T> read(TextReader<T> reader, String remedy) {
    Optional<String> text = text(remedy);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(text.get()));
    } catch (MalformedException | IllegalArgumentException e) {
      problem(String.valueOf(e.getMessage()), remedy);
      return Optional.empty();
    }
  }

  Optional<Integer> number(int min, int max, String remedy) {
    return read(
        text -> {
          if (!text.matches("0|[1-9][0-9]{0,8}")
              || Integer.parseInt(text) < min
              || Integer.parseInt(text) > max) {
            throw new MalformedException(Quoted.of(text) + ", want " + min + " to " + max);
          }
          return Integer.parseInt(text);
        },
        remedy);
  }

  /** The items, of which there has to be one. */
  List<Value> items(String remedy) {
    List<Value> items = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        items.add(new Value(path + "[" + items.size() + "]", item, problems));
      }
    }
    if (items.isEmpty()) {
      problem(kind() + ", want a list of one or more", remedy);
    }
    return items;
  }

  /** The keys, each once. */
  Optional<Keys> keys(String remedy) {
    if (!(node instanceof MappingNode mapping)) {
      problem(kind() + ", want keys with values", remedy);
      return Optional.empty();
    }
    Map<String, Value> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Value key = new Value(path, tuple.getKeyNode(), problems);
      Optional<String> name = key.text("a key is one word and a colon");
      if (name.isEmpty()) {
        continue;
      }
      Value value = new Value(below(name.get()), tuple.getValueNode(), problems);
      Value before = values.putIfAbsent(name.get(), value);
      if (before != null) {
        problems.add(
            new Problem(
                key.line(),
                value.path(),
                "again, first on line " + before.line() + ", want it once",
                "take one of them away"));
      }
    }
    return Optional.of(new Keys(this, values));
  }

  String below(String name) {
    String shown = name.matches("[A-Za-z0-9_-]{1,40}") ? name : Quoted.of(name);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  private String kind() {
    return switch (node) {
      case ScalarNode scalar when scalar.getValue().isEmpty() -> "nothing";
      case ScalarNode _ -> "a text";
      case SequenceNode sequence -> sequence.getValue().isEmpty() ? "an empty list" : "a list";
      default -> "keys with values";
    };
  }
}
