package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;

/** The files that a manifest names by digest: what is named and not there is a failure. */
record Evidence(Blobs blobs) {
  interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  /** Whatever a holding declares: what a signed file names is never absent. */
  void requireThere(Optional<Hash> digest) throws Failure {
    if (digest.isPresent()) {
      find(digest.get());
    }
  }

  <T> T read(Optional<Hash> digest, Parser<T> parser) throws Failure {
    return parse(find(digest.orElseThrow()).toBytes(), parser);
  }

  static <T> T parse(byte[] bytes, Parser<T> parser) throws Failure {
    try {
      return parser.parse(bytes);
    } catch (MalformedException e) {
      throw new Failure("evidence " + e.getMessage());
    }
  }

  private Octets find(Hash digest) throws Failure {
    return blobs
        .find(digest)
        .orElseThrow(
            () -> new Failure("no file of digest " + digest + ", which the manifest names"));
  }
}
