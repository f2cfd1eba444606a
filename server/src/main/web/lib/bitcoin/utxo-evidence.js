/**
 * The file that lists one account's outputs at a block of a Bitcoin-like chain
 * (docs/spec/evidence-bitcoin.md). It proves nothing by itself: that an output existed and was
 * unspent is what observers can say. Without them the holding is claimed.
 */
import { AMOUNT_END, parseAmount } from '../amount.js';
import { hex, parseHex } from '../bytes.js';
import { parseAccount } from '../caip/account.js';
import { parseBlockHash } from '../caip/block.js';
import { readFields } from '../fields.js';
import { parseHash } from '../hash.js';
import { jsonLimits } from '../json.js';
import { Malformed } from '../malformed.js';
import { quoted } from '../quoted.js';
import { parseTime } from '../timestamp.js';

const FORMAT = 'solvent/utxo-evidence/v1';
const MAX_OUTPUTS = 100_000;
const LIMITS = jsonLimits(32 << 20, 8, 4 * MAX_OUTPUTS + 100);
const MAX_INDEX = 0xffffffff;

/**
 * @typedef {Readonly<{text: string, transaction: string, index: number}>} Outpoint
 * @typedef {Readonly<{account: import('../caip/account.js').AccountRef,
 *   block: import('../caip/block.js').BlockRef, height: number, time: string,
 *   outpoints: ReadonlyArray<Outpoint>, units: bigint}>} UtxoEvidence
 */

/**
 * @param {Uint8Array} bytes
 * @returns {UtxoEvidence}
 */
export function parseUtxoEvidence(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', FORMAT);
    const account = fields.text('account', parseAccount);
    const block = fields.object('block', (inner) => readBlock(account.chain, inner));
    const outputs = fields.list('outputs', 0, MAX_OUTPUTS, readOutput);
    return fields.build(() => {
      if (account.chain.isEvm) {
        throw new Malformed(`account on ${account.chain.text}, want one chain like Bitcoin`);
      }
      requireForm(account, outputs);
      const outpoints = Object.freeze(outputs.map((output) => output.outpoint));
      return Object.freeze({ account, ...block, outpoints, units: totalOf(outputs) });
    });
  });
}

function readBlock(chain, fields) {
  return {
    block: fields.text('hash', (text) => parseBlockHash(chain, text)),
    height: fields.integer('height', 0, Number.MAX_SAFE_INTEGER),
    time: fields.text('time', parseTime),
  };
}

function readOutput(fields) {
  return {
    outpoint: fields.text('outpoint', parseOutpoint),
    script: fields.text('script', (text) => hex(parseHex(text))),
    amount: fields.text('amount', parseAmount),
  };
}

/**
 * One output of one transaction: `<id as displayed>:<number>`.
 *
 * @param {string} text
 * @returns {Outpoint}
 */
export function parseOutpoint(text) {
  const colon = text.indexOf(':');
  const number = text.slice(colon + 1);
  if (colon < 0 || !/^(?:0|[1-9][0-9]{0,9})$/.test(number) || Number(number) > MAX_INDEX) {
    throw new Malformed(`outpoint ${quoted(text)}, want id:number`);
  }
  const transaction = parseHash(text.slice(0, colon));
  return Object.freeze({ text, transaction, index: Number(number) });
}

function requireForm(account, outputs) {
  outputs.forEach(({ outpoint, script }, i) => {
    if (script !== account.bytes) {
      throw new Malformed(`${outpoint.text}: another script, want the account's`);
    }
    if (i > 0 && !isBefore(outputs[i - 1].outpoint, outpoint)) {
      throw new Malformed(`${outpoint.text} out of order or twice, want ascending outpoints`);
    }
  });
}

function isBefore(one, other) {
  return one.transaction === other.transaction
    ? one.index < other.index
    : one.transaction < other.transaction;
}

function totalOf(outputs) {
  const total = outputs.reduce((sum, output) => sum + output.amount, 0n);
  if (total >= AMOUNT_END) {
    throw new Malformed('outputs of 2^128 or more, want less');
  }
  return total;
}
