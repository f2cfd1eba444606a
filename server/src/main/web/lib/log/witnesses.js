/** Whether enough of a reader's witnesses cosigned a checkpoint: the check `log.witnesses`. */
import { verifyNote } from '../note/note.js';
import { quoted } from '../quoted.js';
import { seconds } from '../timestamp.js';

/**
 * `met` says that the quorum is; `cosigned` are the reader's witnesses that cosigned, each with its
 * newest time. A line of one of them that cannot be, or that is of the future, refuses all: no number
 * of others outweighs it.
 *
 * @typedef {object} Witnessed
 * @property {boolean} met
 * @property {readonly {witness: import('./witness-policy.js').Witness, time: string}[]} cosigned
 * @property {string} detail why the quorum is not met
 */

/**
 * @param {import('./witness-policy.js').WitnessPolicy} policy
 * @param {import('./checkpoint.js').SignedCheckpoint} checkpoint
 * @param {string} now
 * @param {number} tolerance by how many seconds a witness's clock may be ahead of the reader's
 * @returns {Promise<Witnessed>}
 */
export async function witnessedBy(policy, { note }, now, tolerance) {
  const { bad, signed } = await verifyNote(note, policy.witnesses.map((witness) => witness.key));
  if (bad !== undefined) {
    return { met: false, cosigned: [], detail: bad };
  }
  const cosigned = signed.map(({ key, time }) => ({
    witness: policy.witnesses.find((witness) => witness.key === key),
    time,
  }));
  const ahead = cosigned.find(({ time }) => seconds(time) > seconds(now) + tolerance);
  if (ahead !== undefined) {
    const found = `cosignature of ${quoted(ahead.witness.name)} at ${ahead.time}`;
    const detail = `${found}, want at most ${tolerance} seconds after ${now}`;
    return { met: false, cosigned: [], detail };
  }
  return {
    met: quorumIsMet(policy, cosigned),
    cosigned,
    detail: `${cosigned.length} witnesses cosigned, want ${wanted(policy)}`,
  };
}

/** Whether these witnesses are enough. Groups stand in the order of the file. */
export function quorumIsMet({ groups, quorum }, cosigned) {
  const names = new Set(cosigned.map(({ witness }) => witness.name));
  for (const { name, threshold, members } of groups) {
    if (members.filter((member) => names.has(member)).length >= threshold) {
      names.add(name);
    }
  }
  return names.has(quorum);
}

function wanted({ groups, quorum }) {
  const group = groups.find(({ name }) => name === quorum);
  return group === undefined
    ? `the witness ${quoted(quorum)}`
    : `${group.threshold} of the group ${quoted(quorum)}`;
}
