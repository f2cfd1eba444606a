package dev.solvent.attest.evm;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/** A slot of an account's storage, and the trie nodes that show what it holds. */
public record StorageProof(Hash slot, List<Octets> nodes) {
  public StorageProof {
    nodes = TrieNodes.checked(nodes);
  }

  public static StorageProof read(Fields in) throws MalformedException {
    Hash slot = in.text("slot", Hash::parse);
    List<Octets> nodes = TrieNodes.read(in, "nodes");
    return in.build(() -> new StorageProof(slot, nodes));
  }

  public JsonObject toJson() {
    return TrieNodes.put(new ObjectBuilder(), "nodes", nodes).put("slot", slot.toString()).build();
  }
}
