/**
 * The text that an account's keys sign: seven exact lines, so that a signature fits one issuer, one
 * log, one account, and no time before the block. Its last line has no line feed, which wallets tend
 * to strip (docs/spec/ownership.md, section 1).
 */
import { parseAccount } from '../caip/account.js';
import { parseBlock } from '../caip/block.js';
import { parseHash } from '../hash.js';
import { Malformed } from '../malformed.js';
import { parseIssuer } from '../names.js';
import { quoted } from '../quoted.js';
import { parseTime } from '../timestamp.js';

const FORMAT = 'solvent/ownership/v1';
const MAX_LENGTH = 2000;
const NAMES = ['issuer ', 'log ', 'account ', 'checkpoint ', 'block ', 'expires '];

/** Printable ASCII without a space or a plus sign, as signed notes name their keys. */
const ORIGIN = /^[!-*,-~]{1,255}$/;

const SIZE = /^[1-9][0-9]{0,15}$/;

/**
 * `text` is what is signed; `checkpoint` is a size, a space and a root, as the log's checkpoints are
 * looked up by.
 *
 * @typedef {Readonly<{text: string, issuer: string, logOrigin: string,
 *   account: import('../caip/account.js').AccountRef,
 *   checkpoint: Readonly<{size: bigint, root: string, text: string}>,
 *   block: import('../caip/block.js').BlockRef, expires: string}>} OwnershipChallenge
 */

/**
 * @param {string} text
 * @returns {OwnershipChallenge}
 */
export function parseChallenge(text) {
  if (text.length > MAX_LENGTH) {
    throw new Malformed(
      `challenge of ${text.length} characters, want at most ${MAX_LENGTH}`,
    );
  }
  const lines = text.split('\n');
  if (lines.length !== NAMES.length + 1 || lines[0] !== FORMAT) {
    throw new Malformed(
      `challenge of ${lines.length} lines, want ${FORMAT} and six more`,
    );
  }
  const [issuer, logOrigin, account, checkpoint, block, expires] = NAMES.map((name, i) =>
    valueOf(lines[i + 1], name, i + 2),
  );
  return Object.freeze({
    text,
    issuer: parseIssuer(issuer),
    logOrigin: parseOrigin(logOrigin),
    account: parseAccount(account),
    checkpoint: parseCheckpoint(checkpoint),
    block: parseBlock(block),
    expires: parseTime(expires),
  });
}

function valueOf(line, name, number) {
  if (!line.startsWith(name)) {
    throw new Malformed(`line ${number} ${quoted(line)}, want ${name.trim()}`);
  }
  return line.slice(name.length);
}

function parseOrigin(text) {
  if (!ORIGIN.test(text)) {
    throw new Malformed(
      `log ${quoted(text)}, want 1 to 255 printable characters, no space or plus`,
    );
  }
  return text;
}

/** Of an empty log everybody knows the root beforehand, so its checkpoint is none. */
function parseCheckpoint(text) {
  const space = text.indexOf(' ');
  if (space < 0 || !SIZE.test(text.slice(0, space))) {
    throw new Malformed(`checkpoint ${quoted(text)}, want a size and a root`);
  }
  const size = BigInt(text.slice(0, space));
  const root = parseHash(text.slice(space + 1));
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new Malformed(`checkpoint of size ${size}, want 1 to 2^53 - 1`);
  }
  return Object.freeze({ size, root, text });
}
