/**
 * Puts the page together: the newest attestation, verified here, and the place where a customer
 * checks. Without a site (in the offline file) there is that place alone.
 */
import { openDesk } from './desk.js';
import { element, replace } from './dom.js';
import { formats } from './format.js';
import { openNewest } from './newest.js';
import { unfoldToPrint } from './printing.js';
import { readImage } from './qr.js';
import { openReader } from './reader.js';
import { chooseLanguage, chooseLocale, languages, textsOf } from './texts.js';
import { checkView } from './views/check.js';
import { details, newest, spoken } from './views/overview.js';
import { limits } from './views/words.js';

/**
 * What every view is given: the texts, how numbers and times are written, what time it is, and an
 * object that outlives a drawing, where a view keeps what the reader chose in it.
 *
 * @typedef {object} Context
 * @property {import('./texts.js').Texts['t']} t
 * @property {ReturnType<typeof formats>} format
 * @property {() => string} now as the formats write it
 * @property {Record<string, unknown>} kept
 */

/**
 * @param {object} given
 * @param {string} [given.link] what stood behind the `#`
 * @param {ReturnType<import('./site.js').openSite>} [given.site]
 * @param {ReturnType<import('./memory.js').openMemory>} given.memory
 * @param {readonly string[]} given.wanted the languages that the browser asks for
 * @returns {ReturnType<typeof openDesk>} where a further link is handed in
 */
export function start({ link, site, memory, wanted }) {
  const reader = openReader({ site, memory, now });
  const desk = openDesk({ reader, site, memory, now, readImage });
  const kept = {};
  const frame = element('div', {});
  const status = element('p.unseen', { role: 'status' });
  const places = { top: element('div', {}), rest: element('div', {}) };
  const source =
    site === undefined ? undefined : openNewest({ reader, site, now, onChange: () => drawNewest() });
  let context;
  let said;

  const drawNewest = () => {
    const state = source.state();
    keepingPlace(() => {
      replace(places.top, newest(context, source));
      replace(places.rest, ...details(context, source));
    });
    titleFor(context, state.root?.issuer);
    const { report } = state.verified ?? {};
    const now = `${state.phase} ${report?.verdict} ${report?.epoch} ${state.error?.message}`;
    if (now !== said) {
      said = now; // once: neither another language nor the same found again is news
      status.lang = document.documentElement.lang;
      replace(status, spoken(context, state));
    }
  };

  const draw = (language) => {
    const { t } = textsOf(language);
    context = Object.freeze({ t, format: formats(chooseLocale(language, wanted)), now, kept });
    document.documentElement.lang = language;
    const check = checkView(context, desk);
    const top = link === undefined ? [places.top, check] : [check, places.top];
    replace(
      frame,
      element('a.skip', { href: '#main', onclick: toMain }, t('skip')),
      header(t, language, show),
      element('main', { id: 'main', tabindex: '-1' }, ...top, places.rest, limits(context)),
      element('footer', {}, element('p.soft', {}, t('footer.whose'))),
    );
    titleFor(context, undefined);
    if (source !== undefined) {
      drawNewest();
    }
  };

  const show = (language) => {
    memory.put('language', language);
    draw(language);
    document.querySelector('nav button')?.focus();
  };

  unfoldToPrint();
  source?.refresh(); // first, for what it asks for comes while the page is drawn
  replace(document.body, frame, status);
  draw(chooseLanguage([memory.get('language') ?? '', ...wanted]));
  if (link !== undefined) {
    desk.offer([link]);
  }
  return desk;
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
    element('h1', {}, t('title'), element('span', { id: 'issuer', translate: 'no' })),
    element(
      'nav',
      { 'aria-label': t('languages') },
      ...others.map(({ code, name }) =>
        element('button.quiet', { lang: code, type: 'button', onclick: () => show(code) }, name),
      ),
    ),
  );
}

/** Whose page it is stands in the heading and in the browser's list of pages. */
function titleFor({ t }, issuer) {
  document.title = issuer === undefined ? t('title') : `${issuer} · ${t('title')}`;
  if (issuer !== undefined) {
    replace(document.getElementById('issuer'), issuer);
  }
}

/** By hand: the address stays as it is, and its `#` is a customer's. */
function toMain(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

/** Draws anew, and what was open stays open, and what had the focus has it. */
function keepingPlace(drawAnew) {
  const open = [...document.querySelectorAll('details[id][open]')].map(({ id }) => id);
  const focused = placeOf(document.activeElement);
  drawAnew();
  open.forEach((id) => document.getElementById(id)?.setAttribute('open', ''));
  if (focused !== undefined) {
    document.querySelector(focused)?.focus({ preventScroll: true });
  }
}

/** How to find it again: by its id, or as the line that opens what has one. */
function placeOf(node) {
  const { id, tagName, parentElement } = node;
  if (id) {
    return `[id="${CSS.escape(id)}"]`;
  }
  const opened = tagName === 'SUMMARY' ? parentElement.id : '';
  return opened ? `[id="${CSS.escape(opened)}"] > summary` : undefined;
}
