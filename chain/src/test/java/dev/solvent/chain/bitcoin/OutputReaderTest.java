package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class OutputReaderTest {
  private static final OutputReader READER = new OutputReader(Set.of(), 2_100_000_000_000_000L);

  private static String amount(String number) throws MalformedException {
    return READER.amount(FakeNode.json("{'value':" + number + "}"), "value").toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00000000, 0",
    "0E-12, 0",
    "-0.0, 0",
    "1, 100000000",
    "0.00000001, 1",
    "1e-8, 1",
    "0.1, 10000000",
    "0.29, 29000000",
    "1.10, 110000000",
    "0.1000000000000, 10000000",
    "20999999.97690000, 2099999997690000",
    "20999999.99999999, 2099999999999999",
    "21000000, 2100000000000000",
    "2.1E+7, 2100000000000000"
  })
  void amount_isExact(String number, String units) throws Exception {
    assertEquals(units, amount(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.000000001",
        "1.123456789",
        "1e-9",
        "1e-190",
        "-1",
        "-0.00000001",
        "21000000.00000001",
        "21000001",
        "1e190"
      })
  void amount_thatCannotBe_isRefused(String number) {
    MalformedException refusal = assertThrows(MalformedException.class, () -> amount(number));
    assertTrue(refusal.getMessage().contains("want 0 to 21000000.00000000"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "'1'", "true", "[]", "{}"})
  void amount_thatIsNoNumber_isRefused(String value) {
    MalformedException refusal = assertThrows(MalformedException.class, () -> amount(value));
    assertTrue(refusal.getMessage().contains("want a decimal number"), refusal.getMessage());
  }

  /** A double has lost what the node wrote. */
  @Test
  void amount_readAsADouble_isRefused() {
    JsonNode json = new JsonMapper().readTree("{\"value\":0.1}");
    assertThrows(MalformedException.class, () -> READER.amount(json, "value"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'txid':1,'vout':0}",
        "{'txid':'00','vout':0}",
        "{'txid':'1111111111111111111111111111111111111111111111111111111111111111'}",
        "{'txid':'1111111111111111111111111111111111111111111111111111111111111111','vout':-1}",
        "{'txid':'1111111111111111111111111111111111111111111111111111111111111111','vout':1.0}",
        "{'txid':'1111111111111111111111111111111111111111111111111111111111111111','vout':4294967296}",
        "{'txid':'111111111111111111111111111111111111111111111111111111111111111A','vout':0}"
      })
  void outpoint_thatIsNone_isRefused(String json) {
    assertThrows(MalformedException.class, () -> OutputReader.outpoint(FakeNode.json(json)));
  }
}
