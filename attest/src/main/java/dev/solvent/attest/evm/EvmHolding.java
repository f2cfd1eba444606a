package dev.solvent.attest.evm;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmOutcome.IfGenuine;
import dev.solvent.attest.evm.EvmOutcome.Reason;
import dev.solvent.attest.evm.EvmOutcome.Refused;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The check of EVM evidence by one reader's rules; its steps are those of {@code
 * docs/spec/evidence-evm.md}. It remembers the contracts that it saw proven of tokens that it has
 * rules for: one is the same in the evidence of all its holders. Any thread.
 */
public final class EvmHolding {
  /** Ends a check at its first failure; it never leaves this class. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    Refusal(Reason reason, String detail) {
      super(detail);
      this.reason = reason;
    }
  }

  @FunctionalInterface
  private interface Proof<T> {
    T prove() throws MalformedException;
  }

  private record Shown(Hash stateRoot, EvmAddress account, List<Octets> nodes) {}

  private final Map<AssetRef.Decoded, TokenRule> rules;
  private final Set<EvmAddress> contracts;
  private final Map<Shown, AccountState> proven = new ConcurrentHashMap<>();

  /**
   * @param rules the reader's own, by token
   */
  public EvmHolding(Map<AssetRef.Decoded, TokenRule> rules) {
    this.rules = Map.copyOf(rules);
    contracts =
        rules.keySet().stream()
            .flatMap(asset -> asset.token().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What the evidence shows. */
  public EvmOutcome check(EvmEvidence evidence) {
    try {
      BlockHeader header = evidence.header();
      return new IfGenuine(
          new BlockRef(evidence.account().chain(), header.hash()),
          header.number(),
          header.time(),
          evidence.account(),
          evidence.asset(),
          amount(units(evidence)));
    } catch (Refusal e) {
      return new Refused(e.reason, String.valueOf(e.getMessage()));
    }
  }

  private BigInteger units(EvmEvidence evidence) throws Refusal {
    EvmAddress holder = or(Reason.ACCOUNT_NOT_PROVEN, () -> evidence.account().evmAddress());
    AssetRef.Decoded asset = evidence.asset().decoded();
    // step 1
    AccountState state =
        or(
            Reason.ACCOUNT_NOT_PROVEN,
            () ->
                state(
                    new Shown(
                        evidence.header().stateRoot(),
                        asset.token().orElse(holder),
                        evidence.accountNodes())));
    if (asset.token().isEmpty()) {
      return state.balance();
    }
    // step 2
    TokenRule rule =
        Optional.ofNullable(rules.get(asset))
            .orElseThrow(() ->
                new Refusal(
                    Reason.NO_TOKEN_RULE, "no rule for " + evidence.asset() + ", want one"));
    if (!rule.codeHashes().contains(state.codeHash())) {
      throw new Refusal(
          Reason.OTHER_CODE, "code 0x" + state.codeHash() + ", want one that the rule names");
    }
    requireImplementation(evidence, rule, state);
    // step 4
    return rule.balance(slot(state, evidence.storage().getFirst(), rule.balanceSlot(holder)));
  }

  private AccountState state(Shown shown) throws MalformedException {
    AccountState known = proven.get(shown);
    if (known == null) {
      known = AccountState.prove(shown.stateRoot(), shown.account(), shown.nodes());
      if (contracts.contains(shown.account())) {
        proven.put(shown, known);
      }
    }
    return known;
  }

  // step 3
  private static void requireImplementation(
      EvmEvidence evidence, TokenRule rule, AccountState state) throws Refusal {
    int wanted = rule.implementation().isPresent() ? 2 : 1;
    if (evidence.storage().size() != wanted) {
      throw new Refusal(
          Reason.SLOT_NOT_PROVEN, evidence.storage().size() + " slots, want " + wanted);
    }
    if (rule.implementation().isPresent()) {
      TokenRule.Implementation implementation = rule.implementation().get();
      BigInteger found = slot(state, evidence.storage().getLast(), implementation.slot());
      boolean accepted =
          implementation.accepted().stream()
              .anyMatch(address -> new BigInteger(1, address.bytes().toBytes()).equals(found));
      if (!accepted) {
        throw new Refusal(
            Reason.OTHER_IMPLEMENTATION,
            "implementation 0x" + found.toString(16) + ", want one that the rule names");
      }
    }
  }

  private static BigInteger slot(AccountState state, StorageProof proof, Hash wanted)
      throws Refusal {
    if (!proof.slot().equals(wanted)) {
      throw new Refusal(
          Reason.SLOT_NOT_PROVEN, "slot " + proof.slot() + ", want " + wanted + " by the rule");
    }
    return or(Reason.SLOT_NOT_PROVEN, () -> state.slot(wanted, proof.nodes()));
  }

  // step 5
  private static Amount amount(BigInteger units) throws Refusal {
    return or(Reason.NOT_AN_AMOUNT, () -> Amount.parse(units.toString()));
  }

  private static <T> T or(Reason reason, Proof<T> proof) throws Refusal {
    try {
      return proof.prove();
    } catch (MalformedException e) {
      throw new Refusal(reason, String.valueOf(e.getMessage()));
    }
  }
}
