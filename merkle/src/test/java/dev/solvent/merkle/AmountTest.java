package dev.solvent.merkle;

import static dev.solvent.merkle.Samples.amount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts against BigInteger. */
final class AmountTest {
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

  /** Any amount; half of them stand at a power of two, where halves carry and bytes begin. */
  @Provide
  Arbitrary<BigInteger> values() {
    Arbitrary<BigInteger> border =
        Arbitraries.integers()
            .between(0, 128)
            .flatMap(bits ->
                Arbitraries.integers()
                    .between(-3, 3)
                    .map(d -> BigInteger.TWO.pow(bits).add(BigInteger.valueOf(d))))
            .filter(v -> v.signum() >= 0 && v.compareTo(LIMIT) < 0);
    Arbitrary<BigInteger> any =
        Arbitraries.bigIntegers().between(BigInteger.ZERO, LIMIT.subtract(BigInteger.ONE));
    return Arbitraries.oneOf(border, any);
  }

  @Property
  void printsAndReads(@ForAll("values") BigInteger value) throws MalformedException {
    assertEquals(value.toString(), amount(value).toString());
    assertEquals(amount(value), Amount.parse(value.toString()));
    assertEquals(value, amount(value).toBigInteger());
  }

  @Property
  void readsNothingFrom2To128Up(@ForAll("values") BigInteger value) {
    String tooLarge = value.add(LIMIT).toString();
    assertThrows(MalformedException.class, () -> Amount.parse(tooLarge));
  }

  @Property
  void adds(@ForAll("values") BigInteger a, @ForAll("values") BigInteger b) {
    BigInteger sum = a.add(b);
    assertEquals(sum.compareTo(LIMIT) >= 0, amount(a).overflowsWith(amount(b)));
    if (sum.compareTo(LIMIT) < 0) {
      assertEquals(amount(sum), amount(a).plus(amount(b)));
    } else {
      assertThrows(ArithmeticException.class, () -> amount(a).plus(amount(b)));
    }
  }

  /** For each amount the largest that may be added, and the next. */
  @Property
  void addsUpToTheLimit(@ForAll("values") BigInteger a) {
    Amount room = amount(LIMIT.subtract(BigInteger.ONE).subtract(a));
    assertEquals(Amount.MAX, amount(a).plus(room));
    assertEquals(Amount.MAX, room.plus(amount(a)));
    if (!room.equals(Amount.MAX)) {
      Amount next = room.plus(Amount.of(1));
      assertTrue(amount(a).overflowsWith(next));
      assertTrue(next.overflowsWith(amount(a)));
    }
  }

  @Property
  void compares(@ForAll("values") BigInteger a, @ForAll("values") BigInteger b) {
    assertEquals(a.compareTo(b), Integer.signum(amount(a).compareTo(amount(b))));
    assertEquals(a.equals(b), amount(a).equals(amount(b)));
  }

  @Property
  void countsItsBytes(@ForAll("values") BigInteger value) {
    assertEquals(Math.max(1, (value.bitLength() + 7) / 8), amount(value).byteLength());
    assertEquals(value.signum() == 0, amount(value).isZero());
  }

  @Property
  void printsWholeCoins(
      @ForAll("values") BigInteger value, @ForAll @IntRange(max = 30) int decimals) {
    BigDecimal coins = new BigDecimal(value, decimals);
    assertEquals(coins.toPlainString(), amount(value).toDecimal(decimals));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "-0",
        "+1",
        "00",
        "01",
        "0x1",
        "1.0",
        "1e3",
        "1E3",
        " 1",
        "1 ",
        "1\n",
        "1_000",
        "1,000",
        "١",
        "１",
        "NaN",
        "a",
        "1a",
        "/",
        ":",
        "340282366920938463463374607431768211456",
        "999999999999999999999999999999999999999",
        "1000000000000000000000000000000000000000"
      })
  void readsOneFormOnly(String text) {
    MalformedException refused = assertThrows(MalformedException.class, () -> Amount.parse(text));
    assertTrue(
        refused.getMessage().endsWith(", want 0|[1-9][0-9]{0,38} and below 2^128"),
        refused::getMessage);
  }

  /** Every text of one to three of these characters: read exactly where the grammar says so. */
  @Test
  void readsExactlyTheGrammar() {
    List<String> texts = new ArrayList<>(List.of(""));
    for (int from = 0, length = 0; length < 3; length++) {
      int end = texts.size();
      for (; from < end; from++) {
        for (char c : "0129/: +-.".toCharArray()) {
          texts.add(texts.get(from) + c);
        }
      }
    }
    assertEquals(1 + 10 + 100 + 1000, texts.size());
    for (String text : texts) {
      boolean read;
      try {
        read = Amount.parse(text).toString().equals(text);
      } catch (MalformedException e) {
        read = false;
      }
      assertEquals(text.matches("0|[1-9][0-9]{0,38}"), read, () -> "\"" + text + "\"");
    }
  }

  @Test
  void ofUnits_isNeverNegative() {
    assertEquals(Amount.ZERO, Amount.of(0));
    assertEquals("9223372036854775807", Amount.of(Long.MAX_VALUE).toString());
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Amount.of(-1));
    assertEquals("amount -1, want 0 <= amount < 2^128", refused.getMessage());
  }

  @Test
  void borders() {
    assertEquals("340282366920938463463374607431768211455", Amount.MAX.toString());
    assertEquals(Amount.MAX_DIGITS, Amount.MAX.toString().length());
    assertEquals("0", Amount.ZERO.toString());
    assertFalse(Amount.MAX.overflowsWith(Amount.ZERO));
    assertTrue(Amount.MAX.overflowsWith(Amount.of(1)));
  }

  @Test
  void aRefusedText_isNotRepeatedWholeOrRaw() {
    String text = "9".repeat(1_000_000) + "\u001b[2J";
    MalformedException refused = assertThrows(MalformedException.class, () -> Amount.parse(text));
    assertTrue(refused.getMessage().length() < 200);
  }
}
