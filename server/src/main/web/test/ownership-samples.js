/** Challenges and proofs of ownership that the tests sign, and what they are held against. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { concat, hex, utf8 } from '../lib/bytes.js';
import { parseAccount } from '../lib/caip/account.js';
import { parseChallenge } from '../lib/ownership/challenge.js';
import { keccak256 } from '../lib/evm/keccak.js';
import { personalMessageHash } from '../lib/evm/signature.js';
import { digest, sha256 } from '../lib/hash.js';
import { SAFE_RULE, json } from './evm-samples.js';

export const ROOT = digest(Uint8Array.of(1));
export const BLOCK = `eip155:1 0x${digest(Uint8Array.of(2))}`;
export const BLOCK_TIME = '2026-08-01T00:00:00Z';
export const NOW = '2026-09-02T00:00:00Z';
export const DAYS = 86_400;

export const secret = (number) => sha256(utf8(`owner ${number}`));

export function addressOf(key) {
  const full = secp256k1.getPublicKey(key, false);
  return '0x' + hex(keccak256(full.slice(1)).slice(12));
}

export const ACCOUNT = `eip155:1:${addressOf(secret(0))}`;

export function challengeText(account = ACCOUNT, changed = {}) {
  const lines = {
    issuer: 'exchange.example',
    log: 'exchange.example/log',
    account,
    checkpoint: `6 ${ROOT}`,
    block: BLOCK,
    expires: '2026-12-31T00:00:00Z',
    ...changed,
  };
  return ['solvent/ownership/v1', ...Object.entries(lines).map((line) => line.join(' '))].join('\n');
}

/** As wallets of EVM chains print it, with V of 27 or 28. */
export function signHash(key, hash) {
  const [id, ...rs] = secp256k1.sign(hash, key, { prehash: false, format: 'recovered' });
  return '0x' + hex(concat(Uint8Array.from(rs), [27 + id]));
}

export const signText = (key, text) => signHash(key, personalMessageHash(text));

/** A file, its fields in the order of the canonical print. */
export function proofFile(challenge, method, signatures, safe) {
  return json({
    challenge,
    format: 'solvent/ownership-proof/v1',
    method,
    ...(safe === undefined ? {} : { safe }),
    signatures: signatures.map((signature) => ({ signature })),
  });
}

export function expectation(account, changed = {}) {
  return {
    issuer: 'exchange.example',
    logOrigin: 'exchange.example/log',
    account: parseAccount(account),
    checkpoints: new Set([`6 ${ROOT}`]),
    blocks: new Map([[BLOCK, BLOCK_TIME]]),
    now: NOW,
    longestAge: 40 * DAYS,
    safes: SAFE_RULE,
    ...changed,
  };
}

export const challenge = (...given) => parseChallenge(challengeText(...given));
