/**
 * How the solvency reports fared: the server's word, drawn and in a table, apart from the one that this
 * browser computed. An epoch without a figure of the whole leaves a gap.
 */
import { element, replace } from '../dom.js';
import { chart, marks } from './chart.js';
import { figure, foldedTable, timesOf } from './over-epochs.js';
import { swatch } from './words.js';

/** As the server names a figure, how its line is named, and its text. */
const LINES = [
  ['ratio', 'together', 'solvency.ratio'],
  ['raw', 'apart', 'solvency.apart'],
  ['haircut', 'haircut', 'solvency.haircut'],
];
const WHOLE = 100;

/**
 * Nothing where the server does not say.
 *
 * @param {import('../app.js').Context} context
 * @param {object} given
 * @param {object} given.solvency the report that was computed here
 * @param {() => Promise<readonly import('../history.js').ReportPoint[] | undefined>} given.reports
 * @returns {HTMLElement}
 */
export function solvencyPast(context, { solvency, reports }) {
  const place = element('div.told', {});
  const show = async () => {
    const points = await reports();
    if (points !== undefined) {
      replace(place, ...told(context, points, solvency));
    }
  };
  show();
  return place;
}

function told(context, points, solvency) {
  const { t } = context;
  const heading = element('h3', {}, t('solvency.past'));
  const refused = (key) => [heading, element('p.warn', {}, t(key))];
  if (points.length === 0) {
    return refused('solvency.past.unreadable');
  }
  if (!agrees(points, solvency)) {
    return refused('solvency.past.differs');
  }
  const all = points.flatMap((point, i) => [...(follows(points, i) ? [] : [undefined]), point]);
  return [
    heading,
    element('p.soft', {}, t('past.whose')),
    drawnOf(context, points, all),
    ...sentences(context, points).map((text) => element('p', {}, text)),
    foldedTable(context, {
      id: 'solvency-table',
      label: t('solvency.past'),
      caption: t('solvency.of'),
      points,
      columns: [
        ...LINES.map(([name, , text]) => [t(text), (point) => percent(context, point[name])]),
        [t('solvency.past.count'), ({ alerts }) => context.format.count(alerts)],
      ],
    }),
  ];
}

/** What the server says of the epoch that was computed here has to be what was computed. */
export function agrees(points, { epoch, alerts, coverage: { total } }) {
  const same = points.find((point) => point.epoch === epoch);
  const figures = { ratio: total?.ratio, raw: total?.raw.observed, haircut: total?.haircut.observed };
  return (
    same === undefined ||
    (same.alerts === alerts.length && LINES.every(([name]) => same[name] === figures[name]))
  );
}

/** Whether no epoch is left out between this point and the one before. */
const follows = (points, i) => i === 0 || points[i].epoch === points[i - 1].epoch + 1;

/** How many epochs, from the first to the last of these, have no figure of the whole. */
export function withoutFigures(points) {
  const known = points.filter(({ ratio }) => ratio !== undefined).length;
  return points.at(-1).epoch - points[0].epoch + 1 - known;
}

/** @param {readonly (object | undefined)[]} all with nothing where an epoch is left out */
function drawnOf(context, points, all) {
  const { t, format } = context;
  const values = (name) => all.map((point) => point?.[name] && point[name] / 100);
  const lines = LINES.map(([name, line]) => ({ name: line, values: values(name) }));
  const known = lines.flatMap((line) => line.values).filter((value) => value !== undefined);
  if (known.length === 0) {
    return undefined;
  }
  const flagged = points.filter(({ alerts }) => alerts > 0);
  const last = Object.fromEntries(
    LINES.map(([name, line]) => [line, percent(context, points.at(-1)[name])]),
  );
  return figure(context, {
    title: t('solvency.of'),
    points,
    drawn: chart({
      times: timesOf(all.map((point, i) => point ?? all[i - 1])),
      lines,
      axis: marks(Math.min(...known, WHOLE), Math.max(...known, WHOLE)),
      rule: WHOLE,
      flags: timesOf(flagged),
      write: (value) => `${format.count(value)}%`,
      label: t('solvency.past.label', last),
    }),
    legend: key(t, flagged.length > 0),
  });
}

function key(t, flagged) {
  return element(
    'ul.levels',
    {},
    ...LINES.map(([, line, text]) => element('li', {}, swatch(`line.${line}`), t(text))),
    flagged ? element('li', {}, swatch('flag'), t('solvency.past.flag')) : undefined,
  );
}

function sentences({ t, format }, points) {
  const alerts = points.map((point) => point.alerts).filter((count) => count > 0);
  const n = withoutFigures(points);
  return [
    alerts.length === 0
      ? t('solvency.past.quiet')
      : t('solvency.past.alerts', {
          n: alerts.length,
          all: format.count(points.length),
          most: format.count(Math.max(...alerts)),
        }),
    ...(n === 0 ? [] : [t('solvency.past.gaps', { n })]),
  ];
}

const percent = ({ t, format }, points) =>
  points === undefined ? t('solvency.past.none') : format.percent(BigInt(points));
