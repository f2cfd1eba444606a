package dev.solvent.attest.evm;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A small world: a holder with coins, a token behind a proxy, a Safe, and headers for them. */
public final class EvmSamples {
  public static final ChainId CHAIN = ChainId.evm(1);
  public static final long TIME = 1_780_000_000L;
  public static final EvmAddress HOLDER = address("52");
  public static final EvmAddress TOKEN = address("70");
  public static final EvmAddress IMPLEMENTATION = address("71");
  public static final EvmAddress SAFE = address("5a");
  public static final EvmAddress SINGLETON = address("5b");
  public static final Hash TOKEN_CODE = Keccak256.hash(new byte[] {1});
  public static final Hash PROXY_CODE = Keccak256.hash(new byte[] {2});
  public static final Hash IMPLEMENTATION_SLOT = StorageSlots.of(77);
  public static final BigInteger COINS = new BigInteger("1500000000000000000");
  public static final BigInteger TOKENS = BigInteger.valueOf(120_000_000_000L);

  private EvmSamples() {}

  static EvmAddress address(String hex) {
    return new EvmAddress(Octets.of(HexFormat.of().parseHex(hex.repeat(20))));
  }

  static Hash word(EvmAddress address) {
    return StorageSlots.of(new BigInteger(1, address.bytes().toBytes()));
  }

  public static AccountRef holder() {
    return AccountRef.of(CHAIN, HOLDER);
  }

  static AssetRef coin() {
    return new AssetRef(CHAIN, AssetRef.COIN, "60");
  }

  static AssetRef token() {
    return new AssetRef(CHAIN, AssetRef.TOKEN, TOKEN.toString());
  }

  static Map<AssetRef.Decoded, TokenRule> rules() {
    TokenRule.Implementation implementation =
        new TokenRule.Implementation(IMPLEMENTATION_SLOT, Set.of(IMPLEMENTATION));
    return Map.of(
        token().decoded(),
        new TokenRule(
            Set.of(TOKEN_CODE),
            TokenRule.Layout.SOLIDITY,
            StorageSlots.of(9),
            Optional.of(implementation)));
  }

  /** A contract's storage; what is zero is not stored. */
  static SlowTrie storage(Map<Hash, BigInteger> slots) {
    SlowTrie trie = new SlowTrie();
    slots.forEach((slot, value) -> {
      if (value.signum() != 0) {
        trie.putHashed(slot.toBytes(), Rlp.of(value));
      }
    });
    return trie;
  }

  public static Rlp account(BigInteger balance, SlowTrie storage, Hash code) {
    return Rlp.list(
        Rlp.of(BigInteger.ONE),
        Rlp.of(balance),
        Rlp.of(storage.root().toBytes()),
        Rlp.of(code.toBytes()));
  }

  public static BlockHeader header(Hash stateRoot, long number) throws Exception {
    return BlockHeader.parse(headerRlp(stateRoot, number, 21).toBytes());
  }

  static Rlp headerRlp(Hash stateRoot, long number, int fields) {
    Rlp word = Rlp.of(Keccak256.hash(new byte[] {(byte) fields}).toBytes());
    Rlp zero = Rlp.of(BigInteger.ZERO);
    Rlp count = Rlp.of(BigInteger.valueOf(30_000_000));
    List<Rlp> all =
        Stream.of(
                word,
                word,
                Rlp.of(new byte[20]),
                Rlp.of(stateRoot.toBytes()),
                word,
                word,
                Rlp.of(new byte[256]),
                zero,
                Rlp.of(BigInteger.valueOf(number)),
                count,
                count,
                Rlp.of(BigInteger.valueOf(TIME)),
                Rlp.of(new byte[] {'s', 'o', 'l'}),
                word,
                Rlp.of(new byte[8]),
                Rlp.of(BigInteger.TEN),
                word,
                zero,
                zero,
                word,
                word,
                word,
                zero)
            .toList();
    return new Rlp.RlpList(all.subList(0, fields));
  }

