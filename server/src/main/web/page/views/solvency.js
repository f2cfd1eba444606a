/**
 * What the bare ratio hides: the solvency report as this browser computed it again. Where that failed
 * there is nothing here: what failed stands with the verdict.
 */
import { drawing, element } from '../dom.js';
import { findingOf } from '../../lib/report/report.js';
import { solvencyPast } from './solvency-past.js';

const WHOLE = 10_000;

/**
 * @param {import('../app.js').Context} context
 * @param {import('../../lib/verification.js').Verified} verified
 * @param {Parameters<typeof solvencyPast>[1]['reports']} [reports] where there is a server to ask
 * @returns {HTMLElement | undefined}
 */
export function solvencySection(context, { solvency, report }, reports) {
  if (solvency === undefined) {
    return undefined;
  }
  const { t } = context;
  return element(
    'section',
    { 'aria-labelledby': 'solvency' },
    element('h2', { id: 'solvency' }, t('solvency.title')),
    element('p', {}, t('solvency.what')),
    ...whole(context, solvency),
    ...horizons(context, solvency),
    ...largest(context, solvency),
    ...stress(context, solvency),
    ...alerts(context, solvency),
    findingOf(report, 'solvency.risk').result === 'not run'
      ? element('p.soft', {}, t('solvency.risk'))
      : undefined,
    reports && solvencyPast(context, { solvency, reports }),
  );
}

/** From the ratio that exchanges like to show to what is proven. */
function whole(context, { coverage, quote, unpriced }) {
  const { t } = context;
  const { total } = coverage;
  if (total === undefined) {
    const names = unpriced.map(({ asset }) => asset).join(', ');
    return [element('p.warn', {}, t('solvency.unpriced', { assets: names }))];
  }
  return [
    shares(context, 'solvency.of', [
      [t('solvency.ratio'), total.ratio],
      [t('solvency.apart'), total.raw.observed],
      [t('solvency.haircut'), total.haircut.observed],
      [t('solvency.proven'), total.haircut.proven],
    ]),
    element('p', {}, t('solvency.surplus', { amount: money(context, total.surplus, quote) })),
  ];
}

function horizons(context, { matching, quote }) {
  const { t, format } = context;
  if (matching.horizons === undefined) {
    return [];
  }
  const rows = matching.horizons.map(({ seconds, reach, missing }) => [
    t('solvency.within', { span: format.span(seconds) }),
    reach,
    missing > 0n ? t('solvency.missing', { amount: money(context, missing, quote) }) : undefined,
  ]);
  return [element('h3', {}, t('solvency.horizons')), shares(context, 'solvency.horizons', rows)];
}

function largest(context, { imbalance }) {
  const { t } = context;
  if (imbalance === undefined) {
    return [];
  }
  const rows = ['asset', 'custodian', 'issuer']
    .map((kind) => [kind, imbalance.largest[kind]])
    .filter(([, { share }]) => share > 0)
    .map(([kind, { name, share }]) => [t(`solvency.largest.${kind}`, { name }), share]);
  return [element('h3', {}, t('solvency.largest')), shares(context, 'solvency.largest', rows)];
}

/** A row a figure, with a bar that is full where it is the whole. */
function shares({ t, format }, caption, rows) {
  return element(
    'table.shares',
    {},
    element('caption.unseen', {}, t(caption)),
    element(
      'tbody',
      {},
      ...rows.map(([name, points, beside]) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, name, beside && element('span.short', {}, beside)),
          element('td.n', {}, element('strong', {}, format.percent(BigInt(points)))),
          element('td.drawn', {}, share(points)),
        ),
      ),
    ),
  );
}

/** Beside a text that says the same: hidden from who hears the page. */
function share(points) {
  const length = Math.min(Number(points), WHOLE) / (WHOLE / 100);
  return drawing(
    'svg.bar',
    { 'aria-hidden': 'true', width: '100%', height: '20' },
    drawing('rect.ground', { width: '100%', y: '4', height: '12', rx: '2' }),
    drawing('rect.proven', { width: `${length}%`, y: '4', height: '12' }),
  );
}

function stress(context, { stress: scenarios = [], quote }) {
  const { t, format } = context;
  if (scenarios.length === 0) {
    return [];
  }
  const columns = ['scenario', 'apart', 'haircut', 'left'];
  const rows = scenarios.map(({ name, coverage, haircut, surplus }) => [
    name,
    format.percent(BigInt(coverage)),
    format.percent(BigInt(haircut)),
    money(context, surplus, quote),
  ]);
  return [
    element('h3', {}, t('solvency.stress')),
    element(
      'div.scroll',
      { tabindex: '0', role: 'region', 'aria-label': t('solvency.stress') },
      element(
        'table',
        {},
        element('caption', {}, t('solvency.stress.what')),
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...columns.map((key, i) =>
              element(i === 0 ? 'th' : 'th.n', { scope: 'col' }, t(`solvency.${key}`)),
            ),
          ),
        ),
        element(
          'tbody',
          {},
          ...rows.map(([name, ...figures]) =>
            element(
              'tr',
              {},
              element('th', { scope: 'row', translate: 'no' }, name),
              ...figures.map((figure) => element('td.n', {}, figure)),
            ),
          ),
        ),
      ),
    ),
  ];
}

/** The thresholds that the exchange announced itself. */
function alerts({ t, format }, { alerts: crossed }) {
  const said = ({ threshold, about, found, limit }) =>
    threshold === 'price'
      ? t('solvency.alert.price', { about })
      : t(`solvency.alert.${threshold}`, {
          about,
          found: format.percent(BigInt(found)),
          limit: format.percent(BigInt(limit)),
        });
  return [
    element('h3', {}, t('solvency.alerts')),
    crossed.length === 0
      ? element('p', {}, t('solvency.alerts.none'))
      : element('ul.alerts', {}, ...crossed.map((alert) => element('li', {}, said(alert)))),
  ];
}

function money({ format }, units, { asset, decimals }) {
  const coins = format.coins(units < 0n ? -units : units, decimals);
  return `${units < 0n ? '−' : ''}${coins} ${asset}`;
}
