package dev.solvent.attest.solvency.positions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.positions.Contract.EuropeanOption;
import dev.solvent.attest.solvency.positions.Contract.Future;
import dev.solvent.attest.solvency.positions.Contract.Loan;
import dev.solvent.attest.solvency.positions.Contract.Maturity;
import dev.solvent.attest.solvency.positions.Contract.Perpetual;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docs/spec/positions.md}. */
final class PositionsTest {
  private static final String EXAMPLE =
      new String(SpecFile.of("positions.md").example(), StandardCharsets.UTF_8);

  private static Positions parse(String json) throws MalformedException {
    return Positions.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String print(Positions positions) {
    return new String(positions.toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void example_isReadAndPrintedAgain() throws Exception {
    Positions positions = parse(EXAMPLE);
    assertEquals(EXAMPLE, print(positions));
    assertEquals(
        List.of("perpetual", "future", "option", "loan", "loan"),
        positions.positions().stream().map(each -> each.contract().kind()).toList());
    assertEquals(
        List.of("attested", "attested", "claimed", "claimed", "attested"),
        positions.positions().stream().map(each -> each.assurance().text()).toList());
    Loan unsecured = assertInstanceOf(Loan.class, positions.positions().get(4).contract());
    assertEquals(Optional.empty(), unsecured.collateral());
    assertEquals(
        114 * 86_400 + 8 * 3_600,
        positions.secondsUntil(positions.positions().get(1).contract().maturity().orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "positions/v1 | positions/v2 | want \"solvent/positions/v1\"",
        "\"kind\":\"perpetual\" | \"kind\":\"swap\" | want perpetual, future, option or loan",
        "\"kind\":\"perpetual\" | \"kind\":\"future\" | expiry: missing",
        "\"kind\":\"future\" | \"kind\":\"perpetual\" | unknown field \"expiry\"",
        "\"assurance\":\"claimed\" | \"assurance\":\"proven\" | want attested or claimed",
        "\"assurance\":\"claimed\" | \"assurance\":\"observed\" | want attested or claimed",
        "\"assurance\":\"claimed\" | \"assurance\":\"attested\" | attested without evidence",
        "\"name\":\"eth-put\" | \"name\":\"btc-short\" | want ascending, each once",
        "\"name\":\"eth-put\" | \"name\":\"ETH\" | want [a-z0-9]",
        "\"side\":\"long\" | \"side\":\"lent\" | want long or short",
        "\"side\":\"lent\" | \"side\":\"long\" | want lent or borrowed",
        "\"right\":\"put\" | \"right\":\"puts\" | want call or put",
        "\"units\":\"40000000\" | \"units\":\"0\" | units 0, want 1 or more",
        "\"units\":\"50000000\" | \"units\":\"0\" | collateral 0, want 1 or more",
        "\"entry\":\"61000000000000000000000\" | \"entry\":\"0\" | entry 0, want 1 or more",
        "\"strike\":\"2000000000000000000000\" | \"strike\":\"0\" | strike 0, want 1 or more",
        "\"volatility\":7500 | \"volatility\":0 | want 1 to 100000",
        "\"volatility\":7500 | \"volatility\":100001 | want 1 to 100000",
        "\"rate\":400 | \"rate\":10001 | want -10000 to 10000",
        "\"rate\":400 | \"rate\":-10001 | want -10000 to 10000",
        "2026-12-25T08:00:00Z | 2026-09-02T00:00:00Z | eth-december ends in 0 s, want 1 to",
        "2026-12-25T08:00:00Z | 2054-01-18T00:00:01Z | 864000001 s, want 1 to 864000000",
        "\"decimals\":8,\"entry\" | \"decimals\":31,\"entry\" | want 0 to 30",
        "\"venue\":\"desk.example\" | \"margin\":1,\"venue\":\"desk.example\" | want",
      })
  void oneFault_isRefused(String good, String bad, String why) {
    String json = EXAMPLE.replace(good, bad);
    assertNotEquals(EXAMPLE, json);
    MalformedException refused = assertThrows(MalformedException.class, () -> parse(json));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"rate,-10000", "rate,10000", "volatility,1", "volatility,100000"})
  void whatALimitAllows_isAllowed(String field, int most) throws Exception {
    int found = field.equals("rate") ? 400 : 7_500;
    String json = EXAMPLE.replace(field + "\":" + found, field + "\":" + most);
    assertNotEquals(EXAMPLE, json);
    assertEquals(json, print(parse(json)));
  }

  private static Positions many(Positions like, int count) {
    Asset btc = new Asset(new Ticker("BTC"), 8);
    List<ListedPosition> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "p".repeat(58) + String.format(Locale.ROOT, "%06d", i);
      list.add(
          new ListedPosition(
              Assurance.ATTESTED,
              new Perpetual(btc, Amount.MAX, Side.LONG, Amount.MAX),
              Optional.of(Hash.of(new byte[32])),
              new Label(name),
              new Label("v".repeat(64))));
    }
    return new Positions(like.asOf(), like.epoch(), like.issuer(), list);
  }

  @Test
  void tenThousand_fit_andNotOneMore() throws Exception {
    Positions example = parse(EXAMPLE);
    Positions most = many(example, 10_000);
    assertEquals(most, Positions.parse(most.toBytes()));
    assertThrows(IllegalArgumentException.class, () -> many(example, 10_001));
    String more = print(most).replace("\"positions\":[", "\"positions\":[{},");
    MalformedException refused = assertThrows(MalformedException.class, () -> parse(more));
    assertTrue(refused.getMessage().contains("10001 items, want 0 to"), refused.getMessage());
  }

  private static List<Executable> contracts(Amount units, Amount price, Side traded, Side lent) {
    Asset btc = new Asset(new Ticker("BTC"), 8);
    Maturity end = new Maturity(new Timestamp(Instant.parse("2026-12-25T08:00:00Z")), 0);
    return List.of(
        () -> new Loan(btc, units, lent, Optional.empty()),
        () -> new Perpetual(btc, units, traded, price),
        () -> new Future(btc, units, traded, price, end),
        () -> new EuropeanOption(btc, units, traded, true, price, 1, end));
  }

  @Test
  void aSideOfAnotherKind_noUnits_andNoPrice_areRefusedForEveryKind() {
    Amount one = Amount.of(1);
    contracts(one, one, Side.SHORT, Side.BORROWED).forEach(Assertions::assertDoesNotThrow);
    List<Executable> refused = new ArrayList<>(contracts(one, one, Side.LENT, Side.LONG));
    refused.addAll(contracts(Amount.ZERO, one, Side.LONG, Side.LENT));
    refused.addAll(contracts(one, Amount.ZERO, Side.LONG, Side.LENT).subList(1, 4));
    for (Executable each : refused) {
      assertThrows(IllegalArgumentException.class, each);
    }
  }

  @Test
  void aCallIsReadAsACall_andAPutAsAPut() throws Exception {
    assertEquals(List.of(false), calls(EXAMPLE));
    assertEquals(List.of(true), calls(EXAMPLE.replace("\"right\":\"put\"", "\"right\":\"call\"")));
  }

  private static List<Boolean> calls(String json) throws MalformedException {
    return parse(json).positions().stream()
        .map(ListedPosition::contract)
        .filter(EuropeanOption.class::isInstance)
        .map(EuropeanOption.class::cast)
        .map(EuropeanOption::call)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"2026-09-02T00:00:01Z", "2054-01-18T00:00:00Z"})
  void whatEndsInASecond_orInTenThousandDays_isListed(String expiry) throws Exception {
    String json = EXAMPLE.replace("2026-12-25T08:00:00Z", expiry);
    assertEquals(json, print(parse(json)));
  }
}
