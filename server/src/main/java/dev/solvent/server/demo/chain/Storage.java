package dev.solvent.server.demo.chain;

import dev.solvent.attest.evm.Rlp;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A contract's variables. Values never change; the trie is built when it is first asked for. */
final class Storage {
  static final Storage EMPTY = new Storage(Map.of());

  private final Map<Hash, BigInteger> words;

  /** Guarded by this. */
  private @Nullable PatriciaTrie trie;

  private Storage(Map<Hash, BigInteger> words) {
    this.words = Map.copyOf(words);
  }

  /** A slot that holds zero is not there. */
  Storage with(Hash slot, BigInteger word) {
    Map<Hash, BigInteger> changed = new HashMap<>(words);
    if (Uint.word(word).signum() == 0) {
      changed.remove(slot);
    } else {
      changed.put(slot, word);
    }
    return new Storage(changed);
  }

  BigInteger word(Hash slot) {
    return words.getOrDefault(slot, BigInteger.ZERO);
  }

  synchronized PatriciaTrie trie() {
    PatriciaTrie built = trie;
    if (built == null) {
      TreeMap<String, Rlp> values = new TreeMap<>();
      words.forEach((slot, word) -> values.put(PatriciaTrie.path(slot.toBytes()), Rlp.of(word)));
      built = PatriciaTrie.of(values);
      trie = built;
    }
    return built;
  }
}
