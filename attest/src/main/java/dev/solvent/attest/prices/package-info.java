/**
 * {@code prices.json}: what an exchange says its assets are worth, source by source ({@code
 * docs/spec/price-table.md}), and the rule by which several sources make one price or none.
 *
 * <pre>
 *   PriceTable ─ PricedAsset ─ Quote        what is said
 *   PriceRule                               how many sources, how fresh, how far apart
 *   PriceOutcome                            the median, or why there is none
 *   DailyPrices ─ PackedPrices              price-history.json: what each asset cost, day by day
 * </pre>
 *
 * <p>Integers throughout. It reads no feed and does not judge a source: whose word counts is named
 * in the policy that holds the rule.
 */
@NullMarked
package dev.solvent.attest.prices;

import org.jspecify.annotations.NullMarked;
