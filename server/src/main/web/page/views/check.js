/** Where a customer checks: from a link, for now; what comes of it stands below. */
import { claims } from '../account.js';
import { element, replace } from '../dom.js';
import { isExpected } from '../reader.js';
import { parseAccountLink } from '../../lib/liabilities/link.js';
import { checksList, verdictLine } from './report.js';

/** @returns {HTMLElement} */
export function checkView(context, { reader, site, link }) {
  const { t } = context;
  const answer = element('div', { 'aria-live': 'polite' });
  const field = element('textarea', {
    'aria-label': t('check.field'),
    placeholder: 'https://exchange.example/verify#v1.…',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const check = async (text) => {
    replace(answer, element('p.soft', {}, t('check.working')));
    try {
      const parsed = parseAccountLink(text.trim());
      const { verified, positions } = await claims({ reader, site, link: parsed });
      replace(answer, result(context, parsed, verified, positions));
    } catch (error) {
      if (!isExpected(error)) {
        throw error;
      }
      replace(answer, element('p.bad', {}, t('check.unreadable')), element('p.soft', {}, error.message));
    }
  };
  const submit = (event) => {
    event.preventDefault();
    check(field.value);
    field.value = '';
  };
  if (link !== undefined) {
    check(link);
  }
  return element(
    'section.check',
    { id: 'check' },
    element('h2', {}, t('check.title')),
    element(
      'form.drop',
      { onsubmit: submit },
      element('p.soft', {}, t('check.how')),
      field,
      element('p.row', {}, element('button', { type: 'submit' }, t('check.button'))),
    ),
    answer,
  );
}

function result(context, link, { report }, positions) {
  const { t, format } = context;
  const counted = report.findings.find(({ check }) => check === 'liabilities.inclusion');
  return element(
    'div.answer',
    {},
    verdictLine(context, report.verdict),
    element('p', {}, t('check.account', { account: link.accountId })),
    element(
      'ul',
      {},
      ...positions.map(({ asset, decimals, balance }) =>
        element(
          'li',
          {},
          `${format.coins(balance, decimals)} ${asset} `,
          t(counted.result === 'pass' ? 'check.counted' : 'check.notCounted'),
        ),
      ),
    ),
    checksList(context, report),
  );
}
