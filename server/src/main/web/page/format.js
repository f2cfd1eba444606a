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
  const number = (options) => once(() => new Intl.NumberFormat(locale, options));
  const time = (options) => once(() => new Intl.DateTimeFormat(locale, { ...options, timeZone }));
  const whole = number({ useGrouping: true });
  const point = once(() => whole().formatToParts(1.5).find(({ type }) => type === 'decimal').value);
  const share = number({ style: 'percent', minimumFractionDigits: 2 });
  const moment = time({ dateStyle: 'long', timeStyle: 'short' });
  const day = time({ dateStyle: 'medium' });
  const second = time({ dateStyle: 'medium', timeStyle: 'medium' });
  const approximate = number({ notation: 'compact', maximumSignificantDigits: 4 });
  const hours = number({ style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 2 });
  const spans = new Map(SPANS.map(([unit]) => [unit, number({ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 })]));
  const past = once(() => new Intl.RelativeTimeFormat(locale));

  /** Units of an asset as coins, every digit of them that is not a closing zero. */
  const coins = (units, decimals) => {
    const digits = units.toString().padStart(decimals + 1, '0');
    const at = digits.length - decimals;
    const fraction = digits.slice(at).replace(/0+$/, '');
    const before = whole().format(BigInt(digits.slice(0, at)));
    return fraction === '' ? before : before + point() + fraction;
  };

  /** Ten-thousandths as a percentage. @param {bigint} points */
  const percent = (points) => share().format(`${points}E-4`);

  /** So many seconds ago, in whole days, hours or minutes, rounded down. */
  const ago = (seconds) => {
    const [unit, length] = SPANS.find(([, each]) => seconds >= each) ?? SPANS.at(-1);
    return past().format(-Math.floor(seconds / length), unit);
  };

  /** A length of time, in days from two on, in hours from two on, else in minutes. */
  const span = (seconds) => {
    const [unit, length] = SPANS.find(([, each]) => seconds >= 2 * each) ?? SPANS.at(-1);
    return spans.get(unit)().format(seconds / length);
  };

  /** By their days, and to the second where a day has two of them. @param {readonly string[]} texts */
  const dates = (texts) => {
    const times = texts.map((text) => new Date(text));
    const days = times.map((time) => day().format(time));
    return new Set(days).size === days.length ? days : times.map((time) => second().format(time));
  };

  return Object.freeze({
    coins,
    get point() {
      return point();
    },
    percent,
    ago,
    span,
    hours: (seconds) => hours().format(seconds / 3_600),
    compact: (number) => approximate().format(number),
    time: (text) => moment().format(new Date(text)),
    date: (text) => day().format(new Date(text)),
    dates,
    count: (n) => whole().format(n),
  });
}

/** Made when it is first used: the platform takes long to make any, and few pages use all. */
function once(make) {
  let made;
  return () => (made ??= make());
}
