package dev.solvent.chain.observe;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.chain.evm.EvmWorld;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Manifests that say what a test wants. */
final class Manifests {
  private Manifests() {}

  static ReservesManifest of(List<PinnedBlock> chains, Holding... holdings) {
    return of(chains, Arrays.asList(holdings));
  }

  static ReservesManifest of(List<PinnedBlock> chains, List<Holding> holdings) {
    List<Holding> sorted =
        holdings.stream()
            .sorted(
                Comparator.comparing((Holding each) -> each.account().toString())
                    .thenComparing(each -> each.asset().toString()))
            .toList();
    return new ReservesManifest(
        EvmWorld.now(),
        chains,
        new Epoch(7),
        sorted,
        new Issuer("exchange.example"),
        JsonObject.EMPTY);
  }

  static Holding holding(HoldingRef ref, Assurance assurance, long units) {
    boolean bare = assurance == Assurance.CLAIMED || assurance == Assurance.OBSERVED;
    Hash some = Digests.sha256(ref.toString().getBytes(StandardCharsets.UTF_8));
    return new Holding(
        ref.account(),
        ref.asset(),
        assurance,
        asset(),
        bare ? Optional.empty() : Optional.of(some),
        Ownership.NONE,
        Optional.empty(),
        units(units));
  }

  private static Asset asset() {
    try {
      return new Asset(Ticker.parse("ETH"), 18);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  static Amount units(long units) {
    try {
      return Amount.parse(Long.toString(units));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
