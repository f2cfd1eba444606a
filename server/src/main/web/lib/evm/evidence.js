/**
 * The file that shows one holding on an EVM chain: a header, the proof of an account under its state
 * root and, for a token, the proofs of its slots (docs/spec/evidence-evm.md, section 2).
 */
import { parseBase64 } from '../base64.js';
import { parseAccount } from '../caip/account.js';
import { parseAsset } from '../caip/asset.js';
import { readFields } from '../fields.js';
import { parseHash } from '../hash.js';
import { jsonLimits } from '../json.js';
import { Malformed } from '../malformed.js';
import { parseHeader } from './header.js';
import { MAX_NODES } from './patricia.js';

const FORMAT = 'solvent/evm-evidence/v1';

/** Room for three proofs of the greatest depth. */
const LIMITS = jsonLimits(1 << 19, 8, 1000);

/** The balance, then the implementation if the reader's rule wants it. */
const MAX_STORAGE = 2;

/**
 * @typedef {Readonly<{slot: string, nodes: ReadonlyArray<Uint8Array>}>} StorageProof
 * @typedef {Readonly<{account: import('../caip/account.js').AccountRef,
 *   asset: import('../caip/asset.js').AssetRef, header: import('./header.js').BlockHeader,
 *   accountNodes: ReadonlyArray<Uint8Array>, storage: ReadonlyArray<StorageProof>}>} EvmEvidence
 */

/**
 * @param {Uint8Array} bytes
 * @returns {EvmEvidence}
 */
export function parseEvmEvidence(bytes) {
  return readFields(bytes, LIMITS, (fields) => {
    fields.constant('format', FORMAT);
    const account = fields.text('account', parseAccount);
    const asset = fields.text('asset', parseAsset);
    const header = readHeader(fields);
    const accountNodes = readNodes(fields, 'accountNodes');
    const storage = fields.list('storage', 0, MAX_STORAGE, readStorageProof);
    fields.build(() => requireFit(account, asset, storage));
    return Object.freeze({ account, asset, header, accountNodes, storage });
  });
}

function requireFit(account, asset, storage) {
  if (!account.chain.isEvm || asset.chain.text !== account.chain.text) {
    throw new Malformed(
      `account on ${account.chain.text}, asset on ${asset.chain.text}, want one EVM chain`,
    );
  }
  const least = asset.token === null ? 0 : 1;
  const most = least * MAX_STORAGE;
  if (storage.length < least || storage.length > most) {
    throw new Malformed(`storage: ${storage.length} proofs, want ${least} to ${most}`);
  }
}

/** The field `header`: the RLP of a block's header. */
export function readHeader(fields) {
  return fields.text('header', (text) => parseHeader(parseBase64(text)));
}

/** Trie nodes, root first: an array of `{"rlp":"<base64>"}`. */
export function readNodes(fields, name) {
  return fields.list(name, 0, MAX_NODES, (node) => node.text('rlp', parseBase64));
}

/** A slot of an account's storage, and the nodes that show what it holds. */
export function readStorageProof(fields) {
  const slot = fields.text('slot', parseHash);
  return Object.freeze({ slot, nodes: readNodes(fields, 'nodes') });
}
