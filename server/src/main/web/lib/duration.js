/** Whole seconds in the short form of ISO 8601 that Java prints, such as `PT26H` or `PT1M30S`. */

/** @param {number} seconds 0 or more */
export function durationText(seconds) {
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ];
  const text = parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('');
  return text === '' ? 'PT0S' : `PT${text}`;
}
