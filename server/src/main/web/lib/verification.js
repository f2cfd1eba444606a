/**
 * Every check of one attestation, in their order. No clock, no network, no storage: what it says
 * rests on its arguments alone.
 */
import { NO_BLOBS } from './blobs.js';
import { absent, notOurs } from './report/finding.js';
import { Findings, makeReport } from './report/report.js';
import { holdings, reservesManifest } from './reserves/step.js';
import { timeToken } from './time/step.js';
import { latestFinding } from './verify/latest-step.js';
import { liabilitiesManifest, recomputedFinding, shareOf } from './verify/liabilities-step.js';
import {
  checkpointFinding,
  consistencyFinding,
  inclusionFinding,
  witnessesFinding,
} from './verify/log-step.js';
import { receiptFinding } from './verify/receipt-step.js';
import { skewFinding } from './verify/skew-step.js';
import { recomputedReport, withoutReport } from './verify/solvency-step.js';
import { freshnessFinding, readForm, signatureFinding } from './verify/statement-step.js';
import { namedRoot, receiptKeys, trustChain } from './verify/trust-step.js';

/**
 * Who asks: what they trust, what they demand, what they have seen and what time it is. `pinned` is
 * the trust root that this reader took from somewhere else than the bundle; `seen` the checkpoint
 * that it accepted last, with the proof that the bundle's follows, where somebody could be asked for
 * one.
 *
 * @typedef {object} Reader
 * @property {import('./trust/signed-root.js').SignedRoot} pinned
 * @property {import('./policy/policy.js').Policy} policy
 * @property {string} now
 * @property {{checkpoint: import('./log/checkpoint.js').Checkpoint,
 *   proof?: readonly string[], refusal?: string} | undefined} [seen]
 *
 * What is shown beside a bundle; each brings a check of its own. `blobs` is what the bundle's files
 * name and the bundle does not hold; `claim` what a customer holds in hand, and the balances that
 * they know they have; `receipt` what the exchange signed for one customer; `recomputed` the trees
 * that an auditor computed from the audit kit, which a page never has.
 *
 * @typedef {object} Exhibits
 * @property {import('./blobs.js').Blobs} [blobs]
 * @property {{proof: import('./liabilities/account-proof.js').AccountProof,
 *   expected: readonly import('./liabilities/expected.js').ExpectedBalance[]}} [claim]
 * @property {import('./envelope.js').Envelope} [receipt]
 * @property {readonly import('./liabilities/manifest.js').CommittedAsset[]} [recomputed]
 *
 * `share` is what the check of the customer's balances rests on, where that was made; `statement`
 * and the manifests are there where they could be relied upon, `judged` where the holdings could be:
 * what a page shows beside the report.
 *
 * @typedef {object} Verified
 * @property {import('./report/report.js').Report} report
 * @property {import('./statement.js').Statement} [statement]
 * @property {import('./liabilities/manifest.js').LiabilitiesManifest} [owed]
 * @property {import('./reserves/manifest.js').ReservesManifest} [held]
 * @property {readonly import('./reserves/judge.js').Judged[]} [judged]
 * @property {import('./liabilities/inclusion.js').InclusionOutcome} [share]
 */

/**
 * Verifies an attestation, and what is shown beside it. Only a test that skips a check brings
 * `findings` of its own.
 *
 * @param {import('./bundle.js').Bundle} bundle
 * @param {Exhibits} exhibits
 * @param {Reader} reader
 * @param {Findings} [findings] empty ones
 * @returns {Promise<Verified>}
 */
export async function verify(bundle, exhibits, reader, findings = new Findings()) {
  return new Verification(bundle, exhibits, reader, findings).verified();
}

class Verification {
  #bundle;
  #blobs;
  #exhibits;
  #reader;
  #findings;
  #coverage = [];
  #shown = {};

  constructor(bundle, exhibits, reader, findings) {
    this.#bundle = bundle;
    this.#exhibits = exhibits;
    this.#reader = reader;
    this.#findings = findings;
    this.#blobs = bundle.blobs.and(exhibits.blobs ?? NO_BLOBS);
  }

