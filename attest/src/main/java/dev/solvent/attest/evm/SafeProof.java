package dev.solvent.attest.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A Safe's owners and threshold, out of its storage in one block. The slots stand in this order:
 * singleton (0), number of owners (3), threshold (4), then the list of owners (mapping 2) from the
 * sentinel 1 through each owner back to it.
 */
public record SafeProof(BlockHeader header, List<Octets> accountNodes, List<StorageProof> storage) {
  public static final int MAX_OWNERS = 64;

  private static final Hash SINGLETON = StorageSlots.of(0);
  private static final Hash OWNERS = StorageSlots.of(2);
  private static final Hash OWNER_COUNT = StorageSlots.of(3);
  private static final Hash THRESHOLD = StorageSlots.of(4);
  private static final EvmAddress SENTINEL = address(BigInteger.ONE);
  private static final int BEFORE_OWNERS = 3;
  private static final int LEAST = BEFORE_OWNERS + 2;
  private static final int MOST = BEFORE_OWNERS + MAX_OWNERS + 1;

  public SafeProof {
    accountNodes = TrieNodes.checked(accountNodes);
    storage = List.copyOf(storage);
    if (storage.size() < LEAST || storage.size() > MOST) {
      throw new IllegalArgumentException(
          "storage: " + storage.size() + " proofs, want " + LEAST + " to " + MOST);
    }
  }

  public static SafeProof read(Fields in) throws MalformedException {
    BlockHeader header =
        in.text("header", text -> BlockHeader.parse(Octets.parseBase64(text).toBytes()));
    List<Octets> nodes = TrieNodes.read(in, "accountNodes");
    List<StorageProof> storage = in.list("storage", LEAST, MOST, StorageProof::read);
    return in.build(() -> new SafeProof(header, nodes, storage));
  }

  public JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("header", header.rlp().toBase64())
            .put("storage", storage, StorageProof::toJson);
    return TrieNodes.put(json, "accountNodes", accountNodes).build();
  }

  /** Who must sign, if the block is genuine. A proof that does not show it is malformed. */
  public SafeOwners owners(EvmAddress safe, SafeRule rule) throws MalformedException {
    AccountState state = AccountState.prove(header.stateRoot(), safe, accountNodes);
    if (!rule.proxyCodeHashes().contains(state.codeHash())) {
      throw new MalformedException(
          "code 0x" + state.codeHash() + ", want that of a Safe that the reader knows");
    }
    BigInteger singleton = value(state, 0, SINGLETON);
    if (singleton.bitLength() > 160 || !rule.singletons().contains(address(singleton))) {
      throw new MalformedException(
          "singleton 0x" + singleton.toString(16) + ", want one that the reader knows");
    }
    BigInteger count = value(state, 1, OWNER_COUNT);
    BigInteger threshold = value(state, 2, THRESHOLD);
    Set<EvmAddress> owners = list(state);
    boolean fits =
        count.equals(BigInteger.valueOf(owners.size()))
            && threshold.signum() > 0
            && threshold.compareTo(count) <= 0;
    if (!fits) {
      throw new MalformedException(
          ("a Safe of " + owners.size() + " owners that counts " + count + " and wants ")
              + (threshold + " of them, want figures that fit"));
    }
    return new SafeOwners(owners, threshold.intValueExact());
  }

  private Set<EvmAddress> list(AccountState state) throws MalformedException {
    Set<EvmAddress> owners = new LinkedHashSet<>();
    EvmAddress at = SENTINEL;
    for (int i = BEFORE_OWNERS; i < storage.size(); i++) {
      BigInteger next = value(state, i, StorageSlots.solidityMapping(OWNERS, at));
      if (next.signum() == 0 || next.bitLength() > 160) {
        throw new MalformedException("the list of owners ends at " + at + ", want the sentinel");
      }
      at = address(next);
      boolean last = i == storage.size() - 1;
      if (at.equals(SENTINEL) != last || (!last && !owners.add(at))) {
        throw new MalformedException(
            "the list of owners goes on to " + at + ", want each owner once, then the sentinel");
      }
    }
    return owners;
  }

  private BigInteger value(AccountState state, int index, Hash wanted) throws MalformedException {
    StorageProof proof = storage.get(index);
    if (!proof.slot().equals(wanted)) {
      throw new MalformedException("slot " + proof.slot() + ", want " + wanted);
    }
    return state.slot(wanted, proof.nodes());
  }

  private static EvmAddress address(BigInteger word) {
    byte[] bytes = StorageSlots.of(word).toBytes();
    return new EvmAddress(Octets.of(Arrays.copyOfRange(bytes, 12, 32)));
  }
}
