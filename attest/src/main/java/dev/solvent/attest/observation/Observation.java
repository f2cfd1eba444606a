package dev.solvent.attest.observation;

import dev.solvent.attest.caip.Place;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** That a chain has this block, and what somebody's own nodes say stands in accounts at it. */
public record Observation(PinnedBlock block, List<ObservedHolding> holdings) {
  public static final String FORMAT = "solvent/observation/v1";
  public static final String PAYLOAD_TYPE = "application/vnd.solvent.observation+json";
  public static final int MAX_HOLDINGS = 10_000;
  private static final JsonLimits LIMITS = new JsonLimits(3 << 20, 8, 60_000);

  public Observation {
    holdings = List.copyOf(holdings);
    if (holdings.size() > MAX_HOLDINGS) {
      throw new IllegalArgumentException(
          "holdings: " + holdings.size() + " items, want 0 to " + MAX_HOLDINGS);
    }
    Set<Place> places = new HashSet<>();
    ObservedHolding before = null;
    for (ObservedHolding holding : holdings) {
      boolean ascends = before == null || ObservedHolding.ORDER.compare(before, holding) < 0;
      if (!ascends || !places.add(holding.place())) {
        throw new IllegalArgumentException(
            "holdings: " + holding.account() + ", want ascending, each once");
      }
      if (!holding.account().chain().equals(block.block().chain())) {
        throw new IllegalArgumentException(
            "holdings: " + holding.account() + ", want an account on " + block.block().chain());
      }
      before = holding;
    }
  }

  /** The units that were seen, by where. */
  public Map<Place, Amount> unitsByPlace() {
    return holdings.stream()
        .collect(Collectors.toUnmodifiableMap(ObservedHolding::place, ObservedHolding::units));
  }

  public static Observation parse(byte[] bytes) throws MalformedException {
    return Fields.readStreamed(
        bytes, LIMITS, "holdings", MAX_HOLDINGS, ObservedHolding::read, Observation::read);
  }

  private static Observation read(Fields in, List<ObservedHolding> holdings)
      throws MalformedException {
    in.constant("format", FORMAT);
    PinnedBlock block = in.object("at", PinnedBlock::read);
    return in.build(() -> new Observation(block, holdings));
  }

  /** The bytes that {@link #parse} reads, and that the observer signs. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("at", block.toJson())
            .put("format", FORMAT)
            .put("holdings", holdings, ObservedHolding::toJson)
            .build();
    return CanonicalJson.print(json, LIMITS);
  }
}
