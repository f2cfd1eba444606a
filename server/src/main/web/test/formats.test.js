/**
 * The formats of docs/spec: each example is read, and nothing that differs from it in one place by
 * more than its values. Each reader throws Malformed of any bytes, and nothing else.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBundle } from '../lib/bundle.js';
import { fromUtf8, utf8 } from '../lib/bytes.js';
import { parseEnvelope, preAuthEncoding } from '../lib/envelope.js';
import { parseAccountProof } from '../lib/liabilities/account-proof.js';
import { parseLiabilities } from '../lib/liabilities/manifest.js';
import { parseReceipt } from '../lib/liabilities/receipt.js';
import { parsePolicy, knownAsset, tightenedBy } from '../lib/policy/policy.js';
import { parsePriceTable } from '../lib/prices/price-table.js';
import { parsePointer } from '../lib/published/pointer.js';
import { Malformed } from '../lib/malformed.js';
import { parseSolvencyPolicy } from '../lib/solvency/policy.js';
import { parseTerms } from '../lib/solvency/terms.js';
import { parseStatement } from '../lib/statement.js';
import { parseTrustRoot } from '../lib/trust/root.js';
import { sharedBytes } from './files.js';
import { canonical } from './signing.js';
import { meaninglessBytes, mutations, specBlocks, specExample, specText } from './spec.js';

const pointerExample = specBlocks('published.md', 'text')
  .flatMap((block) => block.split('\n'))
  .find((line) => line.startsWith('{"attestation"'));

/** A reader, its example, and the fields that may be left out of it where they stand. */
const FORMATS = [
  ['statement', parseStatement, specExample('statement.md'), ['replaces']],
  ['liabilities', parseLiabilities, specExample('liabilities-manifest.md'), ['extensions']],
  [
    'account proof',
    parseAccountProof,
    specExample('account-proof.md'),
    ['attestation', 'bundle', 'extensions'],
  ],
  ['receipt', parseReceipt, specExample('receipt.md'), ['extensions']],
  ['trust root', parseTrustRoot, specExample('trust-root.md'), ['receiptKey', 'extensions']],
  [
    'policy',
    parsePolicy,
    specExample('policy.md'),
    ['bits', 'implementation', 'safes', 'token', 'witnesses'],
  ],
  ['bundle', parseBundle, specExample('bundle.md'), ['replacement']],
  ['pointer', parsePointer, utf8(pointerExample), ['attestation']],
  ['price table', parsePriceTable, specExample('price-table.md'), ['extensions']],
  ['solvency policy', parseSolvencyPolicy, specExample('solvency-policy.md', 0), ['issuer', 'run']],
  ['terms', parseTerms, specExample('solvency-policy.md', 1), []],
  ['envelope', parseEnvelope, utf8(specBlocks('envelope.md', 'json')[0].replace(/\s/g, '')), []],
];

/** Malformed, or what was read; any other error is the test's. */
async function read(reader, bytes) {
  try {
    return await reader(bytes);
  } catch (error) {
    assert.ok(error instanceof Malformed, error.stack);
    return undefined;
  }
}

/** Every object and array in a document, with its path. */
function* inside(value, path = '$') {
  if (value !== null && typeof value === 'object') {
    yield [value, path];
    for (const [name, member] of Object.entries(value)) {
      yield* inside(member, `${path}.${name}`);
    }
  }
}

/** Every document that differs from this one in one field, and what was done. */
function* oneFaultEach(bytes, optional) {
  const fresh = () => JSON.parse(new TextDecoder().decode(bytes));
  const paths = [...inside(fresh())].map(([, path]) => path);
  for (const path of paths) {
    const at = (document) => [...inside(document)].find(([, found]) => found === path)[0];
    const original = at(fresh());
    const change = (action) => {
      const document = fresh();
      action(at(document));
      return canonical(document);
    };
    if (!Array.isArray(original)) {
      yield [`${path} with an unknown field`, change((object) => (object.zzz = 1))];
    }
    for (const name of Object.keys(original)) {
      for (const other of [null, true, -1, 2 ** 53 - 1, '\u202e', [], [1], { a: 1 }]) {
        if (typeof other !== typeof original[name] || Array.isArray(other)) {
          const described = `${path}.${name} as ${JSON.stringify(other)}`;
          yield [described, change((object) => (object[name] = other)), original[name]];
        }
      }
      if (!Array.isArray(original) && !optional.includes(name)) {
        yield [`${path} without ${name}`, change((object) => delete object[name])];
      }
    }
  }
}

