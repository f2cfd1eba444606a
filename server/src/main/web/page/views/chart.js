/**
 * Drawings of figures. What is drawn is rounded to what an eye can tell; every figure stands beside
 * its drawing as text, exactly.
 */
import { drawing, element } from '../dom.js';

/** What stands behind a figure, the strongest first; the order of bars, legends and columns. */
export const LEVELS = Object.freeze(['proven', 'observed', 'conditional', 'attested', 'claimed']);

const HUNDREDTHS = 10_000n;
const SIZE = 1000;
const HEIGHT = '180';

/** Room above the highest mark and below the lowest, for half of what is written there. */
const EDGE = 50;

/** Where the marks of single times begin, below the lowest line. */
const FOOT = '96%';

/** @typedef {readonly [number, number] | undefined} Place */

/**
 * Where the parts of a bar begin and how long they are, and where what is owed ends, in percent of
 * the bar. The bar is as long as the larger of what is owed and all that is shown for it.
 *
 * @param {Record<string, bigint>} held by level
 * @param {bigint} owed
 */
export function barOf(held, owed) {
  const total = LEVELS.reduce((sum, level) => sum + held[level], 0n);
  const whole = total > owed ? total : owed;
  const percent = (units) => (whole === 0n ? 0 : Number((units * HUNDREDTHS) / whole) / 100);
  let before = 0n;
  const parts = [];
  for (const level of LEVELS) {
    const from = percent(before);
    before += held[level];
    if (held[level] > 0n) {
      parts.push({ level, from, length: round(percent(before) - from) });
    }
  }
  return { parts, owed: percent(owed) };
}

const round = (number) => Math.round(number * 100) / 100;

/** Beside a text that says the same: hidden from who hears the page. */
export function bar(held, owed) {
  const { parts, owed: end } = barOf(held, owed);
  const upTo = { x1: `${end}%`, x2: `${end}%`, y1: '0', y2: '20' };
  return drawing(
    'svg.bar',
    { 'aria-hidden': 'true', width: '100%', height: '20' },
    drawing('rect.ground', { width: '100%', y: '4', height: '12', rx: '2' }),
    ...parts.map(({ level, from, length }) =>
      drawing(`rect.${level}`, { x: `${from}%`, width: `${length}%`, y: '4', height: '12' }),
    ),
    ...(owed > 0n ? [drawing('line.halo', upTo), drawing('line.mark', upTo)] : []),
  );
}

/**
 * Round numbers that an axis is marked with, from at most `low` to at least `high`.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} steps about how many
 */
export function marks(low, high, steps = 3) {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * Numbers to places on a square of a thousand: times across, the earliest left, values up.
 *
 * @param {readonly number[]} times
 * @param {readonly number[]} axis marks, ascending
 */
export function scale(times, axis) {
  const [start, end] = [times[0], times.at(-1)];
  const [low, high] = [axis[0], axis.at(-1)];
  return {
    x: (time) => (end === start ? SIZE / 2 : round(((time - start) / (end - start)) * SIZE)),
    y: (value) => round(EDGE + (1 - (value - low) / (high - low)) * (SIZE - 2 * EDGE)),
  };
}

/** A line through places, broken off where there is none. @param {readonly Place[]} places */
export function lineThrough(places) {
  return places
    .map((place, i) => place && `${places[i - 1] === undefined ? 'M' : 'L'}${place[0]} ${place[1]}`)
    .join('');
}

/** Where a dot is drawn: at the end, if the line reaches it, and where no line leads to or from. */
export function dotsOf(places) {
  const alone = (i) => places[i - 1] === undefined && places[i + 1] === undefined;
  return places.filter((place, i) => place !== undefined && (i === places.length - 1 || alone(i)));
}

/** What lies between two lines over the same times. */
export function areaBetween(upper, lower) {
  return `${lineThrough(upper)}${lineThrough([...lower].reverse()).replace('M', 'L')}Z`;
}

/**
 * Areas one above the other, and lines over them. Of a line a value may be missing: nothing is drawn
 * there, nor from there to the next.
 *
 * @param {object} given
 * @param {readonly number[]} given.times
 * @param {readonly {name: string, values: readonly number[]}[]} [given.areas] the lowest first
 * @param {readonly {name: string, values: readonly (number | undefined)[]}[]} given.lines
 * @param {readonly number[]} given.axis
 * @param {(value: number) => string} given.write how the axis is written
 * @param {string} given.label what it shows, in a sentence
 * @param {number} [given.rule] a value that is marked across
 * @param {readonly number[]} [given.flags] times that are marked at the foot
 */
export function chart({ times, areas = [], lines, axis, write, label, rule, flags = [] }) {
  const { x, y } = scale(times, axis);
  const places = (values) =>
    values.map((value, i) => (value === undefined ? undefined : [x(times[i]), y(value)]));
  const across = (value, kind) =>
    drawing(`line.${kind}`, { x1: '0', x2: '100%', y1: percent(y(value)), y2: percent(y(value)) });
  const drawn = drawing(
    'svg.chart',
    { role: 'img', 'aria-label': label, width: '100%', height: HEIGHT },
    ...axis.map((value) => across(value, 'grid')),
    drawing(
      'svg',
      { viewBox: `0 0 ${SIZE} ${SIZE}`, preserveAspectRatio: 'none', width: '100%', height: '100%' },
      ...stacked(areas).map(({ name, upper, lower }) =>
        drawing(`path.area.${name}`, { d: areaBetween(places(upper), places(lower)) }),
      ),
      ...lines.map(({ name, values }) =>
        drawing(`path.line.${name}`, { d: lineThrough(places(values)) }),
      ),
    ),
    rule === undefined ? undefined : across(rule, 'rule'),
    ...flags.map((time) =>
      drawing('line.flag', { x1: percent(x(time)), x2: percent(x(time)), y1: FOOT, y2: '100%' }),
    ),
    ...lines.flatMap(({ name, values }) =>
      dotsOf(places(values)).map(([cx, cy]) =>
        drawing(`circle.${name}`, { cx: percent(cx), cy: percent(cy), r: '3.5' }),
      ),
    ),
  );
  return element('div.plot', {}, marksBeside(axis, y, write), drawn);
}

/** Beside the drawing and not in it, so that neither hides the other. */
function marksBeside(axis, y, write) {
  return drawing(
    'svg.marks',
    { 'aria-hidden': 'true', width: '56', height: HEIGHT },
    ...axis.map((value) =>
      drawing('text', { x: '48', y: percent(y(value)), dy: '4', 'text-anchor': 'end' }, write(value)),
    ),
  );
}

const percent = (place) => `${round(place / 10)}%`;

/** Each area from where the one below ends. */
export function stacked(areas) {
  let lower = areas[0]?.values.map(() => 0);
  return areas.map(({ name, values }) => {
    const from = lower;
    lower = values.map((value, i) => value + from[i]);
    return { name, upper: lower, lower: from };
  });
}
