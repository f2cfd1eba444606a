package dev.solvent.server.solvency;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** A price as people write it, exact to 10^-18: never rounded, never taken for another. */
final class DecimalPrice {
  static final String REMEDY =
      "write digits with a point, such as 60120.5: no comma, no exponent, no currency";

  private static final int PLACES = 18;
  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,20})([.][0-9]{1,18})?");

  private DecimalPrice() {}

  /** In 10^-18 of what prices are in. */
  static Amount parse(String text) throws MalformedException {
    if (FORM.matcher(text).matches()) {
      BigInteger units = new BigDecimal(text).movePointRight(PLACES).toBigIntegerExact();
      if (units.signum() > 0 && units.compareTo(Amount.MAX.toBigInteger()) <= 0) {
        return Amount.parse(units.toString());
      }
    }
    throw new MalformedException(
        "price "
            + Quoted.of(text)
            + ", want a decimal above 0 and below 2^128 / 10^18, of at most 18 places");
  }
}
