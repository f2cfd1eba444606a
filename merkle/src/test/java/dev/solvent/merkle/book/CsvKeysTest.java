package dev.solvent.merkle.book;

import static dev.solvent.merkle.book.Collected.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvKeysTest {
  private static final CsvOptions OPTIONS = options("BTC:8").withKeyColumn("key");
  private static final String KEY =
      "00ff10e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddee";
  private static final String REMEDY =
      ", want 64 lower-case hex digits -> write the key as it was handed out";

  @Test
  void key_ofAWideRow_goesWithIt() {
    Collected collected = Collected.of("account,key,BTC\nalice," + KEY + ",1\n", OPTIONS);
    assertEquals(List.of("2: alice key=" + KEY + " BTC=100000000"), collected.rows);
  }

  @Test
  void key_ofALongRow_goesWithIt() {
    Collected collected =
        Collected.of("key,account,asset,amount\n\"" + KEY + "\",alice,BTC,1\n", OPTIONS);
    assertEquals(List.of("2: alice key=" + KEY + " BTC=100000000"), collected.rows);
  }

  @Test
  void key_ofAnotherForm_isRefusedAndNotShown() {
    String upper = KEY.toUpperCase(java.util.Locale.ROOT);
    Collected collected =
        Collected.of(
            "account,key,BTC\na,,1\nb,"
                + KEY.substring(1)
                + ",1\nc,"
                + upper
                + ",1\nd,g"
                + KEY.substring(1)
                + ",1\ne,"
                + KEY
                + "00,1\nf,"
                + KEY.substring(1)
                + "é,1\n",
            OPTIONS);
    assertEquals(List.of(), collected.rows);
    assertEquals(
        List.of(
            "line 2, column 2 (key): account key of 0 bytes" + REMEDY,
            "line 3, column 2 (key): account key of 63 bytes" + REMEDY,
            "line 4, column 2 (key): account key with a wrong digit at 2" + REMEDY,
            "line 5, column 2 (key): account key with a wrong digit at 0" + REMEDY,
            "line 6, column 2 (key): account key of 66 bytes" + REMEDY,
            "line 7, column 2 (key): account key of 65 bytes" + REMEDY),
        collected.told());
  }

  @Test
  void key_withAnyOtherDigit_isRefused() {
    for (int at = 0; at < 64; at++) {
      for (char other : "/:`gAFG@ ".toCharArray()) {
        String key = KEY.substring(0, at) + other + KEY.substring(at + 1);
        Collected collected = Collected.of("account,key,BTC\na," + key + ",1\n", OPTIONS);
        assertEquals(
            List.of("line 2, column 2 (key): account key with a wrong digit at " + at + REMEDY),
            collected.told());
      }
    }
  }

  private static void assertHidden(List<Problem> problems) {
    String told = Collected.told(problems).toString();
    assertFalse(problems.isEmpty());
    assertFalse(told.contains("ff10e2"), told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice,KEY", // too few fields
        "alice,x,KEY", // in the place of an amount
        "alice,x,x KEY",
        "alice,x,\"x,KEY\"",
        "alice\u200B,KEY,1",
        "\u200BKEY,x,1",
        "alice,\"KEY\"x,1", // faults
        "alice,KE\"Y,1",
        "alice,KEY\r,1",
        "\"alice,KEY,1",
        "al\"ice KEY,1,1",
        "alice,\"KEY,1",
        "alice,1,\"KEY",
      })
  void key_anywhere_isNotShown(String row) {
    String text =
        "account,key,BTC\n" + row.replace("KEY", KEY).replace("KE\"Y", KEY.substring(1) + '"');
    assertHidden(Collected.of(text, OPTIONS).problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice,x,BTC,KEY",
        "alice,x,KEY,1",
        "alice,x,x KEY,1",
        "alice\u200B KEY,x,BTC,1",
        "alice,KEY,KEY,KEY",
      })
  void key_anywhereInALongBook_isNotShown(String row) {
    String text = "account,key,asset,amount\n" + row.replace("KEY", KEY);
    assertHidden(Collected.of(text, OPTIONS).problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice,KEY,1",
        "alice,KEY,KEY",
        "alice,\"KEY\"x,1",
        "alice,KEY\u00FC,asset,amount",
        "alice, KEY,1",
        "alice,KEY?",
      })
  void key_inABookWithoutHeader_isNotShown(String row) {
    byte[] bytes = Collected.utf8(row.replace("KEY", KEY) + "\n");
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xFF : bytes[i];
    }
    assertHidden(Collected.refused(bytes, OPTIONS).problems());
  }

  @Test
  void key_thatIsCutWrongly_isToldWithoutIt() {
    Collected collected = Collected.of("account,key,BTC\na,\"x\"y,1\n", OPTIONS);
    assertEquals(
        "line 2, column 2 (key): text after the closing quote of the field (not shown), want a comma"
            + " or a line end",
        collected.problems.get(0).toString());
    byte[] bytes = Collected.utf8("account,key,BTC\na,x?y,1\n");
    bytes[19] = (byte) 0xFF;
    assertEquals(
        "line 2, column 2 (key): byte 0xFF in (not shown), want UTF-8",
        Collected.of(bytes, OPTIONS, 99).problems.get(0).toString());
  }

  @Test
  void hexadecimal_whereNoKeysAre_isShown() {
    CsvOptions options = options("BTC:8");
    assertEquals(
        "amount \"" + KEY.substring(0, 60) + "…\", want digits with at most one point",
        Collected.of("account,BTC\na,x".replace("x", KEY), options).problems.get(0).message());
  }
}
