package dev.solvent.attest.bitcoin;

import dev.solvent.attest.bitcoin.MessageOutcome.Reason;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.EcdsaSignature;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * BIP-137: 65 bytes, of which the first says what kind of address the recovered key is to give. A
 * kind other than the address's is refused, though some wallets write it.
 */
public final class SignedMessage {
  static final int BYTES = 65;

  private static final int P2PKH_FULL = 27;
  private static final int P2PKH = 31;
  private static final int P2SH_P2WPKH = 35;
  private static final int P2WPKH = 39;
  private static final int END = 43;

  private SignedMessage() {}

  public static MessageOutcome check(BitcoinAddress address, String message, String signature) {
    try {
      byte[] bytes = Base64Text.decode(signature);
      require(address, magicHash(address.chain().messageMagic(), message), bytes);
      return new MessageOutcome.Signed();
    } catch (MalformedException e) {
      return new Refusal(Reason.MALFORMED, String.valueOf(e.getMessage())).outcome();
    } catch (Refusal e) {
      return e.outcome();
    }
  }

  /** What is signed: magic and message, each with its length, hashed twice. */
  static Hash magicHash(String magic, String message) {
    return Hashes.twice(
        new Wire()
            .sized(magic.getBytes(StandardCharsets.UTF_8))
            .sized(message.getBytes(StandardCharsets.UTF_8))
            .toBytes());
  }

  private static void require(BitcoinAddress address, Hash signed, byte[] bytes)
      throws MalformedException, Refusal {
    if (bytes.length != BYTES) {
      throw new MalformedException("signature of " + bytes.length + " bytes, want " + BYTES);
    }
    int header = bytes[0] & 0xFF;
    if (header < P2PKH_FULL || header >= END) {
      throw new MalformedException("signature with header " + header + ", want 27 to 42");
    }
    EcdsaSignature rs = EcdsaSignature.parseFixed(Arrays.copyOfRange(bytes, 1, BYTES));
    Optional<byte[]> key = Secp256k1.recover(signed, rs, (header - P2PKH_FULL) & 3);
    if (key.isEmpty()) {
      throw new Refusal(Reason.NOT_SIGNED, "a signature that belongs to no key");
    }
    BitcoinAddress.Kind wanted = kind(header);
    if (address.kind() != wanted) {
      throw new Refusal(
          Reason.UNSUPPORTED_SCRIPT,
          "header " + header + " for an address of " + address.kind() + ", want " + wanted);
    }
    if (!address.program().equals(program(header, key.get()))) {
      throw new Refusal(Reason.NOT_SIGNED, "signed by another key or over another message");
    }
  }

  private static BitcoinAddress.Kind kind(int header) {
    if (header >= P2WPKH) {
      return BitcoinAddress.Kind.P2WPKH;
    }
    return header >= P2SH_P2WPKH ? BitcoinAddress.Kind.P2SH : BitcoinAddress.Kind.P2PKH;
  }

  private static Octets program(int header, byte[] fullKey) throws MalformedException {
    if (header < P2PKH) {
      return Hashes.hash160(fullKey);
    }
    Octets keyHash = Hashes.hash160(Secp256k1.compressed(fullKey));
    boolean nested = kind(header) == BitcoinAddress.Kind.P2SH;
    return nested ? Hashes.hash160(Scripts.witnessKeyHash(keyHash)) : keyHash;
  }
}
