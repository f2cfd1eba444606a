/** What is left after a scenario: section 6 of the format. */
import { within } from './lots.js';
import { WHOLE, ceiling, floor, least, reachInValue } from './measure.js';
import { coverage, ratio } from './valued.js';

/**
 * @param {import('./scenario.js').Scenario} scenario
 * @param {import('./valued.js').ValuedSheet} now before the scenario
 * @param {import('./valued.js').ValuedSheet} then after it
 * @param {bigint} unit of the quote
 */
export function stressOf({ name, run }, now, then, unit) {
  return {
    breakEven: breakEven(now.surplus, then.surplus),
    coverage: coverage(then, 'raw'),
    haircut: coverage(then, 'cut'),
    name,
    ratio: ratio(then),
    run: run && runOf(run, then.lines, unit),
    surplus: floor(then.surplus, unit),
  };
}

/**
 * On the straight line from one surplus to the other, the first step, in ten-thousandths, that is not
 * above zero; undefined where some is left at its end.
 */
function breakEven(now, then) {
  if (now <= 0n) {
    return 0;
  }
  return then > 0n ? undefined : Number(ceiling(now * WHOLE, now - then));
}

/** Asset by asset: so much of what may be asked for until it is over is wanted, and so much paid. */
function runOf({ seconds, share }, lines, unit) {
  let wanted = 0n;
  let paid = 0n;
  let any = false;
  for (const { line, lots, price } of lines) {
    const due = line.demand + within(line.terms, seconds);
    const units = ceiling(due * BigInt(share), WHOLE);
    any ||= units > 0n;
    wanted += price * units;
    paid += price * least(within(lots, seconds), units);
  }
  return { missing: ceiling(wanted - paid, unit), reach: reachInValue(paid, wanted, any) };
}
