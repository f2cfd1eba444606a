package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.solvency.Haircut.Tier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class HaircutTest {
  private static final BigInteger UNIT = BigInteger.valueOf(10_000);

  /** The first 1,000 in full, the next 1,000 for half, then for nothing. */
  private static final Haircut HALF =
      new Haircut(
          List.of(
              new Tier(10_000, BigInteger.valueOf(1_000)),
              new Tier(5_000, BigInteger.valueOf(2_000))));

  private static long of(Haircut haircut, long value) {
    return haircut.of(BigInteger.valueOf(value).multiply(UNIT), UNIT).divide(UNIT).longValueExact();
  }

  @Test
  void tiers_addUp_andSaturateAboveTheLast() {
    assertEquals(0, of(HALF, 0));
    assertEquals(999, of(HALF, 999));
    assertEquals(1_000, of(HALF, 1_000));
    assertEquals(1_250, of(HALF, 1_500));
    assertEquals(1_500, of(HALF, 2_000));
    assertEquals(1_500, of(HALF, 1_000_000));
  }

  @Test
  void withoutTiers_nothingCounts() {
    assertEquals(0, of(Haircut.NOTHING_COUNTS, 1_000_000));
    assertEquals(BigInteger.ZERO, Haircut.NOTHING_COUNTS.sellable(BigInteger.TWO));
    Tier five = new Tier(0, BigInteger.valueOf(5));
    assertEquals(BigInteger.ZERO, new Haircut(List.of(five)).sellable(BigInteger.TWO));
    Haircut four = new Haircut(List.of(new Tier(1, BigInteger.valueOf(4)), five));
    assertEquals(BigInteger.valueOf(8), four.sellable(BigInteger.TWO));
  }

  @Property
  void moreNeverCountsForLess_andNeverForMoreThanItsValue(
      @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 300) Integer> widths,
      @ForAll @Size(min = 6, max = 6) List<@IntRange(max = 10_000) Integer> shares,
      @ForAll @IntRange(max = 2_000) int value) {
    Haircut haircut = haircut(widths, shares);
    BigInteger here = haircut.of(BigInteger.valueOf(value), BigInteger.ONE);
    BigInteger next = haircut.of(BigInteger.valueOf(value + 1L), BigInteger.ONE);
    assertTrue(here.compareTo(next) <= 0);
    assertTrue(here.compareTo(BigInteger.valueOf(value)) <= 0);
    assertEquals(slowly(haircut, value), here.longValueExact());
  }

  private static Haircut haircut(List<Integer> widths, List<Integer> shares) {
    List<Integer> falling = shares.stream().sorted(Comparator.reverseOrder()).toList();
    List<Tier> tiers = new ArrayList<>();
    long upTo = 0;
    for (int i = 0; i < widths.size(); i++) {
      upTo += widths.get(i);
      tiers.add(new Tier(falling.get(i), BigInteger.valueOf(upTo)));
    }
    return new Haircut(tiers);
  }

  /** Unit by unit: each counts for what the tier says in which it lies. */
  private static long slowly(Haircut haircut, int value) {
    long tenThousandths = 0;
    for (int unit = 1; unit <= value; unit++) {
      BigInteger here = BigInteger.valueOf(unit);
      tenThousandths +=
          haircut.tiers().stream()
              .filter(tier -> here.compareTo(tier.upTo()) <= 0)
              .mapToInt(Tier::counts)
              .findFirst()
              .orElse(0);
    }
    return tenThousandths / 10_000;
  }
}
