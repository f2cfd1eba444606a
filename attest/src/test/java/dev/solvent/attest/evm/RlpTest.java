package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RlpTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** The examples of ethereum.org's page on RLP. */
  @Test
  void publishedExamples() throws MalformedException {
    Rlp cat = Rlp.of("cat".getBytes(StandardCharsets.US_ASCII));
    Rlp dog = Rlp.of("dog".getBytes(StandardCharsets.US_ASCII));
    String lorem = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";
    byte[] loremBytes = lorem.getBytes(StandardCharsets.US_ASCII);
    Rlp none = Rlp.list();
    assertExample("83646f67", dog);
    assertExample("c88363617483646f67", Rlp.list(cat, dog));
    assertExample("80", Rlp.of(new byte[0]));
    assertExample("c0", none);
    assertExample("0f", Rlp.of(new byte[] {15}));
    assertExample("820400", Rlp.of(new byte[] {4, 0}));
    assertExample(
        "c7c0c1c0c3c0c1c0", Rlp.list(none, Rlp.list(none), Rlp.list(none, Rlp.list(none))));
    assertExample("b838" + HexFormat.of().formatHex(loremBytes), Rlp.of(loremBytes));
  }

  private static void assertExample(String encoded, Rlp value) throws MalformedException {
    assertArrayEquals(hex(encoded), value.toBytes());
    assertEquals(value, Rlp.parse(hex(encoded), 100));
  }

  @Test
  void otherSpellings_areRefused() {
    for (String bad :
        List.of(
            "",
            "8100",
            "8101",
            "817f",
            "b801ff",
            "b90001ff",
            "b837" + "11".repeat(55),
            "f800",
            "f90000",
            "83646f",
            "c883636174",
            "0000",
            "c000",
            "bb00000038",
            "bfffffffffffffffff",
            "ffffffffffffffffff",
            "b90038" + "11".repeat(56),
            "b8",
            "f8")) {
      assertThrows(MalformedException.class, () -> Rlp.parse(hex(bad), 1000), bad);
    }
    assertThrows(MalformedException.class, () -> Rlp.parse(new byte[11], 10));
  }

  @Test
  void lists_areAsDeepAsALimitSays_andNoDeeper() throws MalformedException {
    Rlp deepest = Rlp.list();
    for (int depth = 1; depth < RlpReader.MAX_DEPTH; depth++) {
      deepest = Rlp.list(deepest);
    }
    assertEquals(deepest, Rlp.parse(deepest.toBytes(), 100));
    byte[] deeper = Rlp.list(deepest).toBytes();
    assertThrows(MalformedException.class, () -> Rlp.parse(deeper, 100));
  }

  @Test
  void lengths_takeUpToThreeBytes() throws MalformedException {
    for (int length : new int[] {55, 56, 255, 256, 65_535, 65_536}) {
      Rlp value = Rlp.of(new byte[length]);
      assertEquals(value, Rlp.parse(value.toBytes(), 70_000));
    }
  }

  @Property(tries = 300)
  void whatIsRead_printsBack(@ForAll byte[] bytes) {
    try {
      assertArrayEquals(bytes, Rlp.parse(bytes, 1000).toBytes());
    } catch (MalformedException e) {
      assertEquals(MalformedException.class, e.getClass());
    }
  }
}
