package dev.solvent.merkle.tree;

import dev.solvent.merkle.AccountId;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The generation of each account whose link was ever revoked; that of every other is 0. Immutable.
 */
public final class Generations {
  public static final Generations NONE = new Generations(Map.of());

  private final Map<ByteBuffer, Integer> byId;

  public Generations(Map<AccountId, Integer> generations) {
    byId = HashMap.newHashMap(generations.size());
    generations.forEach((id, generation) -> {
      if (generation < 0) {
        throw new IllegalArgumentException("generation " + generation + ", want 0 or more");
      }
      byId.put(ByteBuffer.wrap(id.utf8()), generation);
    });
  }

  public int of(AccountId account) {
    byte[] id = account.utf8();
    return of(id, id.length);
  }

  int of(byte[] id, int length) {
    return byId.isEmpty() ? 0 : byId.getOrDefault(ByteBuffer.wrap(id, 0, length), 0);
  }
}
