/**
 * The check `receipt.signature`, in the numbered steps of docs/spec/receipt.md. What the exchange
 * signed and does not fold to its own attestation is its fault, for anyone to judge.
 */
import { Malformed } from '../malformed.js';
import { signedBy } from '../envelope.js';
import { checkLiabilities } from '../liabilities/inclusion.js';
import {
  parseReceipt,
  proofOfReceipt,
  RECEIPT_TYPE,
  receiptAssets,
} from '../liabilities/receipt.js';
import { fail, pass } from '../report/finding.js';

const CHECK = 'receipt.signature';
const FAULT = 'proof of fault: the exchange signed ';

/**
 * @param {import('../envelope.js').Envelope} envelope
 * @param {readonly import('../signature/keys.js').VerifyingKey[]} keys
 * @param {import('../statement.js').Statement} statement
 * @param {import('../liabilities/manifest.js').LiabilitiesManifest} manifest
 * @param {import('../liabilities/account-proof.js').AccountProof | undefined} claimed
 */
export async function receiptFinding(envelope, keys, statement, manifest, claimed) {
  // 1. and 2. It is a receipt, and a receipt key signed it.
  if (envelope.payloadType !== RECEIPT_TYPE) {
    return fail(CHECK, `receipt of another payload type, want ${RECEIPT_TYPE}`);
  }
  if (!(await signedBy(envelope, keys, 1)).enough) {
    return fail(
      CHECK,
      `receipt that none of the issuer's ${keys.length} receipt keys signed`,
    );
  }
  let receipt;
  try {
    receipt = parseReceipt(envelope.payload);
  } catch (error) {
    if (error instanceof Malformed) {
      return fail(CHECK, `receipt ${error.message}`);
    }
    throw error;
  }
  const refusal = refusalOf(receipt, statement, manifest, claimed);
  return refusal === undefined
    ? pass(CHECK, `receipt for ${receipt.accountId}, signed by the receipt key and counted`)
    : fail(CHECK, refusal);
}

function refusalOf(receipt, statement, manifest, claimed) {
  // 3. It is for this attestation.
  if (receipt.attestation !== statement.id) {
    return `receipt for the attestation ${receipt.attestation}, want ${statement.id}`;
  }
  if (receipt.issuer !== statement.issuer || receipt.epoch !== statement.epoch) {
    return `${FAULT}a receipt of ${receipt.issuer}, epoch ${receipt.epoch}, for it`;
  }
  // 4. It speaks of every attested asset.
  const spoken = assetsText(receiptAssets(receipt));
  const attested = assetsText(manifest.assets.map(({ asset }) => asset));
  if (spoken !== attested) {
    return `${FAULT}a receipt of ${spoken}, want ${attested}`;
  }
  // 5. Every balance in it is counted.
  const proof = proofOfReceipt(receipt);
  const failures = proof === undefined ? [] : checkLiabilities(manifest, proof, []).failures;
  if (failures.length > 0) {
    return `${FAULT}what is not counted: ${failures[0].detail}`;
  }
  // 6. The customer's own account proof says the same.
  return claimed === undefined || saysTheSame(claimed, receipt)
    ? undefined
    : `receipt for other balances than those of ${claimed.accountId}'s account proof`;
}

/** Both name each asset once, so they speak of the same where the sorted texts are equal. */
function assetsText(assets) {
  const texts = assets.map(({ ticker, decimals }) => `${ticker}:${decimals}`);
  return `[${texts.sort().join(', ')}]`;
}

function saysTheSame(own, receipt) {
  return (
    own.accountId === receipt.accountId &&
    own.accountKey.equals(receipt.accountKey) &&
    own.positions.length === receipt.positions.length &&
    own.positions.every((position, i) => samePosition(position, receipt.positions[i]))
  );
}

function samePosition(a, b) {
  return (
    a.asset.ticker === b.asset.ticker &&
    a.asset.decimals === b.asset.decimals &&
    a.balance === b.balance &&
    a.index === b.index &&
    a.siblings.length === b.siblings.length &&
    a.siblings.every(({ hash, sum }, i) => hash === b.siblings[i].hash && sum === b.siblings[i].sum)
  );
}
