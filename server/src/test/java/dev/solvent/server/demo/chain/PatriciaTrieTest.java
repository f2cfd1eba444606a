package dev.solvent.server.demo.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.evm.PatriciaOutcome;
import dev.solvent.attest.evm.PatriciaOutcome.Absent;
import dev.solvent.attest.evm.PatriciaOutcome.Present;
import dev.solvent.attest.evm.PatriciaOutcome.Refused;
import dev.solvent.attest.evm.PatriciaProof;
import dev.solvent.attest.evm.Rlp;
import dev.solvent.attest.octets.Octets;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tries of many shapes, judged by attest's check of proofs. */
final class PatriciaTrieTest {
  private static final long SEED = 20_260_902;

  private static PatriciaOutcome check(PatriciaTrie trie, String path) {
    return check(trie, path, trie.prove(path));
  }

  private static PatriciaOutcome check(PatriciaTrie trie, String path, List<Octets> proof) {
    return PatriciaProof.check(trie.root(), HexFormat.of().parseHex(path), proof);
  }

  /** Paths of few letters have much in common, so that there are extensions and nodes in nodes. */
  private static String path(Random random, int length, int letters) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < length; i++) {
      path.append(Integer.toHexString(random.nextInt(letters)));
    }
    return path.toString();
  }

  private static SortedMap<String, Rlp> values(Random random, int length, int letters) {
    TreeMap<String, Rlp> values = new TreeMap<>();
    for (int i = random.nextInt(1, 60); i > 0; i--) {
      BigInteger value = new BigInteger(random.nextInt(1, 256), random).add(BigInteger.ONE);
      values.put(path(random, length, letters), Rlp.of(value));
    }
    return values;
  }

  @Test
  void everyKeyIsProven_andEveryOtherKeysAbsence() {
    Random random = new Random(SEED);
    int inside = 0;
    for (int round = 0; round < 300; round++) {
      int length = List.of(2, 4, 8, 64).get(random.nextInt(4));
      int letters = random.nextInt(2, 17);
      SortedMap<String, Rlp> values = values(random, length, letters);
      PatriciaTrie trie = PatriciaTrie.of(values);
      for (var value : values.entrySet()) {
        PatriciaOutcome outcome = check(trie, value.getKey());
        Present present = assertInstanceOf(Present.class, outcome, () -> "seed " + SEED);
        assertEquals(Octets.of(value.getValue().toBytes()), present.value());
        inside += trie.prove(value.getKey()).size() == 1 && values.size() > 1 ? 1 : 0;
      }
      for (int i = 0; i < 30; i++) {
        String other = path(random, length, letters);
        if (!values.containsKey(other)) {
          assertInstanceOf(Absent.class, check(trie, other), () -> "seed " + SEED);
        }
      }
    }
    assertTrue(inside > 0, "no trie had a node inside another");
  }

  @Test
  void proofWithAChangedNode_isRefused() {
    Random random = new Random(SEED);
    SortedMap<String, Rlp> values = values(random, 64, 16);
    PatriciaTrie trie = PatriciaTrie.of(values);
    String path = values.firstKey();
    List<Octets> proof = trie.prove(path);
    for (int node = 0; node < proof.size(); node++) {
      byte[] changed = proof.get(node).toBytes();
      changed[changed.length - 1] ^= 1;
      List<Octets> forged = new ArrayList<>(proof);
      forged.set(node, Octets.of(changed));
      assertInstanceOf(Refused.class, check(trie, path, forged));
    }
    assertInstanceOf(Refused.class, check(trie, path, proof.subList(0, proof.size() - 1)));
  }

  @Test
  void trieOfNothing_hasTheKnownRoot_andNeedsNoNode() {
    PatriciaTrie trie = PatriciaTrie.of(new TreeMap<>());
    assertEquals(
        "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421", trie.root().toString());
    assertEquals(List.of(), trie.prove("00"));
  }

  @Test
  void pathsOfTwoLengths_areRefused() {
    TreeMap<String, Rlp> values = new TreeMap<>();
    values.put("0102", Rlp.of(BigInteger.ONE));
    values.put("01", Rlp.of(BigInteger.ONE));
    assertThrows(IllegalArgumentException.class, () -> PatriciaTrie.of(values));
  }
}
