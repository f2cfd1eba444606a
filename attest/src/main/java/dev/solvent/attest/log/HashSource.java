package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import java.io.IOException;

/** The hashes of a log's whole subtrees, wherever they are kept. */
@FunctionalInterface
public interface HashSource {
  /** The root over the {@code 2^level} entries from {@code index * 2^level} on. */
  Hash hash(int level, long index) throws IOException;
}
