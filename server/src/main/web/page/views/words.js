/** What the words of this page mean, and what all of it shows and does not show. */
import { element } from '../dom.js';
import { fingerprint } from '../../lib/trust/fingerprint.js';
import { LEVELS } from './chart.js';

/** What stands behind a figure, each level with its colour and what it means. */
export function levelsKey({ t }) {
  return element(
    'dl.key',
    {},
    ...LEVELS.flatMap((level) => [
      element('dt', {}, swatch(level), t(`level.${level}`)),
      element('dd', {}, t(`level.${level}.means`)),
    ]),
    element('dt', {}, swatch('owed'), t('level.owed')),
    element('dd', {}, t('level.owed.means')),
  );
}

export function swatch(level) {
  return element(`span.swatch.${level}`, { 'aria-hidden': 'true' });
}

/** The trust root in words, and how one makes sure of it without this page. */
export function trustSection({ t }, root) {
  return element(
    'section',
    { 'aria-labelledby': 'trust' },
    element('h2', { id: 'trust' }, t('trust.title')),
    element('p', {}, t('trust.what', { issuer: root.issuer })),
    fingerprintOf(root.id),
    element('h3', {}, t('trust.how')),
    element('ol', {}, ...['1', '2', '3'].map((n) => element('li', {}, t(`trust.how.${n}`)))),
    element('p.soft', {}, t('trust.remembered')),
  );
}

/** Each word is one that does not break; they are the same in every language. */
export function fingerprintOf(id) {
  const words = fingerprint(id).split('-');
  const parts = words.flatMap((word, i) => [
    element('span', {}, i === words.length - 1 ? word : `${word}-`),
    document.createElement('wbr'),
  ]);
  return element('p.fingerprint', { translate: 'no' }, element('code', {}, ...parts));
}

export function limits({ t }) {
  const list = (key) =>
    element(
      'div',
      {},
      element('h2', {}, t(`${key}.title`)),
      element('ul', {}, ...['1', '2', '3', '4'].map((n) => element('li', {}, t(`${key}.${n}`)))),
    );
  return element('section.two', { 'aria-label': t('proves.label') }, list('proves'), list('not'));
}
