package dev.solvent.attest.prices;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.regex.Pattern;

/**
 * The name that an operator gives to a source, a custodian, a scenario: {@code
 * [a-z0-9][a-z0-9.-]{0,63}}. So narrow that it prints anywhere and has one spelling.
 */
public record Label(String text) implements Comparable<Label> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  public Label {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(problem(text));
    }
  }

  public static Label parse(String text) throws MalformedException {
    if (!FORM.matcher(text).matches()) {
      throw new MalformedException(problem(text));
    }
    return new Label(text);
  }

  private static String problem(String text) {
    return "name " + Quoted.of(text) + ", want [a-z0-9][a-z0-9.-]{0,63}";
  }

  @Override
  public int compareTo(Label other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
