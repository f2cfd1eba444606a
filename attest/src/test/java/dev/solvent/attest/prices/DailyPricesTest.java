package dev.solvent.attest.prices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docs/spec/price-history.md}. */
final class DailyPricesTest {
  private static final SpecFile SPEC = SpecFile.of("price-history.md");
  private static final String EXAMPLE = new String(SPEC.example(), StandardCharsets.UTF_8);
  private static final Timestamp LAST = new Timestamp(Instant.parse("2026-09-01T00:00:00Z"));

  private static DailyPrices parse(String json) throws MalformedException {
    return DailyPrices.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /** What the text below the example says. */
  @Test
  void example_isReadAndPrintedAgain() throws Exception {
    DailyPrices daily = parse(EXAMPLE);
    assertEquals(EXAMPLE, new String(daily.toBytes(), StandardCharsets.UTF_8));
    assertEquals(3, daily.days());
    PackedPrices btc = daily.prices().getFirst().prices();
    assertEquals(Amount.parse("59000000000000000000000"), btc.price(0));
    assertEquals(Amount.parse("61500000000000000000000"), btc.price(1));
    assertEquals(Amount.parse("60030000000000000000000"), btc.price(2));
    assertArrayEquals(new double[] {5.9e22, 6.15e22, 6.003e22}, btc.toDoubles());
    assertArrayEquals(
        new double[] {1e18, 1.0001e18, 9.999e17}, daily.prices().get(1).prices().toDoubles());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "price-history/v1 | price-history/v2 | want \"solvent/price-history/v1\"",
        "\"days\":3 | \"days\":4 | 30 bytes of 4 days, want 1 to 16 for each",
        "\"days\":3 | \"days\":0 | want 1 to 3660",
        "\"days\":3 | \"days\":3661 | want 1 to 3660",
        "\"asset\":\"USDC\" | \"asset\":\"ADA\" | want ascending, each once",
        "\"asset\":\"USDC\" | \"asset\":\"USD\" | want not the quote itself",
        "\"packed\":\"DeC2 | \"packed\":\"DeC | RFC 4648",
        "2026-09-01T00:00:00Z | 2026-09-01 | want UTC",
        "\"quote\":\"USD\" | \"quote\":\"usd\" | want [A-Z0-9]",
        "\"days\" | \"day\":1,\"days\" | unknown field",
      })
  void oneFault_isRefused(String good, String bad, String why) {
    String json = EXAMPLE.replace(good, bad);
    assertNotEquals(EXAMPLE, json);
    MalformedException refused = assertThrows(MalformedException.class, () -> parse(json));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  private static void assertRefused(int days, String why, int... bytes) {
    byte[] packed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      packed[i] = (byte) bytes[i];
    }
    MalformedException refused =
        assertThrows(
            MalformedException.class, () -> PackedPrices.parse(Base64Text.encode(packed), days));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  /** A day without a price, a byte that nobody needs, a day too many: no other encoding is read. */
  @Test
  void pricesHaveOneEncoding() throws Exception {
    assertEquals(List.of(1, 2), prices(PackedPrices.parse(Base64Text.encode(bytes(1, 2)), 2)));
    assertEquals(List.of(258), prices(PackedPrices.parse(Base64Text.encode(bytes(1, 2)), 1)));
    assertRefused(2, "price 0 of day 1", 1, 0);
    assertRefused(2, "2 bytes for each price, want no more", 0, 1, 0, 2);
    assertRefused(2, "3 bytes of 2 days", 1, 2, 3);
    assertRefused(1, "0 bytes of 1 days");
    assertRefused(1, "17 bytes of 1 days", new int[17]);
    assertThrows(MalformedException.class, () -> PackedPrices.parse("AQI", 2));
    assertThrows(IllegalArgumentException.class, () -> PackedPrices.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> PackedPrices.of(List.of(Amount.ZERO)));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static List<Integer> prices(PackedPrices prices) {
    List<Integer> list = new ArrayList<>();
    for (int day = 0; day < prices.days(); day++) {
      list.add(prices.price(day).toBigInteger().intValueExact());
    }
    return list;
  }

  @Property
  void prices_comeBackAsTheyWere_andAsTheNearestDoubles(
      @ForAll @Size(min = 1, max = 20) List<Long> lows, @ForAll @IntRange(max = 64) int shift) {
    List<Amount> amounts = new ArrayList<>();
    for (long low : lows) {
      long high = shift == 64 ? 0 : Long.rotateLeft(low, 17) >>> shift;
      amounts.add(new Amount(high, low == 0 ? 1 : low));
    }
    PackedPrices packed = PackedPrices.of(amounts);
    double[] doubles = packed.toDoubles();
    for (int day = 0; day < amounts.size(); day++) {
      assertEquals(amounts.get(day), packed.price(day));
      assertEquals(amounts.get(day).toBigInteger().doubleValue(), doubles[day]);
    }
  }

  /** In the last six what decides lies in the higher half too. */
  private static final long[] HIGHS = {
    0,
    1,
    0x400,
    0x20_0000_0000_0001L,
    -1L,
    Long.MIN_VALUE,
    Long.MIN_VALUE | 0x400,
    Long.MIN_VALUE | 0x401,
    Long.MIN_VALUE | 0xC00,
    1L << 62 | 0x200,
    1L << 62 | 0x201,
    1L << 62 | 0x600,
  };

  /** Halfway between two doubles the even one is nearest; a bit below or above decides. */
  @Test
  void aTie_goesToTheEven() {
    for (long high : HIGHS) {
      for (long low : new long[] {1, 0x400, 0x401, 0xC00, 0xBFF, -1, Long.MIN_VALUE | 0x400, 0}) {
        assertEquals(
            new Amount(high, low).toBigInteger().doubleValue(), PackedPrices.nearest(high, low));
      }
    }
  }

  /** The most prices that there may be, in the most bytes, fit in the file. */
  @Test
  void twoThousandAssetsOfAThousandDays_fit_andNotOneMore() throws Exception {
    PackedPrices thousand = PackedPrices.of(Collections.nCopies(1_000, Amount.MAX));
    DailyPrices most = daily(thousand, 2_000);
    byte[] bytes = most.toBytes();
    assertEquals(most, DailyPrices.parse(bytes));
    assertThrows(IllegalArgumentException.class, () -> daily(thousand, 2_001));
    String more =
        new String(bytes, StandardCharsets.UTF_8).replace("\"prices\":[", "\"prices\":[{},");
    MalformedException refused = assertThrows(MalformedException.class, () -> parse(more));
    assertTrue(refused.getMessage().contains("2001 items, want 0 to 2000"), refused.getMessage());
  }

  private static DailyPrices daily(PackedPrices prices, int assets) {
    List<DailyPrices.Row> rows = new ArrayList<>();
    for (int i = 0; i < assets; i++) {
      rows.add(new DailyPrices.Row(new Ticker("T" + (10_000 + i)), prices));
    }
    return new DailyPrices(
        prices.days(), new Issuer("exchange.example"), LAST, rows, new Ticker("USD"));
  }

  @Test
  void oneDay_tenYears_andTenThousandAssets_fit_andNotOneMore() {
    assertEquals(10_000, daily(of(1), 10_000).prices().size());
    assertEquals(3_660, daily(of(3_660), 1).days());
    for (int days : new int[] {0, 3_661}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> empty(days));
      assertEquals(days + " days, want 1 to 3660", refused.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> daily(of(1), 10_001));
  }

  @Test
  void rowOfOtherDays_isRefused() {
    List<DailyPrices.Row> rows = List.of(new DailyPrices.Row(new Ticker("BTC"), of(2)));
    for (int days : new int[] {1, 3}) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  new DailyPrices(
                      days, new Issuer("exchange.example"), LAST, rows, new Ticker("USD")));
      assertEquals("BTC: 2 days, want " + days, refused.getMessage());
    }
  }

  private static PackedPrices of(int days) {
    return PackedPrices.of(Collections.nCopies(days, Amount.of(1)));
  }

  private static DailyPrices empty(int days) {
    return new DailyPrices(
        days, new Issuer("exchange.example"), LAST, List.of(), new Ticker("USD"));
  }
}
