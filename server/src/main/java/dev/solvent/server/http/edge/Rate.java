package dev.solvent.server.http.edge;

/**
 * How often something may be done.
 *
 * @param perSecond in the long run
 * @param burst at once, after a while of silence
 */
public record Rate(double perSecond, double burst) {
  public Rate {
    if (!(perSecond > 0) || !(burst >= 1)) {
      throw new IllegalArgumentException(
          perSecond + " a second in bursts of " + burst + ", want more than 0, and 1 or more");
    }
  }
}
