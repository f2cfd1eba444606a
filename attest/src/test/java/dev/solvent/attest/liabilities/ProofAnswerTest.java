package dev.solvent.attest.liabilities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProofAnswerTest {
  private static final String BTC =
      "{\"asset\":\"BTC\",\"balance\":\"7\",\"decimals\":8,\"index\":0,\"siblings\":[]}";
  private static final String ETH = BTC.replace("BTC", "ETH");

  private static ProofAnswer parse(String text) throws MalformedException {
    return ProofAnswer.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void positions_areThoseOfAnAccountProof() throws MalformedException {
    ProofAnswer answer = parse("{\"epoch\":7,\"proofs\":[" + BTC + "," + ETH + "]}");
    assertEquals(7, answer.epoch().number());
    assertEquals(2, answer.positions().size());
    assertTrue(parse("{\"epoch\":7,\"proofs\":[]}").positions().isEmpty());
  }

  @Test
  void whatIsNoAnswer_isRefused() {
    for (String text :
        new String[] {
          "{\"epoch\":7}",
          "{\"epoch\":0,\"proofs\":[]}",
          "{\"epoch\":7,\"proofs\":[],\"root\":\"\"}",
          "{\"epoch\":7, \"proofs\":[]}",
          "{\"epoch\":7,\"proofs\":[" + ETH + "," + BTC + "]}",
          "{\"epoch\":7,\"proofs\":[" + BTC + "," + BTC + "]}",
          "{\"epoch\":7,\"proofs\":[" + BTC.replace("\"7\"", "\"-7\"") + "]}",
          "{\"epoch\":7,\"proofs\":[" + BTC.replace("\"index\":0", "\"index\":-1") + "]}"
        }) {
      assertThrows(MalformedException.class, () -> parse(text), text);
    }
  }
}
