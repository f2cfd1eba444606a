/** Who owes, what in, and which attestation: issuers, tickers, assets, epochs. */
import { Malformed } from './malformed.js';
import { quoted } from './quoted.js';

const LONGEST_DOMAIN = 253;
const DOMAIN =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const TICKER = /^[A-Z0-9][A-Z0-9.-]{0,31}$/;

export const MOST_DECIMALS = 30;

/** The highest epoch, and the highest number that JSON may hold. */
const MAX_EPOCH = Number.MAX_SAFE_INTEGER;

/** A domain name in lower-case A-labels without a trailing dot. */
export function parseIssuer(text) {
  if (text.length > LONGEST_DOMAIN || !DOMAIN.test(text)) {
    throw new Malformed(
      `issuer ${quoted(text)}, want a domain name in lower-case letters, digits and hyphens, ` +
        'such as exchange.example',
    );
  }
  return text;
}

/** The name a liability is owed in, such as `BTC`. */
export function parseTicker(text) {
  if (!TICKER.test(text)) {
    throw new Malformed(`asset ${quoted(text)}, want [A-Z0-9][A-Z0-9.-]{0,31}`);
  }
  return text;
}

/** A ticker with the number of decimals of its smallest unit. */
export function makeAsset(ticker, decimals) {
  if (!(Number.isInteger(decimals) && decimals >= 0 && decimals <= MOST_DECIMALS)) {
    throw new Malformed(`decimals ${decimals} of ${ticker}, want 0 to ${MOST_DECIMALS}`);
  }
  return Object.freeze({ ticker, decimals });
}

export function sameAsset(a, b) {
  return a.ticker === b.ticker && a.decimals === b.decimals;
}

/** The fields `asset` and `decimals` of an object. */
export function readAsset(fields) {
  return makeAsset(
    fields.text('asset', parseTicker),
    fields.integer('decimals', 0, MOST_DECIMALS),
  );
}

/** The field `epoch`: the number of an attestation, its log index plus one. @returns {number} */
export function readEpoch(fields) {
  return fields.integer('epoch', 1, MAX_EPOCH);
}
