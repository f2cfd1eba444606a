package dev.solvent.attest.text;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A moment in whole seconds of the years 1 to 9999, written in the one form {@code
 * 2026-09-02T00:00:00Z} of RFC 3339.
 *
 * <p>Spellings that mean the same moment, such as {@code 24:00:00}, {@code +00:00} or a leap second
 * taken for the one before it, are refused, because a time is compared by its bytes.
 */
public record Timestamp(Instant instant) implements Comparable<Timestamp> {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  public Timestamp {
    boolean whole = instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
    if (!whole || instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new IllegalArgumentException(
          "time " + instant + ", want whole seconds of the years 1 to 9999");
    }
  }

  public static Timestamp parse(String text) throws MalformedException {
    try {
      Timestamp time = new Timestamp(Instant.parse(text));
      if (time.toString().equals(text)) {
        return time;
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new MalformedException(problem(text)); // without the cause, which repeats the text
    }
    throw new MalformedException(problem(text));
  }

  private static String problem(String text) {
    return "time " + Quoted.of(text) + ", want UTC in whole seconds, such as 2026-09-02T00:00:00Z";
  }

  @Override
  public int compareTo(Timestamp other) {
    return instant.compareTo(other.instant);
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return DateTimeFormatter.ISO_INSTANT.format(instant);
  }
}
