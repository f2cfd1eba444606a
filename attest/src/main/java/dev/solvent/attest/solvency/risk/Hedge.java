package dev.solvent.attest.solvency.risk;

import dev.solvent.merkle.Ticker;
import java.util.List;

/**
 * What the surplus in one asset gains by its price, with and without contracts.
 *
 * @param surplus in whole units: held less owed
 * @param contracts the greeks of the positions on the asset, added up
 */
public record Hedge(Ticker asset, double surplus, Greeks contracts) {
  public static Hedge of(Ticker asset, double surplus, List<? extends Instrument> instruments) {
    Greeks sum = Greeks.NONE;
    for (Instrument instrument : instruments) {
      sum = sum.plus(instrument.greeks(asset));
    }
    return new Hedge(asset, surplus, sum);
  }

  /** The surplus and the contracts together, in whole units. */
  public double net() {
    return surplus + contracts.delta();
  }

  /** How much of the surplus the contracts offset: 1 where nothing is left, 0 without any. */
  public double ratio() {
    return surplus == 0 ? 0 : -contracts.delta() / surplus;
  }

  /**
   * Whether what is left of the surplus lies within the band. Contracts on an asset without surplus
   * are a bet: then nothing may be left.
   *
   * @param band a share of the surplus, in ten-thousandths
   */
  public boolean isNeutral(int band) {
    return Math.abs(net()) * 10_000 <= Math.abs(surplus) * band;
  }
}
