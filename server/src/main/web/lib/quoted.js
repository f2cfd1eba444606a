/**
 * Foreign text in messages. It is cut off, and everything but printable ASCII is escaped, so that an
 * operator's file can neither flood a page nor turn the direction of what stands beside it.
 */

const MOST_QUOTED = 60;

/** @param {string} text */
export function quoted(text) {
  let shown = '"';
  for (let i = 0; i < Math.min(text.length, MOST_QUOTED); i++) {
    const unit = text.charCodeAt(i);
    const plain = unit >= 0x20 && unit <= 0x7e && unit !== 0x22 && unit !== 0x5c;
    shown += plain ? text[i] : escaped(unit);
  }
  return shown + (text.length > MOST_QUOTED ? '…"' : '"');
}

/**
 * As one line for a message: printable ASCII and the ellipsis that a quotation ends with, the rest
 * escaped, cut at a length.
 *
 * @param {string} text
 * @param {number} max
 */
export function oneLine(text, max) {
  let line = '';
  for (let i = 0; i < Math.min(text.length, max); i++) {
    const unit = text.charCodeAt(i);
    line += (unit >= 0x20 && unit < 0x7f) || text[i] === '…' ? text[i] : escaped(unit);
  }
  return text.length <= max ? line : line + '…';
}

function escaped(unit) {
  return '\\u' + unit.toString(16).padStart(4, '0');
}
