package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.merkle.book.CsvOptions.Amounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmountFaultTest {
  private static String fault(String text, Amounts form, String asset) {
    byte[] bytes = Collected.utf8(text);
    AmountFault fault = AmountFault.of(bytes, 0, bytes.length, form, Collected.asset(asset));
    return fault.want() + " -> " + fault.remedy();
  }

  /** In either form of amounts. */
  private static void assertFault(String expected, String text) {
    assertEquals(expected, fault(text, Amounts.DECIMAL, "BTC:8"));
    assertEquals(expected, fault(text, Amounts.UNITS, "BTC:8"));
  }

  @Test
  void amount_thatIsEmpty_isANumberMissing() {
    assertFault("a number -> write 0 where nothing is owed, or leave the row out", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {" 1", "1 ", "\t1", "1\n", " ", "1\u00A0", "\u3000x"})
  void amount_withSpacesAroundIt_isTold(String text) {
    assertFault("no spaces around it -> export without spaces", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0", "-0.0", "-0.000000000000"})
  void amount_minusZero_isTold(String text) {
    assertFault("no minus before zero -> export zero as 0", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1", "+0.5", "+x"})
  void amount_withPlus_isTold(String text) {
    assertFault("no plus sign -> export without the plus sign", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "nan",
        "-NaN",
        "Infinity",
        "-inf",
        "∞",
        "NULL",
        "null",
        "None",
        "N/A",
        "\\N"
      })
  void amount_thatIsNoNumber_isTold(String text) {
    assertFault(
        "a number -> find out what is owed and write it; write 0 only where that is nothing", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e3", "1E-8", "-4.2e+7", "1.e3", "0e0"})
  void amount_withExponent_isTold(String text) {
    assertFault("no exponent -> export plain digits, such as 0.00001 for 1e-5", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "0XFF", "-0x1"})
  void amount_inHexadecimal_isTold(String text) {
    assertFault("decimal digits -> export decimal digits, not hexadecimal ones", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"１", "1２.5", "٣", "1.５"})
  void amount_withOtherDigits_isTold(String text) {
    assertFault("the digits 0 to 9 -> export ASCII digits, no others", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,000",
        "1,000.50",
        "-1,000,000",
        "1'000",
        "1’000.5",
        "1_000",
        "1 000",
        "1\u00A0000",
        "1\u202F000,5",
        "1.000.000",
        "1.000.000,5",
        "1.000,50",
        "0,5"
      })
  void amount_withSeparators_isTold(String text) {
    assertFault(
        "no separators between digits -> export without thousands separators, and with a point"
            + " before the decimals",
        text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "007", "-01", "01.5", "00."})
  void amount_withLeadingZeros_isTold(String text) {
    assertFault("no leading zeros -> export without leading zeros", text);
  }

  @Test
  void amount_withoutDigitsOnOneSideOfThePoint_isTold() {
    assertFault("a digit before the point -> write a 0 before the point", ".5");
    assertFault("a digit before the point -> write a 0 before the point", "-.5");
    assertFault("digits after the point -> leave the point out, or write digits after it", "5.");
  }

  @Test
  void decimal_withTooManyDecimals_isToldWithAnAssetThatHasThem() {
    assertEquals(
        "at most 8 decimals -> name the asset with its decimals, such as --asset BTC:9, or correct"
            + " the book: nothing is rounded here",
        fault("0.123456789", Amounts.DECIMAL, "BTC:8"));
    assertEquals(
        "at most 8 decimals -> name the asset with its decimals, such as --asset BTC:10, or correct"
            + " the book: nothing is rounded here",
        fault("-1.00000000010", Amounts.DECIMAL, "BTC:8"));
    assertEquals(
        "at most 0 decimals -> name the asset with its decimals, such as --asset BTC:30, or correct"
            + " the book: nothing is rounded here",
        fault("0." + "0".repeat(29) + "1", Amounts.DECIMAL, "BTC:0"));
    assertEquals(
        "at most 0 decimals -> correct the book: nothing is rounded here",
        fault("0." + "0".repeat(30) + "1", Amounts.DECIMAL, "BTC:0"));
  }

  @Test
  void decimal_withAMegabyteOfDecimals_isTold() {
    assertEquals(
        "at most 8 decimals -> correct the book: nothing is rounded here",
        fault("0." + "0".repeat(1 << 20) + "1", Amounts.DECIMAL, "BTC:8"));
  }

  @Test
  void decimal_thatIsTooLarge_isToldToCheckTheDecimals() {
    String tooLarge =
        "below 2^128 units of BTC:8 -> check the decimals of BTC, and --amounts units if these are"
            + " units already";
    assertEquals(tooLarge, fault("9".repeat(39), Amounts.DECIMAL, "BTC:8"));
    assertEquals(tooLarge, fault("-" + "9".repeat(39) + ".50", Amounts.DECIMAL, "BTC:8"));
    assertEquals(tooLarge, fault("9".repeat(39) + ".12345678", Amounts.DECIMAL, "BTC:8"));
    assertEquals(tooLarge, fault("9".repeat(1000), Amounts.DECIMAL, "BTC:8"));
  }

  @Test
  void units_thatAreTooLarge_areTold() {
    assertEquals(
        "below 2^128 units of BTC:8 -> check the book",
        fault("9".repeat(39), Amounts.UNITS, "BTC:8"));
  }

  @Test
  void units_withAFraction_areTold() {
    assertEquals(
        "whole units -> export the asset's smallest units, or leave --amounts units out if these"
            + " are coins",
        fault("0.42", Amounts.UNITS, "BTC:8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$5", "5 BTC", "five", "(5)", "5-", "1-2", "−5", "#REF!", "1..2"})
  void amount_ofAnyOtherForm_isToldWhatIsWanted(String text) {
    assertEquals(
        "digits with at most one point -> export digits and a point alone, such as 0.42",
        fault(text, Amounts.DECIMAL, "BTC:8"));
    assertEquals(
        "digits alone -> export whole units as digits alone, such as 42000000",
        fault(text, Amounts.UNITS, "BTC:8"));
  }
}