  async verified() {
    this.#othersToMake();
    const trust = await trustChain(this.#reader.pinned, this.#bundle.roots);
    let statement;
    if (trust.failure === undefined) {
      statement = await this.#statement(trust);
    } else {
      this.#findings.add(trust.failure);
    }
    if (statement !== undefined) {
      await this.#manifests(statement, trust);
    }
    const report = makeReport({
      issuer: statement?.issuer,
      epoch: statement?.epoch,
      now: this.#reader.now,
      findings: this.#findings.all(),
      coverage: this.#coverage,
    });
    return Object.freeze({ report, statement, ...this.#shown });
  }

  #othersToMake() {
    const { recomputed, receipt, claim } = this.#exhibits;
    if (recomputed === undefined) {
      this.#findings.add(notOurs('liabilities.recompute', "an auditor's, from the audit kit"));
    }
    if (receipt === undefined) {
      this.#findings.add(absent('receipt.signature', 'no receipt was given'));
    }
    if (claim === undefined) {
      this.#findings.add(
        notOurs('liabilities.inclusion', "no customer's account proof was given"),
      );
    }
  }

  /** The statement, if the pinned keys signed it. */
  async #statement(trust) {
    const { envelope, logProof } = this.#bundle;
    const { policy, now, seen } = this.#reader;
    const root = trust.roots.at(-1);
    const witnesses = await witnessesFinding(logProof.signed, policy, now);
    this.#findings.add(
      await checkpointFinding(logProof.signed, root),
      witnesses.finding,
      consistencyFinding(logProof.signed.checkpoint, seen),
      await signatureFinding(envelope, root, logProof.index),
    );
    if (!this.#findings.passed('statement.signature')) {
      return undefined;
    }
    const { statement, finding } = readForm(envelope, root);
    this.#findings.add(finding);
    if (statement === undefined) {
      return undefined;
    }
    this.#findings.add(
      namedRoot(trust, statement.trustRoot),
      inclusionFinding(this.#bundle, BigInt(statement.epoch) - 1n),
      await latestFinding(this.#bundle, statement, root),
      await timeToken(this.#bundle, statement, policy),
    );
    this.#findings.add(...withoutReport(statement));
    if (this.#findings.passed('log.witnesses')) {
      this.#findings.add(freshnessFinding(statement, now, policy.limits, witnesses.fresh));
    }
    return statement;
  }

  async #manifests(statement, trust) {
    const owed = liabilitiesManifest(statement, this.#blobs);
    const held = reservesManifest(statement, this.#blobs);
    this.#findings.add(owed.finding, held.finding);
    this.#shown = { owed: owed.manifest, held: held.manifest };
    if (owed.manifest !== undefined) {
      await this.#owed(statement, trust, owed.manifest);
    }
    if (owed.manifest !== undefined && held.manifest !== undefined) {
      this.#findings.add(skewFinding(owed.manifest, held.manifest, this.#reader.policy.limits));
      const { findings, coverage, judged } = await holdings({
        statement,
        owed: owed.manifest,
        held: held.manifest,
        bundle: this.#bundle,
        blobs: this.#blobs,
        reader: this.#reader,
      });
      this.#findings.add(...findings);
      this.#coverage = coverage;
      this.#solvency(statement, owed.manifest, held.manifest, judged);
      this.#shown.judged = judged;
    }
  }

  #solvency(statement, owed, held, judged) {
    const blobs = this.#blobs;
    const { findings, solvency } = recomputedReport({ statement, owed, held, judged, blobs });
    this.#findings.add(...findings);
    this.#shown.solvency = solvency;
  }

  async #owed(statement, trust, manifest) {
    const { claim, recomputed, receipt } = this.#exhibits;
    if (claim !== undefined) {
      const { finding, outcome } = shareOf(statement, manifest, claim);
      this.#findings.add(finding);
      this.#shown.share = outcome;
    }
    if (recomputed !== undefined) {
      this.#findings.add(recomputedFinding(manifest, recomputed));
    }
    if (receipt !== undefined) {
      const keys = receiptKeys(trust, statement.trustRoot);
      this.#findings.add(
        await receiptFinding(receipt, keys, statement, manifest, claim?.proof),
      );
    }
  }
}
