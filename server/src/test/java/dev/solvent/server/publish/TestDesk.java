package dev.solvent.server.publish;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PackedPrices;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Ticker;
import dev.solvent.server.config.PriceSetting;
import dev.solvent.server.config.SolvencySettings;
import dev.solvent.server.operate.SolvencyDesk;
import dev.solvent.server.solvency.TestPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of a {@link TestExchange} that judges its own solvency: 2,500 dollars for an ether. */
final class TestDesk {
  static final String SHORT_ETHER =
      """
      {"positions":[{"asset":"ETH","assurance":"claimed","decimals":18,\
      "entry":"2450000000000000000000","kind":"perpetual","name":"eth-short","side":"short",\
      "units":"1000000000000000000","venue":"venue.example"}]}\
      """;

  private static final EvmAddress FEED =
      new EvmAddress(Octets.of(HexFormat.of().parseHex("f0".repeat(20))));

  final Path policy;
  final Path next;
  final Path terms;

  /** Not there, as is the next, until a test writes it. */
  final Path history;

  final Path positions;
  private final Path folder;
  private Optional<ChainId> feeds = Optional.empty();
  private Map<ChainId, ChainReader> readers = Map.of();
  private final List<String> sources = new ArrayList<>(List.of("desk", "index", "other"));

  private TestDesk(Path folder) {
    this.folder = folder;
    policy = folder.resolve("solvency-policy.json");
    next = folder.resolve("next-policy.json");
    terms = folder.resolve("terms.csv");
    history = folder.resolve("price-history.json");
    positions = folder.resolve("positions.json");
  }

  static TestDesk make(Path exchange) throws IOException {
    TestDesk desk = new TestDesk(Files.createDirectories(exchange.resolve("desk")));
    Files.write(desk.policy, TestPolicy.bytes());
    Files.write(desk.next, TestPolicy.bytes());
    Files.writeString(desk.terms, "asset,seconds,units\nETH,2592000,1000000000000000000\n");
    return desk;
  }

  /** That of an exchange which has one. */
  static Optional<TestDesk> open(Path exchange) {
    Path folder = exchange.resolve("desk");
    return Files.isDirectory(folder) ? Optional.of(new TestDesk(folder)) : Optional.empty();
  }

  Path file(String source) {
    return folder.resolve(source + ".csv");
  }

  /** An ether is sold short, so that there are figures of risk. */
  void hedge() throws IOException {
    Files.writeString(positions, SHORT_ETHER);
  }

  /** An ether cost the same on each of so many days, the last of which is that. */
  void remember(int days, String last) throws Exception {
    Amount price = Amount.parse("2500" + "0".repeat(18));
    PackedPrices row = PackedPrices.of(Collections.nCopies(days, price));
    DailyPrices daily =
        new DailyPrices(
            days,
            TestExchange.ISSUER,
            Timestamp.parse(last),
            List.of(new DailyPrices.Row(new Ticker("ETH"), row)),
            new Ticker("USD"));
    Files.write(history, daily.toBytes());
  }

  /** So many sources more, which have a file once they are quoted. */
  void addSources(int count) {
    for (int i = 0; i < count; i++) {
      sources.add("more-" + i);
    }
  }

  /** Every source says so. */
  void quote(String time, String price) throws IOException {
    for (String source : sources) {
      Files.writeString(
          file(source), "asset,price,time\nETH," + price + "," + time + "\nBTC,1," + time + "\n");
    }
  }

  /** Ether's price is on that chain too, as far as there is a feed. */
  void ask(ChainId chain, Map<ChainId, ChainReader> by) {
    feeds = Optional.of(chain);
    readers = by;
  }

  SolvencySource source() {
    List<PriceSetting> prices = new ArrayList<>();
    sources.forEach(name -> prices.add(new PriceSetting.InFile(new Label(name), file(name))));
    feeds.ifPresent(chain ->
        prices.add(
            new PriceSetting.OnChain(
                new Label("chainlink"), chain, new TreeMap<>(Map.of(new Ticker("ETH"), FEED)))));
    return new SolvencyDesk(
        new SolvencySettings(
            policy,
            next,
            Optional.of(terms),
            Optional.of(history).filter(Files::exists),
            Optional.of(positions).filter(Files::exists),
            prices),
        TestExchange.ISSUER,
        readers);
  }
}
