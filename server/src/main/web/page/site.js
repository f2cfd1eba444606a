/**
 * A publication over HTTP. Each answer has a limit in bytes, counted as they come, and in time; no
 * redirect is followed, no cookie is sent, and no address is told where the reader came from.
 */

const SMALL_MS = 30_000;
const SLOWEST_BYTES_A_SECOND = 256 << 10;

/** An answer that cannot be used: the reader is told to try again, and nothing is concluded. */
export class Unreachable extends Error {}

/**
 * @param {string} base the top of the publication, with a closing slash
 */
export function openSite(base) {
  /** @type {import('../lib/published/roots.js').PublishedFiles} */
  const files = async (path, most) => {
    const response = await ask(new URL(path, base), {}, most);
    return isMissing(response) ? undefined : body(path, response, most);
  };

  /** Sends a body that may be a secret; the address never is. Undefined where there is nobody to ask. */
  const post = async (path, bytes, most) => {
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: bytes };
    const response = await ask(new URL(path, base), init, most);
    return isMissing(response) ? undefined : body(path, response, most);
  };

  return Object.freeze({ base, files, post });
}

const isMissing = ({ status }) => status === 404 || status === 410;

async function ask(url, init, most) {
  const within = SMALL_MS + (1000 * most) / SLOWEST_BYTES_A_SECOND;
  try {
    return await fetch(url, {
      ...init,
      cache: 'no-cache',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(Math.min(within, 2 ** 31 - 1)),
    });
  } catch (error) {
    throw new Unreachable(`${url.pathname}: no answer`, { cause: error });
  }
}

async function body(path, response, most) {
  if (response.status !== 200) {
    throw new Unreachable(`${path}: answered ${response.status}, want 200`);
  }
  const parts = [];
  let length = 0;
  try {
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      length += value.length;
      if (length > most) {
        await reader.cancel();
        throw new Unreachable(`${path}: larger than ${most} bytes, want at most as many`);
      }
      parts.push(value);
    }
  } catch (error) {
    throw error instanceof Unreachable
      ? error
      : new Unreachable(`${path}: the answer broke off`, { cause: error });
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
