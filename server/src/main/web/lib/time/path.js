/**
 * The search for a path from a signer to a pinned root, each link signed by an algorithm of the list,
 * the whole valid by RFC 5280 at one moment, without revocation (docs/spec/time.md, section 5).
 *
 * Constraints of names and of policies are not evaluated. A path that holds but for them shows nothing,
 * and is told apart from none: nobody knows here whether it holds.
 */
import { readOrNone } from '../malformed.js';
import { algorithmRefusal, holds } from './algorithms.js';
import {
  BASIC_CONSTRAINTS,
  CERTIFICATE_SIGNING,
  EXTENDED_KEY_USAGE,
  KEY_USAGE,
  NAME_CONSTRAINTS,
} from './certificate.js';
import { parseDer } from './der.js';

/** @typedef {import('./certificate.js').Certificate} Certificate */

const MAX_LINKS = 5;
const CERTIFICATE_POLICIES = '2.5.29.32';

/** Of names and of policies. */
const CONSTRAINTS = [NAME_CONSTRAINTS, '2.5.29.36'];

/**
 * What may be critical: what is told apart, the uses of a key and an authority's limits, which are looked at, the
 * subject's other names, and the policies and their mappings, which constrain nothing by themselves.
 */
const UNDERSTOOD = new Set([
  ...CONSTRAINTS,
  BASIC_CONSTRAINTS,
  KEY_USAGE,
  EXTENDED_KEY_USAGE,
  '2.5.29.17',
  CERTIFICATE_POLICIES,
  '2.5.29.33',
  '2.5.29.54',
]);

/**
 * The root that a path leads to, or why there is none: the last link that was too weak, and whether a
 * path was found that holds as far as it was looked at.
 *
 * @param {Certificate} signer
 * @param {readonly Certificate[]} others those that the token brings
 * @param {readonly Certificate[]} roots those that are pinned
 * @param {number} at seconds since 1970
 * @returns {Promise<{root: Certificate} | {weak: string | undefined, constrained: boolean}>}
 */
export async function findRoot(signer, others, roots, at) {
  const weak = [];
  let constrained = false;
  const isLink = linkCheck(weak);
  const from = async (path) => {
    const last = path.at(-1);
    for (const root of roots) {
      if ((await isLink(last, root)) && isValidPath(path, root, at)) {
        if (!path.some(isConstrained)) {
          return root;
        }
        constrained = true;
      }
    }
    for (const next of others) {
      if (path.length < MAX_LINKS && !path.includes(next) && (await isLink(last, next))) {
        const root = await from([...path, next]);
        if (root !== undefined) {
          return root;
        }
      }
    }
    return undefined;
  };
  const root = await from([signer]);
  return root === undefined ? { weak: weak.at(-1), constrained } : { root };
}

/** Whether the issuer signed the subject; each pair is looked at once, what is too weak is noted. */
function linkCheck(weak) {
  const known = new Map();
  return (subject, issuer) => {
    const of = known.get(subject) ?? new Map();
    known.set(subject, of);
    if (!of.has(issuer)) {
      of.set(issuer, isSignedBy(subject, issuer, weak));
    }
    return of.get(issuer);
  };
}

async function isSignedBy(subject, issuer, weak) {
  if (subject.issuer.canonical !== issuer.subject.canonical) {
    return false;
  }
  if (issuer.key.problem !== undefined || subject.rule === undefined) {
    weak.push(issuer.key.problem ?? algorithmRefusal(subject.algorithm));
    return false;
  }
  return holds(subject.rule, issuer.key, subject.signed, subject.signature);
}

/** From the signer up to the root, which signs the last. */
function isValidPath(path, root, at) {
  const authorities = path.slice(1);
  return (
    root.pathLength >= authorities.length &&
    !root.extensions.has(NAME_CONSTRAINTS) &&
    isValidAt(root, at) &&
    path.every((certificate) => isValidAt(certificate, at) && isUnderstood(certificate)) &&
    authorities.every((authority, below) => isAuthority(authority, authorities.slice(0, below)))
  );
}

function isValidAt({ notBefore, notAfter }, at) {
  return notBefore <= at && at <= notAfter;
}

function isUnderstood({ extensions }) {
  const foreign = [...extensions].some(([oid, { critical }]) => critical && !UNDERSTOOD.has(oid));
  return !foreign && !hasCriticalQualifiers(extensions.get(CERTIFICATE_POLICIES));
}

const isConstrained = ({ extensions }) => CONSTRAINTS.some((oid) => extensions.has(oid));

/** What is said of a policy is for people; nobody here has read it, though it is critical. */
function hasCriticalQualifiers(policies) {
  return (
    policies?.critical === true &&
    (readOrNone(() => parseDer(policies.value))?.children ?? [undefined]).some(
      (policy) => policy?.children.length !== 1,
    )
  );
}

/** May sign certificates, with so many authorities below that are not it under another key. */
function isAuthority({ pathLength, keyUsage }, below) {
  const others = below.filter(({ subject, issuer }) => subject.canonical !== issuer.canonical);
  return (
    pathLength >= others.length && (keyUsage === undefined || keyUsage(CERTIFICATE_SIGNING))
  );
}
