/** How coverage, debts and reserves fared: the server's word, drawn and in a table. */
import { basisPoints } from '../../lib/report/coverage.js';
import { element, replace } from '../dom.js';
import { chart, marks } from './chart.js';
import { figure, foldedTable, timesOf } from './over-epochs.js';
import { swatch } from './words.js';

const AREAS = ['counted', 'conditional', 'attested', 'claimed'];
const WHOLE = 100;

/**
 * @param {import('../app.js').Context} context
 * @param {object} given
 * @param {readonly {ticker: string, decimals: number}[]} given.assets
 * @param {(asset: object) => Promise<readonly import('../history.js').Point[]>} given.series
 * @returns {HTMLElement | undefined}
 */
export function past(context, { assets, series }) {
  const { t, kept } = context;
  if (assets.length === 0) {
    return undefined;
  }
  const place = element('div', {}, element('p.soft', {}, t('past.loading')));
  const show = async () => {
    const asset = assets.find(({ ticker }) => ticker === kept.pastOf) ?? assets[0];
    const points = await series(asset);
    if (asset.ticker === (kept.pastOf ?? assets[0].ticker)) {
      replace(place, ...figures(context, asset, points));
    }
  };
  show();
  return element(
    'section',
    { 'aria-labelledby': 'past' },
    element(
      'div.row.between',
      {},
      element('h2', { id: 'past' }, t('past.title')),
      choice(context, assets, show),
    ),
    element('p.soft', {}, t('past.whose')),
    place,
  );
}

function choice({ t, kept }, assets, show) {
  const choose = ({ target }) => {
    kept.pastOf = target.value;
    show();
  };
  return element(
    'label.row',
    {},
    t('coverage.asset'),
    element(
      'select',
      { id: 'past-of', onchange: choose },
      ...assets.map(({ ticker }) =>
        element('option', { value: ticker, selected: ticker === kept.pastOf }, ticker),
      ),
    ),
  );
}

function figures(context, asset, points) {
  const { t } = context;
  if (points.length === 0) {
    return [element('p.soft', {}, t('past.none', { asset: asset.ticker }))];
  }
  const amounts = t('past.amounts', { asset: asset.ticker });
  return [
    figure(context, {
      title: t('past.coverage'),
      points,
      drawn: coverageChart(context, asset, points),
    }),
    figure(context, {
      title: amounts,
      points,
      drawn: amountsChart(context, asset, points),
      legend: key(t, points),
    }),
    foldedTable(context, {
      id: 'past-table',
      label: t('past.title'),
      caption: amounts,
      points,
      columns: columns(context, asset),
    }),
  ];
}

function coverageChart({ t, format }, asset, points) {
  const values = points.map((point) => Number(basisPoints(point)) / 100);
  const axis = marks(Math.min(...values, WHOLE), Math.max(...values, WHOLE));
  return chart({
    times: timesOf(points),
    lines: [{ name: 'ratio', values }],
    axis,
    rule: WHOLE,
    write: (value) => `${format.count(value)}%`,
    label: t('past.coverage.label', {
      asset: asset.ticker,
      first: format.percent(basisPoints(points[0])),
      last: format.percent(basisPoints(points.at(-1))),
    }),
  });
}

function amountsChart({ t, format }, asset, points) {
  const coins = (units) => Number(units) / 10 ** asset.decimals;
  const areas = AREAS.map((name) => ({ name, values: points.map((each) => coins(each[name])) }));
  const owed = points.map((each) => coins(each.liabilities));
  const held = points.map((_, i) => areas.reduce((sum, { values }) => sum + values[i], 0));
  const last = points.at(-1);
  return chart({
    times: timesOf(points),
    areas,
    lines: [{ name: 'owed', values: owed }],
    axis: marks(0, Math.max(...owed, ...held)),
    write: (value) => format.compact(value),
    label: t('past.amounts.label', {
      asset: asset.ticker,
      owed: format.coins(last.liabilities, asset.decimals),
      counted: format.coins(last.counted, asset.decimals),
    }),
  });
}

function key(t, points) {
  const there = AREAS.filter((name) => points.some((each) => each[name] > 0n));
  return element(
    'ul.levels',
    {},
    element('li', {}, swatch('owed'), t('level.owed')),
    ...there.map((name) => element('li', {}, swatch(name), t(`level.${name}`))),
  );
}

function columns({ t, format }, { decimals }) {
  const title = (name) => t(name === 'liabilities' ? 'level.owed' : `level.${name}`);
  return [
    [t('coverage.ratio'), (point) => format.percent(basisPoints(point))],
    ...['liabilities', ...AREAS].map((name) => [
      title(name),
      (point) => format.coins(point[name], decimals),
    ]),
  ];
}
