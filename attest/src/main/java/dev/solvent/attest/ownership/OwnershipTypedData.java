package dev.solvent.attest.ownership;

import dev.solvent.attest.evm.TypedData;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;

/** The challenge as EIP-712 shows it in a wallet; {@code docs/spec/ownership.md} section 4. */
public final class OwnershipTypedData {
  static final String DOMAIN = "EIP712Domain(string name,string version,uint256 chainId)";
  static final String TYPE =
      "Ownership(string issuer,string log,string account,uint64 checkpointSize,"
          + "bytes32 checkpointRoot,string blockChain,bytes32 blockHash,string expires)";

  private OwnershipTypedData() {}

  /** What is signed. The domain's chain is the account's, which is an EVM chain. */
  public static Hash hash(OwnershipChallenge challenge) {
    BigInteger chain = new BigInteger(challenge.account().chain().reference());
    TypedData domain = TypedData.struct(DOMAIN).text("Solvent").text("1").number(chain);
    return TypedData.struct(TYPE)
        .text(challenge.issuer().domain())
        .text(challenge.logOrigin())
        .text(challenge.account().toString())
        .number(BigInteger.valueOf(challenge.checkpoint().size()))
        .word(challenge.checkpoint().root())
        .text(challenge.block().chain().toString())
        .word(challenge.block().hash())
        .text(challenge.expires().toString())
        .signedIn(domain);
  }
}
