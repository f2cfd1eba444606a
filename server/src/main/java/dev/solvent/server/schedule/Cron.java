package dev.solvent.server.schedule;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minutes of the calendar, in UTC, as the five fields of {@code cron} name them: minute, hour, day
 * of the month, month, day of the week (0 and 7 are Sunday). A field is {@code *} or a list of
 * numbers and ranges, each perhaps with a step: {@code 0,30}, {@code 9-17}, {@code *}{@code /15}.
 * Where both kinds of day are given, either will do, as cron has it. Immutable.
 */
public final class Cron {
  /** Beyond the four years, or eight around a century, between two 29ths of February. */
  private static final int YEARS = 9;

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean eitherDay;

  private Cron(String text, List<String> fields) throws MalformedException {
    this.text = text;
    minutes = field("minute", fields.get(0), 0, 59);
    hours = field("hour", fields.get(1), 0, 23);
    days = field("day", fields.get(2), 1, 31);
    months = field("month", fields.get(3), 1, 12);
    weekdays = field("weekday", fields.get(4), 0, 7);
    if (weekdays.get(7)) {
      weekdays.set(0);
    }
    eitherDay = !fields.get(2).startsWith("*") && !fields.get(4).startsWith("*");
  }

  public static Cron parse(String text) throws MalformedException {
    List<String> fields = List.of(text.split(" +"));
    if (text.length() > 200 || fields.size() != 5) {
      throw new MalformedException(
          Quoted.of(text) + ", want five fields such as 0 0 * * *, for midnight in UTC");
    }
    Cron cron = new Cron(text, fields);
    if (cron.after(Instant.parse("2026-01-01T00:00:00Z")) == null) {
      throw new MalformedException(Quoted.of(text) + ", want a day that exists");
    }
    return cron;
  }

  private static BitSet field(String name, String text, int least, int most)
      throws MalformedException {
    BitSet set = new BitSet();
    for (String part : text.split(",", -1)) {
      String[] stepped = part.split("/", -1);
      String[] range = stepped[0].split("-", -1);
      boolean all = stepped[0].equals("*");
      int from = all ? least : number(name, range[0], least, most);
      int to = all || (range.length == 1 && stepped.length == 2) ? most : from;
      if (!all && range.length == 2) {
        to = number(name, range[1], from, most);
      }
      int step = stepped.length == 2 ? number(name, stepped[1], 1, most) : 1;
      if (stepped.length > 2 || range.length > 2) {
        throw wrong(name, part, least, most);
      }
      for (int value = from; value <= to; value += step) {
        set.set(value);
      }
    }
    return set;
  }

  private static int number(String name, String text, int least, int most)
      throws MalformedException {
    if (!text.matches("[0-9]{1,2}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw wrong(name, text, least, most);
    }
    return Integer.parseInt(text);
  }

  private static MalformedException wrong(String name, String text, int least, int most) {
    return new MalformedException(
        name + " " + Quoted.of(text) + ", want " + least + " to " + most + ", ranges, lists or *");
  }

  /** The first such minute after a moment. */
  public Instant next(Instant after) {
    Instant next = after(after);
    if (next == null) {
      throw new IllegalStateException(text + " never comes, which parse refuses");
    }
    return next;
  }

  private @Nullable Instant after(Instant after) {
    ZonedDateTime at =
        after.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES).atZone(ZoneOffset.UTC);
    ZonedDateTime end = at.plusYears(YEARS);
    while (at.isBefore(end)) {
      if (!months.get(at.getMonthValue())) {
        at = at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
      } else if (!isDay(at)) {
        at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!hours.get(at.getHour())) {
        at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minutes.get(at.getMinute())) {
        at = at.plusMinutes(1);
      } else {
        return at.toInstant();
      }
    }
    return null;
  }

  private boolean isDay(ZonedDateTime at) {
    boolean day = days.get(at.getDayOfMonth());
    boolean weekday = weekdays.get(at.getDayOfWeek().getValue() % 7);
    return eitherDay ? day || weekday : day && weekday;
  }

  @Override
  public String toString() {
    return text;
  }
}
