/** Keys that tests sign with, and what is signed: envelopes, notes, cosignatures. */
import { base64 } from '../lib/base64.js';
import { concat, hex, u64, utf8 } from '../lib/bytes.js';
import { preAuthEncoding } from '../lib/envelope.js';
import { sha256 } from '../lib/hash.js';
import { jsonLimits, jsonObject, printJson } from '../lib/json.js';
import { parseNoteKey } from '../lib/note/key.js';
import { ed25519Key } from '../lib/signature/ed25519.js';
import { seconds } from '../lib/timestamp.js';

const LIMITS = jsonLimits(1 << 24, 16, 100_000);

/** A value, with plain objects in it, as canonical JSON. */
export function canonical(value) {
  return printJson(mapped(value), LIMITS);
}

function mapped(value) {
  if (Array.isArray(value)) {
    return value.map(mapped);
  }
  if (value !== null && typeof value === 'object' && !(value instanceof Map)) {
    const entries = Object.entries(value).map(([name, member]) => [name, mapped(member)]);
    return jsonObject(Object.fromEntries(entries));
  }
  return value;
}

export async function newSigner() {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const sign = async (message) =>
    new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, pair.privateKey, message));
  return { key: ed25519Key(raw), raw, sign };
}

/** Envelope bytes over a payload, by each of the signers. */
export async function envelopeOf(payloadType, payload, ...signers) {
  const message = preAuthEncoding(payloadType, payload);
  const signatures = [];
  for (const { key, sign } of signers) {
    signatures.push({ keyid: key.id, sig: base64(await sign(message)) });
  }
  return canonical({ payload: base64(payload), payloadType, signatures });
}

/** The text of a note's key. */
export function noteKeyText(name, type, { raw }) {
  const typed = Uint8Array.of(type, ...raw);
  const id = hex(sha256(utf8(`${name}\n`), typed).slice(0, 4));
  return `${name}+${id}+${base64(typed)}`;
}

function line(keyText, signature) {
  const { name, id } = parseNoteKey(keyText);
  return `\u2014 ${name} ${base64(concat(Uint8Array.from(Buffer.from(id, 'hex')), signature))}\n`;
}

/** The line of a log's key under a note's text. */
export async function signatureLine(keyText, signer, text) {
  return line(keyText, await signer.sign(utf8(text)));
}

/** The line of a witness under a note's text, at a time. */
export async function cosignatureLine(keyText, signer, text, time) {
  const at = seconds(time);
  const signature = await signer.sign(utf8(`cosignature/v1\ntime ${at}\n${text}`));
  return line(keyText, concat(u64(at), signature));
}
