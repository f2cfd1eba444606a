/**
 * A witness program as text: BIP-173 for version 0, BIP-350 for the others. Lower case alone; the
 * upper case that the encoding also allows would be a second spelling.
 */
import { Malformed } from '../malformed.js';

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32 = 1;
const BECH32M = 0x2bc830a3;
const CHECKSUM = 6;
const MAX_LENGTH = 90;

/**
 * @param {string} text
 * @returns {{humanPart: string, version: number, program: Uint8Array}}
 */
export function parseBech32(text) {
  const separator = text.lastIndexOf('1');
  if (text.length > MAX_LENGTH || separator < 1) {
    throw new Malformed(`${text.length} characters, want bech32: a human part, 1, and data`);
  }
  const humanPart = text.slice(0, separator);
  const data = values(text, separator + 1);
  if (data.length < CHECKSUM + 1) {
    throw new Malformed('bech32 without data, want a version and a checksum');
  }
  const version = data[0];
  if (checksum(humanPart, data) !== (version === 0 ? BECH32 : BECH32M)) {
    throw new Malformed('bech32 with another checksum, want that of its characters');
  }
  return { humanPart, version, program: bytes(data.slice(1, -CHECKSUM)) };
}

function values(text, from) {
  return [...text.slice(from)].map((character, i) => {
    const value = ALPHABET.indexOf(character);
    if (value < 0) {
      throw new Malformed(`a wrong character at ${from + i}, want bech32 in lower case`);
    }
    return value;
  });
}

function checksum(humanPart, data) {
  const codes = Array.from(humanPart, (_, i) => humanPart.charCodeAt(i));
  const wrong = codes.findIndex((c) => c < 33 || c > 126 || (c >= 65 && c <= 90));
  if (wrong >= 0) {
    throw new Malformed(`a wrong character at ${wrong}, want bech32 in lower case`);
  }
  return [...codes.map((c) => c >> 5), 0, ...codes.map((c) => c & 31), ...data].reduce(step, 1);
}

/** The state has 30 bits, so that 32-bit operations hold it. */
function step(state, value) {
  const next = ((state & 0x1ffffff) << 5) ^ value;
  return GENERATOR.reduce(
    (sum, generator, i) => ((state >>> (25 + i)) & 1 ? sum ^ generator : sum),
    next,
  );
}

/** Five bits a value, as bytes; bits left over are zero and too few for a value of their own. */
function bytes(data) {
  const out = [];
  let buffer = 0;
  let bits = 0;
  for (const value of data) {
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((buffer >>> bits) & 0xff);
    }
  }
  if (bits >= 5 || (buffer & ((1 << bits) - 1)) !== 0) {
    throw new Malformed('bech32 with bits left over, want whole bytes');
  }
  return Uint8Array.from(out);
}
