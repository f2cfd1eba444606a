/**
 * What a customer's link carries behind its `#`, where no browser sends it: the account id and the
 * key that opens every epoch (docs/spec/account-link.md). Whoever sees it sees every balance of the
 * customer, so no message repeats any of it.
 */
import { accountIdOfBytes } from '../account-id.js';
import { base64, parseBase64 } from '../base64.js';
import { utf8 } from '../bytes.js';
import { Malformed, readOrNone } from '../malformed.js';
import { CustomerKey } from '../merkle/secrets.js';

const FORM = 'v1.<account id>.<customer key>, both in base64url';
const MAX_LENGTH = 1_000;
const KEY_BYTES = 32;

/** @typedef {{accountId: string, customerKey: CustomerKey}} AccountLink */

/**
 * Reads a whole link, or what stands behind its `#`.
 *
 * @param {string} link
 * @returns {AccountLink}
 */
export function parseAccountLink(link) {
  const fragment = link.slice(link.indexOf('#') + 1);
  const parts = fragment.split('.', 4);
  if (fragment.length > MAX_LENGTH || parts.length !== 3 || parts[0] !== 'v1') {
    throw new Malformed(`account link of another form, want #${FORM}`);
  }
  const [id, key] = parts.slice(1).map((part) => readOrNone(() => parseBase64Url(part)));
  if (id === undefined || key === undefined) {
    throw new Malformed(`account link that is damaged, want #${FORM}`);
  }
  if (key.length !== KEY_BYTES) {
    throw new Malformed(`account link whose key is not whole, want ${KEY_BYTES} bytes`);
  }
  const accountId = readOrNone(() => accountIdOfBytes(id));
  if (accountId === undefined) {
    throw new Malformed(`account link whose account id is none, want ${FORM}`);
  }
  return Object.freeze({ accountId, customerKey: new CustomerKey(key) });
}

/** What stands behind the `#`; the secret is in it. @param {AccountLink} link */
export function exposeFragment({ accountId, customerKey }) {
  return `v1.${base64Url(utf8(accountId))}.${base64Url(customerKey.expose())}`;
}

/** RFC 4648 section 5, without padding: each value has one spelling, as in section 4. */
function parseBase64Url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) {
    throw new Malformed('another character, want base64url');
  }
  const usual = text.replaceAll('-', '+').replaceAll('_', '/');
  return parseBase64(usual.padEnd(Math.ceil(usual.length / 4) * 4, '='));
}

function base64Url(bytes) {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
