package dev.solvent.attest.policy;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.MalformedException;
import java.time.Duration;

/**
 * How old, how far apart and how short things may be.
 *
 * @param cosignatureAge the age of the cosignature that completes a quorum
 * @param coverage the least coverage, in ten-thousandths
 * @param interval from one attestation's {@code asOf} to the next one's due date
 * @param ownershipAge the age of a signature over a challenge
 * @param skew between the times of both manifests and of the pinned blocks
 * @param tokenDelay from {@code asOf} to a time token
 */
public record Limits(
    Duration cosignatureAge,
    int coverage,
    Duration interval,
    Duration ownershipAge,
    Duration skew,
    Duration tokenDelay) {
  private static final int MOST_COVERAGE = 1_000_000;
  private static final long LONGEST = Duration.ofDays(10_000).toSeconds();

  public Limits {
    if (coverage < 1 || coverage > MOST_COVERAGE) {
      throw new IllegalArgumentException(
          "coverage " + coverage + ", want 1 to " + MOST_COVERAGE + " ten-thousandths");
    }
    for (Duration each :
        new Duration[] {cosignatureAge, interval, ownershipAge, skew, tokenDelay}) {
      if (each.isNegative()
          || each.toSeconds() > LONGEST
          || !each.equals(Duration.ofSeconds(each.toSeconds()))) {
        throw new IllegalArgumentException(
            "time of " + each + ", want whole seconds up to " + LONGEST);
      }
    }
  }

  /** The stricter of the two in everything. */
  Limits stricter(Limits other) {
    return new Limits(
        shorter(cosignatureAge, other.cosignatureAge),
        Math.max(coverage, other.coverage),
        shorter(interval, other.interval),
        shorter(ownershipAge, other.ownershipAge),
        shorter(skew, other.skew),
        shorter(tokenDelay, other.tokenDelay));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  static Limits read(Fields in) throws MalformedException {
    Duration cosignatureAge = seconds(in, "cosignatureAge");
    int coverage = (int) in.integer("coverage", 1, MOST_COVERAGE);
    Duration interval = seconds(in, "interval");
    Duration ownershipAge = seconds(in, "ownershipAge");
    Duration skew = seconds(in, "skew");
    Duration tokenDelay = seconds(in, "tokenDelay");
    return new Limits(cosignatureAge, coverage, interval, ownershipAge, skew, tokenDelay);
  }

  private static Duration seconds(Fields in, String name) throws MalformedException {
    return Duration.ofSeconds(in.integer(name, 0, LONGEST));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("cosignatureAge", cosignatureAge.toSeconds())
        .put("coverage", coverage)
        .put("interval", interval.toSeconds())
        .put("ownershipAge", ownershipAge.toSeconds())
        .put("skew", skew.toSeconds())
        .put("tokenDelay", tokenDelay.toSeconds())
        .build();
  }
}
