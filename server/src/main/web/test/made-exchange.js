/**
 * A made exchange, as the customer's page meets it: some epochs, a log, and proofs by locator. Its
 * debts hold; it shows no reserves, so the best that can be said of it is SHORT, which is no failure.
 */
import { base64 } from '../lib/base64.js';
import { fromUtf8, hex, utf8 } from '../lib/bytes.js';
import { digest } from '../lib/hash.js';
import { assetTag, leaf, locator, parent } from '../lib/merkle/hashes.js';
import { CustomerKey } from '../lib/merkle/secrets.js';
import { hashLine } from '../lib/log/lines.js';
import { parseSignedRoot } from '../lib/trust/signed-root.js';
import { checkpointText, slowPath, slowTiles } from './slow-log.js';
import { canonical, cosignatureLine, envelopeOf, newSigner, noteKeyText, signatureLine } from './signing.js';

export const ISSUER = 'exchange.example';
export const ALICE = Object.freeze({
  accountId: 'alice@example.com',
  customerKey: CustomerKey.parse('19'.repeat(32)),
});
const ORIGIN = `${ISSUER}/log`;
const BTC = { ticker: 'BTC', decimals: 8 };
const SOL = { ticker: 'SOL', decimals: 9 };

const [log, issuer, witness] = await Promise.all([1, 2, 3].map(newSigner));
const logKey = noteKeyText(ORIGIN, 1, log);
const witnessKey = noteKeyText('one.example', 4, witness);
const spki = { spki: base64(issuer.key.spki) };
export const rootBytes = await envelopeOf(
  'application/vnd.solvent.trust-root+json',
  canonical({
    format: 'solvent/trust-root/v1',
    issuer: ISSUER,
    log: { keys: [{ note: logKey }], origin: ORIGIN, size: 0 },
    root: { keys: [spki], threshold: 1 },
    statements: [{ from: 0, keys: [spki], threshold: 1 }],
    version: 1,
  }),
  issuer,
);
const root = await parseSignedRoot(rootBytes);

export const policyBytes = canonical({
  assets: [],
  custodians: [],
  format: 'solvent/policy/v1',
  limits: {
    cosignatureAge: 172_800,
    coverage: 10_000,
    interval: 172_800,
    ownershipAge: 31_536_000,
    skew: 1_800,
    tokenDelay: 86_400,
  },
  observers: { keys: [], quorum: 1 },
  tokens: { required: false, roots: [] },
  witnesses: `witness one ${witnessKey}\nquorum one\n`,
});

/** Noon of the day of an epoch, and a day later. */
export const noon = (epoch) => `${new Date(Date.UTC(2026, 8, epoch, 12)).toISOString().slice(0, 19)}Z`;

/** Alice's leaf beside a stranger's. */
function treeOf(epoch, units) {
  const tag = assetTag(ISSUER, epoch, BTC);
  const place = locator(ALICE.customerKey.accountKey(epoch), ALICE.accountId, tag);
  const stranger = leaf(new Uint8Array(32).fill(7), 1_000_000_000n);
  const top = parent(1, leaf(place, units), stranger);
  const proof = {
    asset: 'BTC',
    balance: String(units),
    decimals: 8,
    index: 0,
    siblings: [{ hash: stranger.hash, sum: String(stranger.sum) }],
  };
  return { top, locator: hex(place), proof };
}

/**
 * @param {object} given
 * @param {number} given.epochs how many there are
 * @param {readonly number[]} [given.leftOut] the epochs in which Alice's locator finds nothing
 * @param {readonly number[]} [given.gone] the epochs whose bundle is not published any more
 * @param {boolean} [given.rewritten] whether every epoch is another than it would be
 * @param {readonly number[]} [given.smaller] the epochs in which she is shown another balance
 */
