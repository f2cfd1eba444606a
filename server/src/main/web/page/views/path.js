/**
 * The way of one balance to the attested total. The drawing shows it at a glance, with the middle of
 * a long way folded; the list says every step in a sentence, with every digit. Who cannot see the
 * drawing misses nothing.
 */
import { drawing, element } from '../dom.js';
import { fitted, folded, pathSteps } from '../path-steps.js';

const WIDTH = 320;
const BOX = 152;
const HEIGHT = 30;
const ROW = 54;

/** The list has every digit; the drawing as many as fit. */
const MOST_DIGITS = 18;
const MOST_DIGITS_ABOVE = 25;

/** @param {import('../../lib/liabilities/inclusion.js').InclusionOutcome['positions'][0]} position */
export function pathView(context, position, tree) {
  const { t } = context;
  const { asset } = position.proof;
  const steps = pathSteps(position);
  const ends = position.verdict.reason === undefined;
  return element(
    'details.path',
    {},
    element(
      'summary',
      {},
      t(ends ? 'check.path.summary' : 'check.path.summaryNot', { asset: asset.ticker, n: steps.length }),
    ),
    element('p.soft', {}, t('check.path.what')),
    element('figure', {}, picture(context, position, steps, tree)),
    element(
      'details',
      {},
      element('summary', {}, t('check.path.steps', { n: steps.length })),
      list(context, position, steps, tree),
    ),
  );
}

function list({ t, format }, { proof, verdict }, steps, tree) {
  const { ticker, decimals } = proof.asset;
  const coins = (units) => `${format.coins(units, decimals)} ${ticker}`;
  const ends = verdict.reason === undefined && tree !== undefined;
  return element(
    'ol.path-steps',
    { tabindex: '0', 'aria-label': t('check.path.steps', { n: steps.length }) },
    element('li', {}, t('check.path.leaf', { balance: coins(proof.balance) })),
    ...steps.map(({ level, from, beside, side, to }) =>
      element(
        'li',
        {},
        t(`check.path.step.${side}`, { level, from: coins(from), beside: coins(beside), to: coins(to) }),
      ),
    ),
    element(
      'li',
      {},
      ends
        ? t('check.path.root', { total: coins(tree.commitment.total) })
        : t('check.path.broken'),
      ends ? element('code.hash', {}, tree.commitment.root) : undefined,
    ),
  );
}

/**
 * From the top: the total, then a row a level with the node of the way and its sibling on the side
 * where it stands, last the leaf's own row.
 */
function picture({ t, format }, { proof, verdict }, steps, tree) {
  const { decimals, ticker } = proof.asset;
  const short = (units, most = MOST_DIGITS) => fitted(format.coins(units, decimals), format.point, most);
  const { lower, hidden, upper } = folded(steps);
  const ends = verdict.reason === undefined && tree !== undefined;
  const rows = [...upper].reverse().map(rowOf);
  if (hidden > 0) {
    rows.push({ hidden });
  }
  rows.push(...[...lower].reverse().map(rowOf));
  const root = steps.length === 0 ? proof.balance : steps.at(-1).to;
  const height = 46 + rows.length * ROW;

  const parts = [];
  const top = { x: WIDTH / 2, y: 40 };
  parts.push(
    box((WIDTH - 240) / 2, 2, 240, 38, ends ? 'root' : 'broken'),
    label(WIDTH / 2, 17, t(ends ? 'check.path.total' : 'check.path.notTotal'), 'caption'),
    label(WIDTH / 2, 33, `${short(root, MOST_DIGITS_ABOVE)} ${ticker}`, 'strong'),
  );
  let parent = top;
  rows.forEach((row, i) => {
    const y = 46 + i * ROW + (ROW - HEIGHT) - 4;
    if (row.hidden !== undefined) {
      parts.push(
        line(parent, { x: WIDTH / 2, y: y - 2 }, 'folded'),
        label(WIDTH / 2, y + 14, t('check.path.folded', { n: row.hidden }), 'caption'),
      );
      parent = { x: WIDTH / 2, y: y + 22 };
      return;
    }
    const own = row.side === 'left' ? WIDTH - BOX / 2 - 2 : BOX / 2 + 2;
    const other = WIDTH - own;
    parts.push(
      line(parent, { x: own, y }, 'way'),
      line(parent, { x: other, y }, 'side'),
      box(other - BOX / 2, y, BOX, HEIGHT, 'sibling'),
      label(other, y + 19, short(row.beside), 'number'),
      box(own - BOX / 2, y, BOX, HEIGHT, row.leaf ? 'leaf' : 'node'),
      label(own, y + 19, short(row.from), row.leaf ? 'strong' : 'number'),
    );
    parent = { x: own, y: y + HEIGHT };
  });
  return drawing(
    'svg.tree',
    { viewBox: `0 0 ${WIDTH} ${height}`, 'aria-hidden': 'true', focusable: 'false' },
    ...parts,
  );
}

const rowOf = ({ side, from, beside, level }) => ({ side, from, beside, leaf: level === 1 });

const box = (x, y, width, height, kind) => drawing(`rect.${kind}`, { x, y, width, height, rx: 6 });

const line = (from, to, kind) =>
  drawing(`path.${kind}`, {
    d: `M${from.x} ${from.y} C${from.x} ${from.y + 18} ${to.x} ${to.y - 18} ${to.x} ${to.y}`,
  });

const label = (x, y, text, kind) => drawing(`text.${kind}`, { x, y, 'text-anchor': 'middle' }, text);
