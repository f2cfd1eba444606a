package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.evm.PatriciaOutcome.Absent;
import dev.solvent.attest.evm.PatriciaOutcome.Present;
import dev.solvent.attest.evm.PatriciaOutcome.Refused;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PatriciaProofTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Yellow paper, appendix D: the root of an empty trie; and the hash of nothing. */
  @Test
  void knownHashes() {
    assertEquals(
        "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
        PatriciaProof.EMPTY_ROOT.toString());
    assertEquals(
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        Keccak256.hash().toString());
  }

  /** ethereum/tests, TrieTests/trietest.json and trieanyorder.json. */
  @Test
  void knownRoots_ofTheSlowWriter() {
    SlowTrie puppy =
        new SlowTrie()
            .put(utf8("do"), utf8("verb"))
            .put(utf8("dog"), utf8("puppy"))
            .put(utf8("doge"), utf8("coin"))
            .put(utf8("horse"), utf8("stallion"));
    assertEquals(
        "5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84",
        puppy.root().toString());
    SlowTrie single = new SlowTrie().put(utf8("A"), utf8("a".repeat(50)));
    assertEquals(
        "d23786fb4a010da3ce639d66d5e904a11dbc02746d1ce25029e53290cabf28ab",
        single.root().toString());
    for (String key : List.of("do", "dog", "doge", "horse")) {
      assertInstanceOf(
          Present.class, PatriciaProof.check(puppy.root(), utf8(key), puppy.prove(utf8(key))));
    }
    assertEquals(
        new Absent(), PatriciaProof.check(puppy.root(), utf8("dot"), puppy.prove(utf8("dot"))));
  }

  @Property(tries = 60)
  void whatTheSlowWriterHolds_isPresent_andNothingElse(
      @ForAll @IntRange(max = 300) int size, @ForAll long seed) {
    Random random = new Random(seed);
    int keyBytes = size > 200 || random.nextBoolean() ? 32 : 2;
    SlowTrie trie = new SlowTrie();
    Map<Octets, Octets> held = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      byte[] key = bytes(random, keyBytes);
      byte[] value = bytes(random, 1 + random.nextInt(40));
      trie.put(key, value);
      held.put(Octets.of(key), Octets.of(value));
    }
    Hash root = trie.root();
    List<Octets> asked = new ArrayList<>(held.keySet());
    for (int i = 0; i < 5; i++) {
      asked.add(Octets.of(bytes(random, keyBytes)));
    }
    for (Octets key : asked.subList(Math.max(0, asked.size() - 12), asked.size())) {
      PatriciaOutcome want = held.containsKey(key) ? new Present(held.get(key)) : new Absent();
      List<Octets> nodes = trie.prove(key.toBytes());
      assertEquals(want, PatriciaProof.check(root, key.toBytes(), nodes));
      assertOtherListsRefused(root, key, nodes);
    }
  }

  private static void assertOtherListsRefused(Hash root, Octets key, List<Octets> nodes) {
    List<List<Octets>> others = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      List<Octets> fewer = new ArrayList<>(nodes);
      fewer.remove(i);
      others.add(fewer);
      List<Octets> twice = new ArrayList<>(nodes);
      twice.add(i, nodes.get(i));
      others.add(twice);
    }
    for (List<Octets> other : others) {
      assertInstanceOf(Refused.class, PatriciaProof.check(root, key.toBytes(), other));
    }
  }

  @Test
  void everyFlippedByte_isRefused() {
    SlowTrie trie = new SlowTrie();
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      trie.put(bytes(random, 32), bytes(random, 20));
    }
    int flipped = 0;
    for (byte[] key : new byte[][] {bytes(new Random(7), 32), new byte[32]}) {
      List<Octets> nodes = trie.prove(key);
      assertTrue(!(PatriciaProof.check(trie.root(), key, nodes) instanceof Refused));
      for (int i = 0; i < nodes.size(); i++) {
        for (int at = 0; at < nodes.get(i).length(); at++) {
          byte[] node = nodes.get(i).toBytes();
          node[at] ^= (byte) (1 << at % 8);
          List<Octets> changed = new ArrayList<>(nodes);
          changed.set(i, Octets.of(node));
          assertInstanceOf(Refused.class, PatriciaProof.check(trie.root(), key, changed));
          flipped++;
        }
      }
    }
    assertTrue(flipped > 1000);
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Forms that no writer makes, under a root that somebody invented for them. */
  @Test
  void nodesOfAnotherForm_areRefusedThoughTheirHashIsRight() {
    Rlp nothing = Rlp.of(new byte[0]);
    Rlp value = Rlp.of(new byte[] {1});
    Rlp[] oneWay = new Rlp[17];
    java.util.Arrays.fill(oneWay, nothing);
    oneWay[0] = Rlp.list(Rlp.of(new byte[] {0x31}), value);
    Rlp leaf = Rlp.list(Rlp.of(new byte[] {0x31}), value);
    assertRefused("a branch with fewer than two ways, want at least two", Rlp.list(oneWay));
    assertRefused(
        "an extension before no branch, want a branch", Rlp.list(Rlp.of(new byte[] {0x10}), leaf));
    assertRefused(
        "an extension to nothing, want one to a branch",
        Rlp.list(Rlp.of(new byte[] {0x10}), nothing));
    assertRefused(
        "an extension of no length, want at least one half byte",
        Rlp.list(Rlp.of(new byte[] {0x00}), leaf));
    assertRefused(
        "a path of even length with a filled gap, want a zero there",
        Rlp.list(Rlp.of(new byte[] {0x21, 0x01}), value));
    assertRefused(
        "a path without its flag, want a first half byte of 0 to 3",
        Rlp.list(Rlp.of(new byte[] {0x41}), value));
    assertRefused(
        "a leaf without a value, want no leaf", Rlp.list(Rlp.of(new byte[] {0x20, 0x01}), nothing));
    assertRefused("a node of 3 items, want 2 or 17", Rlp.list(value, value, value));
    assertRefused("an RLP string, want a list", value);
    assertRefused("an RLP list, want a string", Rlp.list(leaf, value));
    Rlp[] big = oneWay.clone();
    big[0] = Rlp.list(Rlp.of(new byte[] {0x31}), Rlp.of(new byte[29]));
    assertEquals(32, big[0].toBytes().length);
    big[1] = big[0];
    assertRefused("a node of 32 bytes or more inside another, want its hash", Rlp.list(big));
  }

  private static void assertRefused(String detail, Rlp root) {
    byte[] bytes = root.toBytes();
    assertEquals(
        new Refused(detail),
        PatriciaProof.check(Keccak256.hash(bytes), new byte[] {0x01}, List.of(Octets.of(bytes))));
  }

  @Test
  void aNodeBelow32Bytes_standsInItsParent() {
    Rlp[] ways = new Rlp[17];
    java.util.Arrays.fill(ways, Rlp.of(new byte[0]));
    Rlp leaf = Rlp.list(Rlp.of(new byte[] {0x31}), Rlp.of(new byte[] {1}));
    ways[0] = Rlp.of(Keccak256.hash(leaf.toBytes()).toBytes());
    ways[1] = ways[0];
    byte[] root = Rlp.list(ways).toBytes();
    assertEquals(
        new Refused("a node below 32 bytes on its own, want it in its parent"),
        PatriciaProof.check(
            Keccak256.hash(root),
            new byte[] {0x01},
            List.of(Octets.of(root), Octets.of(leaf.toBytes()))));
  }
}
