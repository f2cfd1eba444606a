package dev.solvent.server.endtoend;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.server.solvency.TestPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Who looks after prices: three files of their own, and for ether a contract on the chain. */
record PriceDesk(Exchange exchange) {
  private static final List<String> FILES = List.of("desk", "index", "other");
  static final String FEED = "chainlink";

  /** From now on the exchange publishes a solvency report. */
  void open(EvmAddress ether) throws IOException {
    Files.write(
        exchange.file("solvency-policy.json"),
        TestPolicy.with("\"sources\":[", "\"sources\":[{\"name\":\"" + FEED + "\"},"));
    StringBuilder yaml =
        new StringBuilder("solvency:\n  policy: solvency-policy.json\n  prices:\n");
    for (String file : FILES) {
      yaml.append("    - {source: " + file + ", file: " + file + ".csv}\n");
    }
    yaml.append("    - {source: " + FEED + ", chain: " + Ledgers.COINS);
    yaml.append(", feeds: {ETH: \"" + ether + "\"}}\n");
    exchange.edit(before -> before + yaml);
    quote();
  }

  /** Prices of this moment. */
  void quote() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (String file : FILES) {
      Files.writeString(
          exchange.file(file + ".csv"),
          "asset,price,time\nETH,2500," + now + "\nUSDT,1," + now + "\n");
    }
  }
}
