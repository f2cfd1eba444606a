/** Signed messages, scripts and listed outputs of Bitcoin-like chains, as published and as spoiled. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schnorr, secp256k1 } from '@noble/curves/secp256k1.js';
import { base64, parseBase64 } from '../lib/base64.js';
import { checkBip322 } from '../lib/bitcoin/bip322.js';
import { hash160 } from '../lib/bitcoin/hashes.js';
import { keyHashScript, multisigOf, pushes, witnessKeyHashScript } from '../lib/bitcoin/scripts.js';
import { checkSignedMessage, magicHash } from '../lib/bitcoin/signed-message.js';
import {
  legacyHash,
  segwitHash,
  taprootHash,
  toSpend,
  transactionId,
} from '../lib/bitcoin/to-sign.js';
import { parseOutpoint, parseUtxoEvidence } from '../lib/bitcoin/utxo-evidence.js';
import { lengthBytes, little, sized } from '../lib/bitcoin/wire.js';
import { EMPTY, concat, fromUtf8, hex, parseHex, utf8 } from '../lib/bytes.js';
import { parseBitcoinAddress, scriptBytes } from '../lib/caip/address.js';
import { parseChain } from '../lib/caip/chain.js';
import { sha256 } from '../lib/hash.js';
import { Malformed } from '../lib/malformed.js';
import { compressed, parseFixedSignature, recover, taggedHash } from '../lib/secp256k1.js';
import { sharedBytes } from './files.js';
import { meaninglessBytes, mutations, readOrMalformed, specExample, specText } from './spec.js';

const BITCOIN = parseChain('bip122:000000000019d6689c085ae165831e93');
const TEXT = 'I own it';
const SECRET = sha256(utf8('a key for tests'));
const PUBLIC = secp256k1.getPublicKey(SECRET, true);

/** An address of that kind, whatever its text would be. */
const address = (kind, program) => ({ chain: BITCOIN, kind, program: hex(program) });
const read = (text) => parseBitcoinAddress(BITCOIN, text);

/** A published file, or undefined where the folder of vectors is not there. */
function vectors(t, name) {
  const bytes = sharedBytes('third-party', 'bitcoin-messages', name);
  if (bytes === undefined) {
    t.skip('no third-party vectors here');
  }
  return bytes && JSON.parse(fromUtf8(bytes));
}

test('BIP-322: every published case', (t) => {
  let signed = 0;
  let refused = 0;
  let unsupported = 0;
  for (const name of ['basic', 'generated']) {
    const file = vectors(t, `bip322-${name}-test-vectors.json`);
    if (file === undefined) {
      return;
    }
    for (const form of ['simple', 'full', 'proof_of_funds']) {
      for (const each of file[form] ?? []) {
        for (const signature of each.bip322_signatures) {
          const outcome = checkBip322(read(each.address), each.message, signature);
          if (form === 'proof_of_funds' || each.type.includes('time-lock')) {
            const wanted = form === 'full' ? 'UNSUPPORTED_SCRIPT' : 'UNSUPPORTED_FORM';
            assert.equal(outcome.reason, wanted, each.type);
            unsupported++;
          } else {
            assert.ok(outcome.signed, `${each.type}: ${outcome.detail}`);
            signed++;
          }
        }
      }
    }
    for (const each of file.error) {
      const { reason } = checkBip322(read(each.address), each.message, each.signature);
      assert.ok(['MALFORMED', 'OTHER_MESSAGE', 'NOT_SIGNED'].includes(reason), each.description);
      refused++;
    }
  }
  t.diagnostic(`${signed} signed, ${refused} refused, ${unsupported} refused as unsupported`);
  assert.deepEqual([signed, refused], [18, 36]);
  assert.ok(unsupported >= 5);
});

test('BIP-322: the published hashes of its transactions', (t) => {
  const displayed = (hash) => hex(hash.toReversed());
  const file = vectors(t, 'bip322-basic-test-vectors.json');
  for (const each of file?.tx_hashes ?? []) {
    const messageHash = taggedHash('BIP0322-signed-message', utf8(each.message));
    assert.equal(hex(messageHash), each.message_hash);
    const spent = toSpend(scriptBytes(read(each.address)), each.message);
    assert.equal(displayed(spent), each.to_spend_tx_hash);
    const toSign = { version: 0, spent, inputScript: EMPTY, sequence: 0, lockTime: 0, witness: [] };
    assert.equal(displayed(transactionId(toSign)), each.to_sign_tx_hash);
  }
});

