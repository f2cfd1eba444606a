/** How a policy writes what its reader knows of contracts: tokens' storage, and Safes. */
import { Malformed } from '../malformed.js';
import { parseEvmAddress } from '../caip/address.js';
import { parseHash } from '../hash.js';
import { quoted } from '../quoted.js';

const MAX_CONTRACTS = 1_000;
const MAX_BITS = 256;

/** Knows no contract for a Safe. @type {import('../evm/safe.js').SafeRule} */
export const NO_SAFES = Object.freeze({ proxies: new Set(), singletons: new Set() });

/** @returns {import('../evm/token-rule.js').TokenRule} */
export function readTokenRule(fields) {
  return Object.freeze({
    codes: readSet(fields, 'codes', 'keccak256', parseHash),
    implementation: fields.optionalObject('implementation', (inner) =>
      Object.freeze({
        accepted: readSet(inner, 'accepted', 'address', parseEvmAddress),
        slot: inner.text('slot', parseHash),
      }),
    ),
    layout: fields.text('layout', parseLayout),
    bits: fields.has('bits') ? fields.integer('bits', 1, MAX_BITS - 1) : MAX_BITS,
    mapping: fields.text('mapping', parseHash),
  });
}

function parseLayout(text) {
  if (text !== 'solidity' && text !== 'vyper') {
    throw new Malformed(`layout ${quoted(text)}, want solidity or vyper`);
  }
  return text;
}

/** @returns {import('../evm/safe.js').SafeRule} */
export function readSafeRule(fields) {
  return Object.freeze({
    proxies: readSet(fields, 'proxies', 'keccak256', parseHash),
    singletons: readSet(fields, 'singletons', 'address', parseEvmAddress),
  });
}

/** A set is written in the ascending order of its texts, each once. */
function readSet(fields, name, field, reader) {
  let last;
  const items = fields.list(name, 1, MAX_CONTRACTS, (item) => {
    const text = item.text(field, reader);
    if (last !== undefined && !(last < text)) {
      throw item.malformed(field, `${text}, want ascending, each once`);
    }
    last = text;
    return text;
  });
  return new Set(items);
}
