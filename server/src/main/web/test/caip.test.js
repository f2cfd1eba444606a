/** Chains, accounts, assets and blocks: docs/spec/identifiers.md, BIP-173 and BIP-350. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAccount } from '../lib/caip/account.js';
import { parseBitcoinAddress, scriptOf } from '../lib/caip/address.js';
import { parseAsset, placeOf } from '../lib/caip/asset.js';
import { decodeBase58Check } from '../lib/caip/base58.js';
import { parseBech32 } from '../lib/caip/bech32.js';
import { parseBlock, parseNumberedBlock } from '../lib/caip/block.js';
import { parseChain } from '../lib/caip/chain.js';
import { Malformed } from '../lib/malformed.js';
import { meaninglessBytes, mutations, readOrMalformed, specBlocks } from './spec.js';

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93';
const TESTNET = 'bip122:000000000933ea01ad0ee984209779ba';
const EVM = 'eip155:1:0x52908400098527886e0f7030069857d2e4169ee7';

const READERS = { chain: parseChain, account: parseAccount, asset: parseAsset, block: parseBlock };

test('every example of the specification is read and prints back', (t) => {
  const lines = specBlocks('identifiers.md', 'text')[0].split('\n');
  for (const line of lines) {
    const [, kind, text] = /^(\w+) +(.*)$/.exec(line);
    assert.equal(READERS[kind](text).text, text);
  }
  t.diagnostic(`${lines.length} identifiers`);
  assert.equal(lines.length, 9);
});

test('addresses decode to the scripts that the BIPs print', () => {
  const published = {
    // BIP-173, "Test vectors"
    [`${BITCOIN}:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4`]:
      '0014751e76e8199196d454941c45d1b3a323f1433bd6',
    [`${TESTNET}:tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7`]:
      '00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262',
    // BIP-350, "Test vectors"
    [`${BITCOIN}:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0`]:
      '512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798',
    // the output of the first block's first transaction, as its key's hash
    [`${BITCOIN}:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa`]:
      '76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac',
    [EVM]: '52908400098527886e0f7030069857d2e4169ee7',
  };
  for (const [account, bytes] of Object.entries(published)) {
    assert.equal(parseAccount(account).bytes, bytes);
  }
});

test('BIP-350 refuses these addresses', () => {
  for (const address of [
    'tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd',
    'bc1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47',
    'bc1pw5dgrnzv',
    'BC1SW50QGDZ25J',
    'bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs',
    'bc1gmk9yu',
  ]) {
    assert.throws(() => parseBitcoinAddress(parseChain(BITCOIN), address), Malformed, address);
  }
});

test('other spellings are refused', () => {
  for (const chain of [
    '',
    'eip155',
    'eip155:',
    'eip155:0',
    'eip155:01',
    'eip155:x',
    'EIP155:1',
    'eip155:' + '1'.repeat(33),
    'bip122:000000000019d6689c085ae165831e94',
    'bip122:__proto__',
    'solana:5eykt',
    BITCOIN.replace('d', 'D'),
    ' eip155:1',
    'eip155:1 ',
    'eip155:1\n',
    'eip155:1:1',
  ]) {
    assert.throws(() => parseChain(chain), Malformed, chain);
  }
  for (const account of [
    'eip155:1:0x52908400098527886E0F7030069857D2E4169EE7',
    EVM.replace('0x', '0X'),
    EVM.replace('0x', ''),
    'eip155:1:0x52',
    'eip155:1:',
    'eip155:1',
    '0x52',
    ':',
    '',
    BITCOIN + ':BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
    BITCOIN + ':bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
    BITCOIN + ':1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
    BITCOIN + ':11A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    BITCOIN + ':1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0a',
    BITCOIN + ':' + '1'.repeat(25),
    BITCOIN + ':' + 'z'.repeat(65),
    BITCOIN + ':',
  ]) {
    assert.throws(() => parseAccount(account), Malformed, account);
  }
  for (const asset of [
    '',
    'eip155:1',
    'eip155:1/',
    'eip155:1/slip44',
    'eip155:1/slip44:',
    'eip155:1/slip44:060',
    BITCOIN + '/slip44:2',
    BITCOIN + '/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7',
    'eip155:1/erc20:0xDAC17f958d2ee523a2206206994597c13d831ec7',
    'eip155:1/erc721:0xdac17f958d2ee523a2206206994597c13d831ec7',
    'a:b/c:d',
  ]) {
    assert.throws(() => parseAsset(asset), Malformed, asset);
  }
  const hash = 'ab'.repeat(32);
  for (const block of [`eip155:1 ${hash}`, `${BITCOIN} 0x${hash}`, 'eip155:1', '', 'eip155:1 0x']) {
    assert.throws(() => parseBlock(block), Malformed, block);
  }
  for (const number of ['', '01', '-1', '1'.repeat(19), '1.0', '0x1']) {
    assert.throws(() => parseNumberedBlock(parseChain(BITCOIN), number, hash), Malformed, number);
  }
});

test('each chain refuses the addresses of the others', () => {
  const bitcoin = parseChain(BITCOIN);
  for (const reference of [
    '000000000933ea01ad0ee984209779ba',
    '0f9188f13cb7b2c71f2a335e3a4fc328',
    '12a765e31ffd4059bada1e25190f6e98',
    '530827f38f93b43ed12af0b3ad25a288',
  ]) {
    const chain = parseChain('bip122:' + reference);
    for (const address of [
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    ]) {
      assert.ok(scriptOf(parseBitcoinAddress(bitcoin, address)));
      assert.throws(() => parseBitcoinAddress(chain, address), Malformed);
    }
  }
});

test('threat 26: duplicates are found by bytes and chain, aliases of a coin included', () => {
  const coin = parseAsset('eip155:1/slip44:60');
  const alias = parseAsset('eip155:1/slip44:61');
  assert.equal(coin.decoded, alias.decoded);
  assert.notEqual(coin.decoded, parseAsset('eip155:10/slip44:60').decoded);
  const account = parseAccount(EVM);
  assert.notEqual(account.decoded, parseAccount(EVM.replace(':1:', ':10:')).decoded);
  assert.equal(placeOf(account, coin), placeOf(parseAccount(EVM), alias));
  // the same 20 bytes as a coin's holder and a token's contract are no place of the other
  const token = parseAsset('eip155:1/erc20:0x52908400098527886e0f7030069857d2e4169ee7');
  assert.notEqual(placeOf(account, coin), placeOf(account, token));
});

test('any text is read as it is spelt, or malformed', (t) => {
  let count = 0;
  const latin = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  for (const bytes of meaninglessBytes(400, 7)) {
    for (const prefix of ['', 'eip155:1:', BITCOIN + ':', BITCOIN + ':bc1']) {
      for (const reader of [...Object.values(READERS), parseBech32, decodeBase58Check]) {
        readOrMalformed(reader, prefix + latin(bytes));
        count++;
      }
    }
  }
  t.diagnostic(`${count} texts`);
});

test('one changed character of an address is another address or none', () => {
  for (const address of [
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  ]) {
    const bytes = Uint8Array.from(address, (character) => character.charCodeAt(0));
    for (const changed of mutations(bytes, 3)) {
      const text = BITCOIN + ':' + String.fromCharCode(...changed);
      assert.equal(readOrMalformed(parseAccount, text), null, text);
    }
  }
});
