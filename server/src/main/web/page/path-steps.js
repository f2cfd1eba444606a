/**
 * The way of a balance to the attested total, one step a level: what stands beside it, and what the
 * two come to. The figures are those that the check folded; nothing here is computed from the
 * customer's file that the check did not compute too.
 */

/** More levels than this are folded in the drawing: the first ones and the last ones stay. */
const MOST_DRAWN = 9;
const DRAWN_AT_EACH_END = 4;

/**
 * @typedef {object} PathStep
 * @property {number} level from 1; a step leads to it
 * @property {bigint} from the sum before
 * @property {bigint} beside the sibling's
 * @property {'left' | 'right'} side where the sibling stands
 * @property {bigint} to the sum after
 * @property {string} hash of the node that it leads to
 *
 * @param {{proof: import('../lib/merkle/inclusion.js').InclusionProof,
 *   verdict: import('../lib/merkle/inclusion.js').Verdict}} position
 * @returns {readonly PathStep[]} as far as the check came
 */
export function pathSteps({ proof: { index, siblings }, verdict: { path } }) {
  return path.slice(1).map((node, i) => ({
    level: i + 1,
    from: path[i].sum,
    beside: siblings[i].sum,
    side: ((index >> BigInt(i)) & 1n) === 1n ? 'left' : 'right',
    to: node.sum,
    hash: node.hash,
  }));
}

/**
 * The steps that are drawn, and how many are folded away between the two parts.
 *
 * @param {readonly PathStep[]} steps
 */
export function folded(steps) {
  if (steps.length <= MOST_DRAWN) {
    return { lower: steps, hidden: 0, upper: [] };
  }
  return {
    lower: steps.slice(0, DRAWN_AT_EACH_END),
    hidden: steps.length - 2 * DRAWN_AT_EACH_END,
    upper: steps.slice(-DRAWN_AT_EACH_END),
  };
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A figure that fits the drawing: as it is, with fewer decimals and a sign that some are missing, or
 * as a power of ten. Never with a whole digit cut off, which would make it another figure.
 *
 * @param {string} text the whole figure as the reader writes it
 * @param {string} point between coins and their parts
 * @param {number} most characters
 */
export function fitted(text, point, most) {
  if (text.length <= most) {
    return text;
  }
  const [whole] = text.split(point);
  if (whole.length < most) {
    return `${text.slice(0, Math.max(most - 1, whole.length)).replace(/[^0-9]$/, '')}…`;
  }
  const digits = whole.replace(/[^0-9]/g, '');
  const power = [...String(digits.length - 1)].map((digit) => RAISED[Number(digit)]).join('');
  return `≈ ${digits[0]}${point}${digits.slice(1, 4)} × 10${power}`;
}
