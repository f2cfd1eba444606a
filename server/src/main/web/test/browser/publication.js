/**
 * A case of fixtures/vectors/bundles as an exchange would publish it: the pointer, the root, the log
 * with its tiles, the bundle, the proofs by locator.
 */
import { createHmac } from 'node:crypto';
import { base64 } from '../../lib/base64.js';
import { parseBundle } from '../../lib/bundle.js';
import { EMPTY, concat, hex, parseHex, prefixed, unsigned, utf8 } from '../../lib/bytes.js';
import { exposeFragment } from '../../lib/liabilities/link.js';
import { CustomerKey } from '../../lib/merkle/secrets.js';
import { assetTag, locator } from '../../lib/merkle/hashes.js';
import { CHECKPOINT, POINTER, blobPath, bundlePath, rootPath } from '../../lib/published/paths.js';
import { parseStatement } from '../../lib/statement.js';
import { parseSignedRoot } from '../../lib/trust/signed-root.js';
import { readCase, shownBytes } from '../bundle-case.js';
import { canonical } from '../signing.js';

const ISSUER = 'exchange.example';

/** The customer of the cases; the exchange's secret is 32 zero bytes there. */
export const ALICE = 'alice@example.com';

export const ALICES_KEY = new CustomerKey(
  new Uint8Array(
    createHmac('sha256', new Uint8Array(32))
      .update('solvent/v1/customer')
      .update(prefixed(utf8(ISSUER)))
      .update(prefixed(utf8(ALICE)))
      .update(unsigned(0, 4))
      .digest(),
  ),
);

/** What stands behind the `#` of her link. */
export const FRAGMENT = exposeFragment({ accountId: ALICE, customerKey: ALICES_KEY });

/** Everything of Alice's that no address, no storage and no title may hold. */
export function secretsOf(epoch) {
  const accountKey = ALICES_KEY.accountKey(epoch);
  const asset = { ticker: 'ETH', decimals: 18 };
  const place = locator(accountKey, ALICE, assetTag(ISSUER, epoch, asset));
  return [FRAGMENT, ...[ALICES_KEY.expose(), accountKey.expose(), place].flatMap(spellings)];
}

const spellings = (bytes) => [hex(bytes), base64(bytes), Buffer.from(bytes).toString('base64url')];

/**
 * @param {string} name of a case whose bundle can be read
 * @returns {Promise<{files: Map<string, Uint8Array>, now: string, seen: string | undefined,
 *   verdict: string, results: object, epoch: number, post: Function}>}
 */
export async function publicationOf(name) {
  const { input, verdict, results } = readCase(name);
  const published = await publicationFrom({
    bytes: shownBytes(input.bundle),
    rootBytes: shownBytes(input.trustRoot),
    policy: shownBytes(input.policy),
    proof: input.accountProof && JSON.parse(Buffer.from(shownBytes(input.accountProof))),
  });
  return { ...published, now: input.now, seen: input.seen?.checkpoint, verdict, results };
}

/**
 * @param {{bytes: Uint8Array, rootBytes: Uint8Array, policy: Uint8Array, proof?: object}} given a
 *     bundle that can be read, what stands beside it, and the account proof of its one customer
 * @returns {Promise<{files: Map<string, Uint8Array>, epoch: number, post: Function}>}
 */
export async function publicationFrom({ bytes, rootBytes, policy, proof }) {
  const bundle = await parseBundle(bytes);
  const { root } = await parseSignedRoot(rootBytes);
  const { epoch } = parseStatement(bundle.envelope.payload);
  const { signed, index } = bundle.logProof;
  const files = new Map([
    [rootPath(1), rootBytes],
    ['assets/policy.json', policy],
    [bundlePath(epoch), bytes],
    ...bundle.blobs.digests().map((digest) => [blobPath(digest), bundle.blobs.find(digest)]),
    [
      POINTER,
      canonical({
        attestation: { epoch, sha256: bundle.envelope.payloadDigest },
        format: 'solvent/pointer/v1',
        issuer: ISSUER,
        logOrigin: signed.checkpoint.origin,
        trustRoot: { sha256: root.id, version: root.version },
      }),
    ],
    ['api/v1/epochs', canonical({ epochs: [], format: 'solvent/history/v1' })],
    ...['BTC', 'ETH', 'USDC'].map((asset) => [`api/v1/series/${asset}`, series(asset)]),
  ]);
  const first = bundle.earlier.find(({ size }) => size === 1n);
  if (index === 2n && signed.checkpoint.size === 3n && first !== undefined) {
    const [second, third] = first.proof;
    files.set('log/tile/0/000.p/3', concat(...[first.root, second, third].map(parseHex)));
    files.set('log/tile/entries/000.p/3', concat(...[EMPTY, EMPTY, entryOf(bytes)].map(prefixed)));
    files.set(CHECKPOINT, checkpointOf(bytes));
  }
  return { files, epoch, post: proofsBy(proof, epoch) };
}

const DECIMALS = { BTC: 8, ETH: 18, USDC: 6 };

/** What the operator's server says of the epochs up to now, for charts: of each asset the same. */
function series(asset) {
  const unit = 10n ** BigInt(DECIMALS[asset]);
  const points = [1n, 2n, 3n].map((epoch) => ({
    asOf: `2026-05-${25n + epoch}T20:27:40Z`,
    asset,
    attested: '0',
    basisPoints: 10_000n + 100n * epoch,
    claimed: String(unit / 10n),
    conditional: '0',
    counted: String(((100n + epoch) * unit) / 100n),
    decimals: BigInt(DECIMALS[asset]),
    epoch,
    liabilities: String(unit),
  }));
  return canonical({ asset, format: 'solvent/series/v1', points });
}

/** The log's entry; of those before it the cases hold the hashes alone, which is all that is asked. */
const entryOf = (bundle) => new Uint8Array(Buffer.from(JSON.parse(Buffer.from(bundle)).envelope, 'base64'));

/** As it stands at the end of the proof: a note is signed byte for byte. */
function checkpointOf(bundle) {
  const text = JSON.parse(Buffer.from(bundle)).logProof;
  return utf8(text.slice(text.indexOf('\n\n') + 2));
}

/** The operator's answer to locators, as docs/spec/api.md has it. */
function proofsBy(proof, epoch) {
  const positions = proof?.positions ?? [];
  const key = ALICES_KEY.accountKey(epoch);
  const placeOf = ({ asset, decimals }) =>
    hex(locator(key, ALICE, assetTag(ISSUER, epoch, { ticker: asset, decimals })));
  const places = new Map(positions.map((position) => [placeOf(position), position]));
  return (path, body) => {
    if (path !== `api/v1/epochs/${epoch}/proofs`) {
      return undefined;
    }
    const { locators } = JSON.parse(body);
    const found = locators.map((asked) => places.get(asked.locator));
    return canonical({ epoch, proofs: found.filter((position) => position !== undefined) });
  };
}

/** A Map of files as a server wants them. */
export const reading = (...maps) => (path) =>
  maps.map((map) => map.get(path)).find((bytes) => bytes !== undefined);
