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

  /** EIP-170 and EIP-3860. */
  @Test
  void code_fitsWhatChainsTake() {
    Solc.Contract feed = Solc.compile("chain/src/main/solidity/SolvencyFeed.sol", "SolvencyFeed");
    assertEquals(feed.bytecode(), ContractCode.of("SolvencyFeed"));
    assertTrue(feed.deployedBytecode().length() / 2 < 24_576);
    assertTrue(feed.bytecode().length() / 2 < 49_152);
  }
}
