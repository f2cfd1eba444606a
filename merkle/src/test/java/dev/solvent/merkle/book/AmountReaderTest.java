package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.book.CsvOptions.Amounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmountReaderTest {
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
  private static final Pattern UNITS = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

  /** What the amount comes to in units, or "refused". */
  private static String read(String text, Amounts form, int decimals) {
    AmountReader reader = new AmountReader(form);
    byte[] before =
        "9.".getBytes(StandardCharsets.US_ASCII); // around the field: digits, to be left
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[before.length + value.length + Words.ROOM];
    Arrays.fill(bytes, (byte) '7');
    System.arraycopy(before, 0, bytes, 0, before.length);
    System.arraycopy(value, 0, bytes, before.length, value.length);
    if (!reader.read(bytes, before.length, before.length + value.length, decimals)) {
      return "refused";
    }
    assertEquals((reader.high() | reader.low()) == 0, reader.isZero());
    return (reader.negative() ? "-" : "") + new Amount(reader.high(), reader.low());
  }

  /** The same, slowly: by the pattern and in arbitrary precision. */
  private static String reference(String text, Amounts form, int decimals) {
    boolean units = form == Amounts.UNITS;
    if (!(units ? UNITS : DECIMAL).matcher(text).matches()) {
      return "refused";
    }
    BigDecimal exact = new BigDecimal(text).movePointRight(units ? 0 : decimals);
    if (exact.signum() != 0 && exact.stripTrailingZeros().scale() > 0) {
      return "refused";
    }
    BigInteger whole = exact.toBigInteger();
    boolean minusZero = whole.signum() == 0 && text.startsWith("-");
    return minusZero || whole.abs().compareTo(LIMIT) >= 0 ? "refused" : whole.toString();
  }

  @Test
  void decimal_ofEveryLegalForm_isExact() {
    assertEquals("42000000", read("0.42", Amounts.DECIMAL, 8));
    assertEquals("0", read("0", Amounts.DECIMAL, 8));
    assertEquals("0", read("0.0", Amounts.DECIMAL, 0));
    assertEquals("100000000", read("1", Amounts.DECIMAL, 8));
    assertEquals("1", read("0.00000001", Amounts.DECIMAL, 8));
    assertEquals("-150", read("-1.5", Amounts.DECIMAL, 2));
    assertEquals("7", read("7", Amounts.DECIMAL, 0));
    assertEquals("123456789012345678", read("123456789.012345678", Amounts.DECIMAL, 9));
    assertEquals("1234567890123456789", read("1234567890.123456789", Amounts.DECIMAL, 9));
    assertEquals("1000000000000000000000000000000", read("1", Amounts.DECIMAL, 30));
  }

  @Test
  void decimal_withZerosPastTheDecimals_isExact() {
    assertEquals("42000000", read("0.420000000000000000", Amounts.DECIMAL, 8));
    assertEquals("5", read("5.000", Amounts.DECIMAL, 0));
    assertEquals("120", read("1.20" + "0".repeat(1000), Amounts.DECIMAL, 2));
  }

  @Test
  void decimal_withDigitsPastTheDecimals_isRefused() {
    assertEquals("refused", read("0.420000001", Amounts.DECIMAL, 8));
    assertEquals("refused", read("0.4200000000001", Amounts.DECIMAL, 8));
    assertEquals("refused", read("0.1", Amounts.DECIMAL, 0));
  }

  @Test
  void amounts_atTheLimit_areExactAndPastItRefused() {
    String most = "340282366920938463463374607431768211455";
    assertEquals(most, read(most, Amounts.UNITS, 8));
    assertEquals("-" + most, read("-" + most, Amounts.UNITS, 8));
    assertEquals("refused", read("340282366920938463463374607431768211456", Amounts.UNITS, 8));
    assertEquals("refused", read("3402823669209384634633746074317682114550", Amounts.UNITS, 0));
    assertEquals(most, read("3402823669209384634633746074317.68211455", Amounts.DECIMAL, 8));
    assertEquals("refused", read("3402823669209384634633746074317.68211456", Amounts.DECIMAL, 8));
    assertEquals(most, read("340282366.920938463463374607431768211455", Amounts.DECIMAL, 30));
    assertEquals("refused", read("340282366.920938463463374607431768211456", Amounts.DECIMAL, 30));
    assertEquals("refused", read("340282367", Amounts.DECIMAL, 30));
    assertEquals("refused", read("1" + "0".repeat(100_000), Amounts.DECIMAL, 0));
  }

  @Test
  void units_areTakenAsTheyAre() {
    assertEquals("42", read("42", Amounts.UNITS, 8));
    assertEquals("-1", read("-1", Amounts.UNITS, 18));
    assertEquals("0", read("0", Amounts.UNITS, 0));
    assertEquals("refused", read("1.0", Amounts.UNITS, 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        "+1",
        "-0",
        "-0.00",
        "--1",
        ".5",
        "-.5",
        "5.",
        "1e3",
        "1E3",
        "1e-3",
        "NaN",
        "Infinity",
        "1,000",
        "1 000",
        "1'000",
        "1_000",
        "1.000.000",
        "0x10",
        "00",
        "01",
        "007.5",
        "-01",
        " 1",
        "1 ",
        "\t1",
        "１",
        "1１",
        "١",
        "1.5１",
        "1-",
        "1.-5",
        "$1",
        "1 BTC",
        "/1",
        ":1",
        "1/",
        "1:",
        "1./",
        "1.:",
        "12345678/",
        "1234567:8",
        "1.12345678:",
        "\0",
        "1\0"
      })
  void amounts_ofOtherForms_areRefused(String text) {
    assertEquals("refused", read(text, Amounts.DECIMAL, 8));
    assertEquals("refused", read(text, Amounts.UNITS, 8));
  }

  @Property
  boolean decimal_ofAnyAmount_agreesWithBigDecimal(
      @ForAll("written") String text, @ForAll @IntRange(max = 30) int decimals) {
    return read(text, Amounts.DECIMAL, decimals).equals(reference(text, Amounts.DECIMAL, decimals));
  }

  @Property
  boolean units_ofAnyAmount_agreeWithBigInteger(@ForAll("written") String text) {
    return read(text, Amounts.UNITS, 8).equals(reference(text, Amounts.UNITS, 8));
  }

  @Property
  boolean amounts_ofAnyShortText_agreeWithThePattern(
      @ForAll("almost") String text,
      @ForAll Amounts form,
      @ForAll @IntRange(max = 3) int decimals) {
    return read(text, form, decimals).equals(reference(text, form, decimals));
  }

  @Property
  void amounts_withOneByteChanged_agreeWithThePattern(
      @ForAll("written") String text,
      @ForAll @IntRange(max = 63) int at,
      @ForAll @IntRange(max = 127) int other) {
    StringBuilder changed = new StringBuilder(text);
    changed.setCharAt(at % text.length(), (char) other);
    assertEquals(
        reference(changed.toString(), Amounts.DECIMAL, 8),
        read(changed.toString(), Amounts.DECIMAL, 8));
  }

  @Provide
  Arbitrary<String> written() {
    Arbitrary<String> whole =
        Arbitraries.oneOf(
            Arbitraries.just("0"),
            Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20),
            Arbitraries.strings().numeric().ofMinLength(36).ofMaxLength(41));
    Arbitrary<String> fraction =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(31).map(d -> "." + d),
            Arbitraries.strings().withChars('0', '5').ofLength(9).map(d -> "." + d));
    Arbitrary<String> zeros = Arbitraries.strings().withChars('0').ofMaxLength(20);
    return Combinators.combine(Arbitraries.of("", "", "-"), whole, fraction, zeros)
        .as((sign, w, f, z) -> sign + w + f + (f.isEmpty() ? "" : z));
  }

  @Provide
  Arbitrary<String> almost() {
    return Arbitraries.strings().withChars("0012345.-").ofMaxLength(8);
  }

  @Test
  void reference_hasBothOutcomes() {
    assertTrue(reference("1.5", Amounts.DECIMAL, 8).equals("150000000"));
    assertFalse(reference("1.5", Amounts.UNITS, 8).equals("1"));
  }
}
