/**
 * The scripts that we know, as bytes. There is no interpreter: the few that wallets write are
 * recognised, and every other is refused.
 */
import { concat, parseHex } from '../bytes.js';
import { Malformed, readOrNone } from '../malformed.js';
import { OctetReader } from '../octets.js';
import { isPublicKey } from '../secp256k1.js';

const PUSH_1 = 0x4c;
const PUSH_2 = 0x4d;
const MAX_ELEMENT = 520;
const MAX_ELEMENTS = 32;
const ONE = 0x51;
const SIXTEEN = 0x60;
const CHECK = 0xae;

/** Pays to the key of that hash. */
export function keyHashScript(hash) {
  return concat(parseHex('76a914'), hash, parseHex('88ac'));
}

/** Witness version 0 with a key's hash. */
export function witnessKeyHashScript(hash) {
  return concat(parseHex('0014'), hash);
}

/** Witness version 0 with a script's hash. */
export function witnessScriptHashScript(hash) {
  return concat(parseHex('0020'), hash);
}

/**
 * What an input's script pushes, each in its shortest form; anything but a push is refused.
 *
 * @param {Uint8Array} script
 * @returns {Uint8Array[]}
 */
export function pushes(script) {
  const reader = new OctetReader(script);
  const elements = [];
  while (reader.left() > 0) {
    const code = reader.u8();
    const length = code < PUSH_1 ? code : pushedLength(code, reader);
    if (length > MAX_ELEMENT || elements.length === MAX_ELEMENTS) {
      throw new Malformed('an input script with more than a script may push');
    }
    elements.push(reader.take(length));
  }
  return elements;
}

function pushedLength(code, reader) {
  const width = code === PUSH_1 ? 1 : code === PUSH_2 ? 2 : 0;
  const length = width === 0 ? -1 : Number(reader.little(width));
  if (length < (width === 1 ? PUSH_1 : 0x100)) {
    throw new Malformed('an input script that does more than push, want pushes alone');
  }
  return length;
}

/**
 * The script that wants k signatures of n keys, in the order of the keys: its numbers and keys if it
 * is of that form to the last byte, else undefined.
 *
 * @param {Uint8Array} script
 * @param {boolean} fullKeysToo
 * @returns {{wanted: number, keys: Uint8Array[]} | undefined}
 */
export function multisigOf(script, fullKeysToo) {
  return readOrNone(() => readMultisig(new OctetReader(script), fullKeysToo));
}

function readMultisig(reader, fullKeysToo) {
  const wanted = reader.u8() - ONE + 1;
  const keys = [];
  let code = reader.u8();
  while (code === 33 || code === 65) {
    const key = reader.take(code);
    if (!isPublicKey(key, fullKeysToo)) {
      return undefined;
    }
    keys.push(key);
    code = reader.u8();
  }
  const counted = code >= ONE && code <= SIXTEEN && code - ONE + 1 === keys.length;
  const ends = reader.u8() === CHECK && reader.left() === 0;
  return counted && ends && wanted >= 1 && wanted <= keys.length ? { wanted, keys } : undefined;
}
