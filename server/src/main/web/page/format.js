/** Numbers and times as the reader writes them. Amounts stay exact: no float has part in them. */

/**
 * @param {string} locale
 */
export function formats(locale) {
  const whole = new Intl.NumberFormat(locale, { useGrouping: true });
  const point = new Intl.NumberFormat(locale).formatToParts(1.5).find((p) => p.type === 'decimal');
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });

  /** Units of an asset as coins, every digit of them that is not a closing zero. */
  const coins = (units, decimals) => {
    const digits = units.toString().padStart(decimals + 1, '0');
    const at = digits.length - decimals;
    const fraction = digits.slice(at).replace(/0+$/, '');
    const before = whole.format(BigInt(digits.slice(0, at)));
    return fraction === '' ? before : before + (point?.value ?? '.') + fraction;
  };

  /** Ten-thousandths as a percentage, rounded down. @param {bigint} points */
  const percent = (points) => {
    const rest = (points % 100n).toString().padStart(2, '0');
    return `${whole.format(points / 100n)}${point?.value ?? '.'}${rest} %`;
  };

  const time = (text) => moment.format(new Date(text));
  const date = (text) => day.format(new Date(text));
  return Object.freeze({ coins, percent, time, date, count: (n) => whole.format(n) });
}
