package dev.solvent.chain.evm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an EVM node answers where it is asked for a proof. */
class ProofJsonFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"accountProof\":[\"0xf8\",\"0x\"],\"storageProof\":[{\"key\":\"0x0\","
                + "\"value\":\"0x1\",\"proof\":[\"0xe2\"]}]}",
            "{\"accountProof\":[],\"storageProof\":[]}",
            "{\"accountProof\":\"0x\"}",
            "[]")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void proof_ofAnyAnswer_isReadOrRefused(byte[] bytes) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(bytes);
    } catch (JacksonException e) {
      return;
    }
    try {
      ProofJson proof = ProofJson.read(json);
      assertTrue(proof.accountNodes().size() <= 65);
      proof.storage().values().forEach(nodes -> assertTrue(nodes.size() <= 65));
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
