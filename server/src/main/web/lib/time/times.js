/** The two ways in which ASN.1 writes a moment, and how one with a fraction is shown. */
import { Malformed, readOrNone } from '../malformed.js';
import { parseTime, seconds, timeOfSeconds } from '../timestamp.js';
import { GENERALIZED_TIME, UTC_TIME } from './der.js';

const NANOS = 1_000_000_000n;
const SHORT = /^(\d\d)(\d{10})Z$/;
const LONG = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/;

const textOf = ({ content }) => String.fromCharCode(...content);

/** A time of a certificate, in seconds since 1970. @param {import('./der.js').DerNode} node */
export function certificateTime(node) {
  const text = textOf(node);
  const short = node.tag === UTC_TIME ? SHORT.exec(text) : null;
  const century = short && (short[1] < '50' ? '20' : '19');
  const long = short ? `${century}${short[1]}${short[2]}Z` : text;
  const found = LONG.exec(long);
  if ((short === null && node.tag !== GENERALIZED_TIME) || found === null || found[7]) {
    throw new Malformed('time in another form, want UTC in whole seconds');
  }
  return secondsOf(found);
}

/** A token's time, in nanoseconds since 1970. @param {import('./der.js').DerNode} node */
export function tokenTime(node) {
  const found = node.tag === GENERALIZED_TIME ? LONG.exec(textOf(node)) : null;
  if (found === null) {
    throw new Malformed('genTime in another form, want UTC in seconds');
  }
  return BigInt(secondsOf(found)) * NANOS + BigInt((found[7] ?? '').padEnd(9, '0'));
}

function secondsOf([, year, month, day, hour, minute, second]) {
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  const time = readOrNone(() => parseTime(text));
  if (time === undefined) {
    throw new Malformed('genTime that is no time, want one of the calendar');
  }
  return seconds(time);
}

/** As the time of a whole second is written, with a fraction of 3, 6 or 9 digits where there is one. */
export function shownTime(nanos) {
  const whole = nanos >= 0n ? nanos / NANOS : -((-nanos + NANOS - 1n) / NANOS);
  const digits = String(nanos - whole * NANOS).padStart(9, '0');
  const fraction = digits.replace(/(?:000){1,3}$/, '');
  return timeOfSeconds(whole).replace('Z', fraction === '' ? 'Z' : `.${fraction}Z`);
}
