package dev.solvent.merkle.book;

import dev.solvent.merkle.Asset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Finds what a name in the asset column of a long book stands for, without an object a row. */
final class TickerTable {
  /** Not named by any option. */
  static final int UNKNOWN = -1;

  /** Named as one to ignore. */
  static final int IGNORED = -2;

  private final List<byte[]> names = new ArrayList<>();
  private final int assets;
  private final int[] slots; // of each hash the number of a name, from 1; open addressing

  TickerTable(List<Asset> assets, Set<String> ignored) {
    for (Asset asset : assets) {
      names.add(asset.ticker().text().getBytes(StandardCharsets.UTF_8));
    }
    for (String name : ignored) {
      names.add(name.getBytes(StandardCharsets.UTF_8));
    }
    this.assets = assets.size();
    slots = new int[Integer.highestOneBit(names.size()) * 4];
    for (int i = 0; i < names.size(); i++) {
      byte[] name = names.get(i);
      slots[slot(name, 0, name.length)] = i + 1;
    }
  }

  /** The asset's index, or {@link #UNKNOWN} or {@link #IGNORED}. */
  int find(byte[] bytes, int from, int to) {
    int number = slots[slot(bytes, from, to)] - 1;
    return number < 0 ? UNKNOWN : number < assets ? number : IGNORED;
  }

  /** Where the name stands, or the free slot where it would. */
  private int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = hash & (slots.length - 1);
    while (slots[slot] != 0) {
      byte[] name = names.get(slots[slot] - 1);
      if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
        break;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
