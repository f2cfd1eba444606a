/** What stands around a chart over epochs: its dates below, and the same figures as a table. */
import { element } from '../dom.js';

export const timesOf = (points) => points.map(({ asOf }) => Date.parse(asOf));

/**
 * @param {import('../app.js').Context} context
 * @param {object} given
 * @param {string} given.title
 * @param {readonly {asOf: string}[]} given.points that are drawn, the oldest first
 * @param {Node} given.drawn
 * @param {Node} [given.legend]
 */
export function figure({ format }, { title, points, drawn, legend }) {
  const [first, last] = [points[0], points.at(-1)];
  return element(
    'figure',
    {},
    element('figcaption', {}, title),
    drawn,
    element(
      'div.axis',
      { 'aria-hidden': 'true' },
      ...format
        .dates((points.length === 1 ? [last] : [first, last]).map(({ asOf }) => asOf))
        .map((text) => element('span', {}, text)),
    ),
    legend,
  );
}

/**
 * The newest first, folded.
 *
 * @template {{asOf: string, epoch: number}} P
 * @param {import('../app.js').Context} context
 * @param {object} given
 * @param {string} given.id
 * @param {string} given.label
 * @param {string} given.caption
 * @param {readonly P[]} given.points the oldest first
 * @param {readonly [string, (point: P) => string][]} given.columns names, and what stands below them
 */
export function foldedTable({ t, format }, { id, label, caption, points, columns }) {
  const dates = format.dates(points.map(({ asOf }) => asOf)).reverse();
  const head = [t('past.epoch'), t('past.asOf'), ...columns.map(([name]) => name)];
  return element(
    'details',
    { id },
    element('summary', {}, t('past.table', { n: points.length })),
    element(
      'div.scroll',
      { tabindex: '0', role: 'group', 'aria-label': label },
      element(
        'table',
        {},
        element('caption', {}, caption),
        element(
          'thead',
          {},
          element('tr', {}, ...head.map((name) => element('th.n', { scope: 'col' }, name))),
        ),
        element(
          'tbody',
          {},
          ...[...points].reverse().map((point, i) =>
            element(
              'tr',
              {},
              element('th.n', { scope: 'row' }, format.count(point.epoch)),
              element('td.n', {}, dates[i]),
              ...columns.map(([, cell]) => element('td.n', {}, cell(point))),
            ),
          ),
        ),
      ),
    ),
  );
}
