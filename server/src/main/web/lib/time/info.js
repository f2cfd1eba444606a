/** What a token's signature covers: the fields of a TSTInfo that decide anything. */
import { equalBytes } from '../bytes.js';
import { Malformed } from '../malformed.js';
import { SHA_256, readAlgorithm } from './algorithms.js';
import { readExtension } from './certificate.js';
import {
  BOOLEAN,
  GENERALIZED_TIME,
  INTEGER,
  OCTET_STRING,
  SEQUENCE,
  numbered,
  numberedConstructed,
  parseDer,
} from './der.js';
import { DerFields, inside, integerOf, isTrue, oidOf } from './fields.js';
import { readName } from './names.js';
import { tokenTime } from './times.js';

/** How a GeneralName says that it is a name as certificates have them. */
const DIRECTORY_NAME = numberedConstructed(4);

/** The others: a mail address, a domain, an address of the web or of the net, and three of parts. */
const OTHER_NAMES = [
  ...[1, 2, 6, 7].map(numbered),
  ...[0, 3, 5].map(numberedConstructed),
];

/**
 * Times are in nanoseconds. A token that states no accuracy has that of zero.
 *
 * @typedef {Readonly<{imprint: {oid: string, hash: Uint8Array}, genTime: bigint,
 *   accuracy: bigint}>} TimeInfo
 */

/** @param {Uint8Array} der @returns {TimeInfo} */
export function parseTimeInfo(der) {
  const fields = new DerFields('TSTInfo', parseDer(der));
  if (integerOf(fields.any()) !== 1n) {
    throw new Malformed('TSTInfo in another form, want version 1 in DER');
  }
  oidOf(fields.any()); // the authority's policy, of which nothing is wanted here
  const imprint = readImprint(fields.any());
  integerOf(fields.any()); // the serial number, likewise
  const genTime = tokenTime(fields.take(GENERALIZED_TIME));
  const accuracy = readAccuracy(fields.optional(SEQUENCE));
  fields.optional(BOOLEAN); // ordering, which some write out where it is false
  fields.optional(INTEGER); // the nonce of a request that nobody shows
  readAuthority(fields.optional(numberedConstructed(0)));
  requireNothingCritical(fields.optional(numberedConstructed(1)));
  fields.end();
  return Object.freeze({ imprint, genTime, accuracy });
}

function readImprint(node) {
  const fields = new DerFields('imprint', node);
  const { oid } = readAlgorithm(fields.any());
  const hash = fields.take(OCTET_STRING).content;
  fields.end();
  return { oid, hash };
}

function readAccuracy(node) {
  if (node === undefined) {
    return 0n;
  }
  const fields = new DerFields('accuracy', node);
  const whole = fields.optional(INTEGER);
  const seconds = whole === undefined ? 0n : integerOf(whole);
  if (seconds < 0n || seconds >= 1n << 31n) {
    throw new Malformed(`accuracy ${seconds}, want 0 or more and below 2^31 seconds`);
  }
  const millis = thousandths(fields.optional(numbered(0)), numbered(0));
  const micros = thousandths(fields.optional(numbered(1)), numbered(1));
  fields.end();
  return seconds * 1_000_000_000n + millis * 1_000_000n + micros * 1_000n;
}

function thousandths(node, tag) {
  if (node === undefined) {
    return 0n;
  }
  if (node.content.length < 1 || node.content.length > 2) {
    throw new Malformed('accuracy of a fraction in another form, want 1 to 999');
  }
  const count = integerOf(node, tag);
  if (count < 1n || count > 999n || (node.content.length === 2 && count < 128n)) {
    throw new Malformed(`accuracy of ${count} thousandths, want 1 to 999`);
  }
  return count;
}

/** Whom the token says it is by, which its signature shows without it. */
function readAuthority(node) {
  if (node !== undefined) {
    const name = inside('authority', node);
    if (name.tag === DIRECTORY_NAME) {
      readName(inside('authority', name));
    } else if (!OTHER_NAMES.includes(name.tag)) {
      throw new Malformed(`authority of tag ${name.tag}, want a name`);
    }
  }
}

function requireNothingCritical(node) {
  const oids = new Set();
  for (const child of node?.children ?? []) {
    const { oid, critical } = readExtension(child);
    if (critical || oids.has(oid) || child.children.some(isFalse)) {
      throw new Malformed('TSTInfo with a critical extension or one twice, want none');
    }
    oids.add(oid);
  }
}

/** DER leaves out what is false. */
const isFalse = (node) => node.tag === BOOLEAN && !isTrue(node);

/** @param {TimeInfo} info @param {Uint8Array} hash */
export function isOver({ imprint }, hash) {
  return imprint.oid === SHA_256 && equalBytes(imprint.hash, hash);
}
