package dev.solvent.chain.bitcoin;

import dev.solvent.merkle.Hash;
import org.bouncycastle.crypto.generators.SCrypt;

/** What a chain's miners have to bring below the target. */
public enum WorkFunction {
  /** SHA-256 twice: the work is in the block's hash itself. */
  SHA256D {
    @Override
    Hash of(byte[] header) {
      return BlockHashes.twice(header);
    }
  },
  /** scrypt with N = 1024, r = 1, p = 1, the header being both password and salt. */
  SCRYPT {
    @Override
    Hash of(byte[] header) {
      return BlockHashes.displayed(SCrypt.generate(header, header, 1024, 1, 1, Hash.BYTES));
    }
  };

  /** The value that a header reaches, most significant byte first. */
  abstract Hash of(byte[] header);
}
