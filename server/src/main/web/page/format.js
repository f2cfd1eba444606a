/** Numbers and times as the reader writes them. Amounts stay exact: no float has part in them. */

const SPANS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/**
 * @param {string} locale
 * @param {string} [timeZone] the browser's own, where nothing is said
 */
export function formats(locale, timeZone) {
  const whole = new Intl.NumberFormat(locale, { useGrouping: true });
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const point = parts.find(({ type }) => type === 'decimal').value;
  const share = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 2 });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const second = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  const approximate = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 4 });
  const hours = new Intl.NumberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 2 });
  const past = new Intl.RelativeTimeFormat(locale);

  /** Units of an asset as coins, every digit of them that is not a closing zero. */
  const coins = (units, decimals) => {
    const digits = units.toString().padStart(decimals + 1, '0');
    const at = digits.length - decimals;
    const fraction = digits.slice(at).replace(/0+$/, '');
    const before = whole.format(BigInt(digits.slice(0, at)));
    return fraction === '' ? before : before + point + fraction;
  };

  /** Ten-thousandths as a percentage. @param {bigint} points */
  const percent = (points) => share.format(`${points}E-4`);

  /** So many seconds ago, in whole days, hours or minutes, rounded down. */
  const ago = (seconds) => {
    const [unit, length] = SPANS.find(([, each]) => seconds >= each) ?? SPANS.at(-1);
    return past.format(-Math.floor(seconds / length), unit);
  };

  /** By their days, and to the second where a day has two of them. @param {readonly string[]} texts */
  const dates = (texts) => {
    const times = texts.map((text) => new Date(text));
    const days = times.map((time) => day.format(time));
    return new Set(days).size === days.length ? days : times.map((time) => second.format(time));
  };

  return Object.freeze({
    coins,
    point,
    percent,
    ago,
    hours: (seconds) => hours.format(seconds / 3_600),
    compact: (number) => approximate.format(number),
    time: (text) => moment.format(new Date(text)),
    date: (text) => day.format(new Date(text)),
    dates,
    count: (n) => whole.format(n),
  });
}
