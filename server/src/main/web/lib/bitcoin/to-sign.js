/**
 * BIP-322's second transaction: it spends an output of a first that holds the message and the
 * address's script, and neither is ever sent.
 */
import { EMPTY, concat, equalBytes, utf8 } from '../bytes.js';
import { sha256 } from '../hash.js';
import { Malformed } from '../malformed.js';
import { OctetReader } from '../octets.js';
import { taggedHash } from '../secp256k1.js';
import { hashTwice } from './hashes.js';
import { Refusal } from './refusal.js';
import { lengthBytes, little, readSized, readWitness, sized } from './wire.js';

/**
 * @typedef {Readonly<{version: number, spent: Uint8Array, inputScript: Uint8Array,
 *   sequence: number, lockTime: number, witness: Uint8Array[]}>} ToSign
 */

const NO_AMOUNT = new Uint8Array(8);
const RETURN = Uint8Array.of(0x6a);
const OUTPUT = concat(NO_AMOUNT, sized(RETURN));

/** The least that an input takes. */
const INPUT_BYTES = 41;

/**
 * The id of the transaction that carries the message in one input, and the script in one output.
 *
 * @param {Uint8Array} script
 * @param {string} message
 * @returns {Uint8Array}
 */
export function toSpend(script, message) {
  const hash = taggedHash('BIP0322-signed-message', utf8(message));
  return hashTwice(
    concat(
      little(0, 4),
      lengthBytes(1),
      new Uint8Array(32),
      little(0xffffffff, 4),
      sized(concat(little(0, 1), sized(hash))),
      little(0, 4),
      lengthBytes(1),
      NO_AMOUNT,
      sized(script),
      little(0, 4),
    ),
  );
}

/** The form "simple" has the witness alone; the rest is fixed. @returns {ToSign} */
export function simpleForm(spent, bytes) {
  const reader = new OctetReader(bytes);
  const witness = readWitness(reader);
  reader.end();
  return Object.freeze({
    version: 0,
    spent,
    inputScript: EMPTY,
    sequence: 0,
    lockTime: 0,
    witness,
  });
}

/**
 * The form "full" has the whole transaction, with this one input and the one empty output.
 *
 * @param {Uint8Array} bytes
 * @returns {ToSign}
 */
export function fullForm(bytes) {
  const reader = new OctetReader(bytes);
  const version = Number(reader.little(4));
  let inputs = reader.u8();
  const segwit = inputs === 0;
  if (segwit) {
    if (reader.u8() !== 1) {
      throw new Malformed('a transaction with another flag, want 1');
    }
    inputs = reader.u8();
  }
  requireOneInput(inputs, reader.left());
  const spent = reader.take(32);
  const output = Number(reader.little(4));
  const inputScript = readSized(reader);
  const sequence = Number(reader.little(4));
  const outputs = concat(lengthBytes(1), OUTPUT);
  if (output !== 0 || !equalBytes(outputs, reader.take(outputs.length))) {
    throw new Malformed('another input or output, want output 0 spent to one OP_RETURN');
  }
  const witness = segwit ? readWitness(reader) : [];
  if (segwit && witness.length === 0) {
    throw new Malformed('a witness marker without a witness, want none');
  }
  const lockTime = Number(reader.little(4));
  reader.end();
  if (version !== 0 && version !== 2) {
    throw new Malformed(`a transaction of version ${version}, want 0 or 2`);
  }
  return Object.freeze({ version, spent, inputScript, sequence, lockTime, witness });
}

function requireOneInput(inputs, left) {
  if (inputs === 0 || inputs * INPUT_BYTES > left) {
    throw new Malformed(`${inputs} inputs in ${left} bytes, want one`);
  }
  if (inputs !== 1) {
    throw new Refusal('UNSUPPORTED_FORM', `${inputs} inputs, want the one of the message`);
  }
}

const prevout = ({ spent }) => concat(spent, little(0, 4));

function unsigned(transaction, script) {
  return concat(
    little(transaction.version, 4),
    lengthBytes(1),
    prevout(transaction),
    sized(script),
    little(transaction.sequence, 4),
    lengthBytes(1),
    OUTPUT,
    little(transaction.lockTime, 4),
  );
}

/** The id of the transaction, which leaves the witness out. @param {ToSign} transaction */
export function transactionId(transaction) {
  return hashTwice(unsigned(transaction, transaction.inputScript));
}

/** What a key signs where there is no witness, for SIGHASH_ALL. */
export function legacyHash(transaction, script) {
  return hashTwice(concat(unsigned(transaction, script), little(1, 4)));
}

/** BIP-143, for SIGHASH_ALL. */
export function segwitHash(transaction, script) {
  const sequence = little(transaction.sequence, 4);
  return hashTwice(
    concat(
      little(transaction.version, 4),
      hashTwice(prevout(transaction)),
      hashTwice(sequence),
      prevout(transaction),
      sized(script),
      NO_AMOUNT,
      sequence,
      hashTwice(OUTPUT),
      little(transaction.lockTime, 4),
      little(1, 4),
    ),
  );
}

/** BIP-341, key path, for SIGHASH_DEFAULT or SIGHASH_ALL. */
export function taprootHash(transaction, script, byDefault) {
  return taggedHash(
    'TapSighash',
    little(0, 1),
    little(byDefault ? 0 : 1, 1),
    little(transaction.version, 4),
    little(transaction.lockTime, 4),
    sha256(prevout(transaction)),
    sha256(NO_AMOUNT),
    sha256(sized(script)),
    sha256(little(transaction.sequence, 4)),
    sha256(OUTPUT),
    little(0, 1),
    little(0, 4),
  );
}
