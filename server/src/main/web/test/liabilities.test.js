/** What one customer holds: links, proofs by locator, expected balances, kept files. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromUtf8 } from '../lib/bytes.js';
import { parseEnvelope } from '../lib/envelope.js';
import { parseAccountProof, printAccountProof } from '../lib/liabilities/account-proof.js';
import { askForProofs, readProofs } from '../lib/liabilities/by-locator.js';
import { expects, expectsNothing, parseExpected } from '../lib/liabilities/expected.js';
import { checkLiabilities } from '../lib/liabilities/inclusion.js';
import { exposeFragment, parseAccountLink } from '../lib/liabilities/link.js';
import { parseLiabilities } from '../lib/liabilities/manifest.js';
import { RECEIPT_TYPE } from '../lib/liabilities/receipt.js';
import { Malformed } from '../lib/malformed.js';
import { AccountKey, CustomerKey } from '../lib/merkle/secrets.js';
import { receiptFinding } from '../lib/verify/receipt-step.js';
import { shownBytes, shownNames } from './bundle-case.js';
import { repoJson } from './files.js';
import { canonical, envelopeOf, newSigner } from './signing.js';
import { specBlocks, specExample } from './spec.js';

const { accounts, trees, issuer, epoch } = repoJson('fixtures', 'vectors', 'tree', 'tree-v1.json');

const [LINK] = specBlocks('account-link.md', 'text');
const FRAGMENT = LINK.slice(LINK.indexOf('#') + 1);

test('the link of the spec is read and printed again', () => {
  const link = parseAccountLink(LINK);
  assert.equal(link.accountId, 'alice@example.com');
  assert.ok(link.customerKey.equals(CustomerKey.parse(accounts[link.accountId].customerKey)));
  const key = link.customerKey.accountKey(epoch);
  assert.ok(key.equals(AccountKey.parse(accounts[link.accountId].accountKey)));
  assert.equal(exposeFragment(link), FRAGMENT);
  for (const accountId of ['bob', '用户-003', 'a'.repeat(255), 'a.b#c?d=e&f']) {
    const other = exposeFragment({ ...link, accountId });
    assert.equal(parseAccountLink(`https://x.example/#${other}`).accountId, accountId);
  }
});

test('a link of another form is refused, and not repeated', () => {
  const key = 'GQcZFYKlrt5nHaXE6LkX_k8JmE3ewYMVqGlEf4pXf7o';
  for (const link of [
    '',
    'v1',
    'v2.YQ.AAAA',
    'v1.YQ.AAAA',
    `v1..${key}`,
    `v1.YQ==.${key}`,
    `v1.YR.${key}`,
    `v1.YQ.${key.slice(0, -1)}p`,
    `v1.YQ.${key.replace('_', '/')}`,
    `v1._w.${key}`,
    `v1.AA.${key}`,
    `v1.YQ.${key}.`,
    `v1.YQ.${key}#`,
    `v1.YQ.${key}\n`,
    `v1.77u_YQ.${key}`,
    `v1.${'A'.repeat(1000)}.AA`,
  ]) {
    assert.throws(
      () => parseAccountLink(link),
      (error) => error instanceof Malformed && !error.message.includes('GQcZFY'),
      link,
    );
  }
});

test('every account proof that the fixtures show prints back to its bytes', async (t) => {
  let printed = 0;
  for (const name of shownNames('proof').filter((each) => !each.startsWith('malformed-'))) {
    const bytes = shownBytes(name);
    const proof = await parseAccountProof(bytes);
    if (proof.bundle === undefined) {
      assert.equal(fromUtf8(printAccountProof(proof)), fromUtf8(bytes), name);
      printed++;
    }
  }
  const inline = shownBytes('honest-inline-bundle.proof.json');
  const whole = printAccountProof(
    await parseAccountProof(inline),
    canonical(JSON.parse(fromUtf8(inline)).bundle),
  );
  assert.equal(fromUtf8(whole), fromUtf8(inline));
  assert.ok(printed > 20);
  t.diagnostic(`${printed + 1} account proofs`);
});

test('proofs are asked for by the locators that only the customer can compute', () => {
  const [ask, answer] = specBlocks('api.md', 'json');
  const [btc] = trees;
  const manifest = {
    issuer,
    epoch,
    assets: [{ asset: { ticker: btc.asset, decimals: btc.decimals } }],
  };
  const [want] = btc.proofs;
  const key = AccountKey.parse(accounts[want.account].accountKey);
  const asked = JSON.parse(fromUtf8(askForProofs(manifest, want.account, key)));
  assert.deepEqual(asked, {
    locators: [{ asset: btc.asset, locator: btc.leaves[want.index].locator }],
  });
  assert.deepEqual(Object.keys(JSON.parse(ask)), Object.keys(asked));
  const example = canonical(JSON.parse(answer));
  const [position] = readProofs(example, 7);
  assert.deepEqual([position.balance, position.index, position.siblings.length], [42000000n, 24n, 5]);
  assert.throws(() => readProofs(example, 8), Malformed);
  assert.throws(() => readProofs(canonical({ epoch: 7, proofs: [], x: 1 }), 7), Malformed);
  assert.equal(readProofs(canonical({ epoch: 7, proofs: [] }), 7).length, 0);
});

test('an expected balance is compared exactly', () => {
  for (const [text, units, decimals, want] of [
    ['BTC=0.42', 42000000n, 8, true],
    ['BTC=0.42000000', 42000000n, 8, true],
    ['BTC=0.420000000000', 42000000n, 8, true],
    ['BTC=0.420000001', 42000000n, 8, false],
    ['BTC=0.42', 42000001n, 8, false],
    ['BTC=0', 0n, 8, true],
    ['BTC=0.000', 0n, 0, true],
    ['BTC=7', 7n, 0, true],
    ['BTC=7.5', 7n, 0, false],
    [`BTC=0.${'1'.padStart(30, '0')}`, 1n, 30, true],
    ['BTC=340282366920938463463374607431768211455', 2n ** 128n - 1n, 0, true],
  ]) {
    assert.equal(expects(parseExpected(text), units, decimals), want, text);
  }
  assert.ok(expectsNothing(parseExpected('BTC=0.00')));
  assert.ok(!expectsNothing(parseExpected('BTC=0.01')));
  for (const text of ['BTC', 'BTC=', '=1', 'btc=1', 'BTC=01', 'BTC=.5', 'BTC=1.', 'BTC=-1', 'BTC=1e3',
    'BTC= 1', 'BTC=1\n', `BTC=0.${'1'.repeat(31)}`, `BTC=${'1'.repeat(40)}`]) {
    assert.throws(() => parseExpected(text), Malformed, text);
  }
});

test('the examples of the spec belong together; what a customer expects is compared', async () => {
  const manifest = parseLiabilities(specExample('liabilities-manifest.md'));
  const proof = await parseAccountProof(specExample('account-proof.md'));
  const outcomeOf = (given, ...expected) =>
    checkLiabilities(manifest, given, expected.map(parseExpected));
  const good = outcomeOf(proof, 'BTC=0.42');
  assert.deepEqual(good.failures, []);
  assert.equal(good.positions.length, proof.positions.length);
  assert.ok(good.notCounted.length > 0);
  const [{ ticker }] = good.notCounted;
  const reasons = (outcome) => outcome.failures.map(({ reason }) => reason);
  assert.deepEqual(reasons(outcomeOf(proof, `${ticker}=0`)), []);
  assert.deepEqual(reasons(outcomeOf(proof, `${ticker}=1`, 'BTC=0.43', 'NONE=1', 'NONE=0')), [
    'NO_POSITION',
    'OTHER_BALANCE',
    'NO_POSITION',
  ]);
  const [position] = proof.positions;
  const other = { ...position, asset: { ticker: 'NONE', decimals: 8 } };
  assert.deepEqual(
    reasons(outcomeOf({ ...proof, epoch: 8, issuer: 'other.example', positions: [other] })),
    ['OTHER_ISSUER', 'OTHER_EPOCH', 'POSITION_REJECTED'],
  );
  const more = { ...position, balance: position.balance + 1n };
  assert.deepEqual(reasons(outcomeOf({ ...proof, positions: [more] })), ['POSITION_REJECTED']);
});

test('a receipt of nothing is for the exchange and the epoch of its attestation', async () => {
  const signer = await newSigner();
  const statement = { id: 'ab'.repeat(32), issuer: 'exchange.example', epoch: 7 };
  const manifest = { assets: [{ asset: { ticker: 'BTC', decimals: 8 } }] };
  const finding = async (change) => {
    const receipt = {
      accountId: 'alice@example.com',
      accountKey: '19'.repeat(32),
      attestation: { sha256: statement.id },
      epoch: statement.epoch,
      format: 'solvent/receipt/v1',
      issuer: statement.issuer,
      positions: [],
      zeros: [{ asset: 'BTC', decimals: 8 }],
      ...change,
    };
    const envelope = parseEnvelope(await envelopeOf(RECEIPT_TYPE, canonical(receipt), signer));
    return receiptFinding(envelope, [signer.key], statement, manifest, undefined);
  };
  assert.equal((await finding({})).result, 'pass');
  for (const change of [{ epoch: 8 }, { issuer: 'other.example' }]) {
    const { result, sentence } = await finding(change);
    assert.equal(result, 'fail');
    assert.match(sentence, /^proof of fault: the exchange signed a receipt of /);
  }
});
