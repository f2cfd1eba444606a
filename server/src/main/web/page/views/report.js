/** What a verification found, in the reader's language: the verdict, and every check. */
import { element } from '../dom.js';

const TONE = new Map([
  ['VERIFIED', 'good'],
  ['STALE', 'warn'],
  ['SHORT', 'warn'],
]);

export function verdictLine({ t }, verdict) {
  return element(`p.verdict.${TONE.get(verdict) ?? 'bad'}`, {}, t(`verdict.${verdict}`));
}

/** Every check with what it found; the sentences are the library's own, in English. */
export function checksList({ t }, report) {
  const passed = report.findings.filter(({ result }) => result === 'pass').length;
  return element(
    'details',
    {},
    element('summary', {}, t('checks.summary', { n: passed, all: report.findings.length })),
    element(
      'ol.checks',
      {},
      ...report.findings.map(({ check, result, sentence }) =>
        element(
          `li.${result.replace(' ', '-')}`,
          {},
          element('span.result', {}, t(`checks.${result}`)),
          ' ',
          element('strong', {}, t(`check.${check}`)),
          element('span.soft', { lang: 'en' }, ` ${sentence}`),
        ),
      ),
    ),
  );
}
