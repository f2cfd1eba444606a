package dev.solvent.attest.bitcoin;

import dev.solvent.attest.octets.OctetReader;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The script that wants k signatures of n keys, in the order of the keys. */
record Multisig(int wanted, List<Octets> keys) {
  private static final int ONE = 0x51;
  private static final int SIXTEEN = 0x60;
  private static final int CHECK = 0xAE;

  Multisig {
    keys = List.copyOf(keys);
  }

  /** The script's numbers and keys, if it is of that form to the last byte. */
  static Optional<Multisig> of(byte[] script, boolean fullKeysToo) {
    try {
      return read(new OctetReader(script), fullKeysToo);
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static Optional<Multisig> read(OctetReader in, boolean fullKeysToo)
      throws MalformedException {
    int wanted = in.u8() - ONE + 1;
    List<Octets> keys = new ArrayList<>();
    int code = in.u8();
    while (code == 33 || code == 65) {
      byte[] key = in.take(code);
      if (!Secp256k1.isPublicKey(key, fullKeysToo)) {
        return Optional.empty();
      }
      keys.add(Octets.of(key));
      code = in.u8();
    }
    boolean counted = code >= ONE && code <= SIXTEEN && code - ONE + 1 == keys.size();
    boolean ends = in.u8() == CHECK && in.left() == 0;
    boolean fits = wanted >= 1 && wanted <= keys.size();
    return counted && ends && fits ? Optional.of(new Multisig(wanted, keys)) : Optional.empty();
  }
}