export async function madeExchange({ epochs, leftOut = [], gone = [], rewritten = false, smaller = [] }) {
  const trees = new Map();
  const made = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const tree = treeOf(epoch, (rewritten ? 43_000_000n : 42_000_000n) + BigInt(epoch));
    trees.set(epoch, tree);
    made.push(await madeEpoch(epoch, tree.top));
  }
  const entries = made.map(({ entry }) => entry);
  const kept = new Map([
    ...[...slowTiles(entries)].map(([path, bytes]) => [`log/${path}`, bytes]),
    ['log/checkpoint', await signedCheckpoint(entries, noon(epochs))],
    ['trust/1.root.json', rootBytes],
    ['assets/policy.json', policyBytes],
    ['.well-known/proof-of-reserves', pointer(epochs, digest(made.at(-1).payload))],
  ]);
  for (const [i, { entry, blobs }] of made.entries()) {
    if (!gone.includes(i + 1)) {
      const held = entries.slice(0, i + 1);
      kept.set(`attestations/${i + 1}.bundle.json`, await madeBundle(entry, blobs, held, i + 1));
    }
  }
  const asked = [];
  const posted = [];
  const answers = (path, body) => {
    const epoch = Number(/^api\/v1\/epochs\/(\d+)\/proofs$/.exec(path)[1]);
    const tree = trees.get(epoch);
    const wanted = JSON.parse(fromUtf8(body)).locators.map((each) => each.locator);
    const proof = smaller.includes(epoch) ? { ...tree.proof, balance: '1' } : tree.proof;
    const found = wanted.includes(tree.locator) && !leftOut.includes(epoch);
    return canonical({ epoch, proofs: found ? [proof] : [] });
  };
  const site = {
    base: 'https://exchange.example/',
    files: async (path) => {
      asked.push(path);
      return kept.get(path);
    },
    post: async (path, body) => {
      posted.push(path);
      return answers(path, body);
    },
  };
  return { site, kept, asked, posted, answers };
}

async function madeEpoch(epoch, top) {
  const asOf = noon(epoch);
  const commitments = [
    { asset: 'BTC', decimals: 8, height: 1, root: top.hash, total: String(top.sum) },
    {
      asset: 'SOL',
      decimals: 9,
      height: 0,
      root: leaf(new Uint8Array(32).fill(9), 0n).hash,
      total: '0',
    },
  ];
  const owed = canonical({
    asOf,
    assets: commitments,
    epoch,
    excluded: [],
    format: 'solvent/liabilities/v1',
    issuer: ISSUER,
    scheme: 'solvent/sum-tree/v1',
  });
  const held = canonical({
    asOf,
    chains: [],
    epoch,
    format: 'solvent/reserves/v1',
    holdings: [],
    issuer: ISSUER,
  });
  const payload = canonical({
    _type: 'https://in-toto.io/Statement/v1',
    predicate: {
      asOf,
      chainState: [],
      epoch,
      issuer: ISSUER,
      logOrigin: ORIGIN,
      nextDueBy: noon(epoch + 1),
      trustRoot: { sha256: root.root.id, version: 1 },
    },
    predicateType: 'https://solvent.dev/attestation/solvency/v1',
    subject: [
      { digest: { sha256: digest(owed) }, name: 'liabilities.json' },
      { digest: { sha256: digest(held) }, name: 'reserves.json' },
    ],
  });
  const entry = await envelopeOf('application/vnd.in-toto+json', payload, issuer);
  return { entry, payload, blobs: [owed, held] };
}

async function signedCheckpoint(entries, at) {
  const text = checkpointText(ORIGIN, entries);
  const lines = [
    await signatureLine(logKey, log, text),
    await cosignatureLine(witnessKey, witness, text, at),
  ];
  return utf8(`${text}\n${lines.join('')}`);
}

async function madeBundle(entry, blobs, held, epoch) {
  const path = slowPath(epoch - 1, held).map((hash) => `${hashLine(hash)}\n`);
  const note = fromUtf8(await signedCheckpoint(held, noon(epoch)));
  return canonical({
    blobs: blobs
      .map((bytes) => ({ data: base64(bytes), sha256: digest(bytes) }))
      .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
    earlier: [],
    envelope: base64(entry),
    format: 'solvent/bundle/v1',
    logProof: `c2sp.org/tlog-proof@v1\nindex ${epoch - 1}\n${path.join('')}\n${note}`,
    observations: [],
    roots: [{ envelope: base64(rootBytes) }],
    tokens: [],
  });
}

const pointer = (epoch, sha256) =>
  canonical({
    attestation: { epoch, sha256 },
    format: 'solvent/pointer/v1',
    issuer: ISSUER,
    logOrigin: ORIGIN,
    trustRoot: { sha256: root.root.id, version: 1 },
  });
