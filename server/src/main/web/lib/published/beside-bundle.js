/** Finds what a bundle's files name by digest and the bundle does not hold. */
import { Blobs, NO_BLOBS } from '../blobs.js';
import { BUNDLE_LIMITS } from '../bundle.js';
import { Malformed, readOrNone } from '../malformed.js';
import { parseReservesManifest } from '../reserves/manifest.js';
import { filesToRead, parseReportSources } from '../solvency/report-sources.js';
import { digestOf, parseStatement, RESERVES, SOLVENCY } from '../statement.js';
import { blobPath } from './paths.js';

const MOST_BYTES = 64 << 20;

/** Of all together: no more than a bundle could hold itself. */
const MOST_IN_ALL = BUNDLE_LIMITS.maxBytes;

/**
 * What the verification wants beside the bundle, as far as it is there; nothing where its statement
 * cannot be read. What is missing is the verification's to miss.
 *
 * @param {import('./roots.js').PublishedFiles} files
 * @param {import('../bundle.js').Bundle} bundle
 */
export async function besideBundle(files, bundle) {
  const statement = readOrNone(() => parseStatement(bundle.envelope.payload));
  if (statement === undefined) {
    return NO_BLOBS;
  }
  const subjects = statement.subjects.map((subject) => subject.sha256);
  const first = await readAll(files, bundle, subjects, MOST_IN_ALL);
  const all = bundle.blobs.and(Blobs.of(first));
  const named = [
    ...namedByReserves(all.find(digestOf(statement, RESERVES))),
    ...namedByReport(all.find(digestOf(statement, SOLVENCY))),
  ];
  const left = MOST_IN_ALL - total(first);
  return Blobs.of([...first, ...(await readAll(files, bundle, named, left))]);
}

/** Of a file that is not there, or cannot be read, nothing: the verification says so. */
function namedByReserves(bytes) {
  const manifest = bytes && readOrNone(() => parseReservesManifest(bytes));
  return (manifest?.holdings ?? [])
    .flatMap((holding) => [holding.evidence, holding.ownershipEvidence])
    .filter((digest) => digest !== undefined);
}

function namedByReport(bytes) {
  const sources = bytes && readOrNone(() => parseReportSources(bytes));
  return sources === undefined ? [] : filesToRead(sources);
}

/** All at once: how many requests are under way is for whoever reads the files to say. */
async function readAll(files, bundle, digests, most) {
  const asked = [...new Set(digests)].filter((digest) => bundle.blobs.find(digest) === undefined);
  let left = most;
  const contents = await Promise.all(
    asked.map(async (digest) => {
      const bytes = await files(blobPath(digest), MOST_BYTES);
      left -= bytes?.length ?? 0;
      if (left < 0) {
        throw new Malformed(`evidence of more than ${MOST_IN_ALL} bytes, want at most as many`);
      }
      return bytes;
    }),
  );
  return contents.filter((bytes) => bytes !== undefined);
}

function total(contents) {
  return contents.reduce((sum, bytes) => sum + bytes.length, 0);
}
