/**
 * The check `statement.latest`: the statement is the log's last entry. One that was corrected is not,
 * and the correction that is shown says so.
 */
import { logProofRefusal } from '../log/log-proof.js';
import { fail, pass } from '../report/finding.js';
import { readForm, signatureFinding } from './statement-step.js';

const CHECK = 'statement.latest';

/**
 * @param {import('../bundle.js').Bundle} bundle
 * @param {import('../statement.js').Statement} statement
 * @param {import('../trust/root.js').TrustRoot} root
 */
export async function latestFinding(bundle, statement, root) {
  if (bundle.replacement !== undefined) {
    return replaced(bundle, statement, root);
  }
  const { size } = bundle.logProof.signed.checkpoint;
  const place = bundle.logProof.index + 1n;
  return place === size
    ? pass(CHECK, `the last of the log's ${size} entries`)
    : fail(CHECK, `entry ${place} of ${size}, want the last`);
}

async function replaced({ replacement, logProof }, statement, root) {
  const { envelope, logProof: proof } = replacement;
  if (proof.signed.checkpoint.text !== logProof.signed.checkpoint.text) {
    return fail(CHECK, "a replacement under another checkpoint, want the bundle's");
  }
  const refusal = logProofRefusal(proof, envelope.bytes, proof.index);
  if (refusal !== undefined) {
    return fail(CHECK, `a replacement that is not in the log: ${refusal}`);
  }
  const signature = await signatureFinding(envelope, root, proof.index);
  if (signature.result !== 'pass') {
    return fail(CHECK, `a replacement: ${signature.sentence}`);
  }
  const { statement: later, finding } = readForm(envelope, root);
  if (later === undefined) {
    return fail(CHECK, `a replacement: ${finding.sentence}`);
  }
  const corrects =
    BigInt(later.epoch) === proof.index + 1n &&
    later.epoch > statement.epoch &&
    later.replaces?.sha256 === statement.id;
  return corrects
    ? fail(
        CHECK,
        `replaced in epoch ${later.epoch}: ${later.replaces.reason}`,
        `replaced by ${later.id}`,
      )
    : fail(CHECK, `statement ${later.id} of epoch ${later.epoch}, which does not replace it`);
}
