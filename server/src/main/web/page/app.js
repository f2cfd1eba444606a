/**
 * Puts the page together: the newest attestation, verified here, and the place where a customer
 * checks. Without a site (in the offline file) there is that place alone.
 */
import { element, replace } from './dom.js';
import { formats } from './format.js';
import { openReader } from './reader.js';
import { chooseLanguage, languages, textsOf } from './texts.js';
import { checkView } from './views/check.js';
import { overview } from './views/overview.js';

/**
 * What every view is given: the texts, how numbers and times are written, and what time it is.
 *
 * @typedef {object} Context
 * @property {import('./texts.js').Texts['t']} t
 * @property {ReturnType<typeof formats>} format
 * @property {() => string} now as the formats write it
 */

/**
 * @param {object} given
 * @param {string} [given.link] what stood behind the `#`
 * @param {ReturnType<import('./site.js').openSite>} [given.site]
 * @param {ReturnType<import('./memory.js').openMemory>} given.memory
 * @param {readonly string[]} given.wanted the languages that the browser asks for
 */
export function start({ link, site, memory, wanted }) {
  const reader = openReader({ site, memory, now });
  const show = (language) => {
    memory.put('language', language);
    draw(language);
  };
  const draw = (language) => {
    const { t } = textsOf(language);
    const context = { t, format: formats(language), now };
    document.documentElement.lang = language;
    document.title = t('title');
    replace(
      document.body,
      header(t, language, show),
      element(
        'main',
        {},
        checkView(context, { reader, site, link }),
        site === undefined ? undefined : overview(context, { reader }),
        limits(t),
      ),
      element('footer', {}, element('p.soft', {}, t('footer.whose'))),
    );
  };
  draw(chooseLanguage([memory.get('language') ?? '', ...wanted]));
}

/** The time as every check takes it: whole seconds, UTC. */
function now() {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

function header(t, language, show) {
  const others = languages.filter(({ code }) => code !== language);
  return element(
    'header',
    {},
    element('h1', {}, t('title')),
    element(
      'nav',
      { 'aria-label': t('languages') },
      ...others.map(({ code, name }) =>
        element('button.quiet', { lang: code, type: 'button', onclick: () => show(code) }, name),
      ),
    ),
  );
}

function limits(t) {
  const list = (key) =>
    element(
      'div',
      {},
      element('h2', {}, t(`${key}.title`)),
      element('ul', {}, ...['1', '2', '3', '4'].map((n) => element('li', {}, t(`${key}.${n}`)))),
    );
  return element('section.two', {}, list('proves'), list('not'));
}
