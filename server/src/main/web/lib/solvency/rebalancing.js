/**
 * Trades of the least value after which no asset is over while another lacks, and what lacks even then:
 * section 5 of the format says why no less will do. Each exhausts a buyer or a seller.
 */
import { sellableOf } from './haircut.js';
import { ceiling, least, sum } from './measure.js';

/** @param {import('./valued.js').ValuedSheet} sheet @param {bigint} unit of the quote */
export function rebalancing({ lines }, unit) {
  const gaps = lines.map(({ line, raw, owed }) => ({ line, gap: raw - owed }));
  // No more is sold than lies in tiers that count for something: nobody is known who would buy the rest.
  const sold = gaps.map(({ line, gap }) => ({ line, gap: least(gap, sellableOf(line.tiers)) }));
  const over = open(sold.filter(({ gap }) => gap > 0n));
  const lacking = open(gaps.filter(({ gap }) => gap < 0n));
  const trades = matched(over, lacking);
  return {
    left: ceiling(sum(lacking, ({ value }) => value), unit),
    traded: ceiling(sum(trades, ({ value }) => value), unit),
    trades: trades.map((trade) => ({ ...trade, value: ceiling(trade.value, unit) })),
  };
}

/** From the largest down, equal ones by name; the lines ascend by it already. */
function open(gaps) {
  return gaps
    .map(({ line, gap }) => ({ asset: line.asset.ticker, value: gap < 0n ? -gap : gap }))
    .sort((one, other) => (one.value > other.value ? -1 : one.value < other.value ? 1 : 0));
}

/** Each buyer takes from the first seller who has something left; both are left with the rest. */
function matched(over, lacking) {
  const trades = [];
  let next = 0;
  for (const buyer of lacking) {
    while (buyer.value > 0n && next < over.length) {
      const seller = over[next];
      const value = least(seller.value, buyer.value);
      trades.push({ buy: buyer.asset, sell: seller.asset, value });
      buyer.value -= value;
      seller.value -= value;
      next += seller.value === 0n ? 1 : 0;
    }
  }
  return trades;
}
