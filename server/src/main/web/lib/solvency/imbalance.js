/** Whether what is held is what is owed, and on how few it all rests: section 5 of the format. */
import { most, share } from './measure.js';
import { rebalancing } from './rebalancing.js';
import { concentration, largest, spread } from './shares.js';

/** @param {import('./valued.js').ValuedSheet} sheet @param {bigint} unit of the quote */
export function imbalanceSection(sheet, unit) {
  const { lines, held, owed } = sheet;
  const ticker = ({ line }) => line.asset.ticker;
  const heldIn = spread(lines.map((each) => [ticker(each), each.raw]));
  const owedIn = spread(lines.map((each) => [ticker(each), each.owed]));
  const custodians = spread(
    lines.flatMap(({ lots, price }) => lots.map((lot) => [lot.custodian, price * lot.units])),
  );
  const issuers = spread(
    lines.filter(({ line }) => line.issuer !== undefined).map(({ line, raw }) => [line.issuer, raw]),
  );
  return {
    assets: lines.map((each) => assetOf(each, held, owed)),
    concentration: { held: concentration(heldIn), owed: concentration(owedIn) },
    largest: {
      asset: largest(heldIn, held),
      custodian: largest(custodians, held),
      issuer: largest(issuers, held),
    },
    rebalancing: rebalancing(sheet, unit),
  };
}

function assetOf({ line, raw, owed }, allHeld, allOwed) {
  return {
    asset: line.asset.ticker,
    difference: difference(raw, most(allHeld, 1n), owed, most(allOwed, 1n)),
    held: share(raw, allHeld),
    owed: share(owed, allOwed),
  };
}

/** Of the two shares before they are rounded. */
function difference(held, allHeld, owed, allOwed) {
  const apart = held * allOwed - owed * allHeld;
  return share(apart < 0n ? -apart : apart, allHeld * allOwed);
}
