package dev.solvent.attest.solvency.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.prices.PricedAsset;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.SolvencyFiles;
import dev.solvent.attest.solvency.positions.Contract.EuropeanOption;
import dev.solvent.attest.solvency.positions.Contract.Maturity;
import dev.solvent.attest.solvency.positions.ListedPosition;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.solvency.positions.Side;
import dev.solvent.attest.solvency.risk.RiskVerdict.Confirmed;
import dev.solvent.attest.solvency.risk.RiskVerdict.Reason;
import dev.solvent.attest.solvency.risk.RiskVerdict.Refused;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docs/spec/risk-report.md}: the report and its check, on the example of its section 1. */
final class RiskReportTest {
  private static final SpecFile SPEC = SpecFile.of("risk-report.md");
  private static final String REPORT = RiskExample.text(SPEC.example());
  private static final RiskExample EXAMPLE = RiskExample.WHOLE;

  private static void assertRefused(RiskVerdict verdict, Reason reason, String detail) {
    Refused refused = assertInstanceOf(Refused.class, verdict);
    assertEquals(reason, refused.reason(), refused.detail());
    assertTrue(refused.detail().contains(detail), refused.detail());
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void theExample_followsFromItsFiles_byteForByte_eachTime() throws Exception {
    byte[] history = EXAMPLE.history().orElseThrow().toBytes();
    assertTrue(SPEC.text().contains(Digests.sha256(history).toString()));
    for (int time = 0; time < 3; time++) {
      assertEquals(REPORT, EXAMPLE.report());
      assertEquals(new Confirmed(), EXAMPLE.recompute(REPORT));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"valueAtRisk\":\"1760843\"', '\"valueAtRisk\":\"1760842\"'",
    "'\"surplus\":\"8866847\"', '\"surplus\":\"8866848\"'",
    "'\"exposure\":\"998500\"', '\"exposure\":\"0\"'",
    "'\"assurance\":\"claimed\"', '\"assurance\":\"attested\"'",
    "'\"neutral\":false', '\"neutral\":true'",
    "'\"hedged\":8000', '\"hedged\":10000'",
  })
  void aBetterFigure_isRefused(String good, String bad) throws Exception {
    String other = REPORT.replace(good, bad);
    assertNotEquals(REPORT, other);
    assertRefused(EXAMPLE.recompute(other), Reason.DIFFERENT, "from byte ");
  }

  /** Whatever of the files is another, the digests alone are others. */
  @Test
  void anotherFile_makesAnotherReport() throws Exception {
    RiskExample[] others = {
      EXAMPLE.with("\"units\":\"150000000000\"", "\"units\":\"200000000000\""),
      EXAMPLE.with(
          "\"price\":\"60030000000000000000000\"", "\"price\":\"60031000000000000000000\""),
      EXAMPLE.with("\"band\":2500", "\"band\":9999"),
      EXAMPLE.with("\"volatility\":7500", "\"volatility\":7501"),
      EXAMPLE.with(Optional.of(RiskExample.history(122, "2026-09-01T00:00:00Z"))),
      EXAMPLE.with(Optional.empty()),
      EXAMPLE.withPositions(Optional.empty()),
    };
    for (RiskExample other : others) {
      assertRefused(other.recompute(REPORT), Reason.DIFFERENT, "from byte ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'want'",
    "'{}', 'another format'",
    "'{\"format\":\"solvent/risk-report/v2\"}', 'want solvent/risk-report/v1'",
    "'{\"format\": \"solvent/risk-report/v1\"}', 'want'",
  })
  void whatIsNoReport_isMalformed(String published, String detail) throws Exception {
    assertRefused(EXAMPLE.recompute(published), Reason.MALFORMED, detail);
  }

  private static void assertContradict(RiskExample files, String detail) throws Exception {
    assertRefused(files.recompute(REPORT), Reason.INPUTS, detail);
    assertThrows(IllegalArgumentException.class, files::inputs);
  }

  @Test
  void filesThatContradictOneAnother_makeNoReport() throws Exception {
    String positions = EXAMPLE.positions().orElseThrow();
    assertContradict(
        EXAMPLE.withPositions(Optional.of(positions.replace("\"epoch\":7", "\"epoch\":8"))),
        "positions of exchange.example, epoch 8");
    assertContradict(
        EXAMPLE.withPositions(Optional.of(positions.replace("\"decimals\":18", "\"decimals\":8"))),
        "eth-december: ETH:8, want the ETH:18 of elsewhere");
    assertContradict(
        EXAMPLE.withPositions(
            Optional.of(
                positions.replace(
                    "\"asset\":\"BTC\",\"decimals\":8,\"units\"",
                    "\"asset\":\"BTC\",\"decimals\":9,\"units\""))),
        "usdc-lent: BTC:9, want the BTC:8 of elsewhere");
    RiskExample otherExchange =
        new RiskExample(
            EXAMPLE.liabilities().replace("exchange.example", "other.example"),
            EXAMPLE.reserves().replace("exchange.example", "other.example"),
            EXAMPLE.prices().replace("exchange.example", "other.example"),
            EXAMPLE.policy().replace("exchange.example", "other.example"),
            EXAMPLE.history(),
            Optional.empty());
    assertContradict(otherExchange, "history of exchange.example, want other.example");
    RiskExample otherQuote =
        new RiskExample(
            EXAMPLE.liabilities(),
            EXAMPLE.reserves(),
            EXAMPLE.prices().replace("\"quote\":\"USD\"", "\"quote\":\"EUR\""),
            EXAMPLE
                .policy()
                .replace("\"quote\":{\"asset\":\"USD\"", "\"quote\":{\"asset\":\"EUR\""),
            EXAMPLE.history(),
            Optional.empty());
    assertContradict(otherQuote, "history in USD, want EUR");
    assertContradict(
        new RiskExample(
            EXAMPLE.liabilities().replace(":7,", ":8,"),
            EXAMPLE.reserves(),
            EXAMPLE.prices(),
            EXAMPLE.policy(),
            EXAMPLE.history(),
            EXAMPLE.positions()),
        "reserves of exchange.example, epoch 7");
  }

  /** Whatever files may state, a report of them is finite and within its limits. */
  @Test
  void theMostAssetsWithTheLargestFigures_fit_andNotOneMore() throws Exception {
    Positions example = EXAMPLE.parsedPositions().orElseThrow();
    RiskInputs inputs = EXAMPLE.inputs();
    SolvencyFiles files =
        new SolvencyFiles(
            inputs.files().liabilities(),
            inputs.files().reserves(),
            dearest(inputs.files().prices()),
            inputs.files().policy(),
            Optional.empty());
    Positions most = largest(example, OTHERS);
    byte[] bytes =
        RiskReport.of(new RiskInputs(files, Optional.empty(), Optional.of(most))).toBytes();
    assertTrue(bytes.length > 2 << 20 && bytes.length < RiskReport.LIMITS.maxBytes());
    assertEquals(
        Optional.of("10001 assets, those of positions included, want at most 10000"),
        RiskInputs.problem(files, Optional.empty(), Optional.of(largest(example, OTHERS + 1))));
    Positions ofEth = largest(example, 0);
    String measured =
        RiskExample.text(
            RiskReport.of(new RiskInputs(files, inputs.history(), Optional.of(ofEth))).toBytes());
    assertEquals(16, count(measured, "\"valueAtRisk\""));
  }

  /** What each position would have brought on each day is computed: there is an end to it. */
  @Test
  void morePositionsOverMoreDaysThanThereIsTimeFor_makeNoReport() throws Exception {
    SolvencyFiles files = EXAMPLE.inputs().files();
    Positions most = RiskExample.many(EXAMPLE.parsedPositions().orElseThrow(), 10_000);
    String last = "2026-09-01T00:00:00Z";
    Optional<DailyPrices> thousand = Optional.of(RiskExample.history(1_000, last));
    Optional<DailyPrices> more = Optional.of(RiskExample.history(1_001, last));
    assertEquals(Optional.empty(), RiskInputs.problem(files, thousand, Optional.of(most)));
    assertEquals(
        Optional.of("10000 positions over 1001 days, want at most 10000000 days of them in all"),
        RiskInputs.problem(files, more, Optional.of(most)));
    assertEquals(Optional.empty(), RiskInputs.problem(files, more, Optional.empty()));
    assertEquals(Optional.empty(), RiskInputs.problem(files, more, EXAMPLE.parsedPositions()));
  }

  private static final int OTHERS = 10_000 - 4;

  private static Ticker other(int number) {
    return new Ticker("T" + (100_000 + number));
  }

  private static PriceTable dearest(PriceTable like) {
    List<PricedAsset> rows = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      rows.add(
          new PricedAsset(
              other(i),
              Stream.of("chainlink", "desk", "index")
                  .map(source -> new Quote(Amount.MAX, new Label(source), like.asOf()))
                  .toList()));
    }
    rows.addAll(like.prices());
    rows.sort(Comparator.comparing(PricedAsset::asset));
    return new PriceTable(
        like.asOf(), like.epoch(), like.issuer(), rows, like.quote(), like.extensions());
  }

  /** One option on each of so many assets of their own; or on ETH, of all that there can be. */
  private static Positions largest(Positions like, int assets) {
    List<ListedPosition> list = new ArrayList<>();
    for (int i = 0; i < Math.max(1, assets); i++) {
      Asset asset = assets == 0 ? new Asset(new Ticker("ETH"), 18) : new Asset(other(i), 0);
      list.add(
          new ListedPosition(
              Assurance.CLAIMED,
              new EuropeanOption(
                  asset,
                  Amount.MAX,
                  Side.SHORT,
                  true,
                  Amount.of(1),
                  100_000,
                  new Maturity(
                      new Timestamp(like.asOf().instant().plusSeconds(864_000_000)), 10_000)),
              Optional.empty(),
              new Label("p" + (100_000 + i)),
              new Label("venue.example")));
    }
    return new Positions(like.asOf(), like.epoch(), like.issuer(), list);
  }

  /** All eight without, and all eight with positions: none is made of less than it needs. */
  private static void assertNoFigure(RiskExample files, String reason) throws Exception {
    String report = files.report();
    assertEquals(0, count(report, "\"valueAtRisk\""), report);
    assertEquals(16, count(report, "{\"unavailable\":\"" + reason + "\"}"), report);
    assertEquals(new Confirmed(), files.recompute(report));
  }

  @Test
  void withoutAHistory_thereIsNoFigure() throws Exception {
    assertNoFigure(EXAMPLE.with(Optional.empty()), "no price history, want one");
  }

  @ParameterizedTest
  @CsvSource({"2026-08-31T23:59:59Z", "2026-09-02T00:00:01Z", "2024-09-01T00:00:00Z"})
  void aHistoryOfOtherDays_givesNoFigure(String last) throws Exception {
    assertNoFigure(
        EXAMPLE.with(Optional.of(RiskExample.history(121, last))),
        "price history until " + last + ", want until the day before 2026-09-02T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"2026-09-01T00:00:00Z", "2026-09-02T00:00:00Z", "2026-09-01T12:34:56Z"})
  void aHistoryUntilTheDayBefore_givesFigures(String last) throws Exception {
    String report = EXAMPLE.with(Optional.of(RiskExample.history(121, last))).report();
    assertEquals(16, count(report, "\"valueAtRisk\""));
    assertEquals(0, count(report, "unavailable"));
  }

  /** 99 spans of 10 days have no worst hundredth; of a day there are enough. */
  @Test
  void aShortHistory_givesNoFigureOfItsTail() throws Exception {
    String report =
        EXAMPLE.with(Optional.of(RiskExample.history(109, "2026-09-01T00:00:00Z"))).report();
    assertEquals(2, count(report, "history of 99 spans, want 100 for one in the tail"));
    assertEquals(14, count(report, "\"valueAtRisk\""));
    String brief =
        EXAMPLE.with(Optional.of(RiskExample.history(20, "2026-09-01T00:00:00Z"))).report();
    assertEquals(0, count(brief, "\"valueAtRisk\""));
    assertEquals(8, count(brief, "\"history of 19 spans, want 30\""));
    assertEquals(2, count(brief, "\"history of 19 spans, want 20 for one in the tail\""));
  }

  /** A contract on an asset that nobody holds needs that asset's price and history as well. */
  @Test
  void anAssetWithoutHistoryOrPrice_leavesNoFigure() throws Exception {
    String positions = EXAMPLE.positions().orElseThrow();
    String row = positions.substring(positions.indexOf("[{") + 1, positions.indexOf("},{") + 1);
    String sol = row.replace("BTC", "SOL").replace("btc-short", "a-sol-short");
    RiskExample unpriced =
        EXAMPLE.withPositions(Optional.of(positions.replace("[{", "[" + sol + ",{")));
    String report = unpriced.report();
    assertEquals(8, count(report, "\"valueAtRisk\""));
    assertEquals(
        8 + 1 + 4,
        count(report, "\"with\":{\"unavailable\":\"no price of SOL: 0 of 0 quotes count"));
    assertFalse(report.contains("\"value\":\"38800\""));
    assertFalse(report.contains("\"hedged\""));
    String quotes = EXAMPLE.prices().substring(EXAMPLE.prices().indexOf("{\"asset\":\"USDC\""));
    String quote = quotes.substring(0, quotes.indexOf("]}") + 2);
    RiskExample priced = unpriced.with(quote, quote.replace("\"USDC\"", "\"SOL\"") + "," + quote);
    report = priced.report();
    assertEquals(8, count(report, "\"valueAtRisk\""));
    assertEquals(
        8,
        count(
            report,
            "\"with\":{\"unavailable\":\"no history of SOL, want that of all exposures\"}"));
    assertTrue(report.contains("{\"asset\":\"SOL\",\"contracts\":{\"delta\":\"-40000000\""));
    assertTrue(report.contains("\"value\":\"38800\""));
  }

  @Test
  void whereAnAssetHasNoPrice_thereIsNoFigureOfTheWhole() throws Exception {
    RiskExample unpriced = EXAMPLE.with("\"minimumSources\":3", "\"minimumSources\":4");
    String report = unpriced.report();
    assertEquals(0, count(report, "\"valueAtRisk\""));
    assertEquals(
        16 + 2,
        count(
            report,
            "{\"unavailable\":\"no price of BTC: 3 of 3 quotes count, want 4 within 3600 s\"}"));
    assertFalse(report.contains("\"stress\""));
    assertFalse(report.contains("\"assets\""));
    assertFalse(report.contains("\"value\""));
    assertTrue(report.contains("\"name\":\"eth-put\",\"venue\":\"desk.example\"}"));
  }

  @Test
  void withoutPositions_nothingIsSaidOfThem() throws Exception {
    String report = EXAMPLE.withPositions(Optional.empty()).report();
    for (String field : new String[] {"with", "positions", "contracts", "net", "neutral"}) {
      assertFalse(report.contains("\"" + field + "\":"), field);
    }
    Matcher without = Pattern.compile("\"without\":\\{[^}]*}").matcher(REPORT);
    while (without.find()) {
      assertTrue(report.contains(without.group()), without.group());
    }
    assertEquals(8 + 1 + 4, count(report, "\"without\":"));
  }

  /** No position changes no figure, and no shock changes no value. */
  @Test
  void nothing_changesNothing() throws Exception {
    String empty =
        EXAMPLE.positions().orElseThrow().replaceFirst("\"positions\":\\[.*]", "\"positions\":[]");
    String report = EXAMPLE.withPositions(Optional.of(empty)).report();
    Matcher figure =
        Pattern.compile("\"with\":(\\{\"shortfall[^}]*}),\"without\":(\\{[^}]*})").matcher(report);
    int found = 0;
    while (figure.find()) {
      assertEquals(figure.group(2), figure.group(1));
      found++;
    }
    assertEquals(8, found);
    String calm =
        EXAMPLE
            .with(
                "\"name\":\"depeg\",\"others\":10000,\"prices\":[{\"asset\":\"USDC\",\"becomes\":8000}]",
                "\"name\":\"depeg\",\"others\":10000,\"prices\":[]")
            .report();
    Matcher now = Pattern.compile("\"surplus\":(\\{\"with\":\\{.*)}$").matcher(calm);
    assertTrue(now.find());
    assertTrue(calm.contains("{\"name\":\"depeg\"," + now.group(1).substring(1)), now.group(1));
  }

  /** What comes back and what was given are of one price: the loan has its delta once. */
  @Test
  void aLoanWhoseCollateralIsTheSameAsset_countsOnce() throws Exception {
    String report =
        EXAMPLE
            .with(
                "\"collateral\":{\"asset\":\"BTC\",\"decimals\":8,\"units\":\"50000000\"}",
                "\"collateral\":{\"asset\":\"USDC\",\"decimals\":6,\"units\":\"50000000000\"}")
            .report();
    // 40,000 come back and 50,000 go, beside the 20,000 that are owed overnight
    String delta = "\"delta\":\"-" + "30000" + "00000000" + "\"";
    assertTrue(report.contains("{\"asset\":\"USDC\",\"contracts\":{" + delta), report);
  }

  /** Where its venue fails, a gain is gone and a loss is not. */
  @Test
  void aVenueThatFails_paysNothing() throws Exception {
    RiskExample failing =
        EXAMPLE.with(
            "\"custodians\":[{\"name\":\"vault.example\"}]",
            "\"custodians\":[{\"name\":\"desk.example\"},{\"name\":\"venue.example\"}]");
    String report = failing.report();
    String stress = report.substring(report.indexOf("{\"name\":\"vault-fails\""));
    assertTrue(
        stress.startsWith(
            "{\"name\":\"vault-fails\",\"with\":{\"attested\":\"0\",\"claimed\":\"-254313\""),
        stress);
  }

  @Test
  void eachPosition_isShownWithItsAssurance() {
    assertTrue(
        REPORT.contains(
            "{\"asset\":\"ETH\",\"assurance\":\"claimed\",\"kind\":\"option\",\"name\":\"eth-put\","
                + "\"value\":\"-254313\",\"venue\":\"desk.example\"}"));
    assertTrue(
        REPORT.contains(
            "\"contracts\":{\"attested\":{\"count\":2,\"gains\":\"199834\",\"losses\":\"0\"},"
                + "\"claimed\":{\"count\":1,\"gains\":\"0\",\"losses\":\"-254313\"}}"));
  }
}
