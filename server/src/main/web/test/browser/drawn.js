/**
 * Reads the charts of a page as people do: the marks beside a drawing say what a height is worth, and
 * from those the drawn points come to figures again. Nothing of how the page draws is known here.
 */

const POWERS = new Map([['', 1], ['%', 1], ['K', 1e3], ['M', 1e6], ['B', 1e9]]);

/** What stands in the page, as it stands there. */
const READ = `[...document.querySelectorAll('.plot')].map((plot) => ({
  marks: [...plot.querySelectorAll('.marks text')].map((mark) => ({
    at: Number.parseFloat(mark.getAttribute('y')), text: mark.textContent,
  })),
  paths: [...plot.querySelectorAll('.chart path')].map((path) => ({
    name: path.getAttribute('class'), d: path.getAttribute('d'),
  })),
}))`;

/**
 * @returns {Promise<readonly {step: number, lines: Record<string, readonly {x: number, value: number}[]>}[]>}
 *     each chart from the top; `x` goes from 0, the first, to 1, the last; of an area its upper edge;
 *     `step` is what a thousandth of the height is worth
 */
export async function drawnIn(page) {
  const charts = await page.evaluate(READ);
  return charts.map(({ marks, paths }) => {
    const [first, last] = [marks[0], marks.at(-1)];
    const worth = (valueOf(last.text) - valueOf(first.text)) / (last.at - first.at);
    const valueAt = (y) => valueOf(first.text) + (y / 10 - first.at) * worth;
    const lines = paths.map(({ name, d }) => {
      const places = d.match(/[\d.]+ [\d.]+/g).map((place) => place.split(' ').map(Number));
      const edge = name.startsWith('area') ? places.slice(0, places.length / 2) : places;
      return [name, edge.map(([x, y]) => ({ x: x / 1000, value: valueAt(y) }))];
    });
    return { step: Math.abs(worth) / 10, lines: Object.fromEntries(lines) };
  });
}

/** `20M`, `102.5%`, `1,000`. */
function valueOf(text) {
  const [, number, unit] = /^([\d.,]+)([KMB%]?)$/.exec(text);
  return Number(number.replaceAll(',', '')) * POWERS.get(unit);
}
