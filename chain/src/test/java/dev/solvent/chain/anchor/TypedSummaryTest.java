package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The typed data of docs/spec/feed.md, read back. */
final class TypedSummaryTest {
  private static final String EXAMPLE = SpecText.blocks("json").getFirst();

  private static TypedSummary parse(String text) throws MalformedException {
    return TypedSummary.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void example_isReadBack() throws Exception {
    TypedSummary read = parse(EXAMPLE);
    assertEquals("7", read.summary().epoch().toString());
    assertEquals("2026-09-02T00:00:00Z", read.summary().asOf().toString());
    assertEquals("2100000000", read.summary().figures().getFirst().reserves().toString());
    assertEquals(read, parse(read.json()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'\"7\"', '7'",
        "'\"7\"', '\"07\"'",
        "'\"7\"', '\"0\"'",
        "'\"1\",', '\"x\",'",
        "'\"1788307200\"', '\"99999999999999999\"'",
        "'\"1788307200\"', '\"9999999999999999\"'",
        "'\"0x4bf5', '\"4bf5'",
        "'\"BTC\", \"ETH\"', '\"ETH\", \"BTC\"'",
        "'\"BTC\", \"ETH\"', '\"BTC\"'",
        "'\"BTC\", \"ETH\"', '\"BTC\", \"ETH\", \"LTC\"'",
        "'\"18\"', '\"99\"'",
        "'\"2100000000\", ', ''",
        "'\"2100000000\"', '\"-1\"'",
        "'\"Solvent\"', '\"Another\"'",
        "'uint128[]\"}', 'uint256[]\"}'",
        "'\"primaryType\": \"Summary\"', '\"primaryType\": \"Permit\"'",
        "'\"message\": {', '\"message\": {\"more\": \"1\",'",
        "'\"message\": {', '\"message\": {\"epoch\": \"8\",'",
        "'\"primaryType\": ', '\"primaryType\" '"
      })
  void anythingElse_isRefused(String from, String to) {
    assertTrue(EXAMPLE.contains(from), from);
    assertThrows(MalformedException.class, () -> parse(EXAMPLE.replace(from, to)));
  }

  @Test
  void noTypedData_isRefused() {
    assertThrows(MalformedException.class, () -> parse(""));
    assertThrows(MalformedException.class, () -> parse("[]"));
    assertThrows(MalformedException.class, () -> parse(EXAMPLE + "{}"));
    assertThrows(MalformedException.class, () -> parse(" ".repeat(TypedSummary.MAX_BYTES + 1)));
  }
}
