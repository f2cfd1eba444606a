package dev.solvent.attest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of {@code docs/spec}, and the examples in it. */
public record SpecFile(String name, String text) {
  public static SpecFile of(String name) {
    return new SpecFile(name, RepoFiles.text(RepoFiles.root().resolve("docs/spec").resolve(name)));
  }

  /** Every fenced block of the language, in order. */
  public List<String> blocks(String language) {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL).matcher(text);
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    assertTrue(!blocks.isEmpty(), () -> name + ": no block of " + language);
    return blocks;
  }

  /** That JSON block without the white space for the eye. */
  public byte[] json(int number) {
    return LooseJson.withoutWhiteSpace(blocks("json").get(number)).getBytes(StandardCharsets.UTF_8);
  }

  /** The first JSON example. */
  public byte[] example() {
    return example(0);
  }

  /** That JSON block as a whole file; the text says how long it is. */
  public byte[] example(int number) {
    byte[] bytes = json(number);
    assertTrue(
        text.contains(bytes.length + " bytes on one line"),
        () -> name + ": example " + number + " has " + bytes.length + " bytes");
    return bytes;
  }
}
