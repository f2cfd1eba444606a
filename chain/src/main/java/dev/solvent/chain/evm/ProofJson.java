package dev.solvent.chain.evm;

import dev.solvent.attest.evm.StorageProof;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What {@code eth_getProof} answers: trie nodes, of the account and of each slot. The figures that
 * stand beside them are the node's word and not read.
 */
record ProofJson(List<Octets> accountNodes, Map<Hash, List<Octets>> storage) {
  private static final int MAX_NODES = 65;

  /** Nodes write a key as they were asked or as a number. */
  private static final Pattern KEY = Pattern.compile("0x[0-9a-f]{1,64}");

  static ProofJson read(JsonNode json) throws MalformedException {
    Map<Hash, List<Octets>> storage = new HashMap<>();
    for (JsonNode slot : array(json, "storageProof")) {
      storage.put(key(slot.path("key")), nodes(slot, "proof"));
    }
    return new ProofJson(nodes(json, "accountProof"), storage);
  }

  private static Hash key(JsonNode json) throws MalformedException {
    String text = json.isString() ? json.stringValue() : "";
    if (!KEY.matcher(text).matches()) {
      throw new MalformedException("storageProof with a key that is none, want hex digits");
    }
    return StorageSlots.of(new BigInteger(text.substring(2), 16));
  }

  private static List<Octets> nodes(JsonNode json, String name) throws MalformedException {
    JsonNode array = array(json, name);
    if (array.size() > MAX_NODES) {
      throw new MalformedException(name + " of " + array.size() + " nodes, want at most 65");
    }
    List<Octets> nodes = new ArrayList<>();
    for (JsonNode node : array) {
      nodes.add(Hexadecimal.data(node, name));
    }
    return nodes;
  }

  private static JsonNode array(JsonNode json, String name) throws MalformedException {
    JsonNode array = json.path(name);
    if (!array.isArray()) {
      throw new MalformedException("a proof without " + name + ", want an array");
    }
    return array;
  }

  StorageProof slot(Hash slot) throws MalformedException {
    List<Octets> nodes = storage.get(slot);
    if (nodes == null) {
      throw new MalformedException("no proof of slot 0x" + slot + ", want one");
    }
    return new StorageProof(slot, nodes);
  }

  List<StorageProof> slots(List<Hash> slots) throws MalformedException {
    List<StorageProof> proofs = new ArrayList<>();
    for (Hash slot : slots) {
      proofs.add(slot(slot));
    }
    return proofs;
  }
}
