/**
 * What the reader is told, in their language: one file each, with the same names. `{name}` stands
 * for a value; in plural texts the form is chosen by the language's own rule.
 */
import en from '../texts/en.json' with { type: 'json' };
import zh from '../texts/zh.json' with { type: 'json' };

const LANGUAGES = new Map([
  ['en', en],
  ['zh', zh],
]);

/** The languages there are, each by its own name. */
export const languages = [...LANGUAGES].map(([code, texts]) => ({ code, name: texts.language }));

/** The first of these that there is a file for. @param {readonly string[]} wanted */
export function chooseLanguage(wanted) {
  const found = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return found.find((code) => LANGUAGES.has(code)) ?? 'en';
}

/**
 * How the reader writes numbers and times in a language: as in their own country, where they say.
 *
 * @param {string} language
 * @param {readonly string[]} wanted
 */
export function chooseLocale(language, wanted) {
  return wanted.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
}

/**
 * @typedef {object} Texts
 * @property {string} language
 * @property {(key: string, values?: Record<string, string | number>) => string} t
 */

/** @param {string} language @returns {Texts} */
export function textsOf(language) {
  const texts = LANGUAGES.get(language) ?? en;
  const plural = new Intl.PluralRules(language);
  const t = (key, values = {}) => {
    const [section, name] = parts(key);
    const found = name === undefined ? texts[section] : texts[section]?.[name];
    const text = typeof found === 'object' ? found[plural.select(values.n)] ?? found.other : found;
    if (typeof text !== 'string') {
      throw new RangeError(`no text ${key} in ${language}`);
    }
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
  return Object.freeze({ language, t });
}

/** `check.trust.root` is `trust.root` of the section `check`. */
function parts(key) {
  const at = key.indexOf('.');
  return at < 0 ? [key, undefined] : [key.slice(0, at), key.slice(at + 1)];
}
