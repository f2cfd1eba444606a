/** Where the reserves are: each account, what stands behind its figure, and the block it was read at. */
import { levelOf } from '../../lib/reserves/coverage.js';
import { element } from '../dom.js';
import { accountPage, blockPage, chainName } from '../explorers.js';
import { swatch } from './words.js';

/** More than anybody reads on a page; all of them are in the bundle. */
const MOST_SHOWN = 500;

/**
 * @param {import('../app.js').Context} context
 * @param {import('../../lib/verification.js').Verified} verified
 * @returns {HTMLElement | undefined}
 */
export function reserves(context, { held, judged }) {
  const { t } = context;
  if (held === undefined || judged === undefined || judged.length === 0) {
    return undefined;
  }
  return element(
    'section',
    { 'aria-labelledby': 'reserves' },
    element('h2', { id: 'reserves' }, t('reserves.title')),
    element('p.soft', {}, t('reserves.links')),
    element('h3', {}, t('reserves.blocks')),
    blocks(context, held.chains),
    element('h3', {}, t('reserves.accounts')),
    ...byAsset(judged).map(([name, group]) => holdings(context, name, group)),
  );
}

/** @returns {[string, import('../../lib/reserves/judge.js').Judged[]][]} */
function byAsset(judged) {
  const groups = new Map();
  for (const each of judged) {
    const { ticker } = each.holding.countsAs;
    groups.set(ticker, [...(groups.get(ticker) ?? []), each]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

function blocks({ t, format }, chains) {
  return element(
    'ul.blocks',
    { 'aria-label': t('reserves.blocks') },
    ...chains.map(({ block, time }) =>
      element(
        'li',
        {},
        element('strong', {}, chainName(block.chain)),
        ' ',
        link(t, blockPage(block), t('reserves.block', { number: format.count(block.number) })),
        ' ',
        element('span.soft', {}, format.time(time)),
        element('code.hash', { translate: 'no' }, block.ref.hashText),
      ),
    ),
  );
}

function holdings({ t, format }, ticker, group) {
  const shown = group.slice(0, MOST_SHOWN);
  const names = ['account', 'amount', 'level', 'signed'].map((key) => t(`reserves.${key}`));
  return element(
    'details',
    { id: `reserves-${ticker}` },
    element('summary', {}, t('reserves.summary', { asset: ticker, n: group.length })),
    element(
      'table.holdings',
      { role: 'table', 'aria-label': t('reserves.of', { asset: ticker }) },
      element(
        'thead',
        { role: 'rowgroup' },
        element(
          'tr',
          { role: 'row' },
          ...names.map((name) => element('th', { role: 'columnheader', scope: 'col' }, name)),
        ),
      ),
      element(
        'tbody',
        { role: 'rowgroup' },
        ...shown.map((each) => row({ t, format }, each, names)),
      ),
    ),
    group.length > shown.length
      ? element('p.soft', {}, t('reserves.more', { n: format.count(group.length - shown.length) }))
      : undefined,
  );
}

/** On a small screen each cell stands on a line of its own, and says itself what it is. */
function row({ t, format }, judged, [, ...names]) {
  const { holding, header, balance, ownership, signedAge } = judged;
  const { account, units, countsAs } = holding;
  const wrong = [header, balance, ownership].filter((sentence) => sentence !== undefined);
  const level = levelOf(judged);
  const address = element('code', { translate: 'no' }, account.address);
  const cells = [
    [format.coins(units, countsAs.decimals)],
    [swatch(level), t(`level.${level}`)],
    [signedAge === undefined ? t('reserves.unsigned') : format.ago(signedAge)],
  ];
  return element(
    'tr',
    { role: 'row' },
    element(
      'th.account',
      { role: 'rowheader', scope: 'row' },
      link(t, accountPage(account), address),
      element('span.chain', {}, chainName(account.chain)),
      ...wrong.map((sentence) => element('span.wrong', { lang: 'en' }, sentence)),
    ),
    ...cells.map((content, i) =>
      element('td', { role: 'cell', 'data-name': names[i] }, element('span', {}, ...content)),
    ),
  );
}

/** To somebody else's page, which is not told from where. */
function link(t, address, content) {
  return address === undefined
    ? element('span', {}, content)
    : element(
        'a',
        { href: address, target: '_blank', rel: 'noreferrer noopener', title: t('reserves.opens') },
        content,
      );
}
