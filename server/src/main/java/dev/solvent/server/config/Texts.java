package dev.solvent.server.config;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people write them. */
public final class Texts {
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([km]?)");

  private Texts() {}

  /** {@code 30s}, {@code 20m}, {@code 48h} or {@code 90d}. */
  public static Duration duration(String text) throws MalformedException {
    Matcher form = TIME.matcher(text);
    if (!form.matches()) {
      throw new MalformedException(Quoted.of(text) + ", want a time such as 30s, 20m, 48h or 90d");
    }
    long count = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** Bytes, with k or m for 1024 or its square. */
  static int size(String text) throws MalformedException {
    Matcher form = SIZE.matcher(text);
    if (form.matches()) {
      int shift =
          switch (form.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            default -> 0;
          };
      long bytes = Long.parseLong(form.group(1)) << shift;
      if (bytes <= 1 << 30) {
        return (int) bytes;
      }
    }
    throw new MalformedException(Quoted.of(text) + ", want bytes, such as 64m, up to 1024m");
  }
}
