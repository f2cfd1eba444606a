/** Keys and signatures: the spec's examples, others' vectors, and that a verdict is everyone's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, parseHex, toUnsigned, unsigned, utf8 } from '../lib/bytes.js';
import { Malformed } from '../lib/malformed.js';
import { ed25519Key } from '../lib/signature/ed25519.js';
import { keyOfSpki } from '../lib/signature/keys.js';
import { strictSignature } from '../lib/signature/p256.js';
import { sharedBytes } from './files.js';
import { meaninglessBytes, mutations, readOrMalformed, specBlocks } from './spec.js';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const [text] = specBlocks('signatures.md', 'text');
const spec = new Map(text.split('\n').filter(Boolean).map((line) => line.split(': ')));
const specBytes = (name) => parseHex(spec.get(name));

function shared(...path) {
  const bytes = sharedBytes(...path);
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}

for (const algorithm of ['ed25519', 'p256']) {
  test(`the ${algorithm} example of the spec verifies, and nothing near it`, async (t) => {
    const key = keyOfSpki(specBytes(`${algorithm} key`));
    const message = specBytes(`${algorithm} message`);
    const signature = specBytes(`${algorithm} signature`);
    assert.equal(key.id, spec.get(`${algorithm} keyid`));
    assert.equal(await key.verify(message, signature), true);
    let refused = 0;
    for (let seed = 0; seed < 4; seed++) {
      for (const other of mutations(signature, seed)) {
        assert.equal(await key.verify(message, other), false, hex(other));
        refused++;
      }
    }
    for (const other of mutations(message, 9)) {
      assert.equal(await key.verify(other, signature), false);
    }
    for (const other of meaninglessBytes(300, 3)) {
      assert.equal(await key.verify(message, other), false);
    }
    t.diagnostic(`${refused} changed signatures refused`);
  });
}

test('a high S is refused', async () => {
  const key = keyOfSpki(specBytes('p256 key'));
  assert.equal(await key.verify(specBytes('p256 message'), specBytes('p256 refused')), false);
});

test('bytes near a key are another key or malformed', () => {
  for (const name of ['ed25519 key', 'p256 key']) {
    for (let seed = 0; seed < 8; seed++) {
      for (const bytes of mutations(specBytes(name), seed)) {
        const key = readOrMalformed(keyOfSpki, bytes);
        assert.ok(key === null || hex(key.spki) === hex(bytes));
      }
    }
  }
  for (const bytes of meaninglessBytes(500, 4)) {
    assert.equal(readOrMalformed(keyOfSpki, bytes), null);
    assert.equal(strictSignature(bytes), undefined);
  }
});

test("Wycheproof's Ed25519 cases are decided as published", async (t) => {
  const suite = shared('third-party', 'wycheproof', 'ed25519_test.json');
  if (suite === undefined) {
    t.skip('no third-party vectors here');
    return;
  }
  const counts = { valid: 0, invalid: 0 };
  for (const group of suite.testGroups) {
    const key = keyOfSpki(parseHex(group.publicKeyDer));
    assert.equal(key.id, ed25519Key(parseHex(group.publicKey.pk)).id);
    for (const { msg, sig, result, tcId } of group.tests) {
      assert.equal(await key.verify(parseHex(msg), parseHex(sig)), result === 'valid', `${tcId}`);
      counts[result]++;
    }
  }
  assert.equal(counts.valid + counts.invalid, suite.numberOfTests);
  t.diagnostic(`${counts.valid} accepted, ${counts.invalid} refused`);
});

/** The same signature with S above half of the order, or below, in DER: read without the rule. */
function split(der) {
  const length = der[3];
  return { r: toUnsigned(der.slice(4, 4 + length)), s: toUnsigned(der.slice(6 + length)) };
}

function print({ r, s }) {
  const integer = (value) => {
    const digits = value.toString(16);
    const bytes = unsigned(value, Math.ceil(digits.length / 2));
    const positive = bytes[0] >= 0x80 ? [0, ...bytes] : [...bytes];
    return [2, positive.length, ...positive];
  };
  const both = [...integer(r), ...integer(s)];
  return Uint8Array.of(0x30, both.length, ...both);
}

test("Wycheproof's P-256 cases are decided as published, but for the high S", async (t) => {
  const suite = shared('third-party', 'wycheproof', 'ecdsa_secp256r1_sha256_test.json');
  if (suite === undefined) {
    t.skip('no third-party vectors here');
    return;
  }
  const counts = { accepted: 0, refused: 0, highS: 0 };
  for (const group of suite.testGroups) {
    const key = keyOfSpki(parseHex(group.publicKeyDer));
    for (const { msg, sig, result, tcId } of group.tests) {
      const verdict = await key.verify(parseHex(msg), parseHex(sig));
      if (result !== 'valid') {
        assert.equal(verdict, false, `${tcId}`);
        counts.refused++;
        continue;
      }
      const { r, s } = split(parseHex(sig));
      const high = 2n * s > ORDER;
      assert.equal(verdict, !high, `${tcId}`);
      const lower = print({ r, s: high ? ORDER - s : s });
      assert.equal(await key.verify(parseHex(msg), lower), true, `${tcId}`);
      counts[high ? 'highS' : 'accepted']++;
    }
  }
  assert.equal(counts.accepted + counts.refused + counts.highS, suite.numberOfTests);
  assert.ok(counts.accepted > 0 && counts.refused > 0 && counts.highS > 0);
  t.diagnostic(`${counts.accepted} accepted, ${counts.refused} refused, ${counts.highS} high S`);
});

test('threat 17: only clean Ed25519 keys are read, and on those all verifiers agree', async (t) => {
  const suite = shared('third-party', 'cctv-ed25519', 'ed25519', 'ed25519vectors.json');
  const agreement = shared('own', 'ed25519-agreement.json');
  if (suite === undefined || agreement === undefined) {
    t.skip('no third-party vectors here');
    return;
  }
  const others = new Map(agreement.map((row) => [row.number, row]));
  const unclean = ['low_order_A', 'low_order_component_A', 'non_canonical_A'];
  const counts = { accepted: 0, refused: 0, keys: 0 };
  for (const { number, key, msg, sig, flags } of suite) {
    if (flags?.some((flag) => unclean.includes(flag))) {
      assert.throws(() => ed25519Key(parseHex(key)), Malformed, `${number}`);
      counts.keys++;
      continue;
    }
    const verdict = await ed25519Key(parseHex(key)).verify(utf8(msg), parseHex(sig));
    assert.equal(verdict, others.get(number).jdk25, `${number}`);
    counts[verdict ? 'accepted' : 'refused']++;
  }
  assert.deepEqual([counts.accepted, counts.accepted + counts.refused], [2, 28]);
  t.diagnostic(`28 cases of clean keys as the JDK decides; ${counts.keys} keys refused`);
});
