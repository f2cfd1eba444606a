package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.chain.nodes.Solc;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytecode that is checked in is what its source compiles to. */
final class ContractCodeTest {
  private static String checkedIn(String contract) throws Exception {
    try (InputStream in = FeedCalls.class.getResourceAsStream(contract + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SolvencyFeed", "Probe"})
  void code_isThatOfTheSource(String contract) throws Exception {
    assertEquals(
        Solc.print("chain/src/main/solidity/" + contract + ".sol"), checkedIn(contract), contract);
  }

  /** EIP-170, which is about the part that stays. */
  @Test
  void code_fitsWhatChainsTake() {
    assertTrue(ContractCode.of("SolvencyFeed").length() / 2 < 24_576);
  }
}
