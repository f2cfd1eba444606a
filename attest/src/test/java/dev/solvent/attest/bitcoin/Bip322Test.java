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
import dev.solvent.attest.secp256k1.EcdsaSignature;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.attest.secp256k1.Signing;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signatures of our own making, each with one fault; the published ones stand elsewhere. */
final class Bip322Test {
  private static final BigInteger KEY = BigInteger.valueOf(77);
  private static final byte[] PUBLIC = Signing.publicKey(KEY, true);
  private static final String TEXT = "I own it";
  private static final Octets KEY_HASH = Hashes.hash160(PUBLIC);
  private static final BitcoinAddress P2WPKH = address(Kind.P2WPKH, KEY_HASH);
  private static final BitcoinAddress P2TR =
      address(Kind.P2TR, Octets.of(Arrays.copyOfRange(PUBLIC, 1, 33)));

  private static BitcoinAddress address(Kind kind, Octets program) {
    return new BitcoinAddress(BitcoinChain.BITCOIN, kind, program);
  }

  private static ToSign simple(BitcoinAddress address) {
    return new ToSign(0, ToSign.toSpend(address.script(), TEXT), Octets.EMPTY, 0, 0, List.of());
  }

  private static String witness(byte[]... items) {
    Wire wire = new Wire().length(items.length);
    for (byte[] item : items) {
      wire.sized(item);
    }
    return "smp" + Base64Text.encode(wire.toBytes());
  }

  private static byte[] with(byte[] signature, int sighash) {
    byte[] out = Arrays.copyOf(signature, signature.length + 1);
    out[signature.length] = (byte) sighash;
    return out;
  }

  private static void assertRefused(Reason reason, BitcoinAddress address, String signature) {
    MessageOutcome outcome = Bip322.check(address, TEXT, signature);
    assertEquals(reason, assertInstanceOf(Refused.class, outcome).reason());
  }

  private static byte[] ecdsa(BigInteger key) {
    return Signing.der(key, simple(P2WPKH).segwitHash(Scripts.keyHash(KEY_HASH)));
  }

  @Test
  void p2wpkh_isSigned() {
    String good = witness(with(ecdsa(KEY), 1), PUBLIC);
    assertInstanceOf(Signed.class, Bip322.check(P2WPKH, TEXT, good));
    MessageOutcome other = Bip322.check(P2WPKH, TEXT + ".", good);
    assertEquals(Reason.NOT_SIGNED, assertInstanceOf(Refused.class, other).reason());
  }

  /** With any of these, part of what was signed could be changed by somebody else. */
  @Test
  void otherSighashes_areRefused() {
    for (int sighash : new int[] {0, 2, 3, 4, 0x81, 0x82, 0x83}) {
      assertRefused(Reason.UNSUPPORTED_SIGHASH, P2WPKH, witness(with(ecdsa(KEY), sighash), PUBLIC));
      byte[] schnorr =
          Signing.schnorr(KEY, simple(P2TR).taprootHash(P2TR.script(), false).toBytes());
      assertRefused(Reason.UNSUPPORTED_SIGHASH, P2TR, witness(with(schnorr, sighash)));
    }
  }

  @Test
  void highS_isRefused() throws MalformedException {
    EcdsaSignature low = EcdsaSignature.parseDer(ecdsa(KEY));
    byte[] high = Signing.der(low.r(), Secp256k1.ORDER.subtract(low.s()));
    assertRefused(Reason.MALFORMED, P2WPKH, witness(with(high, 1), PUBLIC));
  }

  @Test
  void anotherKey_orAFullOneInAWitness_isRefused() {
    byte[] other = Signing.publicKey(BigInteger.TWO, true);
    assertRefused(Reason.NOT_SIGNED, P2WPKH, witness(with(ecdsa(BigInteger.TWO), 1), other));
    byte[] full = Signing.publicKey(KEY, false);
    BitcoinAddress ofFull = address(Kind.P2WPKH, Hashes.hash160(full));
    byte[] der = Signing.der(KEY, simple(ofFull).segwitHash(Scripts.keyHash(ofFull.program())));
    assertRefused(Reason.NOT_SIGNED, ofFull, witness(with(der, 1), full));
  }

