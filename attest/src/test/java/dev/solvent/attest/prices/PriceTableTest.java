package dev.solvent.attest.prices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceTableTest {
  private static final String EXAMPLE =
      new String(SpecFile.of("price-table.md").example(), StandardCharsets.UTF_8);

  private static PriceTable parse(String json) throws MalformedException {
    return PriceTable.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void example_isReadAndPrintedAgain() throws Exception {
    PriceTable table = parse(EXAMPLE);
    assertEquals(EXAMPLE, new String(table.toBytes(), StandardCharsets.UTF_8));
    assertEquals(4, table.prices().size());
    Quote first = table.prices().getFirst().quotes().getFirst();
    assertEquals(Amount.parse("60000000000000000000000"), first.price());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prices/v1 | prices/v2 | want \"solvent/prices/v1\"",
        "\"price\":\"60000000000000000000000\" | \"price\":\"0\" | want 1 or more",
        "\"price\":\"60000000000000000000000\" | \"price\":\"-1\" | want 0",
        "\"price\":\"60000000000000000000000\" | \"price\":60000 | want text",
        "\"asset\":\"EXT\" | \"asset\":\"ETH\" | want ascending, each once",
        "\"source\":\"desk\" | \"source\":\"chainlink\" | want ascending, each once",
        "\"source\":\"desk\" | \"source\":\"a desk\" | want [a-z0-9]",
        "\"epoch\":7 | \"epoch\":0 | want 1 to",
        "\"quote\":\"USD\" | \"quote\":\"usd\" | want [A-Z0-9]",
        "\"prices\":[ | \"note\":1,\"prices\":[ | unknown field",
        "T00:00:00Z\",\"epoch | T00:00:00+00:00\",\"epoch | want UTC",
      })
  void oneFault_isRefused(String good, String bad, String why) {
    String json = EXAMPLE.replace(good, bad);
    assertNotEquals(EXAMPLE, json);
    MalformedException refused = assertThrows(MalformedException.class, () -> parse(json));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void anAssetWithoutQuotes_isRefused() {
    String json = EXAMPLE.replaceFirst("\"quotes\":\\[.*?\\]", "\"quotes\":[]");
    assertThrows(MalformedException.class, () -> parse(json));
  }

  @Test
  void twentyQuotes_andTenThousandAssets_areTheMost() {
    PricedAsset most = asset(0, 20);
    assertEquals(20, most.quotes().size());
    assertThrows(IllegalArgumentException.class, () -> asset(0, 21));
    assertEquals(10_000, table(10_000).prices().size());
    assertThrows(IllegalArgumentException.class, () -> table(10_001));
  }

  private static PricedAsset asset(int number, int quotes) {
    Timestamp time = new Timestamp(Instant.parse("2026-09-02T00:00:00Z"));
    List<Quote> said = new ArrayList<>();
    for (int i = 0; i < quotes; i++) {
      said.add(new Quote(Amount.of(1), new Label("source-" + (100 + i)), time));
    }
    return new PricedAsset(new Ticker("T" + (10_000 + number)), said);
  }

  private static PriceTable table(int assets) {
    List<PricedAsset> prices = new ArrayList<>();
    for (int i = 0; i < assets; i++) {
      prices.add(asset(i, 1));
    }
    return new PriceTable(
        new Timestamp(Instant.parse("2026-09-02T00:00:00Z")),
        new Epoch(7),
        new Issuer("exchange.example"),
        prices,
        new Ticker("USD"),
        JsonObject.EMPTY);
  }
}
