/** How the page reads each format, by the name that fixtures/vectors/formats has for it. */
import { parseUtxoEvidence } from '../lib/bitcoin/utxo-evidence.js';
import { fromUtf8, parseHex } from '../lib/bytes.js';
import { parseEnvelope } from '../lib/envelope.js';
import { parseEvmEvidence } from '../lib/evm/evidence.js';
import { jsonLimits, parseJson } from '../lib/json.js';
import { parseAccountProof } from '../lib/liabilities/account-proof.js';
import { parseAccountLink } from '../lib/liabilities/link.js';
import { parseLiabilities } from '../lib/liabilities/manifest.js';
import { parseReceipt } from '../lib/liabilities/receipt.js';
import { parseSignedCheckpoint } from '../lib/log/checkpoint.js';
import { parseLogProof } from '../lib/log/log-proof.js';
import { parseWitnessPolicy } from '../lib/log/witness-policy.js';
import { parseNoteKey } from '../lib/note/key.js';
import { parseOwnershipProof } from '../lib/ownership/proof.js';
import { parsePolicy } from '../lib/policy/policy.js';
import { parsePriceTable } from '../lib/prices/price-table.js';
import { parsePointer } from '../lib/published/pointer.js';
import { parseReservesManifest } from '../lib/reserves/manifest.js';
import { parseCustodianStatement, parseObservation } from '../lib/reserves/observation.js';
import { parseSolvencyPolicy } from '../lib/solvency/policy.js';
import { parseTerms } from '../lib/solvency/terms.js';
import { parseStatement } from '../lib/statement.js';
import { parseTrustRoot } from '../lib/trust/root.js';

/** Those of the vectors of JSON without a format. */
const LIMITS = jsonLimits(1_000, 8, 100);

export const FORMATS = {
  accountLink: (bytes) => parseAccountLink(fromUtf8(bytes)),
  accountProof: parseAccountProof,
  checkpoint: parseSignedCheckpoint,
  custodianStatement: parseCustodianStatement,
  envelope: parseEnvelope,
  evmEvidence: parseEvmEvidence,
  json: (bytes) => parseJson(bytes, LIMITS),
  jsonBytes: (bytes) => parseJson(parseHex(fromUtf8(bytes)), LIMITS),
  liabilitiesManifest: parseLiabilities,
  logProof: parseLogProof,
  noteKey: (bytes) => parseNoteKey(fromUtf8(bytes)),
  observation: parseObservation,
  ownershipProof: parseOwnershipProof,
  pointer: parsePointer,
  policy: parsePolicy,
  priceTable: parsePriceTable,
  receipt: parseReceipt,
  reservesManifest: parseReservesManifest,
  solvencyPolicy: parseSolvencyPolicy,
  statement: parseStatement,
  terms: parseTerms,
  trustRoot: parseTrustRoot,
  utxoEvidence: parseUtxoEvidence,
  witnessPolicy: parseWitnessPolicy,
};
