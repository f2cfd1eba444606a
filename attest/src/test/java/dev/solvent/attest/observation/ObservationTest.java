package dev.solvent.attest.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.Place;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObservationTest {
  /** The examples of the spec, in their order. */
  private static String example(int number) {
    return new String(SpecFile.of("observation.md").example(number), StandardCharsets.UTF_8);
  }

  private static Observation observation(String json) throws MalformedException {
    return Observation.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static CustodianStatement statement(String json) throws MalformedException {
    return CustodianStatement.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void examples_areReadAndPrintedAgain() throws Exception {
    Observation observed = observation(example(0));
    assertEquals(example(0), new String(observed.toBytes(), StandardCharsets.UTF_8));
    CustodianStatement stated = statement(example(1));
    assertEquals(example(1), new String(stated.toBytes(), StandardCharsets.UTF_8));
    assertEquals(7, stated.epoch().number());
  }

  @Test
  void whatWasLookedAt_isFoundByWhatItIs_andNothingElse() throws Exception {
    Observation observed = observation(example(0));
    ObservedHolding seen = observed.holdings().getFirst();
    AssetRef sameCoin = AssetRef.parse("eip155:1/slip44:61");
    assertEquals(seen.units(), observed.unitsByPlace().get(Place.of(seen.account(), sameCoin)));
    AccountRef other = AccountRef.parse("eip155:1:0x" + "ab".repeat(20));
    assertNull(observed.unitsByPlace().get(Place.of(other, seen.asset())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "observation/v1 | observation/v2",
        "\"chain\":\"eip155:1\" | \"chain\":\"eip155:10\"",
        "\"units\":\" | \"units\":\"0",
        "\"number\":\" | \"number\":\"0",
        "\"holdings\":[ | \"holding\":[",
        "23:59:59Z | 24:00:00Z",
      })
  void oneFault_inAnObservation_isRefused(String good, String bad) {
    String json = example(0).replace(good, bad);
    assertNotEquals(example(0), json);
    assertThrows(MalformedException.class, () -> observation(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "custodian-statement/v1 | observation/v1",
        "\"epoch\":7 | \"epoch\":0",
        "\"units\":\" | \"units\":\"-",
        "\"issuer\":\"exchange.example\" | \"issuer\":\"exchange.example.\"",
        "\"holding\":{ | \"holding\":{\"and\":1,",
      })
  void oneFault_inACustodiansStatement_isRefused(String good, String bad) {
    String json = example(1).replace(good, bad);
    assertNotEquals(example(1), json);
    assertThrows(MalformedException.class, () -> statement(json));
  }

  @Test
  void threat26_oneHoldingTwice_orOutOfOrder_isRefused() throws Exception {
    Observation observed = observation(example(0));
    assertEquals(2, observed.holdings().size());
    ObservedHolding seen =
        observed.holdings().stream()
            .filter(holding -> holding.asset().namespace().equals(AssetRef.COIN))
            .findAny()
            .orElseThrow();
    ObservedHolding otherSpelling =
        new ObservedHolding(seen.account(), AssetRef.parse("eip155:1/slip44:61"), Amount.of(1));
    for (List<ObservedHolding> wrong :
        List.of(
            observed.holdings().reversed(),
            List.of(seen, otherSpelling),
            List.of(observed.holdings().getFirst(), observed.holdings().getFirst()))) {
      assertThrows(IllegalArgumentException.class, () -> new Observation(observed.block(), wrong));
    }
  }
}
