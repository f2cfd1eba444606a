package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlockHeaderTest {
  private static final Hash ROOT = Keccak256.hash(new byte[] {9});

  /** Ethereum's first block; its hash is public, and all of its fields are known. */
  @Test
  void genesisOfEthereum() throws MalformedException {
    byte[] empty = PatriciaProof.EMPTY_ROOT.toBytes();
    HexFormat hex = HexFormat.of();
    Rlp genesis =
        Rlp.list(
            Rlp.of(new byte[32]),
            Rlp.of(Keccak256.hash(Rlp.list().toBytes()).toBytes()),
            Rlp.of(new byte[20]),
            Rlp.of(
                hex.parseHex("d7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544")),
            Rlp.of(empty),
            Rlp.of(empty),
            Rlp.of(new byte[256]),
            Rlp.of(BigInteger.valueOf(0x400000000L)),
            Rlp.of(BigInteger.ZERO),
            Rlp.of(BigInteger.valueOf(5000)),
            Rlp.of(BigInteger.ZERO),
            Rlp.of(BigInteger.ZERO),
            Rlp.of(
                hex.parseHex("11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa")),
            Rlp.of(new byte[32]),
            Rlp.of(hex.parseHex("0000000000000042")));
    BlockHeader header = BlockHeader.parse(genesis.toBytes());
    assertEquals(
        "d4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
        header.hash().toString());
    assertEquals(0, header.number());
  }

  @Test
  void eachForksFields_andOnesNotKnownYet_areRead() throws MalformedException {
    for (int fields = 15; fields <= 23; fields++) {
      BlockHeader header = BlockHeader.parse(EvmSamples.headerRlp(ROOT, 5, fields).toBytes());
      assertEquals(ROOT, header.stateRoot());
      assertEquals(5, header.number());
    }
    byte[] short14 = EvmSamples.headerRlp(ROOT, 5, 14).toBytes();
    assertThrows(MalformedException.class, () -> BlockHeader.parse(short14));
  }

  @Test
  void everyFlippedBit_changesTheHashOrIsRefused() throws MalformedException {
    byte[] rlp = EvmSamples.headerRlp(ROOT, 5, 21).toBytes();
    Hash hash = BlockHeader.parse(rlp).hash();
    for (int bit = 0; bit < 8 * rlp.length; bit++) {
      byte[] changed = rlp.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertNotEquals(hash, BlockHeader.parse(changed).hash());
      } catch (MalformedException e) {
        assertEquals(MalformedException.class, e.getClass());
      }
    }
  }

  @Test
  void aFieldOfAnotherForm_isRefused() throws MalformedException {
    List<Rlp> good = ((Rlp.RlpList) EvmSamples.headerRlp(ROOT, 5, 23)).items();
    for (int i = 0; i < good.size(); i++) {
      List<Rlp> listed = new ArrayList<>(good);
      listed.set(i, Rlp.list());
      assertMalformed(listed);
      if (i != 12) {
        List<Rlp> longer = new ArrayList<>(good);
        byte[] bytes = new byte[257];
        Arrays.fill(bytes, (byte) 1);
        longer.set(i, Rlp.of(bytes));
        assertMalformed(longer);
      }
    }
    for (int number : new int[] {7, 8, 9, 10, 11, 15, 17, 18}) {
      List<Rlp> padded = new ArrayList<>(good);
      padded.set(number, Rlp.of(new byte[] {0, 1}));
      assertMalformed(padded);
    }
    List<Rlp> late = new ArrayList<>(good);
    late.set(11, Rlp.of(BigInteger.valueOf(253_402_300_800L)));
    assertMalformed(late);
  }

  @Test
  void whatAHeaderMayHave_isRead_andNoMore() throws MalformedException {
    List<Rlp> many = new ArrayList<>(((Rlp.RlpList) EvmSamples.headerRlp(ROOT, 5, 23)).items());
    many.addAll(Collections.nCopies(40 - many.size(), Rlp.of(new byte[32])));
    assertEquals(5, BlockHeader.parse(new Rlp.RlpList(many).toBytes()).number());
    many.add(Rlp.of(BigInteger.ONE));
    assertMalformed(many);
    List<Rlp> last =
        new ArrayList<>(((Rlp.RlpList) EvmSamples.headerRlp(ROOT, Long.MAX_VALUE, 21)).items());
    last.set(11, Rlp.of(BigInteger.valueOf(253_402_300_799L)));
    BlockHeader header = BlockHeader.parse(new Rlp.RlpList(last).toBytes());
    assertEquals(Long.MAX_VALUE, header.number());
    assertEquals("9999-12-31T23:59:59Z", header.time().toString());
    last.set(8, Rlp.of(BigInteger.ONE.shiftLeft(63)));
    assertMalformed(last);
  }

  @Test
  void headers_areTheirBytes() throws MalformedException {
    BlockHeader header = BlockHeader.parse(EvmSamples.headerRlp(ROOT, 5, 21).toBytes());
    BlockHeader same = BlockHeader.parse(EvmSamples.headerRlp(ROOT, 5, 21).toBytes());
    assertEquals(header, same);
    assertEquals(header.hashCode(), same.hashCode());
    assertNotEquals(header, BlockHeader.parse(EvmSamples.headerRlp(ROOT, 6, 21).toBytes()));
  }

  private static void assertMalformed(List<Rlp> fields) {
    byte[] rlp = new Rlp.RlpList(fields).toBytes();
    assertThrows(MalformedException.class, () -> BlockHeader.parse(rlp));
  }
}
