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
 */
public record TestSolvency(int policy, int announces) {
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
    return new Files(
        Octets.of(SolvencyReport.of(inputs).toBytes()),
        List.of(Octets.of(prices.toBytes()), Octets.of(policy(policy))));
  }
}
