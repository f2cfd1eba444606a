/**
 * One case of fixtures/vectors/checks as the page decides it. Where the page says in a sentence why
 * it refuses, the vectors have a name for each: a sentence without a name ends the test.
 */
import { parseBase64 } from '../lib/base64.js';
import { checkBip322 } from '../lib/bitcoin/bip322.js';
import { checkSignedMessage } from '../lib/bitcoin/signed-message.js';
import { hex, parseHex, utf8 } from '../lib/bytes.js';
import { parseAccount } from '../lib/caip/account.js';
import { parseBitcoinAddress } from '../lib/caip/address.js';
import { parseEnvelope, preAuthEncoding, signedBy } from '../lib/envelope.js';
import { parseEvmEvidence } from '../lib/evm/evidence.js';
import { evmCheck } from '../lib/evm/holding.js';
import { parseHash } from '../lib/hash.js';
import { parseAccountProof } from '../lib/liabilities/account-proof.js';
import { parseExpected } from '../lib/liabilities/expected.js';
import { checkLiabilities } from '../lib/liabilities/inclusion.js';
import { parseLiabilities } from '../lib/liabilities/manifest.js';
import { checkpointRefusal, parseCheckpoint, parseSignedCheckpoint } from '../lib/log/checkpoint.js';
import { logProofRefusal, parseLogProof } from '../lib/log/log-proof.js';
import { consistencyRefusal } from '../lib/log/proofs.js';
import { parseWitnessPolicy } from '../lib/log/witness-policy.js';
import { witnessedBy } from '../lib/log/witnesses.js';
import { Malformed } from '../lib/malformed.js';
import { parseNoteKey } from '../lib/note/key.js';
import { parseNote, verifyNote } from '../lib/note/note.js';
import { checkOwnership } from '../lib/ownership/ownership.js';
import { parseOwnershipProof } from '../lib/ownership/proof.js';
import { parsePolicy } from '../lib/policy/policy.js';
import { keyOfSpki } from '../lib/signature/keys.js';
import { shownTime } from '../lib/time/times.js';
import { parseCertificate, parseTimeToken, verifyTimeToken } from '../lib/time/token.js';
import { parseSignedRoot, refusalAfter } from '../lib/trust/signed-root.js';

const accepted = (...shows) => ({ result: 'accepted', shows });
const refused = (result) => ({ result, shows: [] });

/** The name that stands beside the form of the sentence. */
function named(sentence, names) {
  const found = names.find(([form]) => form.test(sentence));
  if (found === undefined) {
    throw new Error(`a refusal without a name: ${sentence}`);
  }
  return found[1];
}

/** Accepted where there is no sentence. */
const bySentence = (sentence, names) =>
  sentence === undefined ? accepted() : refused(named(sentence, names));

const LOG_NAMES = [
  [/^index .*, want /, 'OUT_OF_RANGE'],
  [/^older size /, 'OUT_OF_RANGE'],
  [/^[0-9]+ hashes, want [0-9]+$/, 'OTHER_LENGTH'],
  [/^older root /, 'OTHER_OLD_ROOT'],
  [/^(?:newer )?root /, 'OTHER_ROOT'],
];

