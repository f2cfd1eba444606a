package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmOutcome.IfGenuine;
import dev.solvent.attest.evm.EvmOutcome.Reason;
import dev.solvent.attest.evm.EvmOutcome.Refused;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EvmHoldingTest {
  private static void assertRefused(Reason reason, EvmEvidence evidence) {
    EvmOutcome outcome = new EvmHolding(EvmSamples.rules()).check(evidence);
    assertEquals(reason, assertInstanceOf(Refused.class, outcome).reason());
  }

  private static IfGenuine shown(EvmEvidence evidence) {
    return assertInstanceOf(IfGenuine.class, new EvmHolding(EvmSamples.rules()).check(evidence));
  }

  @Test
  void coinAndToken_areShownIfTheBlockIsGenuine() throws Exception {
    IfGenuine coin = shown(EvmSamples.coinEvidence());
    assertEquals(EvmSamples.COINS.toString(), coin.units().toString());
    assertEquals(25_007_200, coin.number());
    assertEquals(EvmSamples.TIME, coin.time().instant().getEpochSecond());
    assertEquals(EvmSamples.coinEvidence().header().hash(), coin.block().hash());
    assertEquals(
        EvmSamples.TOKENS.toString(), shown(EvmSamples.tokenEvidence()).units().toString());
  }

  @Test
  void anAccountThatIsNotThere_holdsNothing() throws Exception {
    SlowTrie state = EvmSamples.state(new SlowTrie(), new SlowTrie());
    EvmAddress nobody = EvmSamples.address("99");
    EvmEvidence evidence =
        new EvmEvidence(
            AccountRef.of(EvmSamples.CHAIN, nobody),
            EvmSamples.coin(),
            EvmSamples.header(state.root(), 5),
            state.proveHashed(nobody.bytes().toBytes()),
            List.of());
    assertTrue(shown(evidence).units().isZero());
  }

  /** What was seen proven is that contract under that root by those nodes, and nothing near it. */
  @Test
  void aProofSeenBefore_helpsNoOther() throws Exception {
    EvmHolding check = new EvmHolding(EvmSamples.rules());
    for (EvmEvidence good : List.of(EvmSamples.coinEvidence(), EvmSamples.tokenEvidence())) {
      assertInstanceOf(IfGenuine.class, check.check(good));
      assertEquals(check.check(good), check.check(good));
      EvmEvidence otherBlock =
          new EvmEvidence(
              good.account(),
              good.asset(),
              EvmSamples.header(Keccak256.hash(), 5),
              good.accountNodes(),
              good.storage());
      EvmEvidence fewerNodes =
          new EvmEvidence(
              good.account(),
              good.asset(),
              good.header(),
              good.accountNodes().subList(1, good.accountNodes().size()),
              good.storage());
      for (EvmEvidence near : List.of(otherBlock, fewerNodes)) {
        Refused refused = assertInstanceOf(Refused.class, check.check(near));
        assertEquals(Reason.ACCOUNT_NOT_PROVEN, refused.reason());
      }
    }
  }

  /** The operator picks a slot with a larger number in it, or proves another's balance. */
  @Test
  void threat16_aSlotThatIsNotTheBalanceByTheReadersRule_isRefused() throws Exception {
    for (Hash slot :
        List.of(
            StorageSlots.solidityMapping(StorageSlots.of(10), EvmSamples.HOLDER),
            StorageSlots.solidityMapping(StorageSlots.of(9), EvmSamples.SAFE),
            StorageSlots.vyperMapping(StorageSlots.of(9), EvmSamples.HOLDER))) {
      assertRefused(Reason.SLOT_NOT_PROVEN, EvmSamples.tokenEvidence(slot, EvmSamples.TOKEN_SLOTS));
    }
  }

  @Test
  void threat16_aTokenWithoutARule_isRefused() throws Exception {
    EvmOutcome outcome = new EvmHolding(Map.of()).check(EvmSamples.tokenEvidence());
    assertEquals(Reason.NO_TOKEN_RULE, assertInstanceOf(Refused.class, outcome).reason());
  }

  @Test
  void threat16_anotherCodeOrImplementation_isRefused() throws Exception {
    TokenRule rule = EvmSamples.rules().get(EvmSamples.token().decoded());
    TokenRule other =
        new TokenRule(
            Set.of(EvmSamples.PROXY_CODE), rule.layout(), rule.mapping(), rule.implementation());
    EvmOutcome outcome =
        new EvmHolding(Map.of(EvmSamples.token().decoded(), other))
            .check(EvmSamples.tokenEvidence());
    assertEquals(Reason.OTHER_CODE, assertInstanceOf(Refused.class, outcome).reason());

    Map<Hash, BigInteger> slots = new HashMap<>(EvmSamples.TOKEN_SLOTS);
    slots.put(EvmSamples.IMPLEMENTATION_SLOT, BigInteger.TWO);
    Hash balance = StorageSlots.solidityMapping(StorageSlots.of(9), EvmSamples.HOLDER);
    assertRefused(Reason.OTHER_IMPLEMENTATION, EvmSamples.tokenEvidence(balance, slots));
  }

  @Test
  void implementationLeftOut_isRefused() throws Exception {
    EvmEvidence whole = EvmSamples.tokenEvidence();
    assertRefused(
        Reason.SLOT_NOT_PROVEN,
        new EvmEvidence(
            whole.account(),
            whole.asset(),
            whole.header(),
            whole.accountNodes(),
            whole.storage().subList(0, 1)));
  }

  @Test
  void packedBalance_isTheLowBitsThatTheRuleNames() throws Exception {
    Hash balance = StorageSlots.solidityMapping(StorageSlots.of(9), EvmSamples.HOLDER);
    Map<Hash, BigInteger> slots = new HashMap<>(EvmSamples.TOKEN_SLOTS);
    slots.put(balance, BigInteger.ONE.shiftLeft(255).add(EvmSamples.TOKENS));
    TokenRule plain = EvmSamples.rules().get(EvmSamples.token().decoded());
    TokenRule packed =
        new TokenRule(
            plain.codeHashes(), plain.layout(), plain.mapping(), 255, plain.implementation());
    EvmOutcome outcome =
        new EvmHolding(Map.of(EvmSamples.token().decoded(), packed))
            .check(EvmSamples.tokenEvidence(balance, slots));
    assertEquals(
        EvmSamples.TOKENS.toString(),
        assertInstanceOf(IfGenuine.class, outcome).units().toString());
  }

  /** A flag in the highest bit makes it another number; without a rule it is not masked. */
  @Test
  void aNumberOf2To128OrMore_isRefused() throws Exception {
    Hash balance = StorageSlots.solidityMapping(StorageSlots.of(9), EvmSamples.HOLDER);
    Map<Hash, BigInteger> slots = new HashMap<>(EvmSamples.TOKEN_SLOTS);
    slots.put(balance, BigInteger.ONE.shiftLeft(255).add(EvmSamples.TOKENS));
    assertRefused(Reason.NOT_AN_AMOUNT, EvmSamples.tokenEvidence(balance, slots));
  }

  @Test
  void vyperLayout_hashesInTheOtherOrder() throws Exception {
    Hash slot = StorageSlots.vyperMapping(StorageSlots.of(9), EvmSamples.HOLDER);
    SlowTrie storage = EvmSamples.storage(Map.of(slot, BigInteger.TEN));
    SlowTrie state = EvmSamples.state(storage, new SlowTrie());
    EvmEvidence evidence =
        new EvmEvidence(
            EvmSamples.holder(),
            EvmSamples.token(),
            EvmSamples.header(state.root(), 5),
            state.proveHashed(EvmSamples.TOKEN.bytes().toBytes()),
            List.of(EvmSamples.proof(storage, slot)));
    TokenRule rule =
        new TokenRule(
            Set.of(EvmSamples.TOKEN_CODE),
            TokenRule.Layout.VYPER,
            StorageSlots.of(9),
            Optional.empty());
    EvmOutcome outcome = new EvmHolding(Map.of(EvmSamples.token().decoded(), rule)).check(evidence);
    assertEquals("10", assertInstanceOf(IfGenuine.class, outcome).units().toString());
  }

  /**
   * Anyone can write a header over a state of their own: nothing but the outcome's name says so.
   */
  @Test
  void threat24_anInventedHeader_showsOnlyWhatIsSoIfItIsGenuine() throws Exception {
    SlowTrie state =
        new SlowTrie()
            .putHashed(
                EvmSamples.HOLDER.bytes().toBytes(),
                EvmSamples.account(BigInteger.TWO.pow(100), new SlowTrie(), Keccak256.hash()));
    EvmEvidence invented =
        new EvmEvidence(
            EvmSamples.holder(),
            EvmSamples.coin(),
            EvmSamples.header(state.root(), 25_007_200),
            state.proveHashed(EvmSamples.HOLDER.bytes().toBytes()),
            List.of());
    IfGenuine outcome = shown(invented);
    assertTrue(!outcome.block().equals(shown(EvmSamples.coinEvidence()).block()));
  }

  /** Each bit of a header is in its hash; each bit of a file changes the outcome or is refused. */
  @Test
  void everyFlippedByteOfAFile_isRefusedOrSaysOfWhatElseItIs() throws Exception {
    for (EvmEvidence evidence : List.of(EvmSamples.coinEvidence(), EvmSamples.tokenEvidence())) {
      EvmOutcome good = shown(evidence);
      byte[] bytes = evidence.toBytes();
      assertEquals(evidence, EvmEvidence.parse(bytes));
      for (int at = 0; at < bytes.length; at++) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        try {
          EvmOutcome outcome = new EvmHolding(EvmSamples.rules()).check(EvmEvidence.parse(changed));
          if (outcome instanceof IfGenuine shown) {
            assertTrue(
                !shown.block().hash().equals(evidence.header().hash())
                    || !shown.block().chain().equals(EvmSamples.CHAIN)
                    || !shown.account().equals(evidence.account())
                    || !shown.asset().equals(evidence.asset()),
                "byte " + at + good);
          }
        } catch (MalformedException e) {
          assertTrue(e.getMessage() != null);
        }
      }
    }
  }

  @Test
  void form_refusesStorageForACoin_noneForAToken_andTwoChains() throws Exception {
    EvmEvidence coin = EvmSamples.coinEvidence();
    EvmEvidence token = EvmSamples.tokenEvidence();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new EvmEvidence(
                coin.account(), coin.asset(), coin.header(), List.of(), token.storage()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new EvmEvidence(coin.account(), token.asset(), coin.header(), List.of(), List.of()));
    AccountRef elsewhere = AccountRef.parse("eip155:10:" + EvmSamples.HOLDER);
    assertThrows(
        IllegalArgumentException.class,
        () -> new EvmEvidence(elsewhere, coin.asset(), coin.header(), List.of(), List.of()));
  }
}
