/**
 * The newest attestation, as this browser finds it: whose, as of when, how far it has come, and what
 * covers what is owed.
 */
import { NotPublished } from '../../lib/published/log.js';
import { basisPoints, reaches } from '../../lib/report/coverage.js';
import { findingOf } from '../../lib/report/report.js';
import { levelsOf } from '../../lib/reserves/coverage.js';
import { element } from '../dom.js';
import { AnotherRoot, isExpected } from '../reader.js';
import { Unreachable } from '../site.js';
import { LEVELS, bar } from './chart.js';
import { digests } from './digests.js';
import { past } from './past.js';
import { policySection } from './policy.js';
import { checksList, failures, toneOf } from './report.js';
import { reserves } from './reserves.js';
import { solvencySection } from './solvency.js';
import { fingerprintOf, levelsKey, swatch, trustSection } from './words.js';

/** The verdict, or why there is none. @returns {HTMLElement} */
export function newest(context, source) {
  const { t } = context;
  const state = source.state();
  switch (state.phase) {
    case 'loading':
      return element(
        'section.newest',
        { 'aria-busy': 'true' },
        element('h2.standing', {}, t('loading.title')),
        element('p.soft', {}, t('loading.what')),
        element('div.progress', { 'aria-hidden': 'true' }),
      );
    case 'unable':
      return said(t, 'verdict.bad', `unable.${state.missing}`, `unable.${state.missing}.what`);
    case 'empty':
      return said(t, 'standing', 'empty.title', 'empty.what');
    case 'problem':
      return problem(t, state.error, source.refresh);
    default:
      return found(context, state);
  }
}

/** In a sentence, for who hears the page. */
export function spoken({ t, format }, { phase, verified, error, missing }) {
  switch (phase) {
    case 'loading':
      return '';
    case 'unable':
      return t(`unable.${missing}`);
    case 'empty':
      return t('empty.title');
    case 'problem':
      return t(`problem.${kindOf(error)}`);
    default:
      return `${t(`verdict.${verified.report.verdict}`)}. ${when({ t, format }, verified)}`;
  }
}

/** All that follows from it; nothing before there is something. @returns {(HTMLElement | undefined)[]} */
export function details(context, source) {
  const { phase, root, policy, verified } = source.state();
  if (phase === 'empty') {
    return [trustSection(context, root)];
  }
  if (phase !== 'ready') {
    return [];
  }
  const assets = verified.report.coverage.map(({ asset }) => asset);
  return [
    coverage(context, verified, policy),
    source.hasHistory() ? past(context, { assets, series: source.series }) : undefined,
    reserves(context, verified),
    solvencySection(context, verified, source.hasHistory() ? source.reports : undefined),
    policySection(context, policy),
    trustSection(context, root),
  ];
}

function said(t, kind, title, what) {
  return element(
    'section.newest',
    {},
    element(`h2.${kind}`, {}, t(title)),
    element('p', {}, t(what)),
  );
}

function found(context, { verified, missed, policyChanged }) {
  const { t, format } = context;
  const { report, statement } = verified;
  return element(
    'section.newest',
    { 'aria-labelledby': 'newest', 'data-verdict': report.verdict },
    element(`h2.verdict.${toneOf(report.verdict)}`, { id: 'newest' }, t(`verdict.${report.verdict}`)),
    element('p', {}, t(`verdict.${report.verdict}.means`)),
    element('p.soft', {}, when(context, verified)),
    missed === undefined
      ? undefined
      : element('p.warn', {}, t('newest.missed', { time: format.time(report.now) })),
    policyChanged ? element('p.warn', {}, t('newest.policyChanged')) : undefined,
    statement?.replaces === undefined
      ? undefined
      : element('p.warn', {}, t('newest.replaces', { reason: statement.replaces.reason })),
    steps(t, report),
    failures(context, report),
    checksList(context, report, 'newest-checks'),
    digests(context, verified),
  );
}

function when({ t, format }, { statement }) {
  return statement === undefined
    ? t('newest.unknown')
    : t('newest.when', {
        issuer: statement.issuer,
        epoch: format.count(statement.epoch),
        asOf: format.time(statement.asOf),
        due: format.time(statement.nextDueBy),
      });
}

