/** Whose keys signed a challenge, by the method that the proof names. */
import { checkBip322 } from '../bitcoin/bip322.js';
import { checkSignedMessage } from '../bitcoin/signed-message.js';
import { parseBitcoinAddress } from '../caip/address.js';
import { parseEvmSignature, personalMessageHash, signerOf } from '../evm/signature.js';
import { safeOwners } from '../evm/safe.js';
import { Malformed } from '../malformed.js';
import { Refusal } from './refusal.js';
import { ownershipTypedDataHash } from './typed-data.js';

/**
 * The addresses whose keys signed; they are the account's, or the proof is refused.
 *
 * @param {import('./proof.js').OwnershipProof} proof
 * @param {import('../evm/safe.js').SafeRule} safes
 * @returns {string[]}
 */
export function signersOf(proof, safes) {
  const { challenge, method } = proof;
  if (method === 'eip191') {
    return [requireAccount(proof, personalMessageHash(challenge.text))];
  }
  if (method === 'eip712') {
    return [requireAccount(proof, ownershipTypedDataHash(challenge))];
  }
  if (method === 'safe') {
    return requireOwners(proof, safes);
  }
  return [requireMessage(proof, method === 'bip137' ? checkSignedMessage : checkBip322)];
}

function requireAccount(proof, signed) {
  const wanted = proof.challenge.account.address;
  const found = requireSigner(proof.signatures[0], signed);
  if (found !== wanted) {
    throw new Refusal('NOT_SIGNED', `signed by ${found}, want ${wanted}`);
  }
  return found;
}

function requireSigner(signature, signed) {
  const signer = or('MALFORMED_SIGNATURE', () => signerOf(parseEvmSignature(signature), signed));
  if (signer === null) {
    throw new Refusal('NOT_SIGNED', 'a signature that belongs to no key');
  }
  return signer;
}

function requireOwners(proof, rule) {
  const safe = proof.challenge.account.address;
  const { owners, threshold } = or('SAFE_NOT_PROVEN', () => safeOwners(proof.safe, safe, rule));
  const signed = personalMessageHash(proof.challenge.text);
  const signers = new Set();
  for (const signature of proof.signatures) {
    const signer = requireSigner(signature, signed);
    if (!owners.has(signer)) {
      throw new Refusal('NOT_SIGNED', `signed by ${signer}, want an owner`);
    }
    if (signers.has(signer)) {
      throw new Refusal('TOO_FEW_OWNERS', `${signer} signed twice, want each owner once`);
    }
    signers.add(signer);
  }
  if (signers.size < threshold) {
    throw new Refusal('TOO_FEW_OWNERS', `${signers.size} owners signed, want ${threshold}`);
  }
  return [...signers].sort();
}

const REASON = {
  MALFORMED: 'MALFORMED_SIGNATURE',
  UNSUPPORTED_FORM: 'UNSUPPORTED',
  UNSUPPORTED_SCRIPT: 'UNSUPPORTED',
  UNSUPPORTED_SIGHASH: 'UNSUPPORTED',
  OTHER_MESSAGE: 'NOT_SIGNED',
  NOT_SIGNED: 'NOT_SIGNED',
};

function requireMessage({ challenge, signatures }, check) {
  const { account } = challenge;
  const address = parseBitcoinAddress(account.chain, account.address);
  const outcome = check(address, challenge.text, signatures[0]);
  if (!outcome.signed) {
    throw new Refusal(REASON[outcome.reason], outcome.detail);
  }
  return account.address;
}

function or(reason, read) {
  try {
    return read();
  } catch (error) {
    throw error instanceof Malformed ? new Refusal(reason, error.message) : error;
  }
}
