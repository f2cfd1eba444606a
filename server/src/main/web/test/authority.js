/** A time authority of the tests' own: keys, certificates, and tokens with whatever fault is wanted. */
import { webcrypto } from 'node:crypto';
import { digestOf } from '../lib/time/algorithms.js';
import * as der from './der-writer.js';

export const START = 1_767_225_600; // 2026-01-01
export const END = START + 365 * 86_400;
export const AT = START + 10 * 86_400;

const SHA = { 256: '2.16.840.1.101.3.4.2.1', 384: '2.16.840.1.101.3.4.2.2', 512: '2.16.840.1.101.3.4.2.3' };
export const SHA1 = '1.3.14.3.2.26';
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const OIDS = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};

export const algorithm = (oid, ...parameters) => der.sequence(der.oid(oid), ...parameters);
export const sha = (bits) => algorithm(SHA[bits]);

const pss = (bits) =>
  algorithm(
    '1.2.840.113549.1.1.10',
    der.sequence(
      der.tagged(0, sha(bits)),
      der.tagged(1, algorithm('1.2.840.113549.1.1.8', sha(bits))),
      der.tagged(2, der.integer(bits / 8)),
    ),
  );

const ECDSA = { 256: '1.2.840.10045.4.3.2', 384: '1.2.840.10045.4.3.3', 512: '1.2.840.10045.4.3.4' };
const RSA = { 256: '1.2.840.113549.1.1.11', 384: '1.2.840.113549.1.1.12', 512: '1.2.840.113549.1.1.13' };

/** What makes the keys, how they sign, and how that is named; `bits` is the digest's. */
export const SCHEMES = {
  ecdsa: (namedCurve, bits) => ({
    generate: { name: 'ECDSA', namedCurve },
    sign: { name: 'ECDSA', hash: `SHA-${bits}` },
    id: algorithm(ECDSA[bits]),
    bits,
    print: ecdsaDer,
  }),
  rsa: (bits, modulusLength = 2048) => ({
    generate: rsaKeys('RSASSA-PKCS1-v1_5', bits, modulusLength),
    sign: { name: 'RSASSA-PKCS1-v1_5' },
    id: algorithm(RSA[bits], der.nothing()),
    bits,
  }),
  pss: (bits) => ({
    generate: rsaKeys('RSA-PSS', bits, 2048),
    sign: { name: 'RSA-PSS', saltLength: bits / 8 },
    id: pss(bits),
    bits,
  }),
  ed25519: () => ({
    generate: { name: 'Ed25519' },
    sign: { name: 'Ed25519' },
    id: algorithm('1.3.101.112'),
    bits: 512,
  }),
};

const rsaKeys = (name, bits, modulusLength) => ({
  name,
  modulusLength,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: `SHA-${bits}`,
});

/** R and S in DER out of their fixed form. */
function ecdsaDer(fixed) {
  const half = fixed.length / 2;
  const number = (bytes) => der.integer(BigInt('0x' + Buffer.from(bytes).toString('hex')));
  return der.sequence(number(fixed.slice(0, half)), number(fixed.slice(half)));
}

/** A pair of keys that signs by its scheme. */
export async function signer(scheme) {
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey(scheme.generate, true, [
    'sign',
    'verify',
  ]);
  const spki = new Uint8Array(await webcrypto.subtle.exportKey('spki', publicKey));
  const sign = async (bytes) => {
    const made = new Uint8Array(await webcrypto.subtle.sign(scheme.sign, privateKey, bytes));
    return scheme.print ? scheme.print(made) : made;
  };
  return { spki, sign, id: scheme.id, bits: scheme.bits };
}

export const name = (common, tag) =>
  der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.text(common, tag))));

export const extension = (oid, critical, value) =>
  der.sequence(der.oid(oid), ...(critical ? [der.truth(true)] : []), der.octets(value));

export const basic = (length) =>
  extension(
    '2.5.29.19',
    true,
    der.sequence(der.truth(true), ...(length === undefined ? [] : [der.integer(length)])),
  );

export const usage = (bit) => extension('2.5.29.15', true, der.bits([0x80 >> bit], 7 - bit));
export const purposes = (critical, ...oids) =>
  extension('2.5.29.37', critical, der.sequence(...oids.map(der.oid)));

/** A certificate in DER; whoever issues it signs by the identifier given, or by their own. */
export async function certificate({ serial, subject, issuer, by, key, ends = END, extensions, id }) {
  const algorithmId = id ?? by.id;
  const body = der.sequence(
    der.tagged(0, der.integer(2)),
    der.integer(serial),
    algorithmId,
    issuer,
    der.sequence(der.shortTime(START), der.shortTime(ends)),
    subject,
    key.spki,
    ...(extensions.length === 0 ? [] : [der.tagged(3, der.sequence(...extensions))]),
  );
  return der.sequence(body, algorithmId, der.bits(await by.sign(body)));
}

