package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.CsvOptions.Amounts;
import dev.solvent.merkle.book.CsvOptions.Negatives;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CsvOptionsTest {
  private static final Asset BTC = new Asset(new Ticker("BTC"), 8);
  private static final Asset ETH = new Asset(new Ticker("ETH"), 18);

  private static void refused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  @Test
  void of_assets_refusesAndIgnoresNothingAndReadsDecimals() {
    CsvOptions options = CsvOptions.of(List.of(BTC, ETH));
    assertEquals(
        new CsvOptions(
            List.of(BTC, ETH), Set.of(), "account", null, Amounts.DECIMAL, Negatives.REFUSE),
        options);
  }

  @Test
  void with_eachPart_changesThatPartAlone() {
    CsvOptions options =
        CsvOptions.of(List.of(BTC))
            .withIgnored(Set.of("name"))
            .withAccountColumn("user_id")
            .withKeyColumn("key")
            .withAmounts(Amounts.UNITS)
            .withNegatives(Negatives.EXCLUDE);
    assertEquals(
        new CsvOptions(
            List.of(BTC), Set.of("name"), "user_id", "key", Amounts.UNITS, Negatives.EXCLUDE),
        options);
  }

  @Test
  void assets_noneOrTooMany_areRefused() {
    refused("0 assets, want 1 to 65535", () -> CsvOptions.of(List.of()));
    List<Asset> most =
        IntStream.range(0, 65_535).mapToObj(i -> new Asset(new Ticker("A" + i), 0)).toList();
    assertEquals(65_535, CsvOptions.of(most).assets().size());
    List<Asset> more = new ArrayList<>(most);
    more.add(BTC);
    refused("65536 assets, want 1 to 65535", () -> CsvOptions.of(more));
  }

  @Test
  void assets_oneTickerTwice_isRefused() {
    Asset other = new Asset(new Ticker("BTC"), 2);
    refused("asset \"BTC\", want each name once", () -> CsvOptions.of(List.of(BTC, ETH, other)));
  }

  @Test
  void accountColumn_thatIsTakenOrEmpty_isRefused() {
    CsvOptions options = CsvOptions.of(List.of(BTC));
    refused("account column \"\", want a name", () -> options.withAccountColumn(""));
    refused("account column \"BTC\", want each name once", () -> options.withAccountColumn("BTC"));
    refused(
        "account column \"asset\", want each name once", () -> options.withAccountColumn("asset"));
    refused(
        "account column \"amount\", want each name once",
        () -> options.withAccountColumn("amount"));
  }

  @Test
  void keyColumn_thatIsTakenOrEmpty_isRefused() {
    CsvOptions options = CsvOptions.of(List.of(BTC));
    refused("key column \"\", want a name", () -> options.withKeyColumn(""));
    refused("key column \"account\", want each name once", () -> options.withKeyColumn("account"));
    refused("key column \"amount\", want each name once", () -> options.withKeyColumn("amount"));
  }

  @Test
  void ignored_thatIsTakenOrEmpty_isRefused() {
    CsvOptions options = CsvOptions.of(List.of(BTC)).withKeyColumn("key");
    refused("ignored column \"\", want a name", () -> options.withIgnored(Set.of("")));
    refused(
        "ignored column \"BTC\", want each name once", () -> options.withIgnored(Set.of("BTC")));
    refused(
        "ignored column \"account\", want each name once",
        () -> options.withIgnored(Set.of("account")));
    refused(
        "ignored column \"key\", want each name once", () -> options.withIgnored(Set.of("key")));
  }

  @Test
  void ignored_assetOrAmount_areAllowedForWideBooks() {
    assertEquals(
        Set.of("asset", "amount"),
        CsvOptions.of(List.of(BTC)).withIgnored(Set.of("asset", "amount")).ignored());
  }

  @Test
  void lists_changedAfterwards_leaveTheOptionsAlone() {
    List<Asset> assets = new ArrayList<>(List.of(BTC));
    Set<String> ignored = new HashSet<>(Set.of("name"));
    CsvOptions options = CsvOptions.of(assets).withIgnored(ignored);
    assets.add(ETH);
    ignored.add("BTC");
    assertEquals(List.of(BTC), options.assets());
    assertEquals(Set.of("name"), options.ignored());
  }
}
