package dev.solvent.attest.bitcoin;

import dev.solvent.attest.octets.OctetReader;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The scripts that we know, as bytes. */
final class Scripts {
  private static final int PUSH_1 = 0x4C;
  private static final int PUSH_2 = 0x4D;
  private static final int MAX_ELEMENT = 520;
  private static final int MAX_ELEMENTS = 32;

  private Scripts() {}

  /** Pays to the key of that hash. */
  static byte[] keyHash(Octets hash) {
    return HexFormat.of().parseHex("76a914" + hash + "88ac");
  }

  /** Witness version 0 with a key's hash. */
  static byte[] witnessKeyHash(Octets hash) {
    return HexFormat.of().parseHex("0014" + hash);
  }

  /** Witness version 0 with a script's hash. */
  static byte[] witnessScriptHash(Octets hash) {
    return HexFormat.of().parseHex("0020" + hash);
  }

  /** What an input's script pushes, each in its shortest form; anything but a push is refused. */
  static List<Octets> pushes(byte[] script) throws MalformedException {
    OctetReader in = new OctetReader(script);
    List<Octets> elements = new ArrayList<>();
    while (in.left() > 0) {
      int code = in.u8();
      int length = code < PUSH_1 ? code : pushedLength(code, in);
      if (length > MAX_ELEMENT || elements.size() == MAX_ELEMENTS) {
        throw new MalformedException("an input script with more than a script may push");
      }
      elements.add(Octets.of(in.take(length)));
    }
    return elements;
  }

  private static int pushedLength(int code, OctetReader in) throws MalformedException {
    int length = code == PUSH_1 ? (int) in.little(1) : code == PUSH_2 ? (int) in.little(2) : -1;
    if (length < (code == PUSH_1 ? PUSH_1 : 0x100)) {
      throw new MalformedException("an input script that does more than push, want pushes alone");
    }
    return length;
  }
}
