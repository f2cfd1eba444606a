/** What came of a customer's check, in the order in which it matters to them. */
import { expects } from '../../lib/liabilities/expected.js';
import { treeOf } from '../../lib/liabilities/manifest.js';
import { Malformed } from '../../lib/malformed.js';
import { verdictOf as findingVerdict } from '../../lib/report/finding.js';
import { faultsOf } from '../account.js';
import { isCounted, isNothingFound, readExpected } from '../checked.js';
import { verdictOf } from '../desk.js';
import { element } from '../dom.js';
import { headline, history, meaning } from '../words.js';
import { pathView } from './path.js';
import { checksList, explained, verdictLine } from './report.js';
import { savedView } from './saved.js';

/** Of more assets without a balance than this the rest is behind a fold. */
const MOST_NAMED = 8;

/** One sentence: what a screen reader says when it is known. */
export function spoken(context, state) {
  return `${context.t(`verdict.${verdictOf(state)}`)}. ${headlineText(context, state)}`;
}

export function answerView(context, desk, state) {
  const { t } = context;
  const { checked, link } = state;
  const faults = link === undefined ? [] : faultsOf(link);
  const failed = [checked, ...faults].filter(({ report }) => report.verdict === 'FAILED');
  const means = meaning(state);
  return element(
    'div.answer',
    { 'data-verdict': verdictOf(state), tabindex: '-1' },
    verdictLine(context, verdictOf(state)),
    element('p.headline', {}, headlineText(context, state)),
    checked.accountId === undefined
      ? undefined
      : element('p.whose', {}, t('check.account'), ' ', element('bdi', {}, checked.accountId)),
    ofTime(context, checked),
    balances(context, desk, state),
    ...(failed.length > 0 ? failed.map((each) => reasons(context, each)) : [mild(context, checked)]),
    link === undefined ? undefined : before(context, desk, link),
    element(
      'div.means',
      {},
      means === undefined ? undefined : element('p', {}, t(means, { issuer: checked.issuer })),
      isNothingFound(checked) ? element('p', {}, t('check.means.nothingFound')) : undefined,
      checked.accountId === undefined ? undefined : element('p.soft', {}, t('check.means.limits')),
    ),
    ...paths(context, checked),
    checksList(context, checked.report),
    element('p.soft', {}, t('check.at', { time: context.format.time(checked.report.now) })),
    savedView(context, { checked, failed, files: desk.site?.files }),
  );
}

function headlineText({ t, format }, state) {
  const { key, values } = headline(state);
  const epochs = values.epochs?.map((epoch) => format.count(epoch)).join(', ');
  return t(key, { ...values, epochs });
}

function ofTime({ t, format }, { statement, issuer }) {
  return statement === undefined
    ? undefined
    : element(
        'p.soft',
        {},
        t('newest.when', {
          issuer,
          epoch: format.count(statement.epoch),
          asOf: format.time(statement.asOf),
          due: format.time(statement.nextDueBy),
        }),
      );
}

/** Each balance, whether it is counted, and a field for what the customer sees in their account. */
function balances(context, desk, { checked, expected }) {
  const { t, format } = context;
  if (checked.accountId === undefined) {
    return undefined;
  }
  const fields = new Map();
  const hint = element('p.bad', { role: 'alert' });
  const submit = (event) => {
    event.preventDefault();
    hint.textContent = '';
    const read = [];
    const unlisted = [more.value.trim().toUpperCase(), coins];
    for (const [ticker, field] of [...fields, unlisted]) {
      field.removeAttribute('aria-invalid');
      try {
        if (field.value.trim() !== '') {
          read.push(readExpected(ticker, field.value, format.point));
        }
      } catch (error) {
        if (!(error instanceof Malformed)) {
          throw error;
        }
        field.setAttribute('aria-invalid', 'true');
        hint.textContent = t('check.expect.unreadable', { asset: ticker });
        field.focus();
        return;
      }
    }
    desk.compare(read);
  };
  const field = (ticker) => {
    const before = expected.find(({ asset }) => asset === ticker);
    const input = element('input', {
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      'aria-label': t('check.expect.field', { asset: ticker }),
      placeholder: t('check.expect.placeholder'),
      'data-asset': ticker,
    });
    input.value = before === undefined ? '' : before.text.slice(before.text.indexOf('=') + 1);
    fields.set(ticker, input);
    return input;
  };
  const without = checked.without.slice(0, MOST_NAMED);
  const rest = checked.without.slice(MOST_NAMED);
  const listed = new Set([...checked.balances.map(({ asset }) => asset), ...without].map(({ ticker }) => ticker));
  const missed = expected.filter(({ asset }) => !listed.has(asset));
  // What the exchange does not name cannot stand in its list: the customer names it.
  const [more, coins] = ['check.expect.more', 'check.expect.moreCoins'].map((label) =>
    element('input', { type: 'text', autocomplete: 'off', 'aria-label': t(label), placeholder: t(label) }),
  );
  return element(
    'form.balances',
    { onsubmit: submit, novalidate: true },
    element(
      'ul',
      {},
      ...checked.balances.map(({ asset, units, counted }) =>
        element(
          `li.${counted ? 'pass' : 'fail'}`,
          {},
          element('span.amount', {}, format.coins(units, asset.decimals), ' ', element('b', {}, asset.ticker)),
          element('span.state', {}, t(counted ? 'check.counted' : 'check.notCounted')),
          matches(context, expected, asset, units),
          field(asset.ticker),
        ),
      ),
      ...without.map((asset) =>
        element(
          'li.none',
          {},
          element('span.amount', {}, '0 ', element('b', {}, asset.ticker)),
          element('span.state', {}, t('check.nothingIn')),
          matches(context, expected, asset, 0n),
          field(asset.ticker),
        ),
      ),
      ...missed.map(({ asset }) =>
        element(
          'li.fail',
          {},
          element('span.amount', {}, '0 ', element('b', {}, asset)),
          element('span.state', {}, t('check.notCounted')),
          element('span.bad', {}, t('check.expect.other')),
          field(asset),
        ),
      ),
      element('li.more', {}, more, coins),
    ),
    rest.length === 0
      ? undefined
      : element(
          'details',
          {},
          element('summary', {}, t('check.nothingInMore', { n: rest.length })),
          element('p', {}, rest.map(({ ticker }) => ticker).join(', ')),
        ),
    element(
      'p.row',
      {},
      element('span.soft', {}, t('check.expect.ask')),
      element('button.quiet', { type: 'submit' }, t('check.expect.compare')),
    ),
    hint,
  );
}

