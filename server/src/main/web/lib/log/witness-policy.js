/**
 * Which logs a reader knows, which witnesses count, and how many of them: the text of C2SP
 * tlog-policy (docs/spec/witness.md, section 4). It is the reader's; what an issuer says of its own
 * witnesses never comes here.
 *
 * Every line may use only what stands above it, and each name at most once, so that a witness counts
 * in one way.
 */
import { Malformed } from '../malformed.js';
import { COSIGNATURE, NOTE_SIGNATURE, parseNoteKey } from '../note/key.js';
import { decodeUtf8 } from '../note/text.js';
import { quoted } from '../quoted.js';
import { parseNumber } from './lines.js';

const MAX_BYTES = 1 << 16;
const MAX_LINES = 512;
const NONE = 'none';

/**
 * @typedef {{name: string, key: import('../note/key.js').NoteKey, url?: string}} Witness
 * @typedef {{name: string, threshold: number, members: readonly string[]}} Group
 * @typedef {object} WitnessPolicy
 * @property {readonly import('../note/key.js').NoteKey[]} logs
 * @property {readonly Witness[]} witnesses
 * @property {readonly Group[]} groups
 * @property {string} quorum the name of a witness or a group
 */

/** @param {Uint8Array} bytes @returns {WitnessPolicy} one that wants at least one witness */
export function parseWitnessPolicy(bytes) {
  if (bytes.length > MAX_BYTES) {
    throw new Malformed(`policy of ${bytes.length} bytes, want at most ${MAX_BYTES}`);
  }
  const text = decodeUtf8('policy', bytes);
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) {
    throw new Malformed('policy with a control character, want only tab and line feed');
  }
  const lines = text.split('\n');
  const ended = lines.pop() === '';
  if (!ended || lines.length > MAX_LINES) {
    throw new Malformed(
      `policy of ${lines.length} whole lines, want at most ${MAX_LINES}, each ended`,
    );
  }
  const reader = new Reader();
  lines.forEach((line, i) => reader.line(i + 1, line.split(/[ \t]+/).filter(Boolean)));
  return reader.policy();
}

class Reader {
  #logs = [];
  #witnesses = [];
  #groups = [];
  #quorum;
  #keys = new Set();
  #defined = new Set();

  /** The names that no group has for a member yet. */
  #free = new Set();

  line(number, words) {
    const [kind, ...rest] = words;
    if (kind === undefined || kind.startsWith('#')) {
      return;
    }
    const count = words.length;
    if (kind === 'log' && (count === 2 || count === 3)) {
      this.#logs.push(this.#key(rest[0], NOTE_SIGNATURE));
    } else if (kind === 'witness' && (count === 3 || count === 4)) {
      const [name, key, url] = rest;
      this.#witnesses.push(Object.freeze({ name, key: this.#key(key, COSIGNATURE), url }));
      this.#define(number, name);
    } else if (kind === 'group' && count >= 4) {
      this.#group(number, rest[0], rest[1], rest.slice(2));
    } else if (kind === 'quorum' && count === 2 && this.#quorum === undefined) {
      this.#quorum = rest[0];
      this.#requireQuorum(number);
    } else {
      throw new Malformed(
        `policy line ${number} of ${count} words beginning ${quoted(kind)}, ` +
          'want a log, a witness, a group, or the only quorum',
      );
    }
  }

  policy() {
    if (this.#quorum === undefined) {
      throw new Malformed('policy without a quorum, want one line that names it');
    }
    return Object.freeze({
      logs: Object.freeze(this.#logs),
      witnesses: Object.freeze(this.#witnesses),
      groups: Object.freeze(this.#groups),
      quorum: this.#quorum,
    });
  }

  /** A key counts once, under whatever names, and no log vouches for itself. */
  #key(text, type) {
    const key = parseNoteKey(text);
    if (key.type !== type) {
      throw new Malformed(`policy: key of ${quoted(key.name)} of type ${key.type}, want ${type}`);
    }
    if (this.#keys.has(key.key.id)) {
      throw new Malformed(
        `policy: key of ${quoted(key.name)} a second time, want each key once`,
      );
    }
    this.#keys.add(key.key.id);
    return key;
  }

  #group(number, name, least, members) {
    for (const member of members) {
      if (!this.#free.delete(member)) {
        throw new Malformed(
          `policy line ${number}: member ${quoted(member)}, ` +
            'want one defined above and in no other group',
        );
      }
    }
    const threshold = thresholdOf(least, members.length);
    if (threshold < 1n || threshold > BigInt(members.length)) {
      throw new Malformed(
        `policy line ${number} with the threshold ${threshold}, ` +
          `want 1 to the ${members.length} members`,
      );
    }
    this.#groups.push(
      Object.freeze({ name, threshold: Number(threshold), members: Object.freeze(members) }),
    );
    this.#define(number, name);
  }

  #define(number, name) {
    if (name === NONE || this.#defined.has(name)) {
      throw new Malformed(
        `policy line ${number} with the name ${quoted(name)}, ` +
          `want one that is not taken, and not ${NONE}`,
      );
    }
    this.#defined.add(name);
    this.#free.add(name);
  }

  #requireQuorum(number) {
    if (this.#quorum === NONE) {
      throw new Malformed('quorum none, want a witness or a group');
    }
    if (!this.#defined.has(this.#quorum)) {
      throw new Malformed(
        `policy line ${number} with the name ${quoted(this.#quorum)}, ` +
          'want one that is defined above it',
      );
    }
  }
}

function thresholdOf(text, members) {
  switch (text) {
    case 'all':
      return BigInt(members);
    case 'any':
      return 1n;
    default:
      return parseNumber('threshold', text);
  }
}
