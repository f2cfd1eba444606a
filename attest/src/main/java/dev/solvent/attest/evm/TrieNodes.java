package dev.solvent.attest.evm;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/** Trie nodes as they stand in a file: an array of {@code {"rlp":"<base64>"}}, root first. */
final class TrieNodes {
  private TrieNodes() {}

  static List<Octets> checked(List<Octets> nodes) {
    if (nodes.size() > PatriciaProof.MAX_NODES) {
      throw new IllegalArgumentException(
          nodes.size() + " nodes, want at most " + PatriciaProof.MAX_NODES);
    }
    return List.copyOf(nodes);
  }

  static List<Octets> read(Fields in, String name) throws MalformedException {
    return in.list(name, 0, PatriciaProof.MAX_NODES, node -> node.text("rlp", Octets::parseBase64));
  }

  static ObjectBuilder put(ObjectBuilder json, String name, List<Octets> nodes) {
    return json.put(name, nodes, node -> new ObjectBuilder().put("rlp", node.toBase64()).build());
  }
}
