/** What a customer takes away: files out of this browser's memory. Nothing is sent anywhere. */
import { printReport } from '../../lib/report/report.js';
import { element, replace } from '../dom.js';
import { makeEvidence, wholeProof } from '../evidence.js';

const HELD_MS = 60_000;

/**
 * @param {import('../desk.js').DeskState} state
 * @param {readonly import('../checked.js').Checked[]} failed what evidence is offered of
 */
export function savedView({ t, format, now }, { checked, failed, files }) {
  const note = element('p.soft', { role: 'status' });
  const name = (kind, { epoch }) => `${epoch ?? 'attestation'}.${kind}.json`;
  const failing = (work) => async () => {
    try {
      await work();
      replace(note);
    } catch {
      replace(note, t('check.save.failed'));
    }
  };
  const report = () => save(name('report', checked), printReport(checked.report));
  const proof = async () => save(name('proof', checked), await wholeProof(checked, files));
  const evidence = (of) => () => save(name('evidence', of), makeEvidence(of, now()));
  const evidenceName = ({ epoch }) =>
    epoch === undefined
      ? t('check.save.evidenceAlone')
      : t('check.save.evidence', { epoch: format.count(epoch) });
  const hasProof = checked.proof !== undefined && checked.bytes !== undefined;
  const button = (text, work) => element('button.quiet', { type: 'button', onclick: failing(work) }, text);
  return element(
    'section.save',
    { 'aria-label': t('check.save.title') },
    element('h3', {}, t('check.save.title')),
    element(
      'p.row',
      {},
      ...failed.map((of) => button(evidenceName(of), evidence(of))),
      hasProof ? button(t('check.save.proof'), proof) : undefined,
      button(t('check.save.report'), report),
      button(t('check.save.print'), printed),
    ),
    note,
    hasProof ? element('p.soft', {}, t('check.save.private')) : undefined,
    failed.length > 0 ? element('p.soft', {}, t('check.save.evidenceWhat')) : undefined,
  );
}

/** What is folded does not print: every check does, and each way that the reader opened. */
function printed() {
  document.querySelectorAll('.answer > details:not(.path)').forEach((fold) => {
    fold.open = true;
  });
  window.print();
}

function save(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/json' }));
  const link = element('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), HELD_MS);
}
