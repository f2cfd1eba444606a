package dev.solvent.attest.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.solvent.attest.bitcoin.MessageOutcome.Reason;
import dev.solvent.attest.bitcoin.MessageOutcome.Refused;
import dev.solvent.attest.bitcoin.MessageOutcome.Signed;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.BitcoinAddress.Kind;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.Signing;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The form full, of our own making. */
final class Bip322FullTest {
  private static final BigInteger KEY = BigInteger.valueOf(78);
  private static final byte[] PUBLIC = Signing.publicKey(KEY, true);
  private static final Octets KEY_HASH = Hashes.hash160(PUBLIC);
  private static final BitcoinAddress P2PKH = address(Kind.P2PKH, KEY_HASH);
  private static final String TEXT = "I own it";

  private static BitcoinAddress address(Kind kind, Octets program) {
    return new BitcoinAddress(BitcoinChain.BITCOIN, kind, program);
  }

  private static ToSign toSign(BitcoinAddress address) {
    return new ToSign(2, ToSign.toSpend(address.script(), TEXT), Octets.EMPTY, 7, 9, List.of());
  }

  private static byte[] transaction(BitcoinAddress address, byte[] script, byte[]... witness) {
    boolean segwit = witness.length > 0;
    Wire wire = new Wire().number(2, 4);
    if (segwit) {
      wire.number(0x0100, 2);
    }
    wire.length(1).bytes(toSign(address).spent().toBytes()).number(0, 4).sized(script).number(7, 4);
    wire.length(1).number(0, 8).sized(new byte[] {0x6A});
    if (segwit) {
      wire.length(witness.length);
      for (byte[] item : witness) {
        wire.sized(item);
      }
    }
    return wire.number(9, 4).toBytes();
  }

  private static byte[] signature(Hash signed) {
    byte[] der = Signing.der(KEY, signed);
    byte[] out = Arrays.copyOf(der, der.length + 1);
    out[der.length] = 1;
    return out;
  }

  private static MessageOutcome check(BitcoinAddress address, byte[] transaction) {
    return Bip322.check(address, TEXT, "ful" + Base64Text.encode(transaction));
  }

  private static byte[] p2pkh() {
    byte[] signature = signature(toSign(P2PKH).legacyHash(Scripts.keyHash(KEY_HASH)));
    return transaction(P2PKH, new Wire().sized(signature).sized(PUBLIC).toBytes());
  }

  @Test
  void p2pkh_isSigned_andEveryFlippedByteIsRefused() {
    byte[] good = p2pkh();
    assertInstanceOf(Signed.class, check(P2PKH, good));
    for (int at = 0; at < good.length; at++) {
      byte[] changed = good.clone();
      changed[at] ^= 1;
      assertInstanceOf(Refused.class, check(P2PKH, changed), "byte " + at);
    }
    for (int length = 0; length < good.length; length++) {
      assertInstanceOf(Refused.class, check(P2PKH, Arrays.copyOf(good, length)));
    }
    assertInstanceOf(Refused.class, check(P2PKH, Arrays.copyOf(good, good.length + 1)));
  }

  @Test
  void anotherMessage_isNamed() {
    MessageOutcome outcome = Bip322.check(P2PKH, "another", "ful" + Base64Text.encode(p2pkh()));
    assertEquals(Reason.OTHER_MESSAGE, assertInstanceOf(Refused.class, outcome).reason());
  }

  @Test
  void nestedP2wpkh_isSigned_andNotWithMoreInItsScript() {
    byte[] program = Scripts.witnessKeyHash(KEY_HASH);
    BitcoinAddress address = address(Kind.P2SH, Hashes.hash160(program));
    byte[] signature = signature(toSign(address).segwitHash(Scripts.keyHash(KEY_HASH)));
    byte[] script = new Wire().sized(program).toBytes();
    assertInstanceOf(Signed.class, check(address, transaction(address, script, signature, PUBLIC)));
    byte[] more = new Wire().number(0, 1).sized(program).toBytes();
    assertInstanceOf(Refused.class, check(address, transaction(address, more, signature, PUBLIC)));
  }

  @Test
  void p2shMultisig_isSigned_andNotWithAWitness() {
    byte[] redeem =
        new Wire().number(0x51, 1).sized(PUBLIC).number(0x51, 1).number(0xAE, 1).toBytes();
    BitcoinAddress address = address(Kind.P2SH, Hashes.hash160(redeem));
    byte[] signature = signature(toSign(address).legacyHash(redeem));
    byte[] script = new Wire().number(0, 1).sized(signature).sized(redeem).toBytes();
    assertInstanceOf(Signed.class, check(address, transaction(address, script)));
    assertInstanceOf(Refused.class, check(address, transaction(address, script, PUBLIC)));
  }
}
