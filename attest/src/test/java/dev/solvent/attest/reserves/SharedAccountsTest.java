package dev.solvent.attest.reserves;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.reserves.SharedAccounts.Shared;
import dev.solvent.merkle.Issuer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The example's manifest, which has two accounts, beside others' that name some of them. */
final class SharedAccountsTest {
  private static final String EXAMPLE =
      new String(SpecFile.of("reserves-manifest.md").example(), StandardCharsets.UTF_8);
  private static final String EVM = "eip155:1:0xca978112ca1bbdcafac231b39a23dc4da786eff8";
  private static final String BITCOIN = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
  private static final Duration DAY = Duration.ofDays(1);

  private static ReservesManifest manifest(String issuer, String asOf, String... changes)
      throws Exception {
    String json =
        EXAMPLE
            .replace("exchange.example", issuer)
            .replace("\"asOf\":\"2026-09-02T00:00:00Z\"", "\"asOf\":\"" + asOf + "\"");
    for (int i = 0; i < changes.length; i += 2) {
      json = json.replace(changes[i], changes[i + 1]);
    }
    return ReservesManifest.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Shared> among(ReservesManifest... manifests) {
    return SharedAccounts.among(List.of(manifests), DAY);
  }

  @Test
  void threat13_oneAddressAtTwoIssuers_isNamedOnce_withBoth() throws Exception {
    ReservesManifest one = manifest("one.example", "2026-09-02T00:00:00Z");
    ReservesManifest two =
        manifest(
            "two.example",
            "2026-09-02T12:00:00Z",
            EVM,
            "eip155:1:0x2e7d2c03a9507ae265ecf5b5356885a53393a202");
    Shared shared = among(two, one).getFirst();
    assertEquals(1, among(two, one).size());
    assertEquals(new Issuer("one.example"), shared.claimants().getFirst().issuer(), "the older");
    assertEquals(Set.of(new Issuer("one.example"), new Issuer("two.example")), shared.issuers());
    assertEquals(
        List.of(BITCOIN, BITCOIN),
        shared.claimants().stream().map(claimant -> claimant.account().address()).toList());
  }

  @Test
  void threat13_longerApartThanTheWindow_isNoSharing() throws Exception {
    ReservesManifest one = manifest("one.example", "2026-09-02T00:00:00Z");
    assertEquals(2, among(one, manifest("two.example", "2026-09-03T00:00:00Z")).size());
    assertEquals(List.of(), among(one, manifest("two.example", "2026-09-03T00:00:01Z")));
  }

  @Test
  void oneIssuersOwnManifests_shareNothing() throws Exception {
    assertEquals(
        List.of(),
        among(
            manifest("one.example", "2026-09-02T00:00:00Z"),
            manifest("one.example", "2026-09-02T12:00:00Z")));
  }

  @Test
  void manifestsFarFromTheOthers_areLeftOut() throws Exception {
    Shared shared =
        among(
                manifest("one.example", "2026-09-02T00:00:00Z"),
                manifest("two.example", "2026-09-02T01:00:00Z"),
                manifest("two.example", "2026-12-02T00:00:00Z"))
            .getFirst();
    assertEquals(2, shared.claimants().size());
  }
}
