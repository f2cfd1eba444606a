package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a trie may hold in an account's or a slot's place: any bytes, under a proof that is right,
 * to which a fuzzer of proofs would never come.
 */
class AccountStateFuzzTest {
  private static final Hash SLOT = StorageSlots.of(3);

  static Stream<byte[]> seeds() {
    return Stream.of(
        EvmSamples.account(EvmSamples.COINS, new SlowTrie(), EvmSamples.TOKEN_CODE).toBytes(),
        new byte[] {5},
        new byte[] {(byte) 0x82, 1, 0},
        new byte[] {(byte) 0x80});
  }

  @MethodSource("seeds")
  @FuzzTest
  void value_ofAnyBytes_isReadOrRefused(byte[] bytes) throws Exception {
    if (bytes.length == 0) {
      return; // a trie holds no empty value
    }
    byte[] account = Keccak256.hash(EvmSamples.HOLDER.bytes().toBytes()).toBytes();
    List<Octets> nodes = new SlowTrie().put(account, bytes).prove(account);
    Hash root = Keccak256.hash(nodes.getFirst().toBytes());
    try {
      AccountState state = AccountState.prove(root, EvmSamples.HOLDER, nodes);
      assertEquals(Octets.of(bytes), Octets.of(toRlp(state)));
    } catch (MalformedException refused) {
      assertEquals(MalformedException.class, refused.getClass());
    }
    slot(bytes);
  }

  private static byte[] toRlp(AccountState state) {
    return Rlp.list(
            Rlp.of(state.nonce()),
            Rlp.of(state.balance()),
            Rlp.of(state.storageRoot().toBytes()),
            Rlp.of(state.codeHash().toBytes()))
        .toBytes();
  }

  private static void slot(byte[] bytes) throws Exception {
    byte[] key = Keccak256.hash(SLOT.toBytes()).toBytes();
    List<Octets> nodes = new SlowTrie().put(key, bytes).prove(key);
    Hash root = Keccak256.hash(nodes.getFirst().toBytes());
    AccountState state =
        new AccountState(EvmSamples.COINS, EvmSamples.COINS, root, EvmSamples.TOKEN_CODE);
    try {
      assertEquals(Octets.of(bytes), Octets.of(Rlp.of(state.slot(SLOT, nodes)).toBytes()));
    } catch (MalformedException refused) {
      assertEquals(MalformedException.class, refused.getClass());
    }
  }
}
