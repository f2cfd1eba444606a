package dev.solvent.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers, tickers, assets, epochs, and the height of a tree. */
final class NamesTest {
  private static final String LABEL_63 = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exchange.example",
        "a.b.c.example",
        "xn--bcher-kva.example",
        "1exchange.example",
        "a",
        "a--b.c",
        "3com.example"
      })
  void issuer_reads(String domain) throws MalformedException {
    assertEquals(domain, Issuer.parse(domain).toString());
    assertEquals(new Issuer(domain), Issuer.parse(domain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "exchange.example.",
        ".exchange.example",
        "exchange..example",
        "Exchange.example",
        "exchange.EXAMPLE",
        "-exchange.example",
        "exchange-.example",
        "exchange.-example",
        "exchange.example-",
        "exchange_.example",
        "exchange .example",
        " exchange.example",
        "exchange.example ",
        "exchange.example\n",
        "exchange.example:443",
        "https://exchange.example",
        "exchange.example/",
        "bücher.example",
        "exchange。example",
        "exchange.example\u0000",
        "*.example"
      })
  void issuer_refuses(String domain) {
    MalformedException refused = assertThrows(MalformedException.class, () -> Issuer.parse(domain));
    IllegalArgumentException bug =
        assertThrows(IllegalArgumentException.class, () -> new Issuer(domain));
    assertEquals(refused.getMessage(), bug.getMessage());
  }

  @Test
  void issuer_hasTheLengthsOfADomain() throws MalformedException {
    String longest = (LABEL_63 + ".").repeat(3) + "a".repeat(61);
    assertEquals(253, longest.length());
    assertEquals(longest, Issuer.parse(longest).domain());
    assertThrows(MalformedException.class, () -> Issuer.parse(longest + "a"));
    assertThrows(MalformedException.class, () -> Issuer.parse("a" + LABEL_63 + ".example"));
    assertThrows(MalformedException.class, () -> Issuer.parse("example." + LABEL_63 + "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BTC", "1INCH", "BRK.B", "A-", "A.", "0", "USDC.E", "A0-.Z9"})
  void ticker_reads(String text) throws MalformedException {
    assertEquals(text, Ticker.parse(text).toString());
    assertEquals(new Ticker(text), Ticker.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "btc",
        "BTc",
        "-BTC",
        ".BTC",
        "BTC ",
        " BTC",
        "BTC\n",
        "B/T",
        "B:T",
        "B_T",
        "ВТС",
        "BTC\u200b",
        "ＢＴＣ",
        "@",
        "[",
        "/",
        "A,"
      })
  void ticker_refuses(String text) {
    MalformedException refused = assertThrows(MalformedException.class, () -> Ticker.parse(text));
    IllegalArgumentException bug =
        assertThrows(IllegalArgumentException.class, () -> new Ticker(text));
    assertEquals(refused.getMessage(), bug.getMessage());
  }

  @Test
  void ticker_hasAtMost32Characters() throws MalformedException {
    assertEquals("A".repeat(32), Ticker.parse("A".repeat(32)).text());
    assertThrows(MalformedException.class, () -> Ticker.parse("A".repeat(33)));
  }

  @Test
  void tickers_sortAsTheirBytesDo() {
    List<Ticker> tickers = new ArrayList<>();
    for (String text : List.of("USDT", "BTC", "B", "1INCH", "BTC.B", "BTC-A")) {
      tickers.add(new Ticker(text));
    }
    tickers.sort(null);
    assertEquals("[1INCH, B, BTC, BTC-A, BTC.B, USDT]", tickers.toString());
  }

  @Test
  void asset_readsTickerAndDecimals() throws MalformedException {
    for (int decimals = 0; decimals <= 30; decimals++) {
      Asset asset = new Asset(new Ticker("USDC.E"), decimals);
      assertEquals(asset, Asset.parse(asset.toString()));
    }
    assertEquals("BTC:8", new Asset(new Ticker("BTC"), 8).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "BTC",
        "BTC:",
        ":8",
        "BTC:08",
        "BTC:+8",
        "BTC:-1",
        "BTC:31",
        "BTC:100",
        "BTC:8 ",
        "BTC: 8",
        "BTC:٨",
        "BTC:8:8",
        "btc:8",
        "BTC:1e1",
        "BTC:4294967296"
      })
  void asset_refuses(String text) {
    assertThrows(MalformedException.class, () -> Asset.parse(text));
  }

  @Test
  void asset_has0To30Decimals() {
    for (int decimals : List.of(-1, 31, 255, 256, Integer.MIN_VALUE)) {
      assertThrows(IllegalArgumentException.class, () -> new Asset(new Ticker("BTC"), decimals));
    }
  }

  @Test
  void epoch_countsFrom1_below2To53() {
    assertEquals(1, new Epoch(1).number());
    assertEquals((1L << 53) - 1, new Epoch(Epoch.MAX).number());
    assertEquals("7", new Epoch(7).toString());
    for (long number : List.of(0L, -1L, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE)) {
      assertThrows(IllegalArgumentException.class, () -> new Epoch(number));
    }
  }

  @Test
  void commitment_hasAHeightOf0To40() {
    Hash root = Hash.of(Samples.bytes(32, 0));
    assertEquals(40, new Commitment(root, Amount.ZERO, 40).height());
    for (int height : List.of(-1, 41, 64)) {
      assertThrows(IllegalArgumentException.class, () -> new Commitment(root, Amount.ZERO, height));
    }
  }

  @Test
  void height_isTheLeastThatHoldsAllLeaves() {
    for (int minHeight = 0; minHeight <= 40; minHeight++) {
      for (int power = 0; power <= 40; power++) {
        long full = 1L << power;
        assertEquals(Math.max(minHeight, power), SumTree.height(full, minHeight));
        if (power < 40) {
          assertEquals(Math.max(minHeight, power + 1), SumTree.height(full + 1, minHeight));
        }
      }
      assertEquals(minHeight, SumTree.height(0, minHeight));
    }
    assertThrows(IllegalArgumentException.class, () -> SumTree.height((1L << 40) + 1, 0));
    assertThrows(IllegalArgumentException.class, () -> SumTree.height(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> SumTree.height(1, -1));
    assertThrows(IllegalArgumentException.class, () -> SumTree.height(1, 41));
  }

  @Test
  void foreignText_isShownAsItIs_whereItIsShortAndPlain() {
    assertEquals("\" ~\"", Quoted.of(" ~"));
    assertEquals("\"\\u001f\\u007f\"", Quoted.of("\u001f\u007f"));
    assertEquals("\"" + "x".repeat(60) + "\"", Quoted.of("x".repeat(60)));
    assertEquals("\"" + "x".repeat(60) + "…\"", Quoted.of("x".repeat(61)));
  }

  /** What an operator wrote may not steer the terminal on which its refusal is read. */
  @Test
  void foreignText_isShownCutOffAndEscaped() {
    String text = "\u001b[2Jverified \"✓\" \\\r\n" + "x".repeat(1_000_000);
    for (MalformedException refused :
        List.of(
            assertThrows(MalformedException.class, () -> Issuer.parse(text)),
            assertThrows(MalformedException.class, () -> Ticker.parse(text)),
            assertThrows(MalformedException.class, () -> Amount.parse(text)),
            assertThrows(MalformedException.class, () -> Asset.parse(text)))) {
      String message = String.valueOf(refused.getMessage());
      assertTrue(
          message.contains("\"\\u001b[2Jverified \\u0022\\u2713\\u0022 \\u005c\\u000d\\u000axxx"),
          message);
      assertTrue(message.contains("xxx…\", want "), message);
      assertTrue(message.length() < 250, message);
    }
  }
}
