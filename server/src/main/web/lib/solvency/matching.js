/**
 * What can be paid out by when, beside what may be asked for: section 4 of the format. Asset by asset it
 * needs no price, since customers are paid in what they are owed.
 */
import { within } from './lots.js';
import { ceiling, floor, least, most, reach, sum } from './measure.js';

/**
 * @param {readonly import('./policy.js').Horizon[]} horizons
 * @param {import('./sheet.js').Sheet} sheet
 * @param {import('./valued.js').ValuedSheet} [valued] where every asset has a price
 */
export function matchingSection(horizons, { lines, unit }, valued) {
  const ladders = new Map(lines.map((line) => [line, ladderOf(line, horizons)]));
  return {
    assets: lines
      .filter(({ owed }) => owed > 0n)
      .map((line) => assetOf(line, horizons, ladders.get(line))),
    duration: valued && durationOf(valued),
    horizons:
      valued && horizons.map((horizon, i) => horizonOf(horizon, i, ladders, valued.lines, unit)),
  };
}

/** Horizon by horizon: what counts and can be paid out, what may be asked for, and of that paid. */
function ladderOf({ demand, lots, terms }, horizons) {
  return horizons.map(({ seconds }) => {
    const liquid = within(lots, seconds);
    const due = demand + within(terms, seconds);
    return { liquid, due, paid: least(liquid, due) };
  });
}

function assetOf({ asset, demand }, horizons, ladder) {
  return {
    asset: asset.ticker,
    demand,
    horizons: ladder.map(({ due, liquid, paid }, i) => ({
      due,
      gap: liquid - due,
      liquid,
      name: horizons[i].name,
      reach: reach(paid, due),
    })),
  };
}

function horizonOf({ name, seconds }, i, ladders, lines, unit) {
  const total = (figure) => sum(lines, ({ line, price }) => price * figure(ladders.get(line)[i]));
  const due = total((step) => step.due);
  const paid = total((step) => step.paid);
  return { missing: ceiling(due - paid, unit), name, reach: reach(paid, due), seconds };
}

/** The mean seconds over value; of nothing 0. */
function durationOf({ lines, held, owed }) {
  const time = (items) => sum(items, ({ units, seconds }) => units * BigInt(seconds));
  const heldTime = sum(lines, ({ lots, price }) => price * time(lots));
  const owedTime = sum(lines, ({ line, price }) => price * time(line.terms));
  return {
    held: Number(ceiling(heldTime, most(held, 1n))),
    owed: Number(floor(owedTime, most(owed, 1n))),
  };
}
