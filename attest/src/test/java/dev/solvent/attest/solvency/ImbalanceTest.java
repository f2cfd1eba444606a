package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.Rebalancing.Trade;
import dev.solvent.attest.solvency.Shares.Share;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ImbalanceTest {
  private static final List<String> ASSETS = List.of("ADA", "BTC", "ETH");

  /** All at 1, so that units are values. */
  private static ValuedSheet sheet(List<Integer> owed, List<Integer> held) {
    Exchange exchange = new Exchange();
    for (int i = 0; i < ASSETS.size(); i++) {
      exchange
          .price(ASSETS.get(i), 1_000)
          .owes(ASSETS.get(i), owed.get(i))
          .holds(ASSETS.get(i), held.get(i))
          .haircut(ASSETS.get(i), 10_000, 1_000_000);
    }
    return exchange.valued();
  }

  @Test
  void shares_ofWhatIsHeldAndOwed_andTheirDifference() {
    Imbalance imbalance = Imbalance.of(sheet(List.of(100, 100, 100), List.of(300, 100, 0)));
    assertEquals(List.of(7_500L, 2_500L, 0L), held(imbalance));
    assertEquals(
        List.of(4_167L, 834L, 3_334L),
        imbalance.assets().stream().map(Imbalance.OfAsset::difference).toList());
    assertEquals(6_250, imbalance.heldConcentration());
    assertEquals(3_334, imbalance.owedConcentration());
    assertEquals(new Share("ADA", 7_500), imbalance.largestAsset());
    assertEquals(new Share("self", 10_000), imbalance.largestCustodian());
    assertEquals(new Share("", 0), imbalance.largestIssuer());
  }

  private static List<Long> held(Imbalance imbalance) {
    return imbalance.assets().stream().map(Imbalance.OfAsset::held).toList();
  }

  /** By the index's definition, n equal shares make 1 / n. */
  @Test
  void concentration_ofEqualShares_isOneOverTheirNumber() {
    for (int n : new int[] {1, 2, 4, 5, 10}) {
      Shares shares = new Shares();
      for (int i = 0; i < n; i++) {
        shares.add("name" + i, BigInteger.valueOf(77));
      }
      assertEquals(10_000 / n, shares.concentration());
    }
    assertEquals(0, new Shares().concentration());
  }

  @Test
  void ofEqualShares_theFirstByNameIsTheLargest() {
    Shares shares = new Shares();
    shares.add("b", BigInteger.TWO);
    shares.add("a", BigInteger.TWO);
    shares.add("c", BigInteger.ONE);
    assertEquals(new Share("a", 4_000), shares.largest(BigInteger.valueOf(5)));
  }

  @Test
  void custodians_areWeighedOverAllAssets() {
    ValuedSheet sheet =
        new Exchange()
            .price("BTC", 1_000)
            .price("ETH", 1_000)
            .owes("BTC", 1)
            .holds("BTC", 30, Assurance.PROVEN, "cold", "vault")
            .holds("ETH", 30, Assurance.OBSERVED, "cold", "vault")
            .holds("ETH", 40)
            .holds("ETH", 900, Assurance.ATTESTED, "cold", "bank")
            .valued();
    assertEquals(new Share("vault", 6_000), Imbalance.of(sheet).largestCustodian());
  }

  @Test
  void trades_goFromTheLargestOverToTheLargestLacking() {
    assertEquals(List.of("ADA>BTC 50", "ADA>ETH 30"), trades(190, 50, 70));
    assertEquals(List.of("ETH>BTC 30", "ETH>ADA 10"), trades(90, 70, 140));
    assertEquals(List.of("BTC>ETH 50", "ADA>ETH 10"), trades(110, 150, 40));
  }

  /** Where 100 of each are owed, and nothing is left. */
  private List<String> trades(int... held) {
    Rebalancing rebalancing =
        Rebalancing.of(sheet(List.of(100, 100, 100), List.of(held[0], held[1], held[2])));
    assertEquals(BigInteger.ZERO, rebalancing.left());
    return rebalancing.trades().stream().map(this::shown).toList();
  }

  /** 90 are over, of which the market is known to take 10. */
  @Test
  void noMoreIsSold_thanCountsForSomething() {
    ValuedSheet sheet =
        new Exchange()
            .price("ADA", 1_000)
            .price("BTC", 1_000)
            .owes("BTC", 100)
            .holds("ADA", 90)
            .haircut("ADA", 1, 10, 0, 50)
            .valued();
    Rebalancing rebalancing = Rebalancing.of(sheet);
    assertEquals(List.of("ADA>BTC 10"), rebalancing.trades().stream().map(this::shown).toList());
    assertEquals(90, units(rebalancing.left()).intValueExact());
  }

  private String shown(Trade trade) {
    return trade.sell() + ">" + trade.buy() + " " + units(trade.value());
  }

  private static BigInteger units(BigInteger value) {
    return value.divide(BigInteger.TEN.pow(52));
  }

  @Property
  void rebalancing_leavesNoAssetOverWhileAnotherLacks_andTradesTheLeast(
      @ForAll @Size(3) List<@IntRange(max = 6) Integer> owed,
      @ForAll @Size(3) List<@IntRange(max = 6) Integer> held) {
    ValuedSheet sheet = sheet(owed, held);
    Rebalancing rebalancing = Rebalancing.of(sheet);
    TreeMap<Ticker, BigInteger> gaps = new TreeMap<>();
    for (int i = 0; i < ASSETS.size(); i++) {
      gaps.put(new Ticker(ASSETS.get(i)), BigInteger.valueOf((long) held.get(i) - owed.get(i)));
    }
    for (Trade trade : rebalancing.trades()) {
      gaps.merge(trade.sell(), units(trade.value()).negate(), BigInteger::add);
      gaps.merge(trade.buy(), units(trade.value()), BigInteger::add);
    }
    boolean over = gaps.values().stream().anyMatch(gap -> gap.signum() > 0);
    boolean lacking = gaps.values().stream().anyMatch(gap -> gap.signum() < 0);
    assertTrue(!over || !lacking, () -> "left " + gaps);
    assertTrue(rebalancing.trades().size() <= 2);
    assertEquals(leastByTrying(owed, held), units(rebalancing.traded()).intValueExact());
    int left = gaps.values().stream().mapToInt(gap -> Math.max(0, -gap.intValueExact())).sum();
    assertEquals(left, units(rebalancing.left()).intValueExact());
  }

  /**
   * The least number of moves of one unit from one asset to another that leaves none over while
   * another lacks: every state that so many moves can reach, one move more at a time.
   */
  private static int leastByTrying(List<Integer> owed, List<Integer> held) {
    int[] gap = new int[3];
    for (int i = 0; i < 3; i++) {
      gap[i] = held.get(i) - owed.get(i);
    }
    List<int[]> states = List.of(gap);
    for (int moves = 0; ; moves++) {
      if (states.stream().anyMatch(ImbalanceTest::isBalanced)) {
        return moves;
      }
      Set<List<Integer>> next = new HashSet<>();
      for (int[] state : states) {
        for (int from = 0; from < 3; from++) {
          for (int to = 0; to < 3; to++) {
            int[] moved = state.clone();
            moved[from]--;
            moved[to]++;
            next.add(List.of(moved[0], moved[1], moved[2]));
          }
        }
      }
      states =
          next.stream().map(each -> each.stream().mapToInt(Integer::intValue).toArray()).toList();
    }
  }

  private static boolean isBalanced(int[] gap) {
    boolean over = gap[0] > 0 || gap[1] > 0 || gap[2] > 0;
    boolean lacking = gap[0] < 0 || gap[1] < 0 || gap[2] < 0;
    return !over || !lacking;
  }
}
