package dev.solvent.server.demo;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the demo's exchange judges itself by: three sources of plain prices, and a policy by which
 * its own token counts for nothing after haircut. One thread.
 */
final class DemoDesk {
  /** Its own token, of which nothing is owed and much is held. */
  static final Asset OWN = new Asset(new Ticker("EXT"), 6);

  /** In dollars. */
  private static final Map<String, String> PRICES =
      new TreeMap<>(
          Map.of(
              "BTC", "60000", "DOGE", "0.25", "ETH", "2500", "EXT", "1", "SOL", "150", "USDT",
              "1"));

  /** What each source says, in parts of that; the median is the middle one. */
  private static final Map<String, String> SOURCES =
      new TreeMap<>(Map.of("desk", "1.001", "index", "1", "other", "0.999"));

  /** The own token's value, in parts of all that is owed. */
  private static final BigDecimal OWN_PART = new BigDecimal("0.3");

  private static final String POLICY =
      """
      {"accounts":[{"account":"@ACCOUNT@","class":"cold","custodian":"self"}],"assets":[\
      {"asset":"BTC","decimals":8,"haircut":[{"counts":9500,"upTo":"@ALL@"}],"own":false,"seconds":0},\
      {"asset":"DOGE","decimals":8,"haircut":[{"counts":8000,"upTo":"@ALL@"}],"own":false,"seconds":0},\
      {"asset":"ETH","decimals":18,"haircut":[{"counts":9500,"upTo":"@ALL@"}],"own":false,"seconds":0},\
      {"asset":"EXT","decimals":6,"haircut":[],"issuer":"self","own":true,"seconds":86400},\
      {"asset":"SOL","decimals":9,"haircut":[{"counts":8000,"upTo":"@ALL@"}],"own":false,"seconds":0},\
      {"asset":"USDT","decimals":6,"haircut":[{"counts":9900,"upTo":"@ALL@"}],"issuer":"tether","own":false,"seconds":0}],\
      "classes":[{"name":"cold","seconds":14400}],"format":"solvent/solvency-policy/v1",\
      "horizons":[{"least":0,"name":"hour","seconds":3600},{"least":9500,"name":"day","seconds":86400}],\
      "issuer":"@ISSUER@","prices":{"maximumAge":3600,"maximumSpread":100,"minimumSources":3,\
      "sources":[{"name":"desk"},{"name":"index"},{"name":"other"}]},"quote":{"asset":"USD","decimals":2},\
      "scenarios":[\
      {"custodians":[],"least":8000,"name":"crash","others":5000,"prices":[{"asset":"USDT","becomes":10000}]},\
      {"custodians":[],"least":8000,"name":"own-token","others":10000,"prices":[{"asset":"EXT","becomes":0}]}],\
      "thresholds":{"asset":9000,"coverage":10000,"custodian":10000,"difference":2200,"haircut":9900,"issuer":2000},\
      "unlisted":31536000}\
      """;

  private final Path folder;
  private final Issuer issuer;

  DemoDesk(Path folder, Issuer issuer) {
    this.folder = folder;
    this.issuer = issuer;
  }

  /** Writes the policy, and says what stands in the settings of it all. */
  String settle(AccountRef account) throws IOException {
    Files.writeString(
        folder.resolve("solvency-policy.json"),
        POLICY
            .replace("@ACCOUNT@", account.toString())
            .replace("@ISSUER@", issuer.domain())
            .replace("@ALL@", "1" + "0".repeat(30)));
    Files.createDirectories(folder.resolve("prices"));
    StringBuilder settings =
        new StringBuilder("solvency:\n  policy: solvency-policy.json\n  prices:\n");
    for (String source : SOURCES.keySet()) {
      settings.append("    - {source: " + source + ", file: prices/" + source + ".csv}\n");
    }
    return settings.toString();
  }

  /** Every source has prices of now. */
  void quote(Instant now) throws IOException {
    for (Map.Entry<String, String> source : SOURCES.entrySet()) {
      StringBuilder rows = new StringBuilder("asset,price,time\n");
      PRICES.forEach((asset, price) ->
          rows.append(asset)
              .append(',')
              .append(
                  new BigDecimal(price).multiply(new BigDecimal(source.getValue())).toPlainString())
              .append(',')
              .append(now.truncatedTo(ChronoUnit.SECONDS))
              .append('\n'));
      Files.writeString(folder.resolve("prices/" + source.getKey() + ".csv"), rows);
    }
  }

  /** So much of the own token that the bare ratio looks well. */
  static BigInteger ownToken(List<CommittedAsset> owed) {
    BigDecimal dollars = BigDecimal.ZERO;
    for (CommittedAsset each : owed) {
      String price = Objects.requireNonNull(PRICES.get(each.asset().ticker().text()));
      dollars =
          dollars.add(
              new BigDecimal(each.commitment().total().toBigInteger(), each.asset().decimals())
                  .multiply(new BigDecimal(price)));
    }
    return dollars
        .multiply(OWN_PART)
        .movePointRight(OWN.decimals())
        .setScale(0, RoundingMode.UP)
        .toBigInteger();
  }
}
