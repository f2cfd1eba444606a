package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DescriptorTest {
  private static final String XPUB =
      "tpubD6NzVbkrYhZ4WaWSyoBvQwbpLkojyoTZPRsgXELWz3Popb3qkjcJyJUGLnL4qHHoQvao8ESaAstxYSnhyswJ76uZPStJRJCTKvosUCJZL5B";
  private static final String KEY =
      "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";

  @Test
  void publicKeys_areTaken() {
    for (String text :
        List.of(
            "wpkh(" + XPUB + "/0/*)",
            "sh(wpkh([8956ec2d/49h/0h/0h]" + XPUB + "/0/*))",
            "wsh(sortedmulti(2," + XPUB + "/0/*," + XPUB + "/1/*))#abcdefgh")) {
      assertTrue(assertDoesNotThrow(() -> Descriptor.parse(text, 3, 10_002)).isNumbered(), text);
    }
    Descriptor one = assertDoesNotThrow(() -> Descriptor.parse("pkh(" + KEY + ")", 0, 0));
    assertFalse(one.isNumbered());
    assertFalse(one.hasChecksum());
  }

  /** The extended key is of BIP-32's first test vector, the others have the form of one. */
  @Test
  void privateKeys_areRefused_andNotShown() {
    String xprv =
        "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
    for (String key : List.of(xprv, "K" + "w".repeat(51), "5" + "H".repeat(50))) {
      for (String text : List.of("wpkh(" + key + ")", "multi(1," + XPUB + "," + key + "/0)")) {
        MalformedException refusal =
            assertThrows(MalformedException.class, () -> Descriptor.parse(text, 0, 0));
        assertTrue(refusal.getMessage().contains("not public"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains(key.substring(0, 10)), refusal.getMessage());
      }
    }
  }

  @Test
  void rangesThatCannotBe_areRefused() {
    String numbered = "wpkh(" + XPUB + "/0/*)";
    int[][] ranges = {{-1, 0}, {2, 1}, {0, 10_000}, {5, Integer.MAX_VALUE}};
    for (int[] range : ranges) {
      assertThrows(MalformedException.class, () -> Descriptor.parse(numbered, range[0], range[1]));
    }
    assertThrows(MalformedException.class, () -> Descriptor.parse("pkh(" + KEY + ")", 0, 1));
  }

  @Test
  void otherText_isRefused() {
    for (String text :
        List.of(
            "",
            "wpkh",
            "wpkh()",
            "wpkh(" + KEY,
            "x\ny(" + KEY + ")",
            KEY,
            "wpkh(" + KEY + ")#short",
            "wpkh(\"" + KEY + "\")",
            "a(" + "b".repeat(10_000) + ")")) {
      assertThrows(MalformedException.class, () -> Descriptor.parse(text, 0, 0), text);
    }
  }
}
