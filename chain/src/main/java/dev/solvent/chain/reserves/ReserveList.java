package dev.solvent.chain.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.Place;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.chain.reading.HoldingRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** An exchange's reserves, each once whatever its spelling. */
public record ReserveList(List<Reserve> reserves) {
  public ReserveList {
    reserves = List.copyOf(reserves);
    if (reserves.size() > ReservesManifest.MAX_HOLDINGS) {
      throw new IllegalArgumentException(
          reserves.size() + " holdings, want at most " + ReservesManifest.MAX_HOLDINGS);
    }
    Map<Place, HoldingRef> seen = new HashMap<>();
    for (Reserve reserve : reserves) {
      HoldingRef before = seen.put(reserve.holding().place(), reserve.holding());
      if (before != null) {
        throw new IllegalArgumentException(
            reserve.holding() + " stands twice, the first time as " + before + ", want it once");
      }
    }
  }

  /** Those that are read on that chain. */
  List<HoldingRef> onChain(ChainId chain) {
    return reserves.stream()
        .filter(reserve -> reserve instanceof Reserve.OnChain)
        .map(Reserve::holding)
        .filter(holding -> holding.account().chain().equals(chain))
        .toList();
  }

  public SortedSet<ChainId> chains() {
    SortedSet<ChainId> chains = new TreeSet<>();
    reserves.forEach(reserve -> chains.add(reserve.holding().account().chain()));
    return chains;
  }

  public SortedSet<AccountRef> accounts() {
    SortedSet<AccountRef> accounts = new TreeSet<>();
    reserves.forEach(reserve -> accounts.add(reserve.holding().account()));
    return accounts;
  }
}
