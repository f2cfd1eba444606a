/**
 * A moment in whole seconds of the years 1 to 9999, written in the one form `2026-09-02T00:00:00Z` of
 * RFC 3339. A moment is its text: all have one length, so they are equal where their texts are and
 * ordered as their texts are.
 *
 * Nothing here asks a clock: a time is an argument.
 */
import { Malformed } from './malformed.js';
import { quoted } from './quoted.js';

const FORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z$/;
const DAY = 86_400;
const DAYS_OF_400_YEARS = 146_097;

/** Days from 1 March 0000 to 1 January 1970. */
const DAYS_TO_1970 = 719_468;

/** The first and the last second that has a text. */
const FIRST_SECOND = seconds('0001-01-01T00:00:00Z');
export const LAST_SECOND = seconds('9999-12-31T23:59:59Z');

/** @param {string} text @returns {string} the same */
export function parseTime(text) {
  const found = FORM.exec(text);
  if (found === null || !exists(found.slice(1).map(Number))) {
    throw new Malformed(
      `time ${quoted(text)}, want UTC in whole seconds, such as 2026-09-02T00:00:00Z`,
    );
  }
  return text;
}

/** Spellings of another moment, such as 24:00:00, and a second 60 are refused. */
function exists([year, month, day, hour, minute, second]) {
  return (
    year >= 1 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysOf(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59
  );
}

function daysOf(year, month) {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Seconds since 1970-01-01T00:00:00Z of a time's text. @returns {number} */
export function seconds(time) {
  const [year, month, day, hour, minute, second] = FORM.exec(time).slice(1).map(Number);
  // Years that begin in March end with the day that not all of them have.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const inEra = shifted - era * 400;
  const sinceMarch = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const days =
    era * DAYS_OF_400_YEARS +
    inEra * 365 +
    Math.floor(inEra / 4) -
    Math.floor(inEra / 100) +
    sinceMarch -
    DAYS_TO_1970;
  return days * DAY + hour * 3600 + minute * 60 + second;
}

/**
 * The time so many seconds after 1970-01-01T00:00:00Z.
 *
 * @param {number | bigint} count
 */
export function timeOfSeconds(count) {
  const whole = Number(count);
  if (!Number.isSafeInteger(whole) || whole < FIRST_SECOND || whole > LAST_SECOND) {
    throw new Malformed(`time of ${count} s since 1970, want the years 1 to 9999`);
  }
  return new Date(whole * 1000).toISOString().replace('.000Z', 'Z');
}
