package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.merkle.Hash;
import java.io.IOException;

/** A key on secp256k1, wherever it lives. */
public interface EvmSigner {
  EvmAddress address();

  /**
   * Signs the 32 bytes as they are.
   *
   * @throws IOException where the key cannot be reached
   */
  EvmSignature sign(Hash hash) throws IOException;
}
