package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Trades after which no asset has more than is owed while another has less, of the least value that
 * can do it; and what still lacks where there is not enough of everything.
 *
 * <p>Why no less will do: a trade of value v closes at most v of what lacks, and the lesser of what
 * is over and what lacks has to be closed. Each trade here exhausts its buyer or its seller, so n
 * assets need at most n - 1.
 */
record Rebalancing(List<Trade> trades, BigInteger left) {
  record Trade(Ticker sell, Ticker buy, BigInteger value) {}

  /** A gap that is open: so much of an asset over, or lacking. */
  private record Open(Ticker asset, BigInteger value) {}

  private static final Comparator<Open> LARGEST_FIRST =
      Comparator.comparing(Open::value).reversed().thenComparing(Open::asset);

  /**
   * Between what is held, proven or observed, and what is owed. No more of an asset is sold than
   * lies in tiers that count for something after haircut: nobody is known who would buy the rest.
   */
  static Rebalancing of(ValuedSheet sheet) {
    List<Open> over = new ArrayList<>();
    List<Open> lacking = new ArrayList<>();
    for (ValuedLine line : sheet.lines()) {
      BigInteger gap = line.counted().raw().subtract(line.owed());
      Ticker asset = line.line().asset().ticker();
      if (gap.signum() < 0) {
        lacking.add(new Open(asset, gap.negate()));
        continue;
      }
      BigInteger sold = gap.min(line.line().haircut().sellable(sheet.measure().unit()));
      if (sold.signum() > 0) {
        over.add(new Open(asset, sold));
      }
    }
    over.sort(LARGEST_FIRST);
    lacking.sort(LARGEST_FIRST);
    return matched(over, lacking);
  }

  private static Rebalancing matched(List<Open> over, List<Open> lacking) {
    List<Trade> trades = new ArrayList<>();
    BigInteger left = BigInteger.ZERO;
    int seller = 0;
    BigInteger spent = BigInteger.ZERO; // of the seller's
    for (Open buyer : lacking) {
      BigInteger wanted = buyer.value();
      while (wanted.signum() > 0 && seller < over.size()) {
        BigInteger value = over.get(seller).value().subtract(spent).min(wanted);
        trades.add(new Trade(over.get(seller).asset(), buyer.asset(), value));
        wanted = wanted.subtract(value);
        spent = spent.add(value);
        if (spent.equals(over.get(seller).value())) {
          seller++;
          spent = BigInteger.ZERO;
        }
      }
      left = left.add(wanted);
    }
    return new Rebalancing(List.copyOf(trades), left);
  }

  BigInteger traded() {
    return trades.stream().map(Trade::value).reduce(BigInteger.ZERO, BigInteger::add);
  }

  JsonObject toJson(Measure measure) {
    return new ObjectBuilder()
        .put("left", measure.up(left))
        .put("traded", measure.up(traded()))
        .put(
            "trades",
            trades,
            trade ->
                new ObjectBuilder()
                    .put("buy", trade.buy().text())
                    .put("sell", trade.sell().text())
                    .put("value", measure.up(trade.value()))
                    .build())
        .build();
  }
}
