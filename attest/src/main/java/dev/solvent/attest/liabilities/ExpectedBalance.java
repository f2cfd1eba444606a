package dev.solvent.attest.liabilities;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import dev.solvent.merkle.Ticker;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What the customer says their balance is, in whole coins: {@code BTC=0.42}. It stays a decimal
 * until the attested asset says how many decimals its smallest unit has.
 */
public record ExpectedBalance(Ticker asset, BigDecimal coins) {
  private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,38})(\\.[0-9]{1,30})?");

  public ExpectedBalance {
    if (coins.signum() < 0) {
      throw new IllegalArgumentException("expected " + coins + " " + asset + ", want 0 or more");
    }
  }

  /** Reads {@code TICKER=DECIMAL}. */
  public static ExpectedBalance parse(String text) throws MalformedException {
    int equals = text.indexOf('=');
    String decimal = text.substring(equals + 1);
    if (equals < 0 || !DECIMAL.matcher(decimal).matches()) {
      throw new MalformedException(
          "expected balance " + Quoted.of(text) + ", want TICKER=DECIMAL, such as BTC=0.42");
    }
    return new ExpectedBalance(Ticker.parse(text.substring(0, equals)), new BigDecimal(decimal));
  }

  /** Whether these are the same coins, exactly. */
  boolean matches(Amount units, int decimals) {
    return new BigDecimal(units.toBigInteger(), decimals).compareTo(coins) == 0;
  }

  @Override
  public String toString() {
    return asset + "=" + coins.toPlainString();
  }
}
