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
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  private static void assertRefused(Reason reason, BitcoinAddress address, byte[] transaction) {
    assertEquals(reason, assertInstanceOf(Refused.class, check(address, transaction)).reason());
  }

  private static byte[] oneOf(byte[] key) {
    return new Wire().number(0x51, 1).sized(key).number(0x51, 1).number(0xAE, 1).toBytes();
  }

  private static Octets sha256(byte[] script) {
    return Octets.of(Digests.sha256(script).toBytes());
  }

  /** The message's own signature passes; one over anything else is what has to be found out. */
  private static final Hash ANOTHER = Hash.of(new byte[32]);

  @Test
  void whereTheWitnessSigns_theScriptPushesNothing() {
    BitcoinAddress key = address(Kind.P2WPKH, KEY_HASH);
    byte[] ofKey = signature(toSign(key).segwitHash(Scripts.keyHash(KEY_HASH)));
    BitcoinAddress script = address(Kind.P2WSH, sha256(oneOf(PUBLIC)));
    byte[] ofScript = signature(toSign(script).segwitHash(oneOf(PUBLIC)));
    BitcoinAddress taproot = address(Kind.P2TR, Octets.of(Arrays.copyOfRange(PUBLIC, 1, 33)));
    byte[] schnorr =
        Signing.schnorr(KEY, toSign(taproot).taprootHash(taproot.script(), true).toBytes());
    Map<BitcoinAddress, byte[][]> witnesses =
        Map.of(
            key, new byte[][] {ofKey, PUBLIC},
            script, new byte[][] {{}, ofScript, oneOf(PUBLIC)},
            taproot, new byte[][] {schnorr});
    witnesses.forEach((address, witness) -> {
      assertInstanceOf(Signed.class, check(address, transaction(address, new byte[0], witness)));
      assertRefused(Reason.NOT_SIGNED, address, transaction(address, new byte[1], witness));
    });
  }

  @Test
  void p2pkh_isNotSignedWithAWitness() {
    byte[] signature = signature(toSign(P2PKH).legacyHash(Scripts.keyHash(KEY_HASH)));
    byte[] script = new Wire().sized(signature).sized(PUBLIC).toBytes();
    assertRefused(Reason.NOT_SIGNED, P2PKH, transaction(P2PKH, script, PUBLIC));
  }

  @Test
  void nestedP2wpkh_isNotSignedByTheRightScriptAlone() {
    byte[] program = Scripts.witnessKeyHash(KEY_HASH);
    BitcoinAddress address = address(Kind.P2SH, Hashes.hash160(program));
    byte[] script = new Wire().sized(program).toBytes();
    byte[] other = signature(ANOTHER);
    assertRefused(Reason.NOT_SIGNED, address, transaction(address, script, other, PUBLIC));
    assertRefused(Reason.NOT_SIGNED, address, transaction(address, script));
  }

  @Test
  void nestedP2wsh_isSigned_andNotByTheRightScriptAlone_norWithMoreInIt() {
    byte[] inner = oneOf(PUBLIC);
    byte[] program = Scripts.witnessScriptHash(sha256(inner));
    BitcoinAddress address = address(Kind.P2SH, Hashes.hash160(program));
    byte[] script = new Wire().sized(program).toBytes();
    byte[] none = {};
    byte[] good = signature(toSign(address).segwitHash(inner));
    assertInstanceOf(Signed.class, check(address, transaction(address, script, none, good, inner)));
    byte[] other = signature(ANOTHER);
    assertRefused(Reason.NOT_SIGNED, address, transaction(address, script, none, other, inner));
    assertRefused(Reason.NOT_SIGNED, address, transaction(address, script));
    byte[] more = new Wire().number(0, 1).sized(program).toBytes();
    assertRefused(Reason.NOT_SIGNED, address, transaction(address, more, none, good, inner));
  }

  @Test
  void p2shMultisig_isNotSignedByTheRightScriptAlone() {
    byte[] redeem = oneOf(PUBLIC);
    BitcoinAddress address = address(Kind.P2SH, Hashes.hash160(redeem));
    byte[] other = signature(ANOTHER);
    byte[] script = new Wire().number(0, 1).sized(other).sized(redeem).toBytes();
    assertRefused(Reason.NOT_SIGNED, address, transaction(address, script));
    assertRefused(
        Reason.NOT_SIGNED, address, transaction(address, new Wire().sized(redeem).toBytes()));
  }

  /** A witness takes no other form of a key than the short one; the older scripts do. */
  @Test
  void fullKeys_standInOldScriptsAlone() {
    byte[] full = oneOf(Signing.publicKey(KEY, false));
    BitcoinAddress old = address(Kind.P2SH, Hashes.hash160(full));
    byte[] signature = signature(toSign(old).legacyHash(full));
    byte[] script = new Wire().number(0, 1).sized(signature).sized(full).toBytes();
    assertInstanceOf(Signed.class, check(old, transaction(old, script)));
    BitcoinAddress witness = address(Kind.P2WSH, sha256(full));
    byte[] segwit = signature(toSign(witness).segwitHash(full));
    assertRefused(
        Reason.UNSUPPORTED_SCRIPT,
        witness,
        transaction(witness, new byte[0], new byte[0], segwit, full));
  }

  @Test
  void otherVersionsThan0And2_areRefused() {
    for (int version = 0; version < 4; version++) {
      ToSign signed =
          new ToSign(version, ToSign.toSpend(P2PKH.script(), TEXT), Octets.EMPTY, 7, 9, List.of());
      byte[] signature = signature(signed.legacyHash(Scripts.keyHash(KEY_HASH)));
      byte[] bytes = transaction(P2PKH, new Wire().sized(signature).sized(PUBLIC).toBytes());
      bytes[0] = (byte) version;
      boolean good = version == 0 || version == 2;
      assertEquals(good, check(P2PKH, bytes) instanceof Signed, "version " + version);
    }
  }
}
