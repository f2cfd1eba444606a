/** Signatures on secp256k1: Wycheproof, BIP-340, and the strictness that Java has. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { concat, fromUtf8, parseHex, toUnsigned, unsigned, utf8 } from '../lib/bytes.js';
import { sha256 } from '../lib/hash.js';
import { Malformed } from '../lib/malformed.js';
import {
  isPublicKey,
  parseDerSignature,
  parseFixedSignature,
  recover,
  verifies,
  verifiesSchnorr,
} from '../lib/secp256k1.js';
import { sharedBytes } from './files.js';
import { meaninglessBytes, mutations, readOrMalformed } from './spec.js';

const ORDER = secp256k1.Point.Fn.ORDER;
const MESSAGE = sha256(Uint8Array.of(1, 2, 3));
const secret = (number) => sha256(utf8(`key ${number}`));

for (const [name, parse] of [
  ['ecdsa_secp256k1_sha256_bitcoin_test.json', parseDerSignature],
  ['ecdsa_secp256k1_sha256_p1363_test.json', parseFixedSignature],
]) {
  test(`Wycheproof: ${name}`, (t) => {
    const bytes = sharedBytes('third-party', 'wycheproof', name);
    if (bytes === undefined) {
      t.skip('no third-party vectors here');
      return;
    }
    let count = 0;
    for (const { publicKey, tests } of JSON.parse(fromUtf8(bytes)).testGroups) {
      const key = parseHex(publicKey.uncompressed);
      for (const { tcId, msg, sig, result, comment } of tests) {
        const given = parseHex(sig);
        const signature = readOrMalformed(parse, given);
        const accepted = signature !== null && verifies(key, sha256(parseHex(msg)), signature);
        // the fixed form is published with S in either half, and ours takes the lower alone
        const high = given.length === 64 && toUnsigned(given.slice(32)) > ORDER / 2n;
        assert.equal(accepted, result === 'valid' && !high, `${tcId} ${comment}`);
        count++;
      }
    }
    t.diagnostic(`${count} signatures`);
    assert.ok(count > 200);
  });
}

test('BIP-340, test-vectors.csv, index 0', () => {
  const key = parseHex('f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9');
  const signature = parseHex(
    'e907831f80848d1069a5371b402410364bdf1c5f8307b0084c55f1ce2dca8215' +
      '25f66a4a85ea8b71e482a74f382d2ce5ebeee8fdb2172f477df4900d310536c0',
  );
  assert.ok(verifiesSchnorr(key, new Uint8Array(32), signature));
  assert.ok(!verifiesSchnorr(key, Uint8Array.of(1), signature));
  assert.ok(!verifiesSchnorr(key.slice(1), new Uint8Array(32), signature));
  for (const changed of mutations(signature, 2)) {
    assert.ok(!verifiesSchnorr(key, new Uint8Array(32), changed));
  }
  const order = concat(signature.slice(0, 32), unsigned(ORDER, 32));
  assert.ok(!verifiesSchnorr(key, new Uint8Array(32), order));
});

test('the key that signed is recovered, and no other', () => {
  for (let i = 0; i < 20; i++) {
    const bytes = secp256k1.sign(MESSAGE, secret(i), { prehash: false, format: 'recovered' });
    const rs = parseFixedSignature(bytes.slice(1));
    const key = secp256k1.getPublicKey(secret(i), false);
    assert.deepEqual(recover(MESSAGE, rs, bytes[0]), key);
    assert.notDeepEqual(recover(MESSAGE, rs, bytes[0] ^ 1), key);
    assert.equal(recover(MESSAGE, rs, 2), null); // so small an x has no second
    assert.ok(verifies(key, MESSAGE, rs));
    assert.ok(!verifies(key, sha256(new Uint8Array(0)), rs));
    const der = secp256k1.sign(MESSAGE, secret(i), { prehash: false, format: 'der' });
    assert.deepEqual(parseDerSignature(der), rs);
    for (const changed of mutations(der, i)) {
      const other = readOrMalformed(parseDerSignature, changed);
      assert.ok(other === null || !verifies(key, MESSAGE, other));
    }
  }
});

test('numbers out of range and DER of another spelling are refused', () => {
  const der = (r, s) => {
    const part = (hexDigits) => concat([2, hexDigits.length / 2], parseHex(hexDigits));
    const parts = concat(part(r), part(s));
    return concat([0x30, parts.length], parts);
  };
  const order = '00' + ORDER.toString(16);
  const high = '00' + (ORDER - 1n).toString(16);
  for (const bad of [
    der('00', '01'), der('01', '00'), der(order, '01'), der('01', order), der('01', high),
    der('ff', '01'), der('0001', '01'), der('01', '0001'), der('', '01'),
    parseHex('300702020001020101'), parseHex('30060201010201'), parseHex('300602010102010100'),
    parseHex('3006020100020101'), parseHex('3106020101020101'), new Uint8Array(0),
  ]) {
    assert.throws(() => parseDerSignature(bad), Malformed);
  }
  assert.ok(parseDerSignature(der('01', '01')));
  for (const length of [0, 63, 65]) {
    assert.throws(() => parseFixedSignature(new Uint8Array(length).fill(1)), Malformed);
  }
});

test('hybrid keys, keys off the curve and the point of nothing are none', () => {
  const full = secp256k1.getPublicKey(secret(1), false);
  assert.ok(isPublicKey(full, true));
  assert.ok(!isPublicKey(full, false));
  assert.ok(!isPublicKey(concat([6], full.slice(1)), true));
  assert.ok(!isPublicKey(full.with(64, full[64] ^ 1), true));
  assert.ok(!isPublicKey(new Uint8Array(33), true));
  assert.ok(!isPublicKey(Uint8Array.of(0), true));
  assert.ok(!isPublicKey(concat([2], new Uint8Array(32).fill(0xff)), true));
  for (const bytes of meaninglessBytes(500, 4)) {
    isPublicKey(bytes, true);
    verifiesSchnorr(bytes.slice(0, 32), MESSAGE, bytes.slice(0, 64));
    readOrMalformed(parseDerSignature, bytes);
  }
});
