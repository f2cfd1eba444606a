package dev.solvent.chain.ownership;

import dev.solvent.attest.evm.PersonalMessage;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/**
 * A challenge, and a signature over it that only the account's contract can judge (EIP-1271). As a
 * file: the challenge, and one more line with the signature.
 */
public record ContractClaim(OwnershipChallenge challenge, Octets signature) {
  /** Contracts with many owners take their signatures one behind the other. */
  private static final int MAX_SIGNATURE = 16_384;

  private static final String LINE = "\nsignature 0x";

  public ContractClaim {
    if (!challenge.account().chain().isEvm()) {
      throw new IllegalArgumentException(
          "account " + challenge.account() + ", want one on an EVM chain");
    }
    if (signature.length() > MAX_SIGNATURE) {
      throw new IllegalArgumentException(
          "signature of " + signature.length() + " bytes, want at most " + MAX_SIGNATURE);
    }
  }

  /** What the contract is asked about: the text as wallets sign it (EIP-191). */
  public Hash hash() {
    return PersonalMessage.hash(challenge.text());
  }

  static ContractClaim parse(String text) throws MalformedException {
    int line = text.lastIndexOf(LINE);
    if (line < 0) {
      throw new MalformedException("no line with a signature, want one behind the challenge");
    }
    OwnershipChallenge challenge = OwnershipChallenge.parse(text.substring(0, line));
    Octets signature = Octets.parseHex(text.substring(line + LINE.length()));
    try {
      return new ContractClaim(challenge, signature);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  String text() {
    return challenge.text() + LINE + signature;
  }
}
