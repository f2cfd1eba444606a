/**
 * What a verification found, in the reader's language: the verdict, and every check. For programs
 * that look at the page, `data-check` and `data-result` say it as the library does.
 */
import { element } from '../dom.js';

const TONE = new Map([
  ['VERIFIED', 'good'],
  ['STALE', 'warn'],
  ['SHORT', 'bad'],
]);

export const toneOf = (verdict) => TONE.get(verdict) ?? 'bad';

export function verdictLine({ t }, verdict) {
  return element(`p.verdict.${toneOf(verdict)}`, {}, t(`verdict.${verdict}`));
}

/** The checks that keep the verdict down, without a click; nothing where none does. */
export function failures(context, report) {
  const failed = report.findings.filter(({ result }) => result === 'fail');
  return failed.length === 0
    ? undefined
    : element('ul.checks.failing', {}, ...failed.map((finding) => line(context, finding)));
}

/** Every check with what it found. */
export function checksList(context, report, id) {
  const { t } = context;
  const { findings } = report;
  const passed = findings.filter(({ result }) => result === 'pass').length;
  const wanted = findings.filter(({ required }) => required).length;
  const open = findings.length - wanted;
  return element(
    'details',
    { id: id ?? false },
    element(
      'summary',
      {},
      t('checks.summary', { n: passed, all: wanted }),
      open === 0 ? '' : ` ${t('checks.open', { n: open })}`,
    ),
    element('ol.checks', {}, ...findings.map((finding) => line(context, finding))),
  );
}

function line({ t }, finding) {
  const { check, result } = finding;
  return element(
    `li.${result.replace(' ', '-')}`,
    { 'data-check': check, 'data-result': result },
    element('span.result', {}, t(`checks.${result}`)),
    ' ',
    element('strong', {}, t(`check.${check}`)),
    ...explained(t, finding),
  );
}

/**
 * What a check's result means, in the reader's language; and what exactly was found, which is the
 * library's own sentence, in English, as every program that verifies says it.
 */
export function explained(t, { check, result, sentence }) {
  return [
    element('span.meaning', {}, t(`found.${check}.${result}`)),
    element('span.exactly', { lang: 'en' }, sentence),
  ];
}