test("Bitcoin Core's cases of signed messages", (t) => {
  const file = vectors(t, 'bitcoin-core-message-verify.json');
  const results = { ERR_NOT_SIGNED: 'NOT_SIGNED' };
  for (const each of file?.verify ?? []) {
    const check = () => checkSignedMessage(read(each.address), each.message, each.signature);
    if (each.result === 'ERR_INVALID_ADDRESS') {
      assert.throws(check, Malformed);
    } else if (each.result === 'OK') {
      assert.ok(check().signed);
    } else {
      // no key of the address, a bad base64, zeros: none of them is a signature in our form
      assert.equal(check().reason, results[each.result] ?? 'MALFORMED', each.result);
    }
  }
  if (file) {
    const { address: of, message, signature } = file.sign;
    assert.ok(checkSignedMessage(read(of), message, signature).signed);
    t.diagnostic(`${file.verify.length + 1} cases`);
  }
});

const recovered = (magic, message, signature) => {
  const bytes = parseBase64(signature);
  const rs = parseFixedSignature(bytes.slice(1));
  return compressed(recover(magicHash(magic, message), rs, (bytes[0] - 27) & 3));
};

test("bitcoinjs-message's fixtures", (t) => {
  const file = vectors(t, 'bitcoinjs-message-fixtures.json');
  if (file === undefined) {
    return;
  }
  let signed = 0;
  for (const each of file.valid.verify) {
    if (each.network === 'dogecoin') {
      assert.throws(() => read(each.address), Malformed);
      continue;
    }
    for (const one of [each, each.compressed, ...Object.values(each.segwit ?? {})]) {
      assert.ok(checkSignedMessage(read(one.address), each.message, one.signature).signed);
      signed++;
    }
  }
  for (const each of file.invalid.verify) {
    const outcome = checkSignedMessage(read(each.address), each.message, each.signature);
    assert.equal(outcome.reason, 'NOT_SIGNED');
  }
  const any = read('1111111111111111111114oLvT2');
  for (const each of file.valid.signature) {
    const outcome = checkSignedMessage(any, '', base64(parseHex(each.hex)));
    assert.equal(outcome.reason, 'NOT_SIGNED');
  }
  for (const each of file.invalid.signature) {
    const outcome = checkSignedMessage(any, '', base64(parseHex(each.hex)));
    assert.equal(outcome.reason, 'MALFORMED');
  }
  for (const each of file.valid.magicHash) {
    const coin = each.network === 'dogecoin' ? 'Dogecoin' : 'Bitcoin';
    assert.equal(hex(magicHash(`${coin} Signed Message:\n`, each.message)), each.magicHash);
  }
  t.diagnostic(`${signed} signed, ${file.invalid.verify.length} refused`);
  assert.equal(signed, 4);
});

test("okx's keys, recovered", (t) => {
  for (const each of vectors(t, 'okx-utxo-recover.json')?.recover ?? []) {
    const key = recovered('Bitcoin Signed Message:\n', each.message, each.signature);
    assert.equal(hex(key), each.pubkey);
    const outcome = checkSignedMessage(read(each.address), each.message, each.signature);
    // two are signed by one key of a script: the key is right, the address is not it
    assert.ok(outcome.signed || outcome.reason === 'UNSUPPORTED_SCRIPT');
  }
});

const P2PKH = address('P2PKH', hash160(PUBLIC));
const P2WPKH = address('P2WPKH', hash160(PUBLIC));
const P2TR = address('P2TR', PUBLIC.slice(1));

/** BIP-340's own key has the even point of the two; the library signs for that one. */
const taproot = (signed) => schnorr.sign(signed, SECRET, new Uint8Array(32));
const der = (signed, sighash = 1) =>
  concat(secp256k1.sign(signed, SECRET, { prehash: false, format: 'der' }), [sighash]);

const simple = (of) => ({
  version: 0,
  spent: toSpend(scriptBytes(of), TEXT),
  inputScript: EMPTY,
  sequence: 0,
  lockTime: 0,
  witness: [],
});
const full = (of) => ({ ...simple(of), version: 2, sequence: 7, lockTime: 9 });

const witness = (...items) =>
  'smp' + base64(concat(lengthBytes(items.length), ...items.map(sized)));

