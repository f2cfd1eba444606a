package dev.solvent.attest.solvency;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.List;

/**
 * What could be had for a holding at short notice: the first so much of its value counts for so
 * much of it, the next for less, and what lies above the last tier for nothing. Without tiers
 * nothing counts.
 *
 * <p>The market takes a first million at its price and a hundredth one at half. So tiers are over
 * value, add up, and never rise, and more of an asset never counts for less.
 */
record Haircut(List<Tier> tiers) {
  static final Haircut NOTHING_COUNTS = new Haircut(List.of());
  private static final int MAX_TIERS = 20;
  private static final BigInteger WHOLE = BigInteger.valueOf(Bounds.WHOLE);

  /**
   * @param counts in ten-thousandths
   * @param upTo of the asset's value, in the smallest unit of the policy's quote
   */
  record Tier(int counts, BigInteger upTo) {
    Tier {
      Bounds.require("counts", counts, 0, Bounds.WHOLE);
    }

    static Tier read(Fields in) throws MalformedException {
      return new Tier(Bounds.share(in, "counts"), in.text("upTo", Amount::parse).toBigInteger());
    }

    JsonObject toJson() {
      return new ObjectBuilder().put("counts", counts).put("upTo", upTo.toString()).build();
    }
  }

  Haircut {
    tiers = List.copyOf(tiers);
    Bounds.require("tiers", tiers.size(), 0, MAX_TIERS);
    Tier before = new Tier(Bounds.WHOLE, BigInteger.ZERO);
    for (Tier tier : tiers) {
      if (tier.upTo().compareTo(before.upTo()) <= 0) {
        throw new IllegalArgumentException(
            "tier up to " + tier.upTo() + " after " + before.upTo() + ", want ascending from 1");
      }
      if (tier.counts() > before.counts()) {
        throw new IllegalArgumentException(
            ("tier that counts " + tier.counts() + " after " + before.counts())
                + ", want no more than the one before");
      }
      before = tier;
    }
  }

  static Haircut read(Fields in) throws MalformedException {
    List<Tier> tiers = in.list("haircut", 0, MAX_TIERS, Tier::read);
    return in.build(() -> new Haircut(tiers));
  }

  JsonArray toJson() {
    return new JsonArray(tiers.stream().<JsonValue>map(Tier::toJson).toList());
  }

  /**
   * How much of an asset's value can be sold at all: what lies in tiers that count for something.
   *
   * @param unit the smallest unit of the quote, in the measure of the value
   */
  BigInteger sellable(BigInteger unit) {
    BigInteger sellable = BigInteger.ZERO;
    for (Tier tier : tiers) {
      if (tier.counts() > 0) {
        sellable = tier.upTo().multiply(unit);
      }
    }
    return sellable;
  }

  /**
   * What counts of a value, rounded down; never more than the value.
   *
   * @param unit the smallest unit of the quote, in the measure of the value
   */
  BigInteger of(BigInteger value, BigInteger unit) {
    BigInteger counted = BigInteger.ZERO;
    BigInteger from = BigInteger.ZERO;
    for (Tier tier : tiers) {
      BigInteger to = tier.upTo().multiply(unit).min(value);
      if (to.compareTo(from) <= 0) {
        break;
      }
      counted = counted.add(to.subtract(from).multiply(BigInteger.valueOf(tier.counts())));
      from = to;
    }
    return counted.divide(WHOLE);
  }
}
