package dev.solvent.attest.liabilities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpectedBalanceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BTC=0.42",
        "BTC=0",
        "BTC=0.0",
        "USDT=123456789",
        "1INCH=1",
        "A.B-C=0.000000000000000001",
        "X=340282366920938463463374607431768211455.5",
      })
  void decimal_isRead(String text) throws MalformedException {
    assertEquals(text, ExpectedBalance.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "BTC",
        "BTC=",
        "=1",
        "BTC=-1",
        "BTC=+1",
        "BTC=1.",
        "BTC=.5",
        "BTC=01",
        "BTC=1e3",
        "BTC=1,5",
        "BTC= 1",
        "BTC =1",
        "btc=1",
        "BTC=1=2",
        "BTC=NaN",
        "BTC=\u0661",
        "BTC=1.0000000000000000000000000000001",
        "BTC=1234567890123456789012345678901234567890",
      })
  void otherForm_isRefused(String text) {
    assertThrows(MalformedException.class, () -> ExpectedBalance.parse(text));
  }

  @Test
  void negative_cannotBeMade() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ExpectedBalance(new Ticker("BTC"), new BigDecimal("-0.1")));
  }
}
