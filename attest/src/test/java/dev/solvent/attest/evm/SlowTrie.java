package dev.solvent.attest.evm;

import dev.solvent.attest.evm.Rlp.RlpList;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Merkle-Patricia trie written the obvious way: from a sorted map of hex keys, all at once. */
public final class SlowTrie {
  private final TreeMap<String, byte[]> values = new TreeMap<>();

  public SlowTrie put(byte[] key, byte[] value) {
    values.put(HexFormat.of().formatHex(key), value);
    return this;
  }

  /** As the state's tries do: by the key's hash. */
  public SlowTrie putHashed(byte[] key, Rlp value) {
    return put(Keccak256.hash(key).toBytes(), value.toBytes());
  }

  public Hash root() {
    return Keccak256.hash(values.isEmpty() ? new byte[] {(byte) 0x80} : node(values, 0).toBytes());
  }

  /** The nodes on the way to the key, those inside others left out. */
  public List<Octets> prove(byte[] key) {
    List<Octets> nodes = new ArrayList<>();
    if (!values.isEmpty()) {
      walk(values, 0, HexFormat.of().formatHex(key), true, nodes);
    }
    return nodes;
  }

  public List<Octets> proveHashed(byte[] key) {
    return prove(Keccak256.hash(key).toBytes());
  }

  private static void walk(
      Map<String, byte[]> part, int at, String key, boolean root, List<Octets> nodes) {
    RlpList node = node(part, at);
    if (root || node.toBytes().length >= 32) {
      nodes.add(Octets.of(node.toBytes()));
    }
    int common = common(part, at);
    if (part.size() > 1 && common > at && key.startsWith(prefix(part, common))) {
      walk(part, common, key, false, nodes);
    } else if (part.size() > 1 && common == at && key.length() > at) {
      Map<String, byte[]> below = below(part, key.substring(0, at + 1));
      if (!below.isEmpty()) {
        walk(below, at + 1, key, false, nodes);
      }
    }
  }

  private static RlpList node(Map<String, byte[]> part, int at) {
    String first = part.keySet().iterator().next();
    if (part.size() == 1) {
      return Rlp.list(path(first.substring(at), true), Rlp.of(part.get(first)));
    }
    int common = common(part, at);
    if (common > at) {
      return Rlp.list(path(first.substring(at, common), false), reference(node(part, common)));
    }
    List<Rlp> items = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Map<String, byte[]> below = below(part, first.substring(0, at) + Integer.toHexString(i));
      items.add(below.isEmpty() ? Rlp.of(new byte[0]) : reference(node(below, at + 1)));
    }
    items.add(Rlp.of(part.getOrDefault(first.substring(0, at), new byte[0])));
    return new RlpList(items);
  }

  private static Rlp reference(RlpList node) {
    byte[] bytes = node.toBytes();
    return bytes.length < 32 ? node : Rlp.of(Keccak256.hash(bytes).toBytes());
  }

  private static Map<String, byte[]> below(Map<String, byte[]> part, String prefix) {
    Map<String, byte[]> below = new TreeMap<>(part);
    below.keySet().removeIf(key -> !key.startsWith(prefix));
    return below;
  }

  private static int common(Map<String, byte[]> part, int at) {
    int common = at;
    while (prefix(part, common + 1) != null) {
      common++;
    }
    return common;
  }

  /** What all keys begin with, if they agree for so long. */
  private static String prefix(Map<String, byte[]> part, int length) {
    String first = part.keySet().iterator().next();
    boolean all =
        first.length() >= length
            && part.keySet().stream().allMatch(key -> key.startsWith(first.substring(0, length)));
    return all ? first.substring(0, length) : null;
  }

  private static Rlp path(String nibbles, boolean leaf) {
    int flag = (leaf ? 2 : 0) + nibbles.length() % 2;
    String hex = Integer.toHexString(flag) + (nibbles.length() % 2 == 0 ? "0" : "") + nibbles;
    return Rlp.of(HexFormat.of().parseHex(hex));
  }
}
