package dev.solvent.server.solvency;

import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;

/** The solvency policy of the exchange that the tests have: three sources, ether in one tier. */
public final class TestPolicy {
  private static final String TEXT =
      """
      {"accounts":[],"assets":[\
      {"asset":"ETH","decimals":18,"haircut":[{"counts":9000,"upTo":"1000000000"}],\
      "own":false,"seconds":0}],"classes":[],"format":"solvent/solvency-policy/v1",\
      "horizons":[{"least":9000,"name":"day","seconds":86400}],"issuer":"exchange.example",\
      "prices":{"maximumAge":3600,"maximumSpread":100,"minimumSources":3,\
      "sources":[{"name":"desk"},{"name":"index"},{"name":"other"}]},\
      "quote":{"asset":"USD","decimals":2},\
      "scenarios":[{"custodians":[],"least":8000,"name":"crash","others":5000,"prices":[]}],\
      "thresholds":{"asset":10000,"coverage":10000,"custodian":10000,"difference":10000,\
      "haircut":10000,"issuer":10000},"unlisted":3600}\
      """;

  private TestPolicy() {}

  public static byte[] bytes() {
    return TEXT.getBytes(StandardCharsets.UTF_8);
  }

  /** The same with something in place of a part of its text. */
  public static byte[] with(String part, String other) {
    if (!TEXT.contains(part)) {
      throw new IllegalArgumentException(part + ", want a part of the policy");
    }
    return TEXT.replace(part, other).getBytes(StandardCharsets.UTF_8);
  }

  public static SolvencyPolicy parsed() throws MalformedException {
    return SolvencyPolicy.parse(bytes());
  }
}
