package dev.solvent.merkle;

/** A ticker with the number of decimals of its smallest unit, such as {@code BTC:8}. */
public record Asset(Ticker ticker, int decimals) {
  public static final int MAX_DECIMALS = 30;

  public Asset {
    if (decimals < 0 || decimals > MAX_DECIMALS) {
      throw new IllegalArgumentException(
          "decimals " + decimals + " of " + ticker + ", want 0 to " + MAX_DECIMALS);
    }
  }

  /** Reads {@code TICKER:DECIMALS}. */
  public static Asset parse(String text) throws MalformedException {
    int colon = text.indexOf(':');
    String digits = colon < 0 ? "" : text.substring(colon + 1);
    if (!digits.matches("0|[1-9][0-9]?") || Integer.parseInt(digits) > MAX_DECIMALS) {
      throw new MalformedException(
          "asset "
              + Quoted.of(text)
              + ", want TICKER:DECIMALS with 0 to 30 decimals, such as BTC:8");
    }
    return new Asset(Ticker.parse(text.substring(0, colon)), Integer.parseInt(digits));
  }

  @Override
  public String toString() {
    return ticker + ":" + decimals;
  }
}
