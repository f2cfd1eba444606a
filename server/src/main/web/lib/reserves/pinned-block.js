/** The block of a chain at which its holdings were read, and the time that it bears. */
import { parseNumberedBlock } from '../caip/block.js';
import { parseChain } from '../caip/chain.js';
import { parseTime } from '../timestamp.js';

/**
 * `text` is all of it: two are the same where their texts are.
 *
 * @typedef {Readonly<{block: import('../caip/block.js').NumberedBlock, time: string,
 *   text: string}>} PinnedBlock
 */

/** @param {import('../fields.js').Fields} fields @returns {PinnedBlock} */
export function readPinnedBlock(fields) {
  const chain = fields.text('chain', parseChain);
  return fields.object('block', (inner) => {
    const block = parseNumberedBlock(chain, inner.text('number'), inner.text('hash'));
    const time = inner.text('time', parseTime);
    return Object.freeze({ block, time, text: `${block.text} of ${time}` });
  });
}
