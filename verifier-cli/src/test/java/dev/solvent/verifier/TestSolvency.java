package dev.solvent.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.prices.PricedAsset;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.SolvencyInputs;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The solvency report of a {@link TestDay}.
 *
 * @param policy the number of the policy that it is made by: each is another by a second
 * @param announces the number of the next report's
 * @param follows whether the report is what its files come to
 */
public record TestSolvency(int policy, int announces, boolean follows) {
  private static final String POLICY =
      """
      {"accounts":[],"assets":[{"asset":"ETH","decimals":18,\
      "haircut":[{"counts":9000,"upTo":"100000000"}],"own":false,"seconds":0}],"classes":[],\
      "format":"solvent/solvency-policy/v1",\
      "horizons":[{"least":0,"name":"day","seconds":86400}],"issuer":"exchange.example",\
      "prices":{"maximumAge":3600,"maximumSpread":100,"minimumSources":3,\
      "sources":[{"name":"a"},{"name":"b"},{"name":"c"}]},"quote":{"asset":"USD","decimals":2},\
      "scenarios":[],"thresholds":{"asset":10000,"coverage":0,"custodian":10000,\
      "difference":10000,"haircut":0,"issuer":10000},"unlisted":\
      """;

  /** The report, and the files that it names. */
  public record Files(Octets report, List<Octets> named) {}

  public TestSolvency(int policy, int announces) {
    this(policy, announces, true);
  }

  /** The same, of which one figure is made up. */
  public TestSolvency thatDoesNotFollow() {
    return new TestSolvency(policy, announces, false);
  }

  private static byte[] policy(int number) {
    return (POLICY + (3_600 + number) + "}").getBytes(UTF_8);
  }

  Files files(LiabilitiesManifest owed, byte[] held) throws MalformedException {
    Amount price = Amount.parse("2500" + "0".repeat(18));
    List<Quote> quotes =
        Stream.of("a", "b", "c")
            .map(source -> new Quote(price, new Label(source), owed.asOf()))
            .toList();
    PriceTable prices =
        new PriceTable(
            owed.asOf(),
            owed.epoch(),
            owed.issuer(),
            List.of(new PricedAsset(new Ticker("ETH"), quotes)),
            new Ticker("USD"),
            JsonObject.EMPTY);
    SolvencyInputs inputs =
        new SolvencyInputs(
            owed,
            ReservesManifest.parse(held),
            prices,
            SolvencyPolicy.parse(policy(policy)),
            Optional.empty(),
            Digests.sha256(policy(announces)));
    byte[] report = SolvencyReport.of(inputs).toBytes();
    return new Files(
        Octets.of(follows ? report : madeUp(report)),
        List.of(Octets.of(prices.toBytes()), Octets.of(policy(policy))));
  }

  private static byte[] madeUp(byte[] report) {
    return new String(report, UTF_8).replace("\"epoch\":", "\"epoch\":1").getBytes(UTF_8);
  }
}
