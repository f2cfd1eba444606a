package dev.solvent.server.demo;

import dev.solvent.merkle.Issuer;
import java.net.URI;
import java.time.InstantSource;

/**
 * What a made-up exchange is like.
 *
 * @param address where it says that it publishes
 * @param customers how many rows its book has
 * @param judged whether it publishes a solvency report, and holds a token of its own
 * @param clock what time it is for the exchange, its chain, witnesses and authorities
 */
public record DemoPlan(
    Issuer issuer, URI address, int customers, boolean judged, InstantSource clock) {
  /** The demo's own, as of now. */
  public static DemoPlan standard(URI address) {
    return new DemoPlan(
        new Issuer("exchange.example"), address, 20_000, true, InstantSource.system());
  }
}
