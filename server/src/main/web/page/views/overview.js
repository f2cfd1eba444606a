/** The newest attestation, as this browser finds it, and what covers what is owed. */
import { basisPoints } from '../../lib/report/coverage.js';
import { findingOf } from '../../lib/report/report.js';
import { element, replace } from '../dom.js';
import { isExpected } from '../reader.js';
import { checksList, verdictLine } from './report.js';

/** Draws at once, and again when it knows. @returns {HTMLElement} */
export function overview(context, { reader }) {
  const { t } = context;
  const place = element('div', { 'aria-live': 'polite' }, element('p.soft', {}, t('loading')));
  reader
    .bundleOf()
    .then((bundle) => reader.verify(bundle))
    .then((verified) => replace(place, newest(context, verified), coverage(context, verified)))
    .catch((error) => {
      if (!isExpected(error)) {
        throw error;
      }
      replace(place, problem(context, error));
    });
  return place;
}

function newest(context, { report, statement }) {
  const { t, format } = context;
  return element(
    'section',
    {},
    verdictLine(context, report.verdict),
    element(
      'p.soft',
      {},
      statement === undefined
        ? t('newest.unknown')
        : t('newest.when', {
            issuer: statement.issuer,
            epoch: format.count(statement.epoch),
            asOf: format.time(statement.asOf),
            due: format.time(statement.nextDueBy),
          }),
    ),
    steps(t, report),
    checksList(context, report),
  );
}

/** How far it has come: each is a check of its own. */
function steps(t, report) {
  const shown = [
    ['statement.signature', 'signed'],
    ['log.inclusion', 'logged'],
    ['log.witnesses', 'witnessed'],
    ['time.token', 'timestamped'],
  ];
  return element(
    'ul.steps',
    {},
    ...shown.map(([check, key]) => {
      const { result } = findingOf(report, check);
      return element(`li.${result.replace(' ', '-')}`, {}, t(`steps.${key}.${result}`));
    }),
  );
}

/** Each level of assurance apart: no sum hides a claim. */
function coverage({ t, format }, { report }) {
  if (report.coverage.length === 0) {
    return undefined;
  }
  const columns = ['counted', 'conditional', 'attested', 'claimed'];
  return element(
    'section',
    {},
    element('h2', {}, t('coverage.title')),
    element(
      'div.scroll',
      { tabindex: '0', role: 'group', 'aria-label': t('coverage.title') },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...['asset', 'owed', 'ratio', ...columns].map((key, i) =>
              element(i === 0 ? 'th' : 'th.n', { scope: 'col' }, t(`coverage.${key}`)),
            ),
          ),
        ),
        element(
          'tbody',
          {},
          ...report.coverage.map((row) =>
            element(
              'tr',
              {},
              element('th', { scope: 'row' }, row.asset.ticker),
              element('td.n', {}, format.coins(row.liabilities, row.asset.decimals)),
              element('td.n', {}, format.percent(basisPoints(row))),
              ...columns.map((key) =>
                element(
                  'td.n',
                  {},
                  row[key] === 0n ? '–' : format.coins(row[key], row.asset.decimals),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function problem({ t }, error) {
  return element(
    'section',
    {},
    element('p.verdict.bad', {}, t('problem.title')),
    element('p', {}, t('problem.what')),
    element('p.soft', {}, element('code', {}, error.message)),
  );
}
