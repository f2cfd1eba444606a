/** How a value is spread over names, such as those of custodians: a Map of names to values. */
import { WHOLE, ceiling, share, sum } from './measure.js';

/** @param {Iterable<readonly [string, bigint]>} parts @returns {Map<string, bigint>} */
export function spread(parts) {
  const values = new Map();
  for (const [name, value] of parts) {
    values.set(name, (values.get(name) ?? 0n) + value);
  }
  return values;
}

/** The largest of all, of equal ones the first by name; an empty name, below all others, where there is none. */
export function largest(values, whole) {
  let name = '';
  let value = 0n;
  for (const [each, its] of values) {
    if (its > value || (its === value && each < name)) {
      [name, value] = [each, its];
    }
  }
  return { name, share: share(value, whole) };
}

/** The sum of the squares of the shares, in ten-thousandths, rounded up: 10,000 where one has all. */
export function concentration(values) {
  const all = [...values.values()];
  const whole = sum(all, (value) => value);
  const squares = sum(all, (value) => value * value);
  return Number(whole === 0n ? 0n : ceiling(squares * WHOLE, whole * whole));
}
