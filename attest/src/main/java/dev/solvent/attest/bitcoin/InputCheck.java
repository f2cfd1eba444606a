package dev.solvent.attest.bitcoin;

import dev.solvent.attest.bitcoin.MessageOutcome.Reason;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.EcdsaSignature;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.List;

/** Whether the input satisfies the address's script, for the scripts that we know. One check. */
final class InputCheck {
  private static final int ALL = 1;
  private static final int ANNEX = 0x50;

  private final BitcoinAddress address;
  private final ToSign transaction;
  private final List<Octets> witness;

  InputCheck(BitcoinAddress address, ToSign transaction) {
    this.address = address;
    this.transaction = transaction;
    this.witness = transaction.witness();
  }

  void run() throws MalformedException, Refusal {
    List<Octets> pushes = Scripts.pushes(transaction.inputScript().toBytes());
    switch (address.kind()) {
      case P2PKH -> {
        requireNone(witness);
        keyHash(pushes, address.program(), false);
      }
      case P2SH -> scriptHash(pushes);
      case P2WPKH -> {
        requireNone(pushes);
        keyHash(witness, address.program(), true);
      }
      case P2WSH -> {
        requireNone(pushes);
        witnessScript(address.program());
      }
      case P2TR -> {
        requireNone(pushes);
        taproot();
      }
    }
  }

  private static void requireNone(List<Octets> elements) throws Refusal {
    if (!elements.isEmpty()) {
      throw notSigned(elements.size() + " elements where the address's script takes none");
    }
  }

  /** A signature and the key of that hash. */
  private void keyHash(List<Octets> elements, Octets hash, boolean segwit)
      throws MalformedException, Refusal {
    if (elements.size() != 2) {
      throw notSigned(elements.size() + " elements, want a signature and a key");
    }
    byte[] key = elements.getLast().toBytes();
    if (!Secp256k1.isPublicKey(key, !segwit) || !Hashes.hash160(key).equals(hash)) {
      throw notSigned("a key that is not the address's");
    }
    if (!isSigned(elements.getFirst(), key, hash(Scripts.keyHash(hash), segwit))) {
      throw notSigned("a signature that is not the key's over this message");
    }
  }

  private void scriptHash(List<Octets> pushes) throws MalformedException, Refusal {
    if (pushes.isEmpty()) {
      throw notSigned("no script for the address's hash, want the form full with one");
    }
    byte[] script = pushes.getLast().toBytes();
    if (!Hashes.hash160(script).equals(address.program())) {
      throw notSigned("a script that is not the address's");
    }
    List<Octets> before = pushes.subList(0, pushes.size() - 1);
    Octets program =
        Octets.of(Arrays.copyOfRange(script, Math.min(2, script.length), script.length));
    if (Arrays.equals(script, Scripts.witnessKeyHash(program)) && program.length() == 20) {
      requireNone(before);
      keyHash(witness, program, true);
    } else if (Arrays.equals(script, Scripts.witnessScriptHash(program))
        && program.length() == 32) {
      requireNone(before);
      witnessScript(program);
    } else {
      requireNone(witness);
      multisig(script, before, false);
    }
  }

  private void witnessScript(Octets hash) throws MalformedException, Refusal {
    if (witness.isEmpty()) {
      throw notSigned("an empty witness, want signatures and a script");
    }
    byte[] script = witness.getLast().toBytes();
    if (!Octets.of(Digests.sha256(script).toBytes()).equals(hash)) {
      throw notSigned("a script that is not the address's");
    }
    multisig(script, witness.subList(0, witness.size() - 1), true);
  }

  /** An empty element, then as many signatures as wanted, in the order of their keys. */
  private void multisig(byte[] script, List<Octets> elements, boolean segwit)
      throws MalformedException, Refusal {
    Multisig multisig =
        Multisig.of(script, !segwit)
            .orElseThrow(() ->
                new Refusal(
                    Reason.UNSUPPORTED_SCRIPT,
                    "a script of " + script.length + " bytes, want k of n keys and nothing else"));
    if (elements.size() != multisig.wanted() + 1 || elements.getFirst().length() != 0) {
      throw notSigned(
          elements.size()
              + " elements, want an empty one and "
              + multisig.wanted()
              + " signatures");
    }
    Hash signed = hash(script, segwit);
    int next = 1;
    for (Octets key : multisig.keys()) {
      if (next < elements.size() && isSigned(elements.get(next), key.toBytes(), signed)) {
        next++;
      }
    }
    if (next != elements.size()) {
      throw notSigned("signature " + next + " is by none of the keys that may follow");
    }
  }

  private Hash hash(byte[] script, boolean segwit) {
    return segwit ? transaction.segwitHash(script) : transaction.legacyHash(script);
  }

  /** Strict DER and the byte that says what it signs, which must be all. */
  private static boolean isSigned(Octets element, byte[] key, Hash signed)
      throws MalformedException, Refusal {
    byte[] bytes = element.toBytes();
    if (bytes.length == 0) {
      throw new MalformedException("an empty signature, want DER and a sighash byte");
    }
    requireAll(bytes[bytes.length - 1] & 0xFF);
    byte[] der = Arrays.copyOf(bytes, bytes.length - 1);
    return Secp256k1.verifies(key, signed, EcdsaSignature.parseDer(der));
  }

  private static void requireAll(int sighash) throws Refusal {
    if (sighash != ALL) {
      throw new Refusal(
          Reason.UNSUPPORTED_SIGHASH, "sighash " + sighash + ", want 1: all of it is signed");
    }
  }

  private void taproot() throws MalformedException, Refusal {
    if (witness.size() > 1) {
      byte[] last = witness.getLast().toBytes();
      boolean annex = last.length > 0 && last[0] == ANNEX;
      throw new Refusal(
          Reason.UNSUPPORTED_SCRIPT,
          (annex ? "an annex" : "a script path") + ", want the key path");
    }
    byte[] bytes = witness.isEmpty() ? new byte[0] : witness.getFirst().toBytes();
    if (bytes.length != 64 && bytes.length != 65) {
      throw new MalformedException("signature of " + bytes.length + " bytes, want 64 or 65");
    }
    boolean byDefault = bytes.length == 64;
    if (!byDefault) {
      requireAll(bytes[64] & 0xFF);
    }
    byte[] signed = transaction.taprootHash(address.script(), byDefault).toBytes();
    byte[] key = address.program().toBytes();
    if (!Secp256k1.verifiesSchnorr(key, signed, Arrays.copyOf(bytes, 64))) {
      throw notSigned("a signature that is not the address's key's over this message");
    }
  }

  private static Refusal notSigned(String detail) {
    return new Refusal(Reason.NOT_SIGNED, detail);
  }
}
