package dev.solvent.chain.anchor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/spec/feed.md}, and the examples in it. */
final class SpecText {
  private SpecText() {}

  static String feed() {
    try {
      return Files.readString(Path.of(System.getProperty("solvent.root"), "docs/spec/feed.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every fenced block of the language, in order. */
  static List<String> blocks(String language) {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL).matcher(feed());
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }
}
