package dev.solvent.server.config;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host and a port to listen at; port 0 is any that is free. */
public record Listen(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-f:]{2,39}]|[A-Za-z0-9.-]{1,253}):(0|[1-9][0-9]{0,4})");

  public static Listen parse(String text) throws MalformedException {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(2)) > 65_535) {
      throw new MalformedException(
          Quoted.of(text) + ", want a host and a port such as 127.0.0.1:8080");
    }
    return new Listen(form.group(1), Integer.parseInt(form.group(2)));
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