function matches({ t }, expected, asset, units) {
  const own = expected.find((each) => each.asset === asset.ticker);
  if (own === undefined) {
    return undefined;
  }
  const same = expects(own, units, asset.decimals);
  return element(`span.${same ? 'good' : 'bad'}`, {}, t(same ? 'check.expect.same' : 'check.expect.other'));
}

/** Which checks failed, of what epoch, and what to do. */
function reasons({ t, format }, { report, epoch: number, unread }) {
  const kept = report.findings.filter((finding) => findingVerdict(finding) === 'FAILED');
  const told = kept.filter(({ result }) => result === 'fail');
  const epoch = number && format.count(number);
  return element(
    'div.reasons',
    {},
    element('h3', {}, epoch === undefined ? t('check.whyAlone') : t('check.why', { epoch })),
    unread === undefined
      ? element('ul', {}, ...(told.length > 0 ? told : kept).map((finding) => reason(t, finding)))
      : element('p', {}, t(`check.unread.${unread}`, { epoch })),
    element('p', {}, t('check.whatToDo')),
  );
}

/** What keeps it below VERIFIED without failing it. */
function mild({ t }, { report }) {
  const kept = report.findings.filter((finding) => findingVerdict(finding) !== 'VERIFIED');
  return kept.length === 0
    ? undefined
    : element('ul.reasons', {}, ...kept.map((finding) => reason(t, finding)));
}

const reason = (t, finding) =>
  element(
    'li',
    { 'data-check': finding.check, 'data-result': finding.result },
    element('strong', {}, t(`check.${finding.check}`)),
    ': ',
    t(`checks.${finding.result}`),
    ...explained(t, finding),
  );

function before({ t, format }, desk, link) {
  const lines = history(link);
  if (lines.length === 0) {
    return undefined;
  }
  const shown = ({ asOf, ...numbers }) => ({
    ...Object.fromEntries(Object.entries(numbers).map(([key, n]) => [key, key === 'n' ? n : format.count(n)])),
    ...(asOf && { asOf: format.time(asOf) }),
  });
  return element(
    'div.before',
    {},
    element('h3', {}, t('check.earlier.title')),
    ...lines.map(({ key, values }) => element('p', {}, t(key, shown(values)))),
    link.left === 0
      ? undefined
      : element('button.quiet', { type: 'button', onclick: () => desk.goOn() }, t('check.earlier.goOn')),
    link.earlier.length === 0
      ? undefined
      : element(
          'details',
          {},
          element('summary', {}, t('check.earlier.each')),
          element('ol.epochs', {}, ...link.earlier.map((each) => epochLine({ t, format }, each))),
        ),
  );
}

function epochLine({ t, format }, checked) {
  const owed = checked.balances.map(
    ({ asset, units }) => `${format.coins(units, asset.decimals)} ${asset.ticker}`,
  );
  const state = isCounted(checked) ? 'check.counted' : 'check.notCounted';
  return element(
    'li',
    { value: checked.epoch },
    `${owed.join(', ')} ${t(state)}`,
    element('span.soft', {}, ` ${t(`verdict.${checked.report.verdict}`)}`),
  );
}

function paths(context, { share, owed }) {
  return share === undefined || owed === undefined
    ? []
    : share.positions.map((position) =>
        pathView(context, position, treeOf(owed, position.proof.asset.ticker)),
      );
}
