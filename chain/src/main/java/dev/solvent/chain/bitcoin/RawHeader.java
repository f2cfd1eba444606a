package dev.solvent.chain.bitcoin;

import dev.solvent.attest.octets.OctetReader;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.time.Instant;

/**
 * A block's header: 80 bytes, and what they say.
 *
 * @param hash of these bytes
 * @param bits the target that its work has to meet, in compact form
 */
record RawHeader(
    Octets bytes, Hash hash, Hash previous, Hash merkleRoot, Timestamp time, long bits) {
  static final int BYTES = 80;

  static RawHeader parse(String hex) throws MalformedException {
    Octets bytes = Octets.parseHex(hex);
    if (bytes.length() != BYTES) {
      throw new MalformedException("header of " + bytes.length() + " bytes, want " + BYTES);
    }
    OctetReader in = new OctetReader(bytes.toBytes());
    in.take(4); // the version, which votes on rules and says nothing here
    return new RawHeader(
        bytes,
        BlockHashes.twice(bytes.toBytes()),
        BlockHashes.displayed(in.take(Hash.BYTES)),
        BlockHashes.displayed(in.take(Hash.BYTES)),
        new Timestamp(Instant.ofEpochSecond(in.little(4))),
        in.little(4));
  }
}
