package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.TypedData;
import java.math.BigInteger;

/** Where a feed's contract is: a signature for one feed is none for any other. */
public record Feed(ChainId chain, EvmAddress contract) {
  static final String DOMAIN_TYPE =
      "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
  static final String NAME = "Solvent";
  static final String VERSION = "1";

  public Feed {
    if (!chain.isEvm()) {
      throw new IllegalArgumentException("chain " + chain + ", want an EVM chain");
    }
  }

  TypedData domain() {
    return TypedData.struct(DOMAIN_TYPE)
        .text(NAME)
        .text(VERSION)
        .number(new BigInteger(chain.reference()))
        .number(new BigInteger(1, contract.bytes().toBytes()));
  }
}