/** How far it has come: each is what a check of its own found. */
function steps(t, report) {
  const result = (check) => findingOf(report, check).result;
  const latest = result('statement.latest');
  const shown = [
    ['signed', result('statement.signature')],
    ['logged', result('log.inclusion')],
    ['witnessed', result('log.witnesses')],
    ['timestamped', result('time.token')],
    ['current', latest === 'fail' ? latest : result('freshness')],
  ];
  return element(
    'ol.steps',
    { 'aria-label': t('steps.title') },
    ...shown.map(([key, found]) =>
      element(`li.${found.replace(' ', '-')}`, {}, t(`steps.${key}.${found}`)),
    ),
  );
}

/** Each level of assurance apart: no sum hides a claim. */
function coverage(context, { report, judged }, policy) {
  const { t } = context;
  if (report.coverage.length === 0) {
    return undefined;
  }
  const columns = ['asset', 'owed', 'ratio', 'behind'];
  const numbers = ['owed', 'ratio'];
  return element(
    'section',
    { 'aria-labelledby': 'coverage' },
    element('h2', { id: 'coverage' }, t('coverage.title')),
    report.verdict === 'FAILED' ? element('p.bad', {}, t('coverage.failed')) : undefined,
    element(
      'table.coverage',
      { role: 'table' },
      element('caption', {}, t('coverage.caption')),
      element(
        'thead',
        { role: 'rowgroup' },
        element(
          'tr',
          { role: 'row' },
          ...columns.map((key) =>
            element(
              numbers.includes(key) ? 'th.n' : 'th',
              { role: 'columnheader', scope: 'col' },
              t(`coverage.${key}`),
            ),
          ),
        ),
      ),
      element(
        'tbody',
        { role: 'rowgroup' },
        ...report.coverage.map((row) => coverageRow(context, row, judged, policy)),
      ),
    ),
    element('h3', {}, t('coverage.words')),
    levelsKey(context),
  );
}

/** The roles are written out: on a small screen a row is laid out as no table is. */
function coverageRow({ t, format }, row, judged, policy) {
  const { asset, liabilities } = row;
  const held = levelsOf(judged, asset);
  const enough = reaches(row, policy.limits.coverage);
  const coins = (units) => format.coins(units, asset.decimals);
  const there = LEVELS.filter((level) => held[level] > 0n);
  return element(
    'tr',
    { role: 'row' },
    element('th', { role: 'rowheader', scope: 'row' }, asset.ticker),
    element('td.n', { role: 'cell' }, coins(liabilities)),
    element(
      enough ? 'td.n' : 'td.n.bad',
      { role: 'cell' },
      element('strong', {}, format.percent(basisPoints(row))),
      enough ? undefined : element('span.short', {}, t('coverage.short')),
    ),
    element(
      'td.behind',
      { role: 'cell' },
      bar(held, liabilities),
      there.length === 0
        ? element('p.soft', {}, t('coverage.nothing'))
        : element(
            'ul.levels',
            {},
            ...there.map((level) =>
              element('li', {}, swatch(level), `${t(`level.${level}`)} ${coins(held[level])}`),
            ),
          ),
    ),
  );
}

function kindOf(error) {
  if (error instanceof AnotherRoot) {
    return 'root';
  }
  if (error instanceof Unreachable) {
    return 'unreachable';
  }
  if (error instanceof NotPublished) {
    return 'missing';
  }
  return isExpected(error) ? 'unreadable' : 'fault';
}

/** What happened, and what to do about it. */
function problem(t, error, again) {
  const kind = kindOf(error);
  return element(
    'section.newest',
    { 'data-problem': kind },
    element('h2.verdict.bad', {}, t(`problem.${kind}`)),
    element('p', {}, t(`problem.${kind}.what`)),
    ...(kind === 'root' ? bothRoots(t, error) : []),
    kind === 'root'
      ? undefined
      : element('p.soft', { lang: 'en' }, element('code', {}, error.message)),
    kind === 'root'
      ? undefined
      : element('button', { type: 'button', id: 'again', onclick: again }, t('problem.again')),
  );
}

function bothRoots(t, { known, found }) {
  return [
    element('h3', {}, t('problem.root.known')),
    fingerprintOf(known),
    element('h3', {}, t('problem.root.found')),
    fingerprintOf(found),
  ];
}
