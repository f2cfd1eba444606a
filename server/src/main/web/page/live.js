/**
 * Hears from the server that there is something new (docs/spec/api.md, section 6). What it says is
 * not looked at: it is a reason to look again, and to verify.
 */

const SOON_MS = 1_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * @param {object} given
 * @param {string} given.base the top of the publication
 * @param {(event: {epoch?: number, checkpoint?: string}) => boolean} given.isNews
 * @param {() => void} given.onNews once for what comes together, after a moment in which not every
 *     reader asks at once
 * @param {{EventSource: typeof EventSource, setTimeout: typeof setTimeout,
 *     random: () => number}} given.means
 */
export function listen({ base, isNews, onNews, means }) {
  let failures = 0;
  let waiting = false;

  const heard = (event) => {
    if (!waiting && isNews(event)) {
      waiting = true;
      means.setTimeout(() => {
        waiting = false;
        onNews();
      }, SOON_MS + means.random() * SOON_MS);
    }
  };

  const connect = () => {
    const source = new means.EventSource(new URL('stream/v1/events', base));
    source.addEventListener('open', () => {
      failures = 0;
    });
    source.addEventListener('attestation', ({ lastEventId }) => heard({ epoch: Number(lastEventId) }));
    source.addEventListener('checkpoint', ({ data }) => heard({ checkpoint: data }));
    source.addEventListener('reset', () => heard({}));
    source.addEventListener('error', () => {
      // The browser connects again by itself where the connection broke; where it was refused, it
      // does not.
      if (source.readyState === means.EventSource.CLOSED) {
        source.close();
        means.setTimeout(connect, pauseAfter(failures++, means.random()));
      }
    });
  };
  connect();
}

/** Twice as long each time, to a limit, and not the same for everybody. */
export function pauseAfter(failures, random) {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  return most / 2 + (most / 2) * random;
}