  static final Map<Hash, BigInteger> TOKEN_SLOTS =
      Map.of(
          StorageSlots.solidityMapping(StorageSlots.of(9), HOLDER),
          TOKENS,
          StorageSlots.solidityMapping(StorageSlots.of(9), SAFE),
          BigInteger.valueOf(5),
          StorageSlots.solidityMapping(StorageSlots.of(10), HOLDER),
          TOKENS.shiftLeft(20),
          IMPLEMENTATION_SLOT,
          new BigInteger(1, IMPLEMENTATION.bytes().toBytes()));

  static SlowTrie state(SlowTrie token, SlowTrie safe) {
    return new SlowTrie()
        .putHashed(HOLDER.bytes().toBytes(), account(COINS, new SlowTrie(), Keccak256.hash()))
        .putHashed(TOKEN.bytes().toBytes(), account(BigInteger.ONE, token, TOKEN_CODE))
        .putHashed(SAFE.bytes().toBytes(), account(BigInteger.ZERO, safe, PROXY_CODE));
  }

  static EvmEvidence coinEvidence() throws Exception {
    SlowTrie state = state(storage(TOKEN_SLOTS), new SlowTrie());
    return new EvmEvidence(
        holder(),
        coin(),
        header(state.root(), 25_007_200),
        state.proveHashed(HOLDER.bytes().toBytes()),
        List.of());
  }

  static EvmEvidence tokenEvidence() throws Exception {
    return tokenEvidence(StorageSlots.solidityMapping(StorageSlots.of(9), HOLDER), TOKEN_SLOTS);
  }

  static EvmEvidence tokenEvidence(Hash balanceSlot, Map<Hash, BigInteger> slots) throws Exception {
    SlowTrie storage = storage(slots);
    SlowTrie state = state(storage, new SlowTrie());
    return new EvmEvidence(
        holder(),
        token(),
        header(state.root(), 25_007_200),
        state.proveHashed(TOKEN.bytes().toBytes()),
        List.of(proof(storage, balanceSlot), proof(storage, IMPLEMENTATION_SLOT)));
  }

  static StorageProof proof(SlowTrie storage, Hash slot) {
    return new StorageProof(slot, storage.proveHashed(slot.toBytes()));
  }

  public static SafeRule safeRule() {
    return new SafeRule(Set.of(PROXY_CODE), Set.of(SINGLETON));
  }

  /** A Safe of these owners, its storage changed where {@code faults} says. */
  public static SafeProof safeProof(
      List<EvmAddress> owners, int threshold, Map<Hash, BigInteger> faults) throws Exception {
    Map<Hash, BigInteger> slots = new HashMap<>();
    List<Hash> asked =
        new ArrayList<>(List.of(StorageSlots.of(0), StorageSlots.of(3), StorageSlots.of(4)));
    slots.put(StorageSlots.of(0), new BigInteger(1, SINGLETON.bytes().toBytes()));
    slots.put(StorageSlots.of(3), BigInteger.valueOf(owners.size()));
    slots.put(StorageSlots.of(4), BigInteger.valueOf(threshold));
    BigInteger at = BigInteger.ONE;
    for (int i = 0; i <= owners.size(); i++) {
      byte[] before = Arrays.copyOfRange(StorageSlots.of(at).toBytes(), 12, 32);
      Hash slot =
          StorageSlots.solidityMapping(StorageSlots.of(2), new EvmAddress(Octets.of(before)));
      at = i == owners.size() ? BigInteger.ONE : new BigInteger(1, owners.get(i).bytes().toBytes());
      slots.put(slot, at);
      asked.add(slot);
    }
    slots.putAll(faults);
    SlowTrie storage = storage(slots);
    SlowTrie state = state(storage(TOKEN_SLOTS), storage);
    return new SafeProof(
        header(state.root(), 25_007_201),
        state.proveHashed(SAFE.bytes().toBytes()),
        asked.stream().map(slot -> proof(storage, slot)).toList());
  }
}
