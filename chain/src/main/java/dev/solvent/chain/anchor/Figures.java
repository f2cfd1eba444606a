package dev.solvent.chain.anchor;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;

/**
 * What is held and owed in one asset, in its smallest unit.
 *
 * @param reserves what counts: proven or observed, and owned
 * @param liabilities the attested total and everything that was excluded from it
 */
public record Figures(Asset asset, Amount reserves, Amount liabilities) {}
