/** ASN.1 as the tests write it: values in DER, or with a fault where a test wants one. */
import { concat, parseHex, utf8 } from '../lib/bytes.js';

/** An element of that tag around these bytes. */
export function element(tag, ...parts) {
  const content = concat(...parts.map((part) => Uint8Array.from(part)));
  const { length } = content;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concat(Uint8Array.of(tag, ...head), content);
}

export const sequence = (...parts) => element(0x30, ...parts);
export const octets = (bytes) => element(0x04, bytes);
export const bits = (bytes, unused = 0) => element(0x03, [unused], bytes);
export const nothing = () => element(0x05);
export const truth = (value) => element(0x01, [value ? 0xff : 0x00]);
export const tagged = (number, ...parts) => element(0xa0 + number, ...parts);
export const long = (text) => element(0x18, utf8(text));
export const text = (value, tag = 0x0c) => element(tag, utf8(value));

/** In the order of DER: by the bytes of the elements. */
export function set(...parts) {
  return element(0x31, ...inOrder(parts));
}

export const inOrder = (parts) =>
  parts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

export function integer(value) {
  let digits = BigInt.asUintN(1024, BigInt(value)).toString(16).padStart(256, '0');
  const filler = BigInt(value) < 0n ? 'ff' : '00';
  const isFilled = () =>
    digits.startsWith(filler) && digits[2] >= '8' === (filler === 'ff') && digits.length > 2;
  while (isFilled()) {
    digits = digits.slice(2);
  }
  return element(0x02, parseHex(digits));
}

export function oid(dotted) {
  const [first, second, ...rest] = dotted.split('.').map(BigInt);
  const groups = [first * 40n + second, ...rest].map((number) => {
    const bytes = [Number(number & 0x7fn)];
    for (let left = number >> 7n; left > 0n; left >>= 7n) {
      bytes.unshift(0x80 | Number(left & 0x7fn));
    }
    return bytes;
  });
  return element(0x06, ...groups);
}

/** `20260111123456Z` or with a fraction, of seconds since 1970. */
export function timeText(seconds) {
  return new Date(seconds * 1000).toISOString().replace(/[-:T]/g, '').replace('.000Z', 'Z');
}

/** Of the years to 2049 in the short form. */
export const shortTime = (seconds) => element(0x17, utf8(timeText(seconds).slice(2)));
