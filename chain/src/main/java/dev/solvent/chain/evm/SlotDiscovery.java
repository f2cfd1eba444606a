package dev.solvent.chain.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmOutcome;
import dev.solvent.attest.evm.EvmOutcome.IfGenuine;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.StorageProof;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.evm.TokenRule.Layout;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds out where a token keeps its balances: the slots that it reads when it is asked for one, of
 * which exactly one may be the holder's. What it finds is a proposal. Whoever takes it into a
 * policy should have read the contract: a code can keep one word a holder and still compute the
 * balance otherwise tomorrow.
 */
public final class SlotDiscovery {
  /** How many of a contract's variables are tried; a mapping has one of the first few. */
  private static final int MAPPINGS = 256;

  /**
   * Where contracts that keep variables in name spaces of their own have the mapping (ERC-7201).
   */
  private static final Hash NAMESPACED =
      hash("52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00");

  /** Where proxies keep whom they hand calls to: EIP-1967, EIP-1822, and what came before. */
  private static final Set<Hash> IMPLEMENTATIONS =
      Set.of(
          hash("360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"),
          hash("c5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7"),
          hash("7050c9e0f4ca769c69bd3a8ef740bc37934f8e2c036e5a723fd8ee048ed3f8c3"));

  /** Where they keep who may change that, which some read at each call. */
  private static final Set<Hash> ADMINS =
      Set.of(
          hash("b53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103"),
          hash("10d6a54a4754c8869d6886b5f5d7fbfa5b4522237ea5c60d11bc4e7a1ff9390b"));

  /** A flag in the highest bit is the one packing that shows by itself. */
  private static final List<Integer> BITS = List.of(TokenRule.MAX_BITS, TokenRule.MAX_BITS - 1);

  private SlotDiscovery() {}

  /** Whether the token's storage is of the simple kind that can be proven. */
  public sealed interface Finding {
    /** With this rule the holder's balance is proven, and equal to what the contract answers. */
    record Found(TokenRule rule) implements Finding {}

    record Unclear(String why) implements Finding {}
  }

  /**
   * Looks at one token by one of its holders.
   *
   * @param holding of some units: a balance of zero shows nothing
   */
  public static Finding discover(Node node, Header pin, HoldingRef holding)
      throws NodeException, MalformedException {
    EvmNode at = EvmNode.at(node, pin);
    EvmAddress token = EvmNode.token(holding);
    RpcCall call = at.balanceOf(token, EvmNode.holder(holding));
    BigInteger balance = EvmNode.wordOf(call, node.ask(call));
    if (balance.signum() == 0) {
      return new Finding.Unclear(holding + " is zero, want an account that has some");
    }
    Set<Hash> read = slotsRead(at, token, EvmNode.holder(holding));
    List<Hash> implementations = read.stream().filter(IMPLEMENTATIONS::contains).toList();
    List<Hash> others =
        read.stream()
            .filter(slot -> !IMPLEMENTATIONS.contains(slot) && !ADMINS.contains(slot))
            .toList();
    if (others.size() != 1 || implementations.size() > 1) {
      return new Finding.Unclear(
          "balanceOf reads "
              + read.size()
              + " slots, want one balance and at most one proxy's:"
              + " such a token computes its balances (rebasing, packed or frozen ones)");
    }
    Hash slot = others.getFirst();
    for (Map.Entry<Hash, Layout> mapping : mappings(EvmNode.holder(holding), slot).entrySet()) {
      Optional<TokenRule> rule =
          rule(at, pin, holding, mapping.getValue(), mapping.getKey(), implementations, balance);
      if (rule.isPresent()) {
        return new Finding.Found(rule.get());
      }
    }
    return new Finding.Unclear(
        "balanceOf reads slot 0x"
            + slot
            + ", which is no entry of a mapping that we know, or holds"
            + " another number than "
            + balance);
  }

  /** Of other contracts, too: one of those is no entry of the token's, which then shows. */
  private static Set<Hash> slotsRead(EvmNode at, EvmAddress token, EvmAddress holder)
      throws NodeException, MalformedException {
    RpcCall call =
        RpcCall.of(
            "eth_createAccessList",
            Map.of("data", "0x" + EvmNode.balanceOfData(holder), "to", token.toString()),
            at.block());
    Set<Hash> slots = new LinkedHashSet<>();
    for (JsonNode entry : at.ask(call).path("accessList")) {
      for (JsonNode key : entry.path("storageKeys")) {
        slots.add(Hash.of(Hexadecimal.data(key, "storage key", Hash.BYTES).toBytes()));
      }
    }
    return slots;
  }

  /** The mappings, by their own slot, whose entry for the holder is that slot. */
  private static Map<Hash, Layout> mappings(EvmAddress holder, Hash slot) {
    Map<Hash, Layout> found = new LinkedHashMap<>();
    List<Hash> candidates = new ArrayList<>(List.of(NAMESPACED));
    for (int i = 0; i < MAPPINGS; i++) {
      candidates.add(StorageSlots.of(i));
    }
    for (Hash mapping : candidates) {
      if (StorageSlots.solidityMapping(mapping, holder).equals(slot)) {
        found.put(mapping, Layout.SOLIDITY);
      } else if (StorageSlots.vyperMapping(mapping, holder).equals(slot)) {
        found.put(mapping, Layout.VYPER);
      }
    }
    return found;
  }

  private static Optional<TokenRule> rule(
      EvmNode at,
      Header pin,
      HoldingRef holding,
      Layout layout,
      Hash mapping,
      List<Hash> implementations,
      BigInteger balance)
      throws NodeException, MalformedException {
    RpcCall getCode = RpcCall.of("eth_getCode", EvmNode.token(holding).toString(), at.block());
    Hash code = Keccak256.hash(Hexadecimal.data(at.ask(getCode), "code").toBytes());
    Optional<TokenRule.Implementation> implementation =
        implementations.isEmpty()
            ? Optional.empty()
            : Optional.of(implementation(at, EvmNode.token(holding), implementations.getFirst()));
    for (int bits : BITS) {
      TokenRule rule = new TokenRule(Set.of(code), layout, mapping, bits, implementation);
      if (shows(at, pin, holding, rule, balance)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static TokenRule.Implementation implementation(EvmNode at, EvmAddress token, Hash slot)
      throws NodeException, MalformedException {
    RpcCall call = RpcCall.of("eth_getStorageAt", token.toString(), "0x" + slot, at.block());
    BigInteger word =
        new BigInteger(1, Hexadecimal.data(at.ask(call), "implementation", 32).toBytes());
    if (word.bitLength() > 160) {
      throw new MalformedException("implementation 0x" + word.toString(16) + ", want an address");
    }
    return new TokenRule.Implementation(slot, Set.of(EvmNode.address(word)));
  }

  private static boolean shows(
      EvmNode at, Header pin, HoldingRef holding, TokenRule rule, BigInteger balance)
      throws NodeException, MalformedException {
    List<Hash> slots = new ArrayList<>(List.of(rule.balanceSlot(EvmNode.holder(holding))));
    rule.implementation().ifPresent(implementation -> slots.add(implementation.slot()));
    ProofJson proof = ProofJson.read(at.ask(at.proof(EvmNode.token(holding), slots)));
    List<StorageProof> storage = proof.slots(slots);
    Judge judge = new Judge(pin, Map.of(holding.asset().decoded(), rule));
    EvmOutcome outcome = judge.outcome(judge.evidence(holding, proof.accountNodes(), storage));
    return outcome instanceof IfGenuine shown
        && shown.units().toString().equals(balance.toString());
  }

  private static Hash hash(String hex) {
    try {
      return Hash.parse(hex);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
