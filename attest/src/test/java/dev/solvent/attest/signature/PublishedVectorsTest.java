package dev.solvent.attest.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.RepoFiles;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.Test;

/** Others' vectors: where we are stricter than they are, the rule has a name and its own count. */
final class PublishedVectorsTest {
  private static byte[] hex(JsonNode node, String name) {
    return HexFormat.of().parseHex(node.get(name).textValue());
  }

  private static Optional<JsonNode> vectors(Path folder, String file) {
    Path path = folder.resolve(file);
    if (!Files.exists(path)) {
      System.out.println("PublishedVectorsTest: skipped: no third-party vectors here");
      return Optional.empty();
    }
    return Optional.of(LooseJson.tree(RepoFiles.bytes(path)));
  }

  private static Path own() {
    return RepoFiles.thirdPartyVectors().resolve("../own");
  }

  @Test
  void wycheproof_ed25519() throws MalformedException {
    Path folder = RepoFiles.thirdPartyVectors().resolve("wycheproof");
    Optional<JsonNode> suite = vectors(folder, "ed25519_test.json");
    if (suite.isEmpty()) {
      return;
    }
    int accepted = 0;
    int refused = 0;
    for (JsonNode group : suite.get().get("testGroups")) {
      VerifyingKey key = VerifyingKey.ofSpki(hex(group, "publicKeyDer"));
      assertEquals(key, Ed25519Key.ofRaw(hex(group.get("publicKey"), "pk")));
      for (JsonNode test : group.get("tests")) {
        boolean valid = test.get("result").textValue().equals("valid");
        assertTrue(valid || test.get("result").textValue().equals("invalid"), "a third result");
        assertEquals(valid, key.verify(hex(test, "msg"), hex(test, "sig")), test::toString);
        accepted += valid ? 1 : 0;
        refused += valid ? 0 : 1;
      }
    }
    System.out.println(
        "PublishedVectorsTest: wycheproof ed25519: "
            + accepted
            + " accepted, "
            + refused
            + " refused, none under a stricter rule");
    assertEquals(suite.get().get("numberOfTests").intValue(), accepted + refused);
    assertTrue(accepted > 0 && refused > 0, "both are met");
  }

  @Test
  void wycheproof_p256() throws MalformedException {
    Path folder = RepoFiles.thirdPartyVectors().resolve("wycheproof");
    Optional<JsonNode> suite = vectors(folder, "ecdsa_secp256r1_sha256_test.json");
    if (suite.isEmpty()) {
      return;
    }
    int accepted = 0;
    int refused = 0;
    int highS = 0;
    for (JsonNode group : suite.get().get("testGroups")) {
      VerifyingKey key = VerifyingKey.ofSpki(hex(group, "publicKeyDer"));
      for (JsonNode test : group.get("tests")) {
        byte[] message = hex(test, "msg");
        byte[] signature = hex(test, "sig");
        boolean verdict = key.verify(message, signature);
        switch (test.get("result").textValue()) {
          case "valid" -> {
            boolean high = isHigh(signature);
            assertEquals(!high, verdict, test::toString);
            assertTrue(key.verify(message, EcdsaSignature.lower(signature)), test::toString);
            highS += high ? 1 : 0;
            accepted += high ? 0 : 1;
          }
          case "invalid" -> {
            assertFalse(verdict, test::toString);
            refused++;
          }
          default -> throw new AssertionError("a third result: " + test);
        }
      }
    }
    System.out.println(
        "PublishedVectorsTest: wycheproof ecdsa p-256: "
            + accepted
            + " accepted, "
            + refused
            + " refused, "
            + highS
            + " valid ones refused under rule high-S");
    assertEquals(suite.get().get("numberOfTests").intValue(), accepted + refused + highS);
    assertTrue(accepted > 0 && refused > 0 && highS > 0, "every kind is met");
  }

  /** Read by another parser, and compared with half of the order as FIPS 186-5 prints it. */
  private static boolean isHigh(byte[] der) {
    BigInteger s = ASN1Integer.getInstance(ASN1Sequence.getInstance(der).getObjectAt(1)).getValue();
    BigInteger order =
        new BigInteger(
            "115792089210356248762697446949407573529996955224135760342422259061068512044369");
    return s.shiftLeft(1).compareTo(order) > 0;
  }

  /**
   * Every key of mixed or small order and every one that is not canonical is refused, so what is
   * left are the cases on which the JDK and a browser agree.
   */
  @Test
  void threat17_cctvEd25519_onlyCleanKeysAreReadAndAllAgreeOnThem() throws MalformedException {
    Path folder = RepoFiles.thirdPartyVectors().resolve("cctv-ed25519/ed25519");
    Optional<JsonNode> suite = vectors(folder, "ed25519vectors.json");
    Optional<JsonNode> agreement = vectors(own(), "ed25519-agreement.json");
    if (suite.isEmpty() || agreement.isEmpty()) {
      return;
    }
    Map<Integer, JsonNode> verdicts = new HashMap<>();
    agreement.get().forEach(row -> verdicts.put(row.get("number").intValue(), row));
    int accepted = 0;
    int refused = 0;
    int refusedKeys = 0;
    for (JsonNode test : suite.get()) {
      if (!isClean(test)) {
        assertThrows(MalformedException.class, () -> Ed25519Key.ofRaw(hex(test, "key")));
        refusedKeys++;
        continue;
      }
      byte[] message = test.get("msg").textValue().getBytes(StandardCharsets.UTF_8);
      boolean verdict = Ed25519Key.ofRaw(hex(test, "key")).verify(message, hex(test, "sig"));
      JsonNode others = verdicts.get(test.get("number").intValue());
      assertEquals(others.get("jdk25").booleanValue(), verdict, test::toString);
      assertEquals(others.get("node20").booleanValue(), verdict, test::toString);
      accepted += verdict ? 1 : 0;
      refused += verdict ? 0 : 1;
    }
    System.out.println(
        "PublishedVectorsTest: cctv ed25519: "
            + (accepted + refused)
            + " cases of clean keys: "
            + accepted
            + " accepted, "
            + refused
            + " refused; "
            + refusedKeys
            + " cases whose key is refused");
    assertEquals(28, accepted + refused);
    assertEquals(2, accepted);
    assertEquals(verdicts.size(), accepted + refused + refusedKeys);
  }

  private static boolean isClean(JsonNode test) {
    Set<String> flags = new HashSet<>();
    test.get("flags").forEach(flag -> flags.add(flag.textValue()));
    return List.of("low_order_A", "low_order_component_A", "non_canonical_A").stream()
        .noneMatch(flags::contains);
  }
}