  @Test
  void taprootKeyPath_byDefaultOrAll_isSigned() {
    byte[] byDefault =
        Signing.schnorr(KEY, simple(P2TR).taprootHash(P2TR.script(), true).toBytes());
    assertInstanceOf(Signed.class, Bip322.check(P2TR, TEXT, witness(byDefault)));
    byte[] all = Signing.schnorr(KEY, simple(P2TR).taprootHash(P2TR.script(), false).toBytes());
    assertInstanceOf(Signed.class, Bip322.check(P2TR, TEXT, witness(with(all, 1))));
    assertRefused(Reason.NOT_SIGNED, P2TR, witness(all));
  }

  @Test
  void taprootScriptPath_orAnnex_isRefusedAsUnsupported() {
    assertRefused(Reason.UNSUPPORTED_SCRIPT, P2TR, witness(new byte[64], new byte[] {0x50}));
    assertRefused(
        Reason.UNSUPPORTED_SCRIPT, P2TR, witness(new byte[64], new byte[3], new byte[33]));
  }

  @Test
  void proofOfFunds_andTwoInputs_areRefusedAsUnsupported() {
    assertRefused(Reason.UNSUPPORTED_FORM, P2WPKH, "pofAA==");
    byte[] two = new Wire().number(0, 4).length(2).bytes(new byte[100]).toBytes();
    assertRefused(Reason.UNSUPPORTED_FORM, P2WPKH, "ful" + Base64Text.encode(two));
  }

  private static byte[] script(int wanted, BigInteger... keys) {
    Wire wire = new Wire().number(0x50 + wanted, 1);
    for (BigInteger key : keys) {
      wire.sized(Signing.publicKey(key, true));
    }
    return wire.number(0x50 + keys.length, 1).number(0xAE, 1).toBytes();
  }

  private static BitcoinAddress p2wsh(byte[] script) {
    return address(Kind.P2WSH, Octets.of(Digests.sha256(script).toBytes()));
  }

  @Test
  void multisig_wantsItsSignaturesInTheOrderOfTheKeys() {
    BigInteger[] keys = {BigInteger.TWO, BigInteger.TEN, KEY};
    byte[] script = script(2, keys);
    BitcoinAddress address = p2wsh(script);
    Hash signed = simple(address).segwitHash(script);
    byte[][] by =
        Arrays.stream(keys).map(k -> with(Signing.der(k, signed), 1)).toArray(byte[][]::new);
    byte[] none = new byte[0];
    for (int[] pair : new int[][] {{0, 1}, {0, 2}, {1, 2}}) {
      String good = witness(none, by[pair[0]], by[pair[1]], script);
      assertInstanceOf(Signed.class, Bip322.check(address, TEXT, good));
      assertRefused(Reason.NOT_SIGNED, address, witness(none, by[pair[1]], by[pair[0]], script));
    }
    assertRefused(Reason.NOT_SIGNED, address, witness(none, by[0], by[0], script));
    assertRefused(Reason.NOT_SIGNED, address, witness(none, by[0], script));
    assertRefused(Reason.NOT_SIGNED, address, witness(none, by[0], by[1], by[2], script));
    assertRefused(Reason.NOT_SIGNED, address, witness(new byte[1], by[0], by[1], script));
    assertRefused(Reason.MALFORMED, address, witness(none, by[0], none, script));
  }

