package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accounts of one chain by the script that pays to each, which no two of them share. */
record AccountScripts(Map<Octets, AccountRef> accounts) {
  static AccountScripts of(ChainId chain, List<AccountRef> accounts) throws MalformedException {
    Map<Octets, AccountRef> byScript = new LinkedHashMap<>();
    for (AccountRef account : accounts) {
      if (!account.chain().equals(chain)) {
        throw new MalformedException("account " + account + ", want one on " + chain);
      }
      AccountRef other = byScript.put(account.bitcoinAddress().script(), account);
      if (other != null) {
        throw new MalformedException(
            "accounts " + other + " and " + account + ", want one of them");
      }
    }
    return new AccountScripts(byScript);
  }

  Set<Octets> all() {
    return accounts.keySet();
  }

  /** The file of each account, which attest reads. One that holds nothing lists nothing. */
  List<UtxoEvidence> evidence(PinnedBlock pin, List<Output> outputs) throws MalformedException {
    Map<Octets, List<Output>> byScript = new LinkedHashMap<>();
    accounts.keySet().forEach(script -> byScript.put(script, new ArrayList<>()));
    for (Output output : outputs) {
      List<Output> same = byScript.get(output.script());
      if (same == null) {
        throw new MalformedException(output.outpoint() + ": a script of no account, want one's");
      }
      same.add(output);
    }
    List<UtxoEvidence> evidence = new ArrayList<>();
    for (Map.Entry<Octets, AccountRef> entry : accounts.entrySet()) {
      List<Output> theirs = byScript.getOrDefault(entry.getKey(), List.of());
      evidence.add(evidence(entry.getValue(), pin, theirs));
    }
    return evidence;
  }

  private static UtxoEvidence evidence(AccountRef account, PinnedBlock pin, List<Output> outputs)
      throws MalformedException {
    try {
      return UtxoEvidence.parse(
          new UtxoEvidence(account, pin.block().ref(), pin.block().number(), pin.time(), outputs)
              .toBytes());
    } catch (IllegalArgumentException e) {
      throw new MalformedException("evidence of " + account + ": " + e.getMessage(), e);
    }
  }
}