/** The transaction of the form full, with this script and witness. */
function transaction(of, script, ...items) {
  const segwit = items.length > 0;
  return concat(
    little(2, 4),
    segwit ? Uint8Array.of(0, 1) : EMPTY,
    lengthBytes(1),
    toSpend(scriptBytes(of), TEXT),
    little(0, 4),
    sized(script),
    little(7, 4),
    lengthBytes(1),
    new Uint8Array(8),
    sized(Uint8Array.of(0x6a)),
    segwit ? concat(lengthBytes(items.length), ...items.map(sized)) : EMPTY,
    little(9, 4),
  );
}

const check = (of, signature, text = TEXT) => checkBip322(of, text, signature);
const checkFull = (of, bytes) => check(of, 'ful' + base64(bytes));
const keyScript = keyHashScript(hash160(PUBLIC));

test('a key in a witness signs, by SIGHASH_ALL and in the lower half alone', () => {
  const signed = segwitHash(simple(P2WPKH), keyScript);
  assert.ok(check(P2WPKH, witness(der(signed), PUBLIC)).signed);
  assert.ok(check(P2WPKH, witness(der(signed), PUBLIC).slice(3)).signed);
  const other = check(P2WPKH, witness(der(signed), PUBLIC), TEXT + '.');
  assert.equal(other.reason, 'NOT_SIGNED');
  for (const sighash of [0, 2, 3, 4, 0x81, 0x82, 0x83]) {
    const outcome = check(P2WPKH, witness(der(signed, sighash), PUBLIC));
    assert.equal(outcome.reason, 'UNSUPPORTED_SIGHASH');
  }
  const low = secp256k1.Signature.fromBytes(der(signed).slice(0, -1), 'der');
  const order = secp256k1.Point.Fn.ORDER;
  const high = new secp256k1.Signature(low.r, order - low.s).toBytes('der');
  assert.equal(check(P2WPKH, witness(concat(high, [1]), PUBLIC)).reason, 'MALFORMED');
  const fullKey = secp256k1.getPublicKey(SECRET, false);
  const ofFull = address('P2WPKH', hash160(fullKey));
  const byFull = der(segwitHash(simple(ofFull), keyHashScript(hash160(fullKey))));
  assert.equal(check(ofFull, witness(byFull, fullKey)).reason, 'NOT_SIGNED');
});

test("taproot's key path signs; script paths and annexes are refused by name", () => {
  const byDefault = taproot(taprootHash(simple(P2TR), scriptBytes(P2TR), true));
  const all = taproot(taprootHash(simple(P2TR), scriptBytes(P2TR), false));
  assert.ok(check(P2TR, witness(byDefault)).signed);
  assert.ok(check(P2TR, witness(concat(all, [1]))).signed);
  assert.equal(check(P2TR, witness(all)).reason, 'NOT_SIGNED');
  for (const sighash of [0, 2, 3, 0x81]) {
    const outcome = check(P2TR, witness(concat(all, [sighash])));
    assert.equal(outcome.reason, 'UNSUPPORTED_SIGHASH');
  }
  const annex = check(P2TR, witness(new Uint8Array(64), Uint8Array.of(0x50)));
  assert.match(annex.detail, /annex/);
  const path = check(P2TR, witness(new Uint8Array(64), new Uint8Array(3), new Uint8Array(33)));
  assert.equal(path.reason, 'UNSUPPORTED_SCRIPT');
  assert.equal(check(P2TR, witness()).reason, 'MALFORMED');
});

test('the form full of a key hash signs, and every other byte of it does not', (t) => {
  const signature = der(legacyHash(full(P2PKH), keyScript));
  const good = transaction(P2PKH, concat(sized(signature), sized(PUBLIC)));
  assert.ok(checkFull(P2PKH, good).signed);
  let count = 0;
  for (const changed of mutations(good, 11)) {
    assert.ok(!checkFull(P2PKH, changed).signed, `mutation ${count}`);
    count++;
  }
  for (let length = 0; length < good.length; length++) {
    assert.ok(!checkFull(P2PKH, good.slice(0, length)).signed);
  }
  assert.equal(check(P2PKH, 'ful' + base64(good), 'another').reason, 'OTHER_MESSAGE');
  assert.equal(check(P2PKH, 'pof' + base64(good)).reason, 'UNSUPPORTED_FORM');
  assert.equal(check(P2PKH, 'ful' + 'A'.repeat(20_000)).reason, 'MALFORMED');
  t.diagnostic(`${count} changed bytes`);
});

