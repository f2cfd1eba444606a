package dev.solvent.chain.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Collects the proof of a Safe's owners and threshold out of its storage. */
public final class SafeReader {
  private static final BigInteger SENTINEL = BigInteger.ONE;

  private final SafeRule rule;

  /**
   * A reader for the Safes of a policy.
   *
   * @param rule the contracts that count as a Safe
   */
  public SafeReader(SafeRule rule) {
    this.rule = rule;
  }

  /**
   * The proof at that block, as {@code attest} accepts it.
   *
   * @throws MalformedException where the account is no such Safe, or the node does not show it
   */
  public SafeProof read(Node node, Header pin, EvmAddress safe)
      throws NodeException, MalformedException {
    EvmNode at = EvmNode.at(node, pin);
    List<Hash> slots =
        new ArrayList<>(List.of(StorageSlots.of(0), StorageSlots.of(3), StorageSlots.of(4)));
    slots.addAll(list(at, safe));
    JsonNode json = at.ask(at.proof(safe, slots));
    ProofJson proof = ProofJson.read(json);
    SafeProof result =
        new SafeProof(
            BlockHeader.parse(pin.bytes().toBytes()), proof.accountNodes(), proof.slots(slots));
    result.owners(safe, rule);
    return result;
  }

  /** The slots of its list of owners: each holds the owner whose slot is the next. */
  private static List<Hash> list(EvmNode at, EvmAddress safe)
      throws NodeException, MalformedException {
    List<Hash> slots = new ArrayList<>();
    BigInteger owner = SENTINEL;
    do {
      Hash slot = StorageSlots.solidityMapping(StorageSlots.of(2), EvmNode.address(owner));
      slots.add(slot);
      RpcCall call = RpcCall.of("eth_getStorageAt", safe.toString(), "0x" + slot, at.block());
      owner = new BigInteger(1, Hexadecimal.data(at.ask(call), "owner", Hash.BYTES).toBytes());
      if (owner.signum() == 0 || owner.bitLength() > 160) {
        throw new MalformedException(safe + " has no list of owners, want a Safe");
      }
      if (slots.size() > SafeProof.MAX_OWNERS + 1) {
        throw new MalformedException(
            safe + " has more than " + SafeProof.MAX_OWNERS + " owners, want fewer");
      }
    } while (!owner.equals(SENTINEL));
    if (slots.size() < 2) {
      throw new MalformedException(safe + " has no owner, want a Safe");
    }
    return slots;
  }
}
