package dev.solvent.attest.solvency.positions;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Ascending;
import dev.solvent.attest.solvency.positions.Contract.Maturity;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The contracts and loans of an exchange at one moment. Normative text: {@code
 * docs/spec/positions.md}.
 *
 * @param positions ascending by name, each once; none has ended
 */
public record Positions(
    Timestamp asOf, Epoch epoch, Issuer issuer, List<ListedPosition> positions) {
  public static final String FORMAT = "solvent/positions/v1";
  public static final JsonLimits LIMITS = new JsonLimits(8 << 20, 16, 300_000);
  public static final int MAX_POSITIONS = 10_000;

  private static final long LONGEST = 864_000_000;

  public Positions {
    positions = List.copyOf(positions);
    if (positions.size() > MAX_POSITIONS) {
      throw new IllegalArgumentException(
          "positions: " + positions.size() + " items, want 0 to " + MAX_POSITIONS);
    }
    Ascending.require("positions", positions, ListedPosition::name, Comparator.naturalOrder());
    for (ListedPosition each : positions) {
      Optional<Maturity> end = each.contract().maturity();
      long left = end.isPresent() ? secondsFrom(asOf, end.get()) : 1;
      if (left < 1 || left > LONGEST) {
        throw new IllegalArgumentException(
            each.name() + " ends in " + left + " s, want 1 to " + LONGEST);
      }
    }
  }

  private static long secondsFrom(Timestamp asOf, Maturity end) {
    return Duration.between(asOf.instant(), end.expiry().instant()).toSeconds();
  }

  public static Positions parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, Positions::read);
  }

  private static Positions read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    Timestamp asOf = in.text("asOf", Timestamp::parse);
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    Issuer issuer = in.text("issuer", Issuer::parse);
    List<ListedPosition> positions = in.list("positions", 0, MAX_POSITIONS, ListedPosition::read);
    return in.build(() -> new Positions(asOf, epoch, issuer, positions));
  }

  /** The bytes that {@link #parse} reads, and that a report names. */
  public byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("asOf", asOf.toString())
            .put("epoch", epoch.number())
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("positions", positions, ListedPosition::toJson)
            .build();
    return CanonicalJson.print(json, LIMITS);
  }

  /** Seconds from this moment until then. */
  public long secondsUntil(Maturity end) {
    return secondsFrom(asOf, end);
  }
}
