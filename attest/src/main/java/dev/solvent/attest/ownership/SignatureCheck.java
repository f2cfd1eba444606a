package dev.solvent.attest.ownership;

import dev.solvent.attest.bitcoin.Bip322;
import dev.solvent.attest.bitcoin.MessageOutcome;
import dev.solvent.attest.bitcoin.SignedMessage;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.evm.PersonalMessage;
import dev.solvent.attest.evm.SafeOwners;
import dev.solvent.attest.evm.SafeProof;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.ownership.OwnershipOutcome.Reason;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whose keys signed a challenge, by the method that the proof names. */
final class SignatureCheck {
  private SignatureCheck() {}

  /** The addresses whose keys signed; they are the account's, or the proof is refused. */
  static List<String> signers(OwnershipProof proof, SafeRule safes) throws Refusal {
    OwnershipChallenge challenge = proof.challenge();
    String text = challenge.text();
    return switch (proof.method()) {
      case EIP191 -> List.of(account(proof, PersonalMessage.hash(text)));
      case EIP712 -> List.of(account(proof, OwnershipTypedData.hash(challenge)));
      case SAFE -> owners(proof, proof.safe().orElseThrow(), safes);
      case BIP137 -> List.of(bitcoin(proof, SignedMessage::check));
      case BIP322 -> List.of(bitcoin(proof, Bip322::check));
    };
  }

  private static String account(OwnershipProof proof, Hash signed) throws Refusal {
    EvmAddress wanted = evmAddress(proof.challenge().account());
    EvmAddress found = signer(proof.signatures().getFirst(), signed);
    if (!found.equals(wanted)) {
      throw new Refusal(Reason.NOT_SIGNED, "signed by " + found + ", want " + wanted);
    }
    return found.toString();
  }

  private static EvmAddress signer(String signature, Hash signed) throws Refusal {
    try {
      return EvmSignature.parse(signature)
          .signer(signed)
          .orElseThrow(() -> new Refusal(Reason.NOT_SIGNED, "a signature that belongs to no key"));
    } catch (MalformedException e) {
      throw new Refusal(Reason.MALFORMED_SIGNATURE, String.valueOf(e.getMessage()));
    }
  }

  private static List<String> owners(OwnershipProof proof, SafeProof safe, SafeRule rule)
      throws Refusal {
    SafeOwners owners;
    try {
      owners = safe.owners(evmAddress(proof.challenge().account()), rule);
    } catch (MalformedException e) {
      throw new Refusal(Reason.SAFE_NOT_PROVEN, String.valueOf(e.getMessage()));
    }
    Hash signed = PersonalMessage.hash(proof.challenge().text());
    Set<EvmAddress> signers = new TreeSet<>();
    for (String signature : proof.signatures()) {
      EvmAddress signer = signer(signature, signed);
      if (!owners.owners().contains(signer)) {
        throw new Refusal(Reason.NOT_SIGNED, "signed by " + signer + ", want an owner");
      }
      if (!signers.add(signer)) {
        throw new Refusal(Reason.TOO_FEW_OWNERS, signer + " signed twice, want each owner once");
      }
    }
    if (signers.size() < owners.threshold()) {
      throw new Refusal(
          Reason.TOO_FEW_OWNERS, signers.size() + " owners signed, want " + owners.threshold());
    }
    return signers.stream().map(EvmAddress::toString).toList();
  }

  private static EvmAddress evmAddress(AccountRef account) {
    try {
      return account.evmAddress();
    } catch (MalformedException e) {
      throw new AssertionError("a proof by this method is of an EVM account", e);
    }
  }

  @FunctionalInterface
  private interface MessageCheck {
    MessageOutcome check(BitcoinAddress address, String message, String signature);
  }

  private static String bitcoin(OwnershipProof proof, MessageCheck check) throws Refusal {
    OwnershipChallenge challenge = proof.challenge();
    BitcoinAddress address;
    try {
      address = challenge.account().bitcoinAddress();
    } catch (MalformedException e) {
      throw new AssertionError("a proof by this method is of a Bitcoin-like account", e);
    }
    MessageOutcome outcome = check.check(address, challenge.text(), proof.signatures().getFirst());
    if (outcome instanceof MessageOutcome.Refused(MessageOutcome.Reason reason, String detail)) {
      throw new Refusal(reason(reason), detail);
    }
    return challenge.account().address();
  }

  private static Reason reason(MessageOutcome.Reason reason) {
    return switch (reason) {
      case MALFORMED -> Reason.MALFORMED_SIGNATURE;
      case UNSUPPORTED_FORM, UNSUPPORTED_SCRIPT, UNSUPPORTED_SIGHASH -> Reason.UNSUPPORTED;
      case OTHER_MESSAGE, NOT_SIGNED -> Reason.NOT_SIGNED;
    };
  }
}
