package dev.solvent.attest.signature;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.secp256k1.Signing;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one form of a signature by a key on P-256, at the edges of its two numbers. */
final class EcdsaSignatureTest {
  /** FIPS 186-5: the order of P-256. */
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static final BigInteger HALF = ORDER.shiftRight(1);

  private static boolean isStrict(BigInteger r, BigInteger s) {
    return EcdsaSignature.isStrict(Signing.der(r, s));
  }

  @Test
  void r_isBelowTheOrder_andS_atMostItsHalf() {
    assertTrue(isStrict(ONE, ONE));
    assertTrue(isStrict(ORDER.subtract(ONE), HALF));
    for (BigInteger r : List.of(ZERO, ORDER, ONE.negate())) {
      assertFalse(isStrict(r, ONE), () -> "r " + r);
    }
    for (BigInteger s : List.of(ZERO, HALF.add(ONE), ORDER.subtract(ONE), ONE.negate())) {
      assertFalse(isStrict(ONE, s), () -> "s " + s);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30060201010201", // cut off
        "300602010102010100",
        "3007020101020101", // a length that is not there
        "3106020101020101",
        "3006030101020101",
        "3006020101030101",
        "3006020001020101",
        "300702020001020101", // longer than it has to be
        "300702010102020001",
        "3006020100020101",
        "30060201ff020101",
      })
  void anotherForm_isNotStrict(String hex) {
    assertFalse(EcdsaSignature.isStrict(HexFormat.of().parseHex(hex)));
  }

  @Test
  void lower_isTheSmallerOfTheTwo_andStrict() throws MalformedException {
    byte[] half = Signing.der(ONE, HALF);
    assertArrayEquals(half, EcdsaSignature.lower(half));
    assertArrayEquals(half, EcdsaSignature.lower(Signing.der(ONE, ORDER.subtract(HALF))));
    assertArrayEquals(
        Signing.der(ONE, ONE), EcdsaSignature.lower(Signing.der(ONE, ORDER.subtract(ONE))));
  }

  @Test
  void lower_ofNumbersOutOfRange_isRefused() {
    for (List<BigInteger> rs :
        List.of(List.of(ZERO, ONE), List.of(ONE, ZERO), List.of(ORDER, ONE), List.of(ONE, ORDER))) {
      byte[] der = Signing.der(rs.get(0), rs.get(1));
      MalformedException refused =
          assertThrows(MalformedException.class, () -> EcdsaSignature.lower(der));
      assertEquals("ECDSA signature out of range, want 0 < r, s < n", refused.getMessage());
    }
  }
}
