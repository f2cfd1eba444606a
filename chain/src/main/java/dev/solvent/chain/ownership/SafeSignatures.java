package dev.solvent.chain.ownership;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.evm.PersonalMessage;
import dev.solvent.attest.evm.SafeOwners;
import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collects what a Safe's owners signed, each the challenge's own text by EIP-191, until there are
 * as many as it wants. Any thread.
 */
public final class SafeSignatures {
  private final OwnershipTerms terms;

  public SafeSignatures(OwnershipTerms terms) {
    this.terms = terms;
  }

  /**
   * Judges all signatures that have come in so far; an owner's second one changes nothing.
   *
   * @param safe who the owners are, proved from storage
   */
  public ImportOutcome collect(OwnershipChallenge challenge, SafeProof safe, List<String> pasted) {
    SafeOwners owners;
    Map<EvmAddress, String> signatures = new TreeMap<>();
    try {
      owners = safe.owners(challenge.account().evmAddress(), terms.safes());
    } catch (MalformedException e) {
      return new ImportOutcome.Refused(
          String.valueOf(e.getMessage()),
          Optional.of(
              "does the policy know this Safe's version, and is the proof of this account?"));
    }
    Hash signed = PersonalMessage.hash(challenge.text());
    for (String text : pasted) {
      String signature = Candidate.hex(text);
      Optional<EvmAddress> signer;
      try {
        signer = EvmSignature.parse(signature).signer(signed);
      } catch (MalformedException e) {
        return new ImportOutcome.Refused(
            String.valueOf(e.getMessage()),
            Optional.of("paste the signature alone: 0x and 130 hex digits"));
      }
      if (signer.filter(owners.owners()::contains).isEmpty()) {
        return new ImportOutcome.Refused(
            "signed by " + signer.map(EvmAddress::toString).orElse("no key") + ", want an owner",
            Optional.of(
                "was it another key or another text? An owner signs the challenge itself, not the"
                    + " Safe's hash of it"));
      }
      signatures.putIfAbsent(signer.get(), signature);
    }
    return signatures.size() < owners.threshold()
        ? waiting(owners, signatures)
        : judged(challenge, safe, List.copyOf(signatures.values()));
  }

  private static ImportOutcome waiting(SafeOwners owners, Map<EvmAddress, String> signatures) {
    List<EvmAddress> open = new ArrayList<>(owners.owners());
    open.removeAll(signatures.keySet());
    open.sort(null);
    return new ImportOutcome.Waiting(List.copyOf(signatures.keySet()), open, owners.threshold());
  }

  private ImportOutcome judged(
      OwnershipChallenge challenge, SafeProof safe, List<String> signatures) {
    OwnershipProof proof =
        new OwnershipProof(challenge, OwnershipMethod.SAFE, signatures, Optional.of(safe));
    return switch (terms.check(challenge.account(), proof)) {
      case OwnershipOutcome.Signed by -> new ImportOutcome.Accepted(proof, by);
      case OwnershipOutcome.Refused(var reason, var detail) ->
          new ImportOutcome.Refused(
              detail, Optional.of("the owners signed, but " + SignatureImport.reasonHint(reason)));
    };
  }
}