/**
 * A root, so many authorities below it, and a signer. The plan says what is out of order.
 *
 * @returns {Promise<{root: Uint8Array, chain: Uint8Array[], key: object, issuer: Uint8Array,
 *   serial: number}>} the chain begins with the signer's certificate
 */
export async function authority(plan = {}) {
  const scheme = plan.scheme ?? SCHEMES.ecdsa('P-256', 256);
  const shared = scheme.generate.modulusLength ? await signer(scheme) : undefined;
  const keys = () => shared ?? signer(scheme);
  const rootName = name('Root');
  const rootKey = await keys();
  const root = await certificate({
    serial: 1,
    subject: rootName,
    issuer: rootName,
    by: rootKey,
    key: rootKey,
    ends: plan.rootEnds,
    extensions: [basic(plan.rootLength), ...(plan.rootExtensions ?? [])],
  });
  const chain = [];
  let [issuer, by] = [plan.issuerName ?? rootName, rootKey];
  const count = plan.intermediates ?? 1;
  for (let i = 0; i < count; i++) {
    const subject = name(`Middle ${i}`);
    const key = await keys();
    const middle = plan.middle ?? [basic(plan.middleLength)];
    chain.unshift(
      await certificate({ serial: 10 + i, subject, issuer, by, key, extensions: middle, id: plan.id }),
    );
    [issuer, by] = [subject, key];
  }
  const key = plan.signerScheme ? await signer(plan.signerScheme) : await keys();
  const extensions = plan.signer ?? [usage(0), purposes(true, TIME_STAMPING)];
  const leaf = { serial: 90, subject: name('Signer'), issuer, by, key, extensions, id: plan.id };
  chain.unshift(await certificate({ ...leaf, ends: plan.signerEnds }));
  return { root, chain, key, issuer, serial: 90 };
}

/** The fields of a TSTInfo over this hash. */
function infoFields(hash, at = AT, changed = {}) {
  return {
    version: der.integer(1),
    policy: der.oid('1.2.3.4'),
    imprint: der.sequence(algorithm(SHA[256], der.nothing()), der.octets(hash)),
    serial: der.integer(7),
    genTime: der.long(timeOf(at)),
    accuracy: der.sequence(der.integer(2)),
    ordering: new Uint8Array(0),
    nonce: der.integer(0x8f1c2b7a90d3e465n),
    ...changed,
  };
}

const timeOf = (at) => (typeof at === 'number' ? der.timeText(at) : at);

const attribute = (oid, ...values) => der.sequence(der.oid(oid), der.set(...values));

/** The identifier of a certificate by SHA-256, and where it is given with issuer and serial. */
export const namedV2 = (leaf, ...issuerSerial) =>
  attribute(
    OIDS.signingCertificateV2,
    der.sequence(der.sequence(der.sequence(der.octets(digestOf(256, leaf)), ...issuerSerial))),
  );

export const namedV1 = (leaf, ...issuerSerial) =>
  attribute(
    OIDS.signingCertificate,
    der.sequence(der.sequence(der.sequence(der.octets(digestOf(1, leaf)), ...issuerSerial))),
  );

export const issuerSerial = (issuer, serial) =>
  der.sequence(der.sequence(der.tagged(4, issuer)), der.integer(serial));

/** A token of the authority over the hash, changed where the faults say. */
export async function token(made, hash, faults = {}) {
  const { key, chain } = made;
  const fields = infoFields(hash, faults.at, faults.info);
  const content = der.sequence(...Object.values(fields));
  const bits = faults.bits ?? key.bits;
  const attributes = der.inOrder([
    attribute(OIDS.contentType, der.oid(faults.type ?? OIDS.tstInfo)),
    attribute(OIDS.messageDigest, der.octets(digestOf(bits, content))),
    ...(faults.named ?? [namedV2(chain[0])]),
  ]);
  const signature = await key.sign(der.set(...attributes));
  const digest = faults.digest ?? sha(bits);
  const signerInfo = der.sequence(
    der.integer(faults.signerVersion ?? 1),
    der.sequence(made.issuer, der.integer(made.serial)),
    digest,
    der.tagged(0, ...attributes),
    faults.id ?? key.id,
    der.octets(signature),
    ...(faults.unsigned ?? []),
  );
  const certificates = faults.certificates ?? chain;
  const order = faults.order ?? der.inOrder;
  const data = der.sequence(
    der.integer(faults.version ?? 3),
    der.set(...(faults.digests ?? [digest])),
    der.sequence(der.oid(faults.content ?? OIDS.tstInfo), der.tagged(0, der.octets(content))),
    der.tagged(0, ...order(certificates)),
    ...(faults.lists ?? []),
    der.set(...(faults.signers?.(signerInfo) ?? [signerInfo])),
  );
  return der.sequence(der.oid(OIDS.signedData), der.tagged(0, data));
}

export const unsignedAttribute = der.tagged(1, attribute('1.2.3', der.nothing()));