for (const [name, reader, example, optional] of FORMATS) {
  test(`the example of the ${name} is read, and none with one fault`, async (t) => {
    assert.notEqual(await read(reader, example), undefined);
    let refused = 0;
    for (const [what, bytes, was] of oneFaultEach(example, optional)) {
      const empties = Array.isArray(was) && what.endsWith('[]'); // a shorter list may be one
      const found = await read(reader, bytes);
      assert.ok(found === undefined || empties, `${what} is read`);
      refused++;
    }
    t.diagnostic(`${refused} faults`);
  });

  test(`bytes that are no ${name} are malformed`, async () => {
    for (const bytes of meaninglessBytes(300, 6)) {
      assert.equal(await read(reader, bytes), undefined);
    }
    for (let seed = 0; seed < 3; seed++) {
      for (const bytes of mutations(example, seed)) {
        await read(reader, bytes);
      }
    }
  });
}

test('the ids are those that the texts print', () => {
  const statement = parseStatement(specExample('statement.md'));
  assert.ok(specText('statement.md').includes(`\`${statement.id}\``));
  assert.ok(specText('trust-root.md').includes(`\`${parseTrustRoot(specExample('trust-root.md')).id}\``));
});

test("a policy is tightened by an issuer's in all but whose word counts", () => {
  const document = JSON.parse(new TextDecoder().decode(specExample('policy.md')));
  const policy = parsePolicy(specExample('policy.md'));
  const [btc, usdc] = document.assets;
  const issuers = parsePolicy(
    canonical({
      ...document,
      assets: [btc, { ...usdc, decimals: 7 }],
      custodians: [],
      limits: { ...document.limits, coverage: 10_500, skew: 3_600, interval: 3_600 },
      observers: { keys: [], quorum: 3 },
      tokens: { required: true, roots: [] },
      witnesses: undefined,
    }),
  );
  const tight = tightenedBy(policy, issuers);
  assert.deepEqual(tight.assets.map(({ asset }) => asset.text), [btc.asset]);
  assert.deepEqual(
    [tight.limits.coverage, tight.limits.skew, tight.limits.interval],
    [10_500, 1_800, 3_600],
  );
  assert.equal(tight.custodians, policy.custodians);
  assert.equal(tight.observers, policy.observers);
  assert.equal(tight.witnessPolicy, policy.witnessPolicy);
  assert.deepEqual([tight.observerQuorum, tight.tokenRequired], [3, true]);
  assert.equal(knownAsset(tight, policy.assets[1].asset), undefined);
  assert.equal(knownAsset(policy, policy.assets[1].asset), policy.assets[1]);
});

test('nobody counts twice in a policy, and assets ascend', async () => {
  const document = JSON.parse(new TextDecoder().decode(specExample('policy.md')));
  const [custodian] = document.custodians;
  const coin = document.assets[2];
  const changes = [
    { custodians: [custodian, { ...custodian, name: 'other' }] },
    { custodians: [custodian, { ...document.observers.keys[0], name: custodian.name }] },
    { custodians: [{ ...custodian, name: ' \t' }] },
    { custodians: [{ ...custodian, name: 'n'.repeat(101) }] },
    { assets: [...document.assets].reverse() },
    { assets: [coin, { ...coin, asset: 'eip155:1/slip44:61' }] },
    { tokens: { required: false, roots: [{ certificate: 'AAAA' }, { certificate: 'AAAA' }] } },
    { limits: { ...document.limits, coverage: 0 } },
    { witnesses: 'quorum none\n' },
  ];
  for (const change of changes) {
    const bytes = canonical({ ...document, ...change });
    assert.equal(await read(parsePolicy, bytes), undefined, JSON.stringify(change));
  }
});

test('what a signature of an envelope is over is as DSSE has it', (t) => {
  const bytes = sharedBytes('own', 'core-vectors.json');
  if (bytes === undefined) {
    t.skip('no vectors of ours here');
    return;
  }
  const { dsse } = JSON.parse(fromUtf8(bytes));
  for (const { payloadType, payload_utf8: payload, pae_utf8: want } of dsse) {
    assert.equal(fromUtf8(preAuthEncoding(payloadType, utf8(payload))), want);
  }
  t.diagnostic(`${dsse.length} envelope`);
});