  /** Its script's length takes three bytes. */
  @Test
  void multisig_ofManyKeys_isSigned_andItsWitnessEndsThere() throws MalformedException {
    BigInteger[] keys = new BigInteger[8];
    Arrays.setAll(keys, i -> KEY.add(BigInteger.valueOf(i)));
    byte[] script = script(1, keys);
    BitcoinAddress address = p2wsh(script);
    byte[] last = with(Signing.der(keys[7], simple(address).segwitHash(script)), 1);
    String good = witness(new byte[0], last, script);
    assertInstanceOf(Signed.class, Bip322.check(address, TEXT, good));
    byte[] bytes = Base64Text.decode(good.substring(3));
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    assertRefused(Reason.MALFORMED, address, "smp" + Base64Text.encode(more));
  }

  @Test
  void scriptsThatAreNoTemplate_areRefusedAsUnsupported() {
    byte[] good = script(1, KEY);
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    byte[] zeroOfOne = good.clone();
    zeroOfOne[0] = 0x50;
    byte[] twoOfOne = good.clone();
    twoOfOne[0] = 0x52;
    byte[] miscounted = good.clone();
    miscounted[good.length - 2] = 0x52;
    byte[] verify = good.clone();
    verify[good.length - 1] = (byte) 0xAF;
    byte[] one = new Wire().sized(PUBLIC).number(0xAC, 1).toBytes();
    byte[] anyone = {0x51};
    for (byte[] script :
        List.of(longer, zeroOfOne, twoOfOne, miscounted, verify, one, anyone, new byte[0])) {
      assertRefused(
          Reason.UNSUPPORTED_SCRIPT, p2wsh(script), witness(new byte[0], new byte[0], script));
    }
  }

  /** The form simple has no room for the script behind such an address. */
  @Test
  void p2sh_byTheFormSimple_isRefused() {
    BitcoinAddress nested = address(Kind.P2SH, Hashes.hash160(Scripts.witnessKeyHash(KEY_HASH)));
    byte[] der = Signing.der(KEY, simple(nested).segwitHash(Scripts.keyHash(KEY_HASH)));
    assertRefused(Reason.NOT_SIGNED, nested, witness(with(der, 1), PUBLIC));
  }

  @Test
  void everyFlippedByteOfAWitness_isRefused() throws MalformedException {
    String good = witness(with(ecdsa(KEY), 1), PUBLIC);
    byte[] bytes = Base64Text.decode(good.substring(3));
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      MessageOutcome outcome = Bip322.check(P2WPKH, TEXT, "smp" + Base64Text.encode(changed));
      assertInstanceOf(Refused.class, outcome, "byte " + at);
    }
  }

  @Test
  void legacySignature_isForAKeysHashAlone() {
    Hash signed = SignedMessage.magicHash(BitcoinChain.BITCOIN.messageMagic(), TEXT);
    byte[] rs = Signing.recoverable(KEY, signed);
    byte[] bytes = new byte[65];
    System.arraycopy(rs, 0, bytes, 1, 64);
    for (int base : new int[] {31, 35, 39}) {
      bytes[0] = (byte) (base + rs[64]);
      String text = Base64Text.encode(bytes);
      BitcoinAddress p2pkh = address(Kind.P2PKH, KEY_HASH);
      assertEquals(base == 31, Bip322.check(p2pkh, TEXT, text) instanceof Signed);
      assertEquals(base == 39, SignedMessage.check(P2WPKH, TEXT, text) instanceof Signed);
      assertInstanceOf(Refused.class, Bip322.check(P2WPKH, TEXT, text));
    }
  }

  @Test
  void lengths_inALongerForm_areRefused() {
    byte[] bytes = HexFormat.of().parseHex("fd0100" + "00");
    assertRefused(Reason.MALFORMED, P2WPKH, "smp" + Base64Text.encode(bytes));
    byte[] many = HexFormat.of().parseHex("feffffff7f");
    assertRefused(Reason.MALFORMED, P2WPKH, "smp" + Base64Text.encode(many));
    String text = new String(new byte[20_000], StandardCharsets.US_ASCII);
    assertRefused(Reason.MALFORMED, P2WPKH, text);
  }
}
