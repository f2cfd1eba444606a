package dev.solvent.attest.secp256k1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class Secp256k1Test {
  private static final BigInteger KEY = BigInteger.valueOf(123_456_789);
  private static final Hash MESSAGE = Digests.sha256(new byte[] {1, 2, 3});

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.toLowerCase(java.util.Locale.ROOT));
  }

  /** BIP-340, test-vectors.csv, index 0. */
  @Test
  void schnorr_firstPublishedVector() {
    byte[] key = hex("F9308A019258C31049344F85F89D5229B531C845836F99B08601F113BCE036F9");
    byte[] signature =
        hex(
            "E907831F80848D1069A5371B402410364BDF1C5F8307B0084C55F1CE2DCA8215"
                + "25F66A4A85EA8B71E482A74F382D2CE5EBEEE8FDB2172F477DF4900D310536C0");
    assertTrue(Secp256k1.verifiesSchnorr(key, new byte[32], signature));
    assertFalse(Secp256k1.verifiesSchnorr(key, new byte[] {1}, signature));
  }

  @Test
  void schnorr_everyFlippedBit_isRefused() {
    for (int i = 1; i < 20; i++) {
      BigInteger secret = KEY.add(BigInteger.valueOf(i));
      byte[] key = Arrays.copyOfRange(Signing.publicKey(secret, true), 1, 33);
      byte[] signature = Signing.schnorr(secret, MESSAGE.toBytes());
      assertTrue(Secp256k1.verifiesSchnorr(key, MESSAGE.toBytes(), signature));
      signature[i] ^= 4;
      assertFalse(Secp256k1.verifiesSchnorr(key, MESSAGE.toBytes(), signature));
    }
  }

  @Test
  void ecdsa_recoversAndVerifies() throws MalformedException {
    for (int i = 0; i < 20; i++) {
      BigInteger secret = KEY.add(BigInteger.valueOf(i));
      byte[] bytes = Signing.recoverable(secret, MESSAGE);
      EcdsaSignature rs = EcdsaSignature.parseFixed(Arrays.copyOf(bytes, 64));
      byte[] full = Signing.publicKey(secret, false);
      assertArrayEquals(full, Secp256k1.recover(MESSAGE, rs, bytes[64]).orElseThrow());
      assertTrue(Secp256k1.verifies(full, MESSAGE, rs));
      assertFalse(Secp256k1.verifies(full, Digests.sha256(new byte[0]), rs));
      assertFalse(Arrays.equals(full, Secp256k1.recover(MESSAGE, rs, bytes[64] ^ 1).orElseThrow()));
      assertEquals(rs, EcdsaSignature.parseDer(Signing.der(secret, MESSAGE)));
    }
  }

  @Test
  void ecdsa_highS_isRefused() throws MalformedException {
    EcdsaSignature low = EcdsaSignature.parseDer(Signing.der(KEY, MESSAGE));
    byte[] high = Signing.der(low.r(), Secp256k1.ORDER.subtract(low.s()));
    assertThrows(MalformedException.class, () -> EcdsaSignature.parseDer(high));
  }

  @Test
  void ecdsa_sOfHalfTheOrder_isTheLast() throws MalformedException {
    BigInteger half = Secp256k1.ORDER.shiftRight(1);
    byte[] last = Signing.der(BigInteger.ONE, half);
    assertEquals(half, EcdsaSignature.parseDer(last).s());
    byte[] next = Signing.der(BigInteger.ONE, half.add(BigInteger.ONE));
    assertThrows(MalformedException.class, () -> EcdsaSignature.parseDer(next));
  }

  @Test
  void ecdsa_outOfRangeOrLongerDer_isRefused() {
    BigInteger one = BigInteger.ONE;
    for (byte[] der :
        new byte[][] {
          Signing.der(BigInteger.ZERO, one),
          Signing.der(one, BigInteger.ZERO),
          Signing.der(Secp256k1.ORDER, one),
          Signing.der(one.negate(), one),
          hex("300702020001020101"),
          hex("30060201010201"),
          hex("3006020101020101" + "00"),
          hex("3007020101020101" + "00"),
          hex("3006020100020101"),
          hex("3106020101020101"),
          new byte[0]
        }) {
      assertThrows(MalformedException.class, () -> EcdsaSignature.parseDer(der));
    }
  }

  @Test
  void keys_hybridOrOffTheCurve_areNone() {
    byte[] full = Signing.publicKey(KEY, false);
    assertTrue(Secp256k1.isPublicKey(full, true));
    assertFalse(Secp256k1.isPublicKey(full, false));
    full[0] = 6;
    assertFalse(Secp256k1.isPublicKey(full, true));
    full[0] = 4;
    full[64] ^= 1;
    assertFalse(Secp256k1.isPublicKey(full, true));
    assertFalse(Secp256k1.isPublicKey(new byte[33], true));
  }

  /** Nobody's key has signed nothing, whoever asks. */
  @Test
  void keysThatAreNone_verifyNothing() throws MalformedException {
    byte[] offCurve = Signing.publicKey(KEY, false);
    offCurve[64] ^= 1;
    EcdsaSignature rs = EcdsaSignature.parseDer(Signing.der(KEY, MESSAGE));
    assertTrue(Secp256k1.verifies(Signing.publicKey(KEY, false), MESSAGE, rs));
    assertFalse(Secp256k1.verifies(offCurve, MESSAGE, rs));
    assertFalse(Secp256k1.verifies(new byte[0], MESSAGE, rs));
    assertThrows(MalformedException.class, () -> Secp256k1.compressed(offCurve));
  }

  @Test
  void schnorr_ofAnotherLengthOrOutOfRange_isRefused() {
    byte[] message = MESSAGE.toBytes();
    byte[] key = Arrays.copyOfRange(Signing.publicKey(KEY, true), 1, 33);
    byte[] good = Signing.schnorr(KEY, message);
    assertTrue(Secp256k1.verifiesSchnorr(key, message, good));
    assertFalse(Secp256k1.verifiesSchnorr(key, message, Arrays.copyOf(good, 65)));
    assertFalse(Secp256k1.verifiesSchnorr(key, message, Arrays.copyOf(good, 63)));
    assertFalse(Secp256k1.verifiesSchnorr(Arrays.copyOf(key, 33), message, good));
    assertFalse(Secp256k1.verifiesSchnorr(Arrays.copyOf(key, 31), message, good));
    byte[] offCurve = new byte[32];
    offCurve[31] = 5; // BIP-340 has an x like it: no point's
    assertFalse(Secp256k1.verifiesSchnorr(offCurve, message, good));
    for (int half : new int[] {0, 32}) {
      byte[] tooLarge = good.clone();
      Arrays.fill(tooLarge, half, half + 32, (byte) 0xFF);
      assertFalse(Secp256k1.verifiesSchnorr(key, message, tooLarge));
    }
  }
}
