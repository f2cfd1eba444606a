package dev.solvent.server.demo.chain;

import static dev.solvent.server.demo.chain.Holders.CHAIN;
import static dev.solvent.server.demo.chain.Holders.TOKEN;
import static dev.solvent.server.demo.chain.Holders.holder;
import static dev.solvent.server.demo.chain.Holders.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.attest.evm.PatriciaProof;
import dev.solvent.attest.evm.Rlp;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DemoChainTest {
  private final TestClock clock = new TestClock();
  private final DemoChain chain = new DemoChain(CHAIN, clock);

  private static DemoHeader at(DemoChain chain, long number) {
    return chain.header(number).orElseThrow();
  }

  @Test
  void chainBeginsWithAnEmptyBlock() {
    DemoHeader first = chain.newest();
    assertEquals(0, first.number());
    assertEquals(PatriciaProof.EMPTY_ROOT, first.header().stateRoot());
    assertEquals(clock.instant(), first.header().time().instant());
  }

  @Test
  void blocksAreLinked_andFoundByNumberAndHash() throws Exception {
    BlockHeader block = chain.mine(state -> state.with(holder(1), units(5)));
    assertEquals(1, block.number());
    assertNotEquals(PatriciaProof.EMPTY_ROOT, block.stateRoot());
    Rlp parent = Rlp.parseList(block.rlp().toBytes(), 1 << 14).items().getFirst();
    assertEquals(at(chain, 0).hash(), Hash.of(parent.string(32)));
    assertEquals(block, chain.header(block.hash()).orElseThrow().header());
    assertEquals(block, at(chain, 1).header());
    assertEquals(Optional.empty(), chain.header(2));
    assertEquals(block.stateRoot(), chain.mine().stateRoot());
  }

  @Test
  void everyBlockSaysWhatChainItIsOf() throws Exception {
    Rlp extra = Rlp.parseList(chain.mine().rlp().toBytes(), 1 << 14).items().get(12);
    assertEquals("solvent demo chain", new String(extra.string(), StandardCharsets.US_ASCII));
  }

  @Test
  void timeIsTheClocks_andNeverGoesBack() {
    clock.move(Duration.ofMinutes(7));
    assertEquals(clock.instant(), chain.mine().time().instant());
    var then = clock.instant();
    assertEquals(then, chain.mine().time().instant());
    clock.move(Duration.ofHours(-1));
    assertEquals(then, chain.mine().time().instant());
  }

  @Test
  void twoChainsThatAreToldTheSame_haveTheSameBlocks() {
    DemoChain twin = new DemoChain(CHAIN, clock);
    for (DemoChain each : new DemoChain[] {chain, twin}) {
      each.mine(state -> state.with(TOKEN).with(TOKEN, holder(1), units(3)));
    }
    assertEquals(chain.newest().hash(), twin.newest().hash());
  }

  @Test
  void finalBlockIsSoManyBlocksBack() {
    DemoChain slow = new DemoChain(CHAIN, clock, 3);
    slow.mine();
    assertEquals(0, slow.newestFinal().number());
    for (int i = 0; i < 4; i++) {
      slow.mine();
    }
    assertEquals(2, slow.newestFinal().number());
    assertEquals(0, chain.newestFinal().number());
    assertEquals(1, chain.mine().number());
    assertEquals(1, chain.newestFinal().number());
  }

  @Test
  void stateOf256BlocksIsKept_andEveryHeader() {
    for (int i = 0; i < DemoChain.STATES; i++) {
      chain.mine();
    }
    assertEquals(Optional.empty(), chain.state(at(chain, 0)));
    assertEquals(DemoState.EMPTY, chain.state(at(chain, 1)).orElseThrow());
  }

  @Test
  void accountThatHoldsNothingAnyMore_leavesTheState() {
    DemoState rich = DemoState.EMPTY.with(holder(1), units(5)).with(holder(2), units(6));
    DemoState poor = rich.with(holder(1), BigInteger.ZERO).with(holder(2), BigInteger.ZERO);
    assertNotEquals(PatriciaProof.EMPTY_ROOT, rich.trie().root());
    assertEquals(PatriciaProof.EMPTY_ROOT, poor.trie().root());
    assertEquals(units(5), rich.account(holder(1)).wei());
  }

  @Test
  void tokensAreCounted_andASlotOfZeroIsNone() {
    DemoState one =
        DemoState.EMPTY
            .with(TOKEN)
            .with(TOKEN, holder(1), units(7))
            .with(TOKEN, holder(2), units(2));
    DemoState moved = one.with(TOKEN, holder(1), units(0)).with(TOKEN, holder(2), units(9));
    Storage storage = moved.account(TOKEN.address()).storage();
    assertEquals(units(9), storage.word(TokenCode.SUPPLY));
    assertEquals(units(0), storage.word(DemoToken.slot(holder(1))));
    DemoState alone = DemoState.EMPTY.with(TOKEN).with(TOKEN, holder(2), units(9));
    assertEquals(alone.trie().root(), moved.trie().root());
  }

  @Test
  void whatCannotBe_isRefused() {
    DemoState state = DemoState.EMPTY.with(TOKEN);
    BigInteger tooMuch = BigInteger.TWO.pow(256);
    assertThrows(IllegalArgumentException.class, () -> state.with(holder(1), tooMuch));
    assertThrows(IllegalArgumentException.class, () -> state.with(TOKEN, holder(1), tooMuch));
    assertThrows(IllegalArgumentException.class, () -> state.with(holder(1), units(-1)));
    assertThrows(IllegalArgumentException.class, () -> state.withNonce(holder(1), -1));
    assertThrows(IllegalArgumentException.class, () -> state.with(TOKEN));
    assertThrows(
        IllegalArgumentException.class, () -> DemoState.EMPTY.with(TOKEN, holder(1), units(1)));
    ChainId bitcoin = new ChainId("bip122", "000000000019d6689c085ae165831e93");
    assertThrows(IllegalArgumentException.class, () -> new DemoChain(bitcoin, clock));
    assertThrows(IllegalArgumentException.class, () -> new DemoChain(CHAIN, clock, -1));
  }
}
