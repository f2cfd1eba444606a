package dev.solvent.server.alert;

import java.time.Duration;

/**
 * When something is worth an alert.
 *
 * @param margin so long before the next attestation is due somebody should know that it is not made
 * @param fallBasisPoints in ten-thousandths: a holding that fell by more of what it was has moved
 */
public record AlertSettings(Duration margin, int fallBasisPoints) {
  /** Two hours, and half of a holding. */
  public static final AlertSettings USUAL = new AlertSettings(Duration.ofHours(2), 5_000);

  public AlertSettings {
    if (margin.isNegative() || fallBasisPoints < 0 || fallBasisPoints > 10_000) {
      throw new IllegalArgumentException(
          "margin " + margin + " and fall " + fallBasisPoints + ", want 0 or more, and 0 to 10000");
    }
  }
}