test('nested and bare scripts of k of n keys sign, and nothing more in them', () => {
  const program = witnessKeyHashScript(hash160(PUBLIC));
  const nested = address('P2SH', hash160(program));
  const signature = der(segwitHash(full(nested), keyScript));
  assert.ok(checkFull(nested, transaction(nested, sized(program), signature, PUBLIC)).signed);
  const more = concat([0], sized(program));
  assert.ok(!checkFull(nested, transaction(nested, more, signature, PUBLIC)).signed);

  const redeem = concat([0x51], sized(PUBLIC), [0x51, 0xae]);
  const bare = address('P2SH', hash160(redeem));
  const bareScript = concat([0], sized(der(legacyHash(full(bare), redeem))), sized(redeem));
  assert.ok(checkFull(bare, transaction(bare, bareScript)).signed);
  assert.ok(!checkFull(bare, transaction(bare, bareScript, PUBLIC)).signed);

  const hashed = address('P2WSH', sha256(redeem));
  const inWitness = der(segwitHash(simple(hashed), redeem));
  assert.ok(check(hashed, witness(EMPTY, inWitness, redeem)).signed);
  assert.equal(check(hashed, witness(inWitness, redeem)).reason, 'NOT_SIGNED');
  assert.equal(check(hashed, witness(EMPTY, inWitness, inWitness, redeem)).reason, 'NOT_SIGNED');
  const longer = concat(redeem, [0x51]);
  const ofLonger = address('P2WSH', sha256(longer));
  assert.equal(check(ofLonger, witness(EMPTY, inWitness, longer)).reason, 'UNSUPPORTED_SCRIPT');
});

test('only pushes in their shortest form are an input script', () => {
  assert.deepEqual(pushes(Uint8Array.of(0, 1, 9)), [EMPTY, Uint8Array.of(9)]);
  for (const bad of ['4c0109', '4d010009', '4e0100000009', '51', '02aa', 'ac']) {
    assert.throws(() => pushes(parseHex(bad)), Malformed, bad);
  }
  assert.throws(() => pushes(new Uint8Array(33)), Malformed);
  assert.equal(multisigOf(parseHex('5151ae'), false), undefined);
  assert.equal(multisigOf(concat([0x52], sized(PUBLIC), [0x51, 0xae]), false), undefined);
  assert.equal(multisigOf(concat([0x51], sized(PUBLIC), [0x52, 0xae]), false), undefined);
});

test('any bytes are a signature by nobody', (t) => {
  let count = 0;
  for (const bytes of meaninglessBytes(600, 5)) {
    for (const of of [P2PKH, P2WPKH, P2TR, address('P2SH', hash160(bytes)), address('P2WSH', sha256(bytes))]) {
      for (const prefix of ['', 'smp', 'ful']) {
        assert.ok(!check(of, prefix + base64(bytes)).signed);
        count++;
      }
    }
    assert.ok(!checkSignedMessage(P2PKH, TEXT, base64(bytes)).signed);
  }
  t.diagnostic(`${count} signatures`);
});

test('listed outputs: the example of the specification, and what is refused', (t) => {
  const bytes = specExample('evidence-bitcoin.md');
  const listed = parseUtxoEvidence(bytes);
  assert.ok(specText('evidence-bitcoin.md').includes(`\`${listed.units}\``));
  assert.equal(listed.outpoints.length, 2);
  const good = JSON.parse(fromUtf8(bytes));
  const [first, second] = good.outputs;
  const most = String((1n << 128n) - 1n);
  for (const changed of [
    { account: 'eip155:1:0x5252525252525252525252525252525252525252' },
    { outputs: [second, first] },
    { outputs: [first, first] },
    { outputs: [{ ...first, script: '00' + first.script }, second] },
    { outputs: [{ ...first, amount: most }, second] },
    { outputs: [{ ...first, outpoint: first.outpoint.replace(':0', ':4294967296') }, second] },
    { block: { ...good.block, height: -1 } },
    { block: { ...good.block, hash: '0x' + good.block.hash } },
    { more: 1 },
  ]) {
    assert.throws(() => parseUtxoEvidence(utf8(JSON.stringify({ ...good, ...changed }))), Malformed);
  }
  for (const bad of ['', ':0', `${'3b'.repeat(32)}:`, `${'3b'.repeat(32)}:01`, `${'3B'.repeat(32)}:0`]) {
    assert.throws(() => parseOutpoint(bad), Malformed, bad);
  }
  let count = 0;
  for (const changed of mutations(bytes, 9)) {
    const other = readOrMalformed(parseUtxoEvidence, changed);
    assert.notDeepEqual(other, listed);
    count++;
  }
  t.diagnostic(`${count} changed bytes`);
});
