/** What a customer hands in, out of a field, a file or a picture; whatever fails here is of that. */
import { utf8 } from '../lib/bytes.js';
import { Malformed } from '../lib/malformed.js';
import { MOST_BYTES, recognize } from './intake.js';

/** What was handed in; where that cannot be read, it is that and nothing published. */
export async function handedIn(content, readImage) {
  try {
    return await behindImage(await recognize(await bytesOf(content)), readImage);
  } catch (error) {
    throw error instanceof Malformed && !(error instanceof NoCode) ? new HandedIn(error.message) : error;
  }
}

/** What was handed in cannot be read. */
export class HandedIn extends Malformed {}

/** @param {string | Uint8Array | Blob} content as pasted, or as a file */
async function bytesOf(content) {
  if (typeof content === 'string') {
    return utf8(content.trim());
  }
  if (content instanceof Uint8Array) {
    return content;
  }
  if (content.size > MOST_BYTES) {
    throw new Malformed(`file of ${content.size} bytes, want at most ${MOST_BYTES}`);
  }
  try {
    return new Uint8Array(await content.arrayBuffer());
  } catch {
    throw new Malformed('a folder, or a file that this browser may not open, want a file');
  }
}

/** What an image shows stands in its place. */
async function behindImage(given, readImage) {
  if (given.kind !== 'image') {
    return given;
  }
  const text = readImage && (await readImage(given.bytes));
  if (text === undefined) {
    throw new NoCode();
  }
  const read = await recognize(utf8(text));
  if (read.kind === 'image') {
    throw new NoCode();
  }
  return read;
}

/** No code can be read in an image. */
export class NoCode extends Malformed {
  constructor() {
    super('an image in which no QR code can be read, want one of an account link');
  }
}
