package dev.solvent.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a solvency report is made of. The files are read for each epoch.
 *
 * @param policy by which reports are made, unless another one was announced
 * @param next what each report announces for the one after it
 * @param terms what is bound for how long
 * @param history what each asset cost day by day; with it, or positions, there are figures of risk
 * @param positions contracts and loans
 * @param prices a source each
 */
public record SolvencySettings(
    Path policy,
    Path next,
    Optional<Path> terms,
    Optional<Path> history,
    Optional<Path> positions,
    List<PriceSetting> prices) {
  public SolvencySettings {
    prices = List.copyOf(prices);
  }
}
