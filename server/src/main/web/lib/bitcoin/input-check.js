/** Whether a transaction's input satisfies an address's script, for the scripts that we know. */
import { scriptBytes } from '../caip/address.js';
import { EMPTY, equalBytes, parseHex } from '../bytes.js';
import { sha256 } from '../hash.js';
import { Malformed } from '../malformed.js';
import { isPublicKey, parseDerSignature, verifies, verifiesSchnorr } from '../secp256k1.js';
import { hash160 } from './hashes.js';
import { Refusal, notSigned } from './refusal.js';
import {
  keyHashScript,
  multisigOf,
  pushes,
  witnessKeyHashScript,
  witnessScriptHashScript,
} from './scripts.js';
import { legacyHash, segwitHash, taprootHash } from './to-sign.js';

const SIGHASH_ALL = 1;
const ANNEX = 0x50;

/**
 * Throws where it does not.
 *
 * @param {import('../caip/address.js').BitcoinAddress} address
 * @param {import('./to-sign.js').ToSign} transaction
 */
export function requireInput(address, transaction) {
  const elements = pushes(transaction.inputScript);
  const { witness } = transaction;
  const program = parseHex(address.program);
  if (address.kind === 'P2PKH') {
    requireNone(witness);
    requireKeyHash(transaction, elements, program, false);
  } else if (address.kind === 'P2SH') {
    requireScriptHash(transaction, elements, program);
  } else {
    requireNone(elements);
    if (address.kind === 'P2WPKH') {
      requireKeyHash(transaction, witness, program, true);
    } else if (address.kind === 'P2WSH') {
      requireWitnessScript(transaction, program);
    } else {
      requireTaproot(transaction, address, program);
    }
  }
}

function requireNone(elements) {
  if (elements.length !== 0) {
    throw notSigned(`${elements.length} elements where the address's script takes none`);
  }
}

/** A signature and the key of that hash. */
function requireKeyHash(transaction, elements, hash, segwit) {
  if (elements.length !== 2) {
    throw notSigned(`${elements.length} elements, want a signature and a key`);
  }
  const [signature, key] = elements;
  if (!isPublicKey(key, !segwit) || !equalBytes(hash160(key), hash)) {
    throw notSigned("a key that is not the address's");
  }
  if (!isSigned(signature, key, signedHash(transaction, keyHashScript(hash), segwit))) {
    throw notSigned("a signature that is not the key's over this message");
  }
}

function requireScriptHash(transaction, elements, hash) {
  if (elements.length === 0) {
    throw notSigned("no script for the address's hash, want the form full with one");
  }
  const script = elements.at(-1);
  if (!equalBytes(hash160(script), hash)) {
    throw notSigned("a script that is not the address's");
  }
  const before = elements.slice(0, -1);
  const program = script.slice(2);
  if (program.length === 20 && equalBytes(script, witnessKeyHashScript(program))) {
    requireNone(before);
    requireKeyHash(transaction, transaction.witness, program, true);
  } else if (program.length === 32 && equalBytes(script, witnessScriptHashScript(program))) {
    requireNone(before);
    requireWitnessScript(transaction, program);
  } else {
    requireNone(transaction.witness);
    requireMultisig(transaction, script, before, false);
  }
}

function requireWitnessScript(transaction, hash) {
  const { witness } = transaction;
  if (witness.length === 0) {
    throw notSigned('an empty witness, want signatures and a script');
  }
  const script = witness.at(-1);
  if (!equalBytes(sha256(script), hash)) {
    throw notSigned("a script that is not the address's");
  }
  requireMultisig(transaction, script, witness.slice(0, -1), true);
}

/** An empty element, then as many signatures as wanted, in the order of their keys. */
function requireMultisig(transaction, script, elements, segwit) {
  const multisig = multisigOf(script, !segwit);
  if (multisig === undefined) {
    throw new Refusal(
      'UNSUPPORTED_SCRIPT',
      `a script of ${script.length} bytes, want k of n keys and nothing else`,
    );
  }
  if (elements.length !== multisig.wanted + 1 || elements[0].length !== 0) {
    throw notSigned(
      `${elements.length} elements, want an empty one and ${multisig.wanted} signatures`,
    );
  }
  const signed = signedHash(transaction, script, segwit);
  let next = 1;
  for (const key of multisig.keys) {
    if (next < elements.length && isSigned(elements[next], key, signed)) {
      next++;
    }
  }
  if (next !== elements.length) {
    throw notSigned(`signature ${next} is by none of the keys that may follow`);
  }
}

function signedHash(transaction, script, segwit) {
  return segwit ? segwitHash(transaction, script) : legacyHash(transaction, script);
}

/** Strict DER and the byte that says what it signs, which must be all. */
function isSigned(element, key, signed) {
  if (element.length === 0) {
    throw new Malformed('an empty signature, want DER and a sighash byte');
  }
  requireAll(element.at(-1));
  return verifies(key, signed, parseDerSignature(element.slice(0, -1)));
}

function requireAll(sighash) {
  if (sighash !== SIGHASH_ALL) {
    throw new Refusal('UNSUPPORTED_SIGHASH', `sighash ${sighash}, want 1: all of it is signed`);
  }
}

function requireTaproot(transaction, address, key) {
  const { witness } = transaction;
  if (witness.length > 1) {
    const what = witness.at(-1)[0] === ANNEX ? 'an annex' : 'a script path';
    throw new Refusal('UNSUPPORTED_SCRIPT', `${what}, want the key path`);
  }
  const signature = witness[0] ?? EMPTY;
  if (signature.length !== 64 && signature.length !== 65) {
    throw new Malformed(`signature of ${signature.length} bytes, want 64 or 65`);
  }
  const byDefault = signature.length === 64;
  if (!byDefault) {
    requireAll(signature[64]);
  }
  const signed = taprootHash(transaction, scriptBytes(address), byDefault);
  if (!verifiesSchnorr(key, signed, signature.slice(0, 64))) {
    throw notSigned("a signature that is not the address's key's over this message");
  }
}
