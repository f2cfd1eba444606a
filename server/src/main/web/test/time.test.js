/** Time tokens: docs/spec/time.md, an authority of the tests' own, and every fault of a token. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBase64 } from '../lib/base64.js';
import { parseHex } from '../lib/bytes.js';
import { sha256 } from '../lib/hash.js';
import { Malformed } from '../lib/malformed.js';
import { parseDer } from '../lib/time/der.js';
import { readName } from '../lib/time/names.js';
import { timeToken } from '../lib/time/step.js';
import { shownTime } from '../lib/time/times.js';
import { parseCertificate, parseTimeToken, verifyTimeToken } from '../lib/time/token.js';
import {
  AT,
  END,
  SCHEMES,
  SHA1,
  START,
  TIME_STAMPING,
  algorithm,
  authority,
  basic,
  certificate,
  extension,
  issuerSerial,
  name,
  namedV1,
  namedV2,
  purposes,
  sha,
  signer,
  token,
  unsignedAttribute,
  usage,
} from './authority.js';
import * as der from './der-writer.js';
import {
  meaninglessBytes,
  mutations,
  readOrMalformed,
  scrambled,
  specBlocks,
  specText,
} from './spec.js';

const HASH = sha256(Uint8Array.of(1, 2, 3));
const sound = authority();

async function outcomeOf(bytes, root, hash = HASH) {
  return verifyTimeToken(parseTimeToken(bytes), hash, [root].flat().map(parseCertificate));
}

async function assertGranted(made, faults, at = AT) {
  const outcome = await outcomeOf(await token(made, HASH, faults), made.root);
  assert.ok(outcome.granted, outcome.detail);
  assert.equal(outcome.genTime, BigInt(at) * 1_000_000_000n);
  assert.deepEqual([outcome.accuracy, outcome.authority], [2_000_000_000n, 'CN=Root']);
}

async function assertRefused(reason, made, faults, root = made.root) {
  const outcome = await outcomeOf(await token(made, HASH, faults), root);
  assert.equal(outcome.reason, reason, outcome.detail ?? 'granted');
}

const assertMalformed = async (made, faults) => {
  const bytes = await token(made, HASH, faults);
  assert.throws(() => parseTimeToken(bytes), Malformed, JSON.stringify(Object.keys(faults)));
};

test('the example of the specification is granted, and says what the text says', async () => {
  const block = (language) => specBlocks('time.md', language)[0].replaceAll('\n', '');
  const hash = parseHex(block('text'));
  const outcome = await outcomeOf(parseBase64(block('token')), parseBase64(block('root')), hash);
  assert.ok(outcome.granted);
  const text = specText('time.md');
  assert.ok(text.includes(outcome.authority) && text.includes(shownTime(outcome.genTime)));
  assert.ok(text.includes(`PT${outcome.accuracy / 1_000_000_000n}S`));
});

test('every listed algorithm is accepted', async (t) => {
  const schemes = [
    SCHEMES.ecdsa('P-256', 256), SCHEMES.ecdsa('P-384', 384), SCHEMES.ecdsa('P-521', 512),
    SCHEMES.rsa(256), SCHEMES.rsa(384, 3072), SCHEMES.rsa(512),
    SCHEMES.pss(256), SCHEMES.pss(384), SCHEMES.pss(512), SCHEMES.ed25519(),
  ];
  for (const scheme of schemes) {
    await assertGranted(await authority({ scheme }), {});
  }
  // rsaEncryption, whose digest stands beside it
  const plain = algorithm('1.2.840.113549.1.1.1', der.nothing());
  await assertGranted(await authority({ scheme: SCHEMES.rsa(384) }), { id: plain });
  t.diagnostic(`${schemes.length} algorithms`);
});

test('algorithms and keys that are not listed are refused by name', async () => {
  const made = await sound;
  const rsa = await authority({ scheme: SCHEMES.rsa(256) });
  for (const [by, id] of [
    [made, algorithm('1.2.840.10045.4.1')],
    [made, algorithm('1.2.840.10045.4.3.3')],
    [made, algorithm('1.2.840.10045.4.3.2', sha(256))],
    [rsa, algorithm('1.2.840.113549.1.1.5', der.nothing())],
    [rsa, algorithm('1.2.840.113549.1.1.10')],
    [rsa, algorithm('1.2.840.113549.1.1.10', der.integer(1))],
    [rsa, pssBy({ mask: 384 })],
    [rsa, pssBy({ salt: 20 })],
    [rsa, pssBy({ trailer: 2 })],
    [rsa, pssBy({ generator: '1.2.3' })],
  ]) {
    await assertRefused('ALGORITHM', by, { id });
  }
  await assertRefused('ALGORITHM', made, { digest: algorithm(SHA1) });
  await assertRefused('ALGORITHM', await authority({ scheme: SCHEMES.rsa(256, 1024) }), {});
  const weakLink = await authority({ id: algorithm('1.2.840.10045.4.1') });
  await assertRefused('ALGORITHM', weakLink, {});
});

function pssBy({ mask = 256, salt = 32, trailer = 1, generator = '1.2.840.113549.1.1.8' }) {
  return algorithm(
    '1.2.840.113549.1.1.10',
    der.sequence(
      der.tagged(0, sha(256)),
      der.tagged(1, algorithm(generator, sha(mask))),
      der.tagged(2, der.integer(salt)),
      der.tagged(3, der.integer(trailer)),
    ),
  );
}

test('a token over other data, or without its signer’s certificate, shows nothing', async () => {
  const made = await sound;
  await assertGranted(made, {});
  const other = await outcomeOf(await token(made, HASH), made.root, sha256(new Uint8Array(0)));
  assert.equal(other.reason, 'OTHER_DATA');
  const imprint = der.sequence(algorithm(SHA1), der.octets(HASH));
  await assertRefused('OTHER_DATA', made, { info: { imprint } });
  await assertRefused('OTHER_FORM', made, { certificates: [] });
  await assertRefused('OTHER_FORM', made, { certificates: made.chain.slice(1) });
  await assertRefused('OTHER_FORM', { ...made, serial: 91 }, {});
});

test('a signer for something else is no authority', async () => {
  const stamping = TIME_STAMPING;
  for (const extensions of [
    [],
    [usage(0)],
    [purposes(true, '1.3.6.1.5.5.7.3.1')],
    [purposes(false, stamping)],
    [purposes(true, stamping, '1.3.6.1.5.5.7.3.3')],
    [purposes(true, stamping, stamping)],
    [purposes(true)],
    [usage(5), purposes(true, stamping)],
  ]) {
    await assertRefused('SIGNER', await authority({ signer: extensions }), {});
  }
  await assertGranted(await authority({ signer: [usage(1), purposes(true, stamping)] }), {});
  await assertGranted(await authority({ signer: [purposes(true, stamping)] }), {});
});

test('every identifier that is there names the signer’s certificate', async () => {
  const made = await sound;
  const [leaf, middle] = made.chain;
  const own = issuerSerial(made.issuer, made.serial);
  const other = issuerSerial(made.issuer, made.serial + 1);
  for (const named of [
    [namedV1(leaf)], [namedV2(leaf)], [namedV1(leaf), namedV2(leaf)],
    [namedV1(leaf, own)], [namedV2(leaf, own)],
  ]) {
    await assertGranted(made, { named });
  }
  for (const named of [
    [namedV1(middle)], [namedV2(middle)], [namedV1(leaf), namedV2(middle)],
    [namedV1(middle), namedV2(leaf)], [namedV1(leaf, other)], [namedV2(leaf, other)],
    [namedV2(leaf, issuerSerial(name('Root'), made.serial))],
  ]) {
    await assertRefused('SIGNER', made, { named });
  }
  await assertMalformed(made, { named: [] });
  await assertMalformed(made, { named: [namedV2(leaf), namedV2(middle)] });
});

test('no path leads to another root, to a signer, or through what is no authority', async () => {
  const made = await sound;
  const others = await authority();
  await assertRefused('UNTRUSTED', made, {}, []);
  await assertRefused('UNTRUSTED', made, {}, others.root);
  await assertRefused('UNTRUSTED', made, {}, made.chain[0]);
  assert.ok((await outcomeOf(await token(made, HASH), [others.root, made.root])).granted);
  await assertRefused('UNTRUSTED', made, { certificates: [made.chain[0]] });
  const names = (common) =>
    extension('2.5.29.30', true, der.sequence(der.tagged(0, der.sequence(der.tagged(4, name(common))))));
  const policies = (critical, ...qualifiers) =>
    extension('2.5.29.32', critical, der.sequence(der.sequence(der.oid('1.2.3'), ...qualifiers)));
  for (const plan of [
    { middle: [] },
    { middle: [extension('2.5.29.19', true, der.sequence())] },
    { intermediates: 2, middleLength: 0 },
    { rootLength: 0 },
    { intermediates: 5 },
    { rootExtensions: [names('Signer')] },
    { rootExtensions: [names('Somebody else')] },
    { middle: [basic(), usage(6)] },
    { middle: [basic(), extension('1.2.3', true, der.nothing())] },
    { middle: [basic(), policies(true, der.sequence())] },
    { middle: [basic(), extension('2.5.29.32', true, der.nothing().slice(1))] },
    { signer: [purposes(true, TIME_STAMPING), extension('1.2.3', true, der.nothing())] },
  ]) {
    await assertRefused('UNTRUSTED', await authority(plan), {});
  }
  const constraint = (critical) => extension('2.5.29.36', critical, der.sequence());
  for (const plan of [
    { middle: [basic(), names('Somebody else')] },
    { middle: [basic(), names('Signer')] },
    { middle: [basic(), constraint(true)] },
    { middle: [basic(), constraint(false)] },
    { signer: [purposes(true, TIME_STAMPING), names('Signer')] },
  ]) {
    await assertRefused('CONSTRAINED', await authority(plan), {});
  }
  await assertRefused('UNTRUSTED', await authority({ middle: [constraint(true)] }), {}); // no authority
  await assertRefused('UNTRUSTED', await authority({ middle: [basic(), constraint(true)] }), {}, others.root);
  for (const plan of [
    { intermediates: 0, rootLength: 0 },
    { intermediates: 1, middleLength: 0, rootLength: 1 },
    { intermediates: 4 },
    { middle: [basic(), usage(5)] },
    { middle: [basic(), policies(true)] },
    { middle: [basic(), policies(false, der.sequence())] },
    { middle: [basic(), extension('1.2.3', false, der.nothing())] },
    { issuerName: name('  ROOT ', 0x13), intermediates: 0 },
  ]) {
    await assertGranted(await authority(plan), {});
  }
});

test('every certificate is valid at the moment of the token, its first and last second too', async () => {
  const made = await sound;
  for (const at of [START, END]) {
    await assertGranted(made, { at }, at);
  }
  for (const at of [START - 1, END + 1]) {
    await assertRefused('UNTRUSTED', made, { at });
  }
  await assertRefused('UNTRUSTED', await authority({ rootEnds: AT - 1 }), {});
  await assertRefused('UNTRUSTED', await authority({ signerEnds: AT - 1 }), {});
  await assertGranted(await authority({ rootEnds: AT, signerEnds: AT }), {});
});

test('what nothing signs has one content', async () => {
  const made = await sound;
  const reversed = (parts) => der.inOrder(parts).reverse();
  for (const faults of [
    { unsigned: [unsignedAttribute] },
    { lists: [der.tagged(1)] },
    { digests: [sha(256), sha(384)] },
    { digests: [sha(384)] },
    { digests: [algorithm('2.16.840.1.101.3.4.2.1', der.nothing())] },
    { signers: () => [] },
    { signers: (signer) => [signer, signer] },
    { version: 1 },
    { signerVersion: 3 },
    { content: '1.2.840.113549.1.7.1' },
    { type: '1.2.840.113549.1.7.1' },
    { order: reversed },
    { certificates: [der.tagged(1)] },
    { certificates: Array(9).fill(made.chain[0]) },
  ]) {
    await assertMalformed(made, faults);
  }
  const strangers = await Promise.all(Array.from({ length: 6 }, () => authority()));
  const eight = [...made.chain, ...strangers.map(({ root }) => root)];
  await assertGranted(made, { certificates: eight });
});

test('a TSTInfo of another form is malformed, though the authority signed it', async () => {
  const made = await sound;
  const extensions = (critical) => der.tagged(1, extension('1.2.3', critical, der.nothing()));
  for (const info of [
    { version: der.integer(2) },
    { genTime: der.long('20261301000000Z') },
    { genTime: der.long('20260101000060Z') },
    { genTime: der.long('20260101240000Z') },
    { genTime: der.long('20260101000000+0100') },
    { genTime: der.long('202601010000Z') },
    { genTime: der.long('20260101000000.50Z') },
    { genTime: der.long('20260101000000.1234567891Z') },
    { genTime: der.shortTime(AT) },
    { policy: der.integer(1) },
    { nonce: der.nothing() },
    { ordering: der.integer(1) },
    { accuracy: der.sequence(der.integer(-1)) },
    { accuracy: der.sequence(der.integer(1n << 31n)) },
    { accuracy: der.sequence(der.element(0x80, [0])) },
    { accuracy: der.sequence(der.element(0x81, [1]), der.element(0x80, [1])) },
    { accuracy: der.sequence(der.element(0x80, [3, 0xe8])) },
    { last: extensions(true) },
    { last: der.tagged(2, der.integer(1)) },
    { last: der.tagged(0, der.integer(1)) },
    { last: der.nothing() },
  ]) {
    await assertMalformed(made, { info });
  }
  await assertGranted(made, { info: { ordering: der.truth(false) } });
  await assertGranted(made, { info: { ordering: der.truth(true) } });
  await assertGranted(made, { info: { last: extensions(false) } });
  await assertGranted(made, { info: { last: der.tagged(0, der.tagged(4, name('Root'))) } });
  const at = '20260111123456.789012Z';
  const outcome = await outcomeOf(await token(made, HASH, { at }), made.root);
  assert.equal(shownTime(outcome.genTime), '2026-01-11T12:34:56.789012Z');
  const accuracy = der.sequence(der.integer(1), der.element(0x80, [3, 0xe7]), der.element(0x81, [1]));
  const finer = await outcomeOf(await token(made, HASH, { info: { accuracy } }), made.root);
  assert.equal(finer.accuracy, 1_999_001_000n);
});

test('a signature over something else does not hold', async () => {
  const made = await sound;
  const bytes = await token(made, HASH);
  const changed = bytes.with(bytes.length - 1, bytes.at(-1) ^ 1); // the signature is last
  assert.equal((await outcomeOf(changed, made.root)).reason, 'SIGNATURE');
  await assertRefused('SIGNATURE', { ...made, key: (await authority()).key }, {});
});

test('no token with a changed bit is granted', async (t) => {
  const made = await sound;
  const bytes = await token(made, HASH);
  let count = 0;
  for (const changed of [...mutations(bytes, 1), ...mutations(bytes, 2)]) {
    const read = readOrMalformed(parseTimeToken, changed);
    const root = parseCertificate(made.root);
    assert.ok(read === null || !(await verifyTimeToken(read, HASH, [root])).granted);
    count++;
  }
  t.diagnostic(`${count} changed bits`);
});

test('a certificate of another form is malformed, though its issuer signed it', async () => {
  const key = await signer(SCHEMES.ecdsa('P-256', 256));
  const own = name('Root');
  const given = { serial: 1, subject: own, issuer: own, by: key, key, extensions: [basic()] };
  assert.ok(parseCertificate(await certificate(given)));
  for (const changed of [
    { subject: der.sequence() },
    { issuer: der.sequence() },
    { subject: der.set() },
    { subject: der.sequence(der.set()) },
    { extensions: [basic(), basic()] },
    { extensions: [extension('2.5.29.19', true, der.nothing())] },
    { extensions: [extension('2.5.29.15', true, der.nothing())] },
    { extensions: [extension('2.5.29.37', true, der.nothing())] },
    { extensions: [der.sequence(der.oid('1.2.3'))] },
  ]) {
    const bytes = await certificate({ ...given, ...changed });
    assert.throws(() => parseCertificate(bytes), Malformed, JSON.stringify(Object.keys(changed)));
  }
  const bytes = await certificate(given);
  const [body, algorithmId, signature] = parseDer(bytes).children;
  const fields = body.children.map(({ raw }) => raw);
  const rebuilt = (parts) =>
    der.sequence(der.sequence(...parts), algorithmId.raw, signature.raw);
  assert.ok(parseCertificate(rebuilt(fields)));
  for (const parts of [
    fields.slice(1), // extensions in a certificate of version 1
    fields.with(7, der.tagged(3, der.set(basic()))),
    fields.with(7, der.tagged(3, der.tagged(0, basic()))),
    fields.with(2, algorithm('1.2.840.10045.4.3.3')),
    fields.with(4, der.sequence(der.shortTime(START))),
    [...fields, der.nothing()],
    fields.slice(0, 6),
  ]) {
    assert.throws(() => parseCertificate(rebuilt(parts)), Malformed);
  }
  const odd = der.sequence(body.raw, algorithmId.raw, der.bits([0x80], 1));
  assert.throws(() => parseCertificate(odd), /whole bytes/);
});

test('any bytes are malformed', () => {
  const open = new Uint8Array(16_384).fill(0x30);
  const indefinite = Uint8Array.from({ length: 16_384 }, (_, i) => (i % 2 ? 0x80 : 0x30));
  const nested = Uint8Array.from({ length: 16_384 }, (_, i) => {
    const rest = 16_384 - (i - (i % 4)) - 4;
    return [0x30, 0x82, rest >> 8, rest & 0xff][i % 4];
  });
  const next = scrambled(9);
  const lookAlikes = Array.from({ length: 2000 }, () =>
    der.sequence(Uint8Array.from({ length: next() % 60 }, () => next() % 0x32)),
  );
  for (const bytes of [
    new Uint8Array(0), Uint8Array.of(0x30, 0), open, indefinite, nested, new Uint8Array(16_385),
    ...lookAlikes, ...meaninglessBytes(2000, 8),
  ]) {
    assert.equal(readOrMalformed(parseTimeToken, bytes), null);
    assert.equal(readOrMalformed(parseCertificate, bytes), null);
  }
});

test('DER of another spelling is malformed', () => {
  for (const bad of [
    '3080', '308100', '30820001aa', '3f8101', '1f1f00', '010102', '0100', '0200', '02020001',
    '0202ff80', '0300', '030108', '03020101', '0501aa', '0600', '060180', '06028001', '0900',
    '2403040100', '3106020102020101', '1700', '1800', '180000', '0c', '30', '',
  ]) {
    assert.throws(() => parseDer(parseHex(bad)), Malformed, bad);
  }
  for (const good of [
    '3000', '0101ff', '020100', '02020080', '0201ff', '0302010a', '030100', '0603551d0f',
    '3106020101020102', '3106010100010100',
  ]) {
    assert.ok(parseDer(parseHex(good)), good);
  }
});

test('names are compared without case and repeated spaces, and shown as RFC 2253 has them', () => {
  const read = (...parts) => readName(parseDer(der.sequence(...parts)));
  const part = (oid, value, tag) => der.set(der.sequence(der.oid(oid), der.text(value, tag)));
  const plain = read(part('2.5.4.6', 'XX', 0x13), part('2.5.4.3', 'Some  One, Ltd'));
  assert.equal(plain.text, 'CN=Some  One\\, Ltd,C=XX');
  const other = read(part('2.5.4.6', 'xx'), part('2.5.4.3', ' some one, LTD ', 0x13));
  assert.equal(plain.canonical, other.canonical);
  const coded = read(part('2.5.4.6', 'XX', 0x16), part('2.5.4.3', 'Some One, Ltd'));
  assert.notEqual(plain.canonical, coded.canonical);
  const swapped = read(part('2.5.4.3', 'Some One, Ltd'), part('2.5.4.6', 'XX'));
  assert.notEqual(plain.canonical, swapped.canonical);
  assert.equal(read(part('2.5.4.3', '\u0000\nx')).text, 'CN=\\00\\0ax');
  assert.match(read(part('1.2.840.113549.1.9.1', 'a@b', 0x16)).text, /^1\.2\.840\.113549\.1\.9\.1=#1603/);
});

test('every token of a bundle is held against the statement and the policy', async (t) => {
  const made = await sound;
  const envelope = { bytes: Uint8Array.of(1, 2, 3) };
  const statement = { asOf: '2026-01-10T23:59:00Z' };
  const policy = (changed) => ({
    tokenRequired: true,
    tokenRoots: [made.root],
    limits: { tokenDelay: 62 },
    ...changed,
  });
  const good = await token(made, HASH);
  const sentenceOf = async (tokens, changed, stated = statement) => {
    const { result, sentence } = await timeToken({ envelope, tokens }, stated, policy(changed));
    return `${result}: ${sentence}`;
  };
  assert.match(await sentenceOf([good]), /^pass: 1 time token over/);
  assert.match(await sentenceOf([good, good]), /^pass: 2 time tokens over/);
  assert.match(await sentenceOf([]), /^fail: no time token/);
  assert.match(await sentenceOf([], { tokenRequired: false }), /^absent: no time token/);
  assert.match(await sentenceOf([good], { limits: { tokenDelay: 61 } }), /^fail: .* at most 61 s/);
  assert.match(await sentenceOf([good], {}, { asOf: '2026-01-11T00:00:01Z' }), /^fail: /);
  assert.match(await sentenceOf([good, good.slice(1)]), /^fail: /);
  assert.match(await sentenceOf([good], { tokenRoots: [good] }), /^fail: policy: /);
  assert.match(await sentenceOf([good], { tokenRoots: [] }), /^fail: no chain/);
  const refusing = t.mock.method(globalThis.crypto.subtle, 'importKey', async () => {
    throw new DOMException('none here', 'NotSupportedError');
  });
  assert.match(await sentenceOf([good]), /^not run: .*lacks/);
  assert.match(await sentenceOf([good, good.slice(1)]), /^fail: /);
  refusing.mock.restore();
  const middle = [basic(), extension('2.5.29.36', true, der.sequence())];
  const constrained = await authority({ middle });
  const tokenRoots = [made.root, constrained.root];
  const open = await token(constrained, HASH);
  assert.match(await sentenceOf([open, good], { tokenRoots }), /^not run: .*not evaluated/);
  assert.match(await sentenceOf([open, good], { tokenRoots, limits: { tokenDelay: 61 } }), /^fail: .* at most 61 s/);
  assert.match(await sentenceOf([open, good.slice(1)], { tokenRoots }), /^fail: /);
});

test('moments are shown as Java shows them', () => {
  for (const [nanos, text] of [
    [0n, '1970-01-01T00:00:00Z'],
    [1n, '1970-01-01T00:00:00.000000001Z'],
    [120_000_000n, '1970-01-01T00:00:00.120Z'],
    [-1n, '1969-12-31T23:59:59.999999999Z'],
  ]) {
    assert.equal(shownTime(nanos), text);
  }
});
