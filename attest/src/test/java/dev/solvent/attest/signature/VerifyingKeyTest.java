package dev.solvent.attest.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.Refusals;
import dev.solvent.attest.RepoFiles;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The keys, and each rule by which a signature is refused. */
final class VerifyingKeyTest {
  private static final String SPEC =
      RepoFiles.text(RepoFiles.root().resolve("docs/spec/signatures.md"));
  private static final byte[] MESSAGE = "sample".getBytes(StandardCharsets.UTF_8);

  /** The value of a line {@code name: hex} in the text's examples. */
  private static byte[] example(String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ": ([0-9a-f]+)$").matcher(SPEC);
    assertTrue(line.find(), name);
    return HexFormat.of().parseHex(line.group(1));
  }

  private static VerifyingKey p256() throws MalformedException {
    return VerifyingKey.ofSpki(example("p256 key"));
  }

  private static VerifyingKey ed25519() throws MalformedException {
    return VerifyingKey.ofSpki(example("ed25519 key"));
  }

  @Test
  void spec_examplesVerify_andTheKeysIdsAreTheirs() throws MalformedException {
    assertTrue(ed25519().verify(example("ed25519 message"), example("ed25519 signature")));
    assertArrayEquals(example("ed25519 keyid"), ed25519().id().toBytes());
    assertArrayEquals(MESSAGE, example("p256 message"));
    assertTrue(p256().verify(MESSAGE, example("p256 signature")));
    assertArrayEquals(example("p256 keyid"), p256().id().toBytes());
  }

  @Test
  void threat17_highS_isRefused_andItsLowTwinAccepted() throws MalformedException {
    byte[] high = example("p256 refused");
    assertFalse(p256().verify(MESSAGE, high));
    assertArrayEquals(example("p256 signature"), EcdsaSignature.lower(high));
    assertArrayEquals(example("p256 signature"), EcdsaSignature.lower(example("p256 signature")));
  }

  @Test
  void everyFlippedBit_ofASignatureIsRefused() throws MalformedException {
    for (int bit = 0; bit < 8; bit++) {
      assertNoFlip(ed25519(), example("ed25519 message"), example("ed25519 signature"), bit);
      assertNoFlip(p256(), MESSAGE, example("p256 signature"), bit);
    }
  }

  private static void assertNoFlip(VerifyingKey key, byte[] message, byte[] signature, int bit) {
    for (int i = 0; i < signature.length; i++) {
      byte[] flipped = signature.clone();
      flipped[i] ^= (byte) (1 << bit);
      assertFalse(key.verify(message, flipped), "byte " + i + " bit " + bit);
    }
  }

  @Test
  void signatureOfAnotherLength_isRefused() throws MalformedException {
    for (int length = 0; length < 140; length++) {
      byte[] ed25519 = Arrays.copyOf(example("ed25519 signature"), length);
      assertEquals(length == 64, ed25519().verify(example("ed25519 message"), ed25519));
      byte[] p256 = Arrays.copyOf(example("p256 signature"), length);
      boolean whole = length == example("p256 signature").length;
      assertEquals(whole, p256().verify(MESSAGE, p256), "length " + length);
    }
  }

  /** S + L means the same to arithmetic. */
  @Test
  void threat17_ed25519SNotReduced_isRefused() throws MalformedException {
    byte[] signature = example("ed25519 signature");
    BigInteger order =
        BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] s = reversed(Arrays.copyOfRange(signature, 32, 64));
    byte[] sum = new BigInteger(1, s).add(order).toByteArray();
    byte[] wide = new byte[32];
    System.arraycopy(sum, 0, wide, 32 - sum.length, sum.length);
    System.arraycopy(reversed(wide), 0, signature, 32, 32);
    assertFalse(ed25519().verify(example("ed25519 message"), signature));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  /** The same two numbers, each time spelt in another way. */
  @Test
  void threat17_laxDer_isRefused() throws MalformedException {
    String der = HexFormat.of().formatHex(example("p256 signature"));
    String r = der.substring(8, 8 + 66);
    String s = der.substring(8 + 66 + 4);
    List<String> spellings =
        List.of(
            "308146" + der.substring(4).replaceFirst("^46", ""), // length in the long form
            "3046" + "022200" + r + "0220" + s, // r with a second zero before it
            "3046" + "0221" + r + "022100" + s, // s with a zero that it does not need
            "3045" + "0221" + r + "0220" + s + "00", // more after the end
            "3047" + "0221" + r + "0220" + s + "0500", // more inside
            "3080" + "0221" + r + "0220" + s + "0000", // no length
            "3144" + "0221" + r + "0220" + s, // a set
            "3044" + "0220" + r.substring(2) + "0220" + s); // r without its zero: negative
    for (String spelling : spellings) {
      assertFalse(p256().verify(MESSAGE, HexFormat.of().parseHex(spelling)), spelling);
    }
    assertTrue(p256().verify(MESSAGE, HexFormat.of().parseHex("30450221" + r + "0220" + s)));
  }

  @Test
  void numbersOutOfRange_areRefused() throws MalformedException {
    String n = "00" + EcdsaSignature.ORDER.toString(16);
    for (String bad :
        List.of("3006020100020101", "3006020101020100", "3026022100" + n + "020101")) {
      assertFalse(
          p256().verify(MESSAGE, HexFormat.of().parseHex(bad.replace("2100" + n, "21" + n))));
    }
    assertThrows(
        MalformedException.class,
        () -> EcdsaSignature.lower(HexFormat.of().parseHex("3006020100020101")));
  }

  @Test
  void everyFlippedByte_ofAPrefixIsRefused() {
    for (String name : List.of("ed25519 key", "p256 key")) {
      byte[] spki = example(name);
      int prefix = name.startsWith("ed") ? 12 : 27;
      for (int i = 0; i < prefix; i++) {
        byte[] flipped = spki.clone();
        flipped[i] ^= 1;
        assertThrows(MalformedException.class, () -> VerifyingKey.ofSpki(flipped), name + " " + i);
      }
      for (int length = 0; length < 100; length++) {
        byte[] other = Arrays.copyOf(spki, length);
        if (length != spki.length) {
          assertThrows(MalformedException.class, () -> VerifyingKey.ofSpki(other));
        }
      }
    }
  }

  @Test
  void p256_pointOffTheCurveOrNotReduced_isRefused() {
    byte[] off = example("p256 key");
    off[off.length - 1] ^= 1;
    Refusals.assertRefused(
        "P-256 key whose point is not on the curve, want one that is",
        () -> VerifyingKey.ofSpki(off));
    // x = 0 and 5 are on the curve; so are p and 5 + p, and they have 256 bits
    BigInteger p =
        BigInteger.ONE
            .shiftLeft(256)
            .subtract(BigInteger.ONE.shiftLeft(224))
            .add(BigInteger.ONE.shiftLeft(192))
            .add(BigInteger.ONE.shiftLeft(96))
            .subtract(BigInteger.ONE);
    BigInteger b =
        new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    for (BigInteger x : List.of(BigInteger.ZERO, BigInteger.valueOf(5))) {
      BigInteger square = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(b).mod(p);
      BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
      assertEquals(square, y.multiply(y).mod(p), "a root");
      byte[] wide = example("p256 key");
      put(wide, 27, x);
      put(wide, 59, y);
      assertEquals(P256Key.class, assertReads(wide).getClass());
      put(wide, 27, x.add(p));
      Refusals.assertRefused(
          "P-256 key whose point is not on the curve, want one that is",
          () -> VerifyingKey.ofSpki(wide));
    }
  }

  private static VerifyingKey assertReads(byte[] spki) {
    try {
      return VerifyingKey.ofSpki(spki);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static void put(byte[] spki, int at, BigInteger coordinate) {
    byte[] bytes = coordinate.toByteArray();
    int from = Math.max(0, bytes.length - 32);
    Arrays.fill(spki, at, at + 32, (byte) 0);
    int length = bytes.length - from;
    System.arraycopy(bytes, from, spki, at + 32 - length, length);
  }

  @Test
  void ed25519_keyOfSmallOrder_isRefusedByName() {
    byte[] one = new byte[32];
    one[0] = 1;
    Refusals.assertRefused(
        "Ed25519 key 01" + "00".repeat(31) + ", want a canonical one of prime order",
        () -> Ed25519Key.ofRaw(one));
  }

  /** A provider that says yes to everything, and stands before all others. */
  @Test
  void verdict_isTheJdksOwn_whateverProviderAProgramRegisters() throws MalformedException {
    Provider yes = new YesProvider();
    Security.insertProviderAt(yes, 1);
    try {
      assertFalse(ed25519().verify(MESSAGE, new byte[64]));
      assertFalse(p256().verify(MESSAGE, HexFormat.of().parseHex("3006020101020101")));
      assertTrue(ed25519().verify(example("ed25519 message"), example("ed25519 signature")));
    } finally {
      Security.removeProvider(yes.getName());
    }
  }

  @Test
  void keys_areEqualWhereTheirBytesAre() throws MalformedException {
    assertEquals(p256(), p256());
    assertEquals(ed25519(), ed25519());
    assertEquals(ed25519().hashCode(), ed25519().hashCode());
    assertNotEquals(TestSigner.ed25519().key(), TestSigner.ed25519().key());
    assertNotEquals(TestSigner.p256().key(), TestSigner.p256().key());
    assertArrayEquals(example("p256 key"), p256().spki());
    assertArrayEquals(example("ed25519 key"), ed25519().spki());
  }

  @Test
  void signersSignatures_verifyAlways() {
    TestSigner signer = TestSigner.p256();
    for (int i = 0; i < 40; i++) { // half of them had a high S
      byte[] message = {(byte) i};
      assertTrue(signer.key().verify(message, signer.sign(message)));
      assertFalse(signer.key().verify(MESSAGE, signer.sign(message)));
    }
  }
}