const CHECKPOINT_NAMES = [
  [/^log .*, want /, 'OTHER_ORIGIN'],
  [/^signature of .* that does not verify$/, 'NOT_SIGNED'],
  [/^no signature by a key that is trusted here$/, 'NOT_SIGNED'],
  [/ of the log's keys signed, want all /, 'NOT_SIGNED'],
];

const WITNESS_NAMES = [
  [/^signature of .* that does not verify$/, 'BAD_SIGNATURE'],
  [/^cosignature of .*, want at most /, 'FROM_THE_FUTURE'],
  [/ witnesses cosigned, want /, 'QUORUM_MISSED'],
];

const ROOT_NAMES = [
  [/^version /, 'OTHER_VERSION'],
  [/^previous /, 'OTHER_PREVIOUS'],
  [/^issuer /, 'OTHER_ISSUER'],
  [/^log origin /, 'OTHER_LOG'],
  [/^log size /, 'SMALLER_LOG'],
  [/^elapsed periods /, 'OTHER_PAST'],
  [/^other signers /, 'OTHER_SIGNERS'],
  [/^a period closed /, 'CLOSED_TOO_EARLY'],
  [/, those of the root before$/, 'NOT_SIGNED'],
];

function signedBytes({ payloadType, payload, bytes }) {
  const found = hex(preAuthEncoding(payloadType, parseBase64(payload)));
  return found === bytes ? accepted() : refused('OTHER_BYTES');
}

async function envelope({ envelope: text, keys, threshold }) {
  const pinned = keys.map((key) => keyOfSpki(parseBase64(key)));
  const { enough, signers } = await signedBy(parseEnvelope(utf8(text)), pinned, threshold);
  return enough ? accepted(...signers.map(({ id }) => id)) : refused('TOO_FEW');
}

async function note({ note: text, keys }) {
  const { bad, signed } = await verifyNote(parseNote(utf8(text)), keys.map(parseNoteKey));
  if (bad !== undefined) {
    return refused('BAD_SIGNATURE');
  }
  const shown = signed.map(({ key, time }) => [key.name, time].filter(Boolean).join(' '));
  return signed.length === 0 ? refused('NO_KNOWN_KEY') : accepted(...shown);
}

async function checkpoint({ checkpoint: text, origin, keys }) {
  const signed = parseSignedCheckpoint(utf8(text));
  return bySentence(await checkpointRefusal(signed, origin, keys.map(parseNoteKey)), CHECKPOINT_NAMES);
}

async function witnesses({ checkpoint: text, policy, now, toleranceSeconds }) {
  const { met, cosigned, detail } = await witnessedBy(
    parseWitnessPolicy(utf8(policy)),
    parseSignedCheckpoint(utf8(text)),
    now,
    toleranceSeconds,
  );
  return met
    ? accepted(...cosigned.map(({ witness, time }) => `${witness.name} ${time}`))
    : refused(named(detail, WITNESS_NAMES));
}

function logInclusion({ proof, entry, index }) {
  const parsed = parseLogProof(utf8(proof));
  return bySentence(logProofRefusal(parsed, parseBase64(entry), BigInt(index)), LOG_NAMES);
}

function logConsistency({ older, newer, proof }) {
  const [from, to] = [parseCheckpoint(older), parseCheckpoint(newer)];
  return bySentence(consistencyRefusal(from, to, proof.map(parseHash)), LOG_NAMES);
}

async function trustRoot({ before, next }) {
  const trusted = await parseSignedRoot(utf8(before));
  const following = await parseSignedRoot(utf8(next));
  const sentence = await refusalAfter(following, trusted.root);
  return sentence === undefined ? accepted(following.root.id) : bySentence(sentence, ROOT_NAMES);
}

function ownership(input) {
  const outcome = checkOwnership(parseOwnershipProof(utf8(input.proof)), {
    issuer: input.issuer,
    logOrigin: input.logOrigin,
    account: parseAccount(input.account),
    checkpoints: new Set(input.checkpoints),
    blocks: new Map(input.blocks.map(({ block, time }) => [block, time])),
    now: input.now,
    longestAge: input.longestAgeSeconds,
    safes: {
      proxies: new Set(input.safes.proxies),
      singletons: new Set(input.safes.singletons),
    },
  });
  return outcome.signed ? accepted(...outcome.by, `${outcome.age} s`) : refused(outcome.reason);
}

function bitcoinMessage({ account, method, message, signature }) {
  const { chain, address } = parseAccount(account);
  const check = { bip137: checkSignedMessage, bip322: checkBip322 }[method];
  const outcome = check(parseBitcoinAddress(chain, address), message, signature);
  return outcome.signed ? accepted() : refused(outcome.reason);
}

function evmEvidence({ evidence, policy }) {
  const known = parsePolicy(utf8(policy)).assets.filter(({ token }) => token !== undefined);
  const check = evmCheck(new Map(known.map(({ asset, token }) => [asset.decoded, token])));
  const outcome = check(parseEvmEvidence(utf8(evidence)));
  return outcome.shown
    ? accepted(String(outcome.units), outcome.block.text, `${outcome.number} at ${outcome.time}`)
    : refused(outcome.reason);
}

async function timeToken({ token, imprint, roots }) {
  const pinned = roots.map((root) => parseCertificate(parseBase64(root)));
  const parsed = parseTimeToken(parseBase64(token));
  const outcome = await verifyTimeToken(parsed, parseHex(imprint), pinned);
  return outcome.granted
    ? accepted(shownTime(outcome.genTime), `${outcome.accuracy / 1_000_000_000n} s`)
    : refused(outcome.reason);
}

async function accountProof({ manifest, proof, expected }) {
  const attested = parseLiabilities(utf8(manifest));
  const read = await parseAccountProof(utf8(proof));
  const { failures, positions, notCounted } = checkLiabilities(
    attested,
    read,
    expected.map(parseExpected),
  );
  if (failures.length > 0) {
    return refused(failures[0].reason);
  }
  return accepted(
    ...positions.map(({ proof: { asset, balance } }) => `${asset.ticker} ${balance}`),
    ...notCounted.map(({ ticker }) => `${ticker} not counted`),
  );
}

/** By the name of the file. */
export const CHECKS = {
  accountProof,
  bitcoinMessage,
  checkpoint,
  envelope,
  evmEvidence,
  logConsistency,
  logInclusion,
  note,
  ownership,
  signedBytes,
  timeToken,
  trustRoot,
  witnesses,
};

/** What the case comes to: its result, and what it shows. */
export async function decide(name, input) {
  try {
    return await CHECKS[name](input);
  } catch (error) {
    if (error instanceof Malformed) {
      return refused('MALFORMED');
    }
    throw error;
  }
}
