package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConsensusRulesTest {
  /** Block 0 of Bitcoin. */
  private static final String BITCOIN =
      "01000000"
          + "00".repeat(32)
          + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a"
          + "29ab5f49ffff001d1dac2b7c";

  /** Block 0 of Litecoin. */
  private static final String LITECOIN =
      "01000000"
          + "00".repeat(32)
          + "d9ced4ed1130f7b7faad9be25323ffafa33232a17c3edf6cfd97bee6bafbdd97"
          + "b9aa8e4ef0ff0f1ecd513f7c";

  private static void check(BitcoinChain chain, String header) throws MalformedException {
    ConsensusRules.of(chain).requireWork(RawHeader.parse(header));
  }

  private static void refused(String words, BitcoinChain chain, String header) {
    MalformedException refusal = assertThrows(MalformedException.class, () -> check(chain, header));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }

  /** With other bits, given as they are shown. */
  private static String withBits(String bits) {
    StringBuilder little = new StringBuilder();
    for (int at = 6; at >= 0; at -= 2) {
      little.append(bits, at, at + 2);
    }
    return BITCOIN.substring(0, 144) + little + BITCOIN.substring(152);
  }

  @Test
  void header_saysWhatItsBytesSay() throws Exception {
    RawHeader header = RawHeader.parse(BITCOIN);
    assertEquals(
        "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
        header.hash().toString());
    assertEquals("00".repeat(32), header.previous().toString());
    assertEquals(
        "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
        header.merkleRoot().toString());
    assertEquals("2009-01-03T18:15:05Z", header.time().toString());
    assertEquals(0x1d00ffffL, header.bits());
  }

  @Test
  void header_ofAnotherLength_isRefused() {
    for (String hex : List.of("", BITCOIN + "00", BITCOIN.substring(2), BITCOIN + "0", "zz")) {
      assertThrows(MalformedException.class, () -> RawHeader.parse(hex), hex);
    }
  }

  @Test
  void work_ofEveryChainsBlock0_isDone() {
    assertDoesNotThrow(() -> check(BitcoinChain.BITCOIN, BITCOIN));
    assertDoesNotThrow(() -> check(BitcoinChain.BITCOIN_TESTNET, BITCOIN));
    assertDoesNotThrow(() -> check(BitcoinChain.LITECOIN, LITECOIN));
    assertEquals(
        "12a765e31ffd4059bada1e25190f6e98c99d9714d334efa41a195a7e7e04bfe2",
        assertDoesNotThrow(() -> RawHeader.parse(LITECOIN)).hash().toString());
  }

  @Test
  void work_withAnotherNonce_isNotDone() {
    refused("without its work", BitcoinChain.BITCOIN, BITCOIN.substring(0, 152) + "1dac2b7d");
    refused("without its work", BitcoinChain.LITECOIN, LITECOIN.substring(0, 152) + "cd513f7d");
  }

  @Test
  void work_byAnotherFunction_isNotDone() {
    refused("want SCRYPT", BitcoinChain.LITECOIN, BITCOIN);
  }

  @Test
  void target_thatTheChainDoesNotHave_isRefused() {
    for (String bits :
        List.of(
            "1d010000", "207fffff", "ff7fffff", "1d800001", "1d000000", "00000000", "01003456")) {
      refused("with target", BitcoinChain.BITCOIN, withBits(bits));
    }
    refused("without its work", BitcoinChain.BITCOIN, withBits("03000001"));
  }

  @Test
  void target_ofATestChain_isMetByEverySecondTry() {
    String block0 = BITCOIN.substring(0, 136) + "dae5494dffff7f2002000000";
    assertDoesNotThrow(() -> check(BitcoinChain.BITCOIN_REGTEST, block0));
    refused("with target", BitcoinChain.BITCOIN, block0);
    refused("with target", BitcoinChain.BITCOIN_REGTEST, withBits("20800000"));
  }

  /** Block 100,000 of Bitcoin, which has four transactions, and three of them. */
  @Test
  void merkleRoot_isThatOfTheTransactionsInTheirOrder() throws Exception {
    List<Hash> four =
        List.of(
            Hash.parse("8c14f0db3df150123e6f3dbbf30f8b955a8249b62ac1d1ff16284aefa3d06d87"),
            Hash.parse("fff2525b8931402dd09222c50775608f75787bd2b87e56995a7bdd30f79702c4"),
            Hash.parse("6359f0868171b1d194cbee1af2f16ea598ae8fad666d9b012c8ed2b79a236ec4"),
            Hash.parse("e9a66845e05d5abc0ad04ec80f774a7e585c6e8db975962d069a522137b80c1d"));
    assertEquals(
        "f3e94742aca4b5ef85488dc37c06c3282295ffec960994b2c0d5ac2a25a95766",
        BlockHashes.merkleRoot(four).toString());
    assertEquals(four.getFirst(), BlockHashes.merkleRoot(four.subList(0, 1)));
    List<Hash> three = four.subList(0, 3);
    assertEquals(
        BlockHashes.merkleRoot(List.of(three.get(0), three.get(1), three.get(2), three.get(2))),
        BlockHashes.merkleRoot(three));
  }
}
