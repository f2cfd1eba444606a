/** By what others see that they look at the same: when it was checked, and the digest of each file. */
import { element } from '../dom.js';

/**
 * @param {import('../app.js').Context} context
 * @param {import('../../lib/verification.js').Verified} verified
 * @returns {HTMLElement | undefined} nothing where nobody signed
 */
export function digests({ t, format }, { bundle, report, solvency, statement }) {
  if (statement === undefined) {
    return undefined;
  }
  const { size, root } = bundle.logProof.signed.checkpoint;
  const rows = [
    [t('digests.attestation'), statement.id],
    ...statement.subjects.map(({ name, sha256 }) => [t(`digests.${name}`), sha256]),
    ...filesOf(solvency).map(([name, { sha256 }]) => [t(`digests.${name}`), sha256]),
    [t('digests.log', { n: Number(size) }), root],
  ];
  return element(
    'details.prints',
    { id: 'digests' },
    element('summary', {}, t('digests.title')),
    element('p.soft', {}, t('check.at', { time: format.time(report.now) })),
    element(
      'dl.key.digests',
      {},
      ...rows.flatMap(([name, digest]) => [
        element('dt', {}, name),
        element('dd', {}, element('code', { translate: 'no' }, digest)),
      ]),
    ),
  );
}

/** What the solvency report names beside the two lists. */
function filesOf({ announces, risk, inputs: { policy, prices, terms, history, positions } = {} } = {}) {
  const named = { policy, announces, prices, terms, risk, history, positions };
  return Object.entries(named).filter(([, file]) => file !== undefined);
}
