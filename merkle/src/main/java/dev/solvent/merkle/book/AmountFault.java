package dev.solvent.merkle.book;

import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.CsvOptions.Amounts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is wrong with an amount that {@link AmountReader} refused, and what to do about it. */
record AmountFault(String want, String remedy) {
  /** Longer values are judged by their beginning, so that no pattern meets a megabyte. */
  private static final int MOST_JUDGED = 256;

  private static final Pattern WITH_FRACTION = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

  private record Rule(Pattern form, AmountFault fault) {
    Rule(String form, String want, String remedy) {
      this(Pattern.compile(form, Pattern.DOTALL), new AmountFault(want, remedy));
    }
  }

  /** In this order: a later rule may rely on an earlier one not to have matched. */
  private static final List<Rule> RULES =
      List.of(
          new Rule("", "a number", "write 0 where nothing is owed, or leave the row out"),
          new Rule("[\\s\\h].*|.*[\\s\\h]", "no spaces around it", "export without spaces"),
          new Rule("-0(\\.0+)?", "no minus before zero", "export zero as 0"),
          new Rule("\\+.*", "no plus sign", "export without the plus sign"),
          new Rule(
              "(?i)[-+]?(nan|inf|infinity|∞)|null|nil|none|n/a|\\\\n",
              "a number",
              "find out what is owed and write it; write 0 only where that is nothing"),
          new Rule(
              "-?[0-9.,]+[eE][-+]?[0-9]+",
              "no exponent",
              "export plain digits, such as 0.00001 for 1e-5"),
          new Rule("-?0[xX].*", "decimal digits", "export decimal digits, not hexadecimal ones"),
          new Rule(".*[\\p{Nd}&&[^0-9]].*", "the digits 0 to 9", "export ASCII digits, no others"),
          new Rule(
              "-?[0-9]+([,'’_\\h][0-9]+)+(\\.[0-9]*)?"
                  + "|-?[0-9]+(\\.[0-9]+){2,}(,[0-9]*)?"
                  + "|-?[0-9]+\\.[0-9]+,[0-9]*",
              "no separators between digits",
              "export without thousands separators, and with a point before the decimals"),
          new Rule("-?0[0-9]+(\\.[0-9]*)?", "no leading zeros", "export without leading zeros"),
          new Rule("-?\\.[0-9]+", "a digit before the point", "write a 0 before the point"),
          new Rule(
              "-?[0-9]+\\.",
              "digits after the point",
              "leave the point out, or write digits after it"));

  private static final AmountFault NOT_DECIMAL =
      new AmountFault(
          "digits with at most one point", "export digits and a point alone, such as 0.42");
  private static final AmountFault NOT_UNITS =
      new AmountFault("digits alone", "export whole units as digits alone, such as 42000000");
  private static final AmountFault FRACTION_OF_UNITS =
      new AmountFault(
          "whole units",
          "export the asset's smallest units, or leave --amounts units out if these are coins");

  static AmountFault of(byte[] bytes, int from, int to, Amounts form, Asset asset) {
    int judged = Math.min(to - from, MOST_JUDGED);
    String text = new String(bytes, from, judged, StandardCharsets.UTF_8);
    for (Rule rule : RULES) {
      if (rule.form.matcher(text).matches()) {
        return rule.fault;
      }
    }
    boolean units = form == Amounts.UNITS;
    if (WITH_FRACTION.matcher(text).matches()) {
      int written = lastDigitButZero(bytes, from, to) - (from + text.indexOf('.'));
      return units
          ? FRACTION_OF_UNITS
          : written > asset.decimals() ? tooManyDecimals(asset, written) : tooLarge(units, asset);
    }
    if (WHOLE.matcher(text).matches()) {
      return tooLarge(units, asset);
    }
    return units ? NOT_UNITS : NOT_DECIMAL;
  }

  private static int lastDigitButZero(byte[] bytes, int from, int to) {
    int last = to - 1;
    while (last > from && bytes[last] == '0') {
      last--;
    }
    return last;
  }

  private static AmountFault tooManyDecimals(Asset asset, int written) {
    String named =
        written <= Asset.MAX_DECIMALS
            ? String.format(
                Locale.ROOT,
                "name the asset with its decimals, such as --asset %s:%d, or correct the book",
                asset.ticker(),
                written)
            : "correct the book";
    return new AmountFault(
        "at most " + asset.decimals() + " decimals", named + ": nothing is rounded here");
  }

  private static AmountFault tooLarge(boolean units, Asset asset) {
    String check = "check the decimals of " + asset.ticker();
    return new AmountFault(
        "below 2^128 units of " + asset,
        units ? "check the book" : check + ", and --amounts units if these are units already");
  }
}
