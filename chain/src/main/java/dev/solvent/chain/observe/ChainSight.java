package dev.solvent.chain.observe;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.Place;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.observation.ObservedHolding;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.chain.observe.ObserverOutcome.Reason;
import dev.solvent.chain.observe.ObserverOutcome.Seen;
import dev.solvent.chain.pin.Dissent;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.merkle.Amount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One chain at a block that was found, and what stands in accounts there. One thread. */
final class ChainSight {
  private static final Comparator<ObservedHolding> ORDER =
      Comparator.comparing(ObservedHolding::account).thenComparing(ObservedHolding::asset);

  private final ChainReader reader;
  private final Pinned pin;
  private final Map<Place, Amount> units = new ConcurrentHashMap<>();
  private final List<Unread> unread = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  ChainSight(ChainReader reader, Pinned pin) {
    this.reader = reader;
    this.pin = pin;
  }

  /**
   * Reads everything at once, and where that fails one asset after the other, so that a token that
   * cannot be read hides no more than itself: whoever writes a manifest could name one to keep the
   * rest from being looked at.
   */
  ObserverOutcome read(List<Holding> holdings) throws InterruptedException {
    Map<Place, HoldingRef> places = places(holdings);
    Optional<String> problem = problem(List.copyOf(places.values()));
    if (problem.isPresent()) {
      Map<AssetRef.Decoded, List<HoldingRef>> assets = byAsset(places);
      for (List<HoldingRef> sameAsset : assets.values()) {
        Optional<String> why = assets.size() == 1 ? problem : problem(unseen(sameAsset));
        if (why.isPresent()) {
          if (reader.pinning().confirm(pin.header()) instanceof NoQuorum none) {
            return Observer.notSeen(block(), Reason.LOST, none);
          }
          unseen(sameAsset).forEach(holding -> unread.add(new Unread(holding, why.get())));
        }
      }
    }
    return switch (reader.pinning().confirm(pin.header())) {
      case NoQuorum none -> Observer.notSeen(block(), Reason.LOST, none);
      case Pinned still -> seen(holdings, places, still);
    };
  }

  private BlockRef block() {
    return pin.header().block().ref();
  }

  /** Each once, in its first spelling. */
  private static Map<Place, HoldingRef> places(List<Holding> holdings) {
    Map<Place, HoldingRef> places = new LinkedHashMap<>();
    for (Holding holding : holdings) {
      HoldingRef ref = new HoldingRef(holding.account(), holding.asset());
      places.putIfAbsent(ref.place(), ref);
    }
    return places;
  }

  private static Map<AssetRef.Decoded, List<HoldingRef>> byAsset(Map<Place, HoldingRef> places) {
    Map<AssetRef.Decoded, List<HoldingRef>> assets = new LinkedHashMap<>();
    places.forEach(
        (place, ref) -> assets.computeIfAbsent(place.asset(), _ -> new ArrayList<>()).add(ref));
    return assets;
  }

  private List<HoldingRef> unseen(List<HoldingRef> wanted) {
    return wanted.stream().filter(holding -> !units.containsKey(holding.place())).toList();
  }

  /** Why some of them could not be read; those that could are kept in either case. */
  private Optional<String> problem(List<HoldingRef> wanted) throws InterruptedException {
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    try {
      faults.addAll(
          reader.read(
              pin, wanted, reading -> units.put(reading.holding().place(), reading.units())));
    } catch (UnreadableException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return unseen(wanted).isEmpty()
        ? Optional.empty()
        : Optional.of("the chain's reader said nothing of it");
  }

  private Seen seen(List<Holding> holdings, Map<Place, HoldingRef> places, Pinned still) {
    List<Dissent> dissents = new ArrayList<>(pin.dissents());
    still.dissents().stream().filter(one -> !dissents.contains(one)).forEach(dissents::add);
    return new Seen(block(), observations(places), differences(holdings), unread, faults, dissents);
  }

  private List<Observation> observations(Map<Place, HoldingRef> places) {
    List<ObservedHolding> observed = new ArrayList<>();
    places.forEach((place, ref) -> {
      Amount seen = units.get(place);
      if (seen != null) {
        observed.add(new ObservedHolding(ref.account(), ref.asset(), seen));
      }
    });
    observed.sort(ORDER);
    PinnedBlock block = pin.header().pinned();
    List<Observation> observations = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(observed.size(), from + Observation.MAX_HOLDINGS);
      observations.add(new Observation(block, observed.subList(from, to)));
      from = to;
    } while (from < observed.size());
    return observations;
  }

  private List<Difference> differences(List<Holding> holdings) {
    List<Difference> differences = new ArrayList<>();
    for (Holding holding : holdings) {
      Amount seen = units.get(Place.of(holding.account(), holding.asset()));
      if (seen != null && !seen.equals(holding.units())) {
        differences.add(new Difference(holding, seen));
      }
    }
    return differences;
  }
}
