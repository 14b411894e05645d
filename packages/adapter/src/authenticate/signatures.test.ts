import assert from 'node:assert/strict';
import { constants, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { test } from 'node:test';
import { isProtocolError } from '@portico/protocol';
import type { IssuerConfig } from '../config/site-config.ts';
import { createTokenVerifier } from './bearer-token.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const ISSUER = 'https://id.example';

/** Claims with which nothing is wrong: what becomes of a token of these is up to its signature alone. */
const CLAIMS = { iss: ISSUER, aud: 'portico', sub: 'ann', scope: 'x', iat: SECONDS, exp: SECONDS + 60 };

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const elliptic = (namedCurve: string) => () => generateKeyPairSync('ec', { namedCurve });
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const ellipticSign = (hash: string) => (data: Buffer, key: KeyObject) =>
  sign(hash, data, { key, dsaEncoding: 'ieee-p1363' });
const rsaSign = (hash: string) => (data: Buffer, key: KeyObject) => sign(hash, data, key);
const pssSign = (hash: string) => (data: Buffer, key: KeyObject) =>
  sign(hash, data, {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });

/** How each algorithm makes keys and signatures, written anew, so that nothing is held only to itself. */
const SCHEMES: Readonly<
  Record<string, { readonly pair: () => Pair; readonly sign: (data: Buffer, key: KeyObject) => Buffer }>
> = {
  RS256: { pair: rsa, sign: rsaSign('sha256') },
  RS512: { pair: rsa, sign: rsaSign('sha512') },
  PS256: { pair: rsa, sign: pssSign('sha256') },
  PS384: { pair: rsa, sign: pssSign('sha384') },
  ES256: { pair: elliptic('P-256'), sign: ellipticSign('sha256') },
  ES384: { pair: elliptic('P-384'), sign: ellipticSign('sha384') },
  ES512: { pair: elliptic('P-521'), sign: ellipticSign('sha512') },
  EdDSA: { pair: () => generateKeyPairSync('ed25519'), sign: (data, key) => sign(null, data, key) },
};
const ALGORITHMS = Object.keys(SCHEMES);

/** How many points the groups of the curves have: r and s are below. */
const ORDERS: Readonly<Record<string, bigint>> = {
  ES256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  ES384: BigInt(`0x${'f'.repeat(48)}c7634d81f4372ddf581a0db248b0a77aecec196accc52973`),
  ES512: BigInt(`0x1${'f'.repeat(65)}a51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`),
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const text = (bytes: Buffer) => bytes.toString('base64url');

function tokenOf(alg: string, key: KeyObject, header: object = {}): string {
  const signed = `${encode({ alg, kid: 'one', ...header })}.${encode(CLAIMS)}`;
  return `${signed}.${text(schemeOf(alg).sign(Buffer.from(signed), key))}`;
}

function schemeOf(alg: string) {
  return SCHEMES[alg] ?? assert.fail(alg);
}

/** A verifier for an issuer with this key, and what becomes of a token before it. */
function judgeOf({ publicKey }: Pair, published: object, algorithms = ALGORITHMS) {
  const issuer: IssuerConfig = {
    issuer: ISSUER,
    audience: ['portico'],
    algorithms,
    jwksUri: `${ISSUER}/jwks`,
    claims: {},
  };
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', ...published }];
  const verify = createTokenVerifier(
    { issuers: [issuer] },
    { now: () => NOW, fetch: async () => Response.json({ keys }) },
  );
  return async (token: string): Promise<string> => {
    try {
      await verify(token);
      return 'accepted';
    } catch (error) {
      if (!isProtocolError(error) || error.code !== 'invalid_token') throw error;
      const { code, message } = error.cause as { readonly code?: string; readonly message: string };
      return code ?? message;
    }
  };
}

/** What keeps a token out before any claim of it is looked at. */
const KEPT_OUT =
  /^ERR_(JWS_SIGNATURE_VERIFICATION_FAILED|JWS_INVALID|JWT_INVALID|JWKS_NO_MATCHING_KEY|JOSE_ALG_NOT_ALLOWED)$|^Invalid/;

async function refuses(judge: (token: string) => Promise<string>, tokens: Readonly<Record<string, string>>) {
  for (const [fault, token] of Object.entries(tokens)) assert.match(await judge(token), KEPT_OUT, fault);
}

/** The same bytes with the unused bits of the last letter turned; bytes that use all bits get a letter more. */
function respelt(part: string): string {
  if (part.length % 4 === 0) return `${part}A`;
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return `${part.slice(0, -1)}${letters[letters.indexOf(part.at(-1) ?? '') ^ 1]}`;
}

/** The signature with some of its bits turned. */
function flipped(signature: Buffer, at: number): string {
  const bytes = Buffer.from(signature);
  const index = (at + bytes.length) % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ 0x10;
  return text(bytes);
}

for (const alg of ALGORITHMS) {
  test(`${alg}: a token with a fault in its signature or form is refused, where without it the token holds`, async () => {
    const pair = schemeOf(alg).pair();
    const judge = judgeOf(pair, { alg, use: 'sig' });
    const good = tokenOf(alg, pair.privateKey);
    const [header, payload, last] = good.split('.') as [string, string, string];
    const signature = Buffer.from(last, 'base64url');
    const signed = (part: string) => `${header}.${payload}.${part}`;
    assert.equal(await judge(good), 'accepted');
    await refuses(judge, {
      'a bit turned at the beginning': signed(flipped(signature, 0)),
      'a bit turned in the middle': signed(flipped(signature, signature.length >> 1)),
      'a bit turned at the end': signed(flipped(signature, -1)),
      'another key of the same name': tokenOf(alg, schemeOf(alg).pair().privateKey),
      'a signature of something else': signed(text(schemeOf(alg).sign(Buffer.from('x'), pair.privateKey))),
      'claims changed': `${header}.${encode({ ...CLAIMS, sub: 'admin' })}.${last}`,
      'the order of claims changed': `${header}.${encode(Object.fromEntries(Object.entries(CLAIMS).reverse()))}.${last}`,
      'header changed': `${encode({ alg, kid: 'one', x: 1 })}.${payload}.${last}`,
      'no signature': signed(''),
      'no signature, nor its dot': `${header}.${payload}`,
      'no header': `.${payload}.${last}`,
      'cut at the end': signed(text(signature.subarray(0, -1))),
      'cut at the beginning': signed(text(signature.subarray(1))),
      'half of it': signed(text(signature.subarray(0, signature.length >> 1))),
      'zeros after it': signed(text(Buffer.concat([signature, Buffer.alloc(2)]))),
      'zeros before it': signed(text(Buffer.concat([Buffer.alloc(2), signature]))),
      'all zeros': signed(text(Buffer.alloc(signature.length))),
      'all ones': signed(text(Buffer.alloc(signature.length, 0xff))),
      twice: signed(text(Buffer.concat([signature, signature]))),
      'an empty part more': `${good}.`,
      'a part more': `${good}.${last}`,
      'a line after it': `${good}\n.`,
      'a sign that base64url lacks': signed(`${last.slice(0, 9)}?${last.slice(9)}`),
      'such a sign in the payload': `${header}.${payload}?.${last}`,
      'such a sign in the header': `${header}?.${payload}.${last}`,
      padded: `${good}${'='.repeat((4 - (last.length % 4)) % 4) || '===='}`,
      'the letters of base64': signed(`${last.slice(0, 8)}+/${last.slice(10)}`),
      'a space within': signed(` ${last}`),
      'a line break within': signed(`${last.slice(0, 9)}\n${last.slice(9)}`),
      'bits that say nothing turned': signed(respelt(last)),
      'as JSON': JSON.stringify({ payload, signatures: [{ protected: header, signature: last }] }),
      'as flat JSON': JSON.stringify({ payload, protected: header, signature: last }),
    });
  });

  test(`${alg}: no other algorithm makes its key sign, be it said in the header or not`, async () => {
    const pair = schemeOf(alg).pair();
    const [, payload] = tokenOf(alg, pair.privateKey).split('.');
    const pem = pair.publicKey.export({ format: 'pem', type: 'spki' }) as string;
    const mac = (secret: string) => {
      const body = `${encode({ alg: 'HS256', kid: 'one' })}.${payload}`;
      return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
    };
    const others: Record<string, string> = {
      none: `${encode({ alg: 'none', kid: 'one' })}.${payload}.`,
      'none in capitals': `${encode({ alg: 'NONE', kid: 'one' })}.${payload}.`,
      'the key as a secret, in PEM': mac(pem),
      'the key as a secret, in JSON': mac(JSON.stringify(pair.publicKey.export({ format: 'jwk' }))),
    };
    // Only RSA keys do for more than one of them, so only there can such a token be made.
    for (const other of ALGORITHMS.filter(
      (name) => name !== alg && schemeOf(name).pair === schemeOf(alg).pair,
    )) {
      others[`${other}, and says so`] = tokenOf(other, pair.privateKey);
      others[`${other}, and says ${alg}`] = tokenOf(other, pair.privateKey, { alg });
    }
    const judge = judgeOf(pair, { alg });
    assert.equal(await judge(tokenOf(alg, pair.privateKey)), 'accepted');
    await refuses(judge, others);
    // Keys need not say what they are for; then the list of the configuration does.
    const listed = judgeOf(pair, {}, [alg]);
    assert.equal(await listed(tokenOf(alg, pair.privateKey)), 'accepted');
    await refuses(listed, others);
  });
}

for (const alg of ['PS256', 'PS384']) {
  // OpenSSL reads the number and not its bytes; RFC 8017, 8.1.2, wants as many bytes as the modulus has.
  test(`${alg}: a signature that begins with zeros is taken with all of them only`, async () => {
    const pair = schemeOf(alg).pair();
    const judge = judgeOf(pair, { alg });
    const signed = `${encode({ alg, kid: 'one' })}.${encode(CLAIMS)}`;
    const signature = () => schemeOf(alg).sign(Buffer.from(signed), pair.privateKey);
    let whole = signature();
    // Its salt is another one each time, and so is its first byte.
    while (whole[0] !== 0) whole = signature();
    assert.equal(await judge(`${signed}.${text(whole)}`), 'accepted');
    await refuses(judge, {
      'without the zero': `${signed}.${text(whole.subarray(1))}`,
      'with one more': `${signed}.${text(Buffer.concat([Buffer.alloc(1), whole]))}`,
    });
  });
}

for (const [alg, order] of Object.entries(ORDERS)) {
  test(`${alg}: numbers that are no signature are refused in all places, and so is another encoding`, async () => {
    const pair = schemeOf(alg).pair();
    const judge = judgeOf(pair, { alg });
    const good = tokenOf(alg, pair.privateKey);
    const [header, payload, last] = good.split('.') as [string, string, string];
    const signature = Buffer.from(last, 'base64url');
    const size = signature.length / 2;
    const number = (value: bigint, bytes = size) =>
      Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex');
    const [r, s] = [signature.subarray(0, size), signature.subarray(size)];
    const signed = (...parts: readonly Buffer[]) => `${header}.${payload}.${text(Buffer.concat(parts))}`;
    assert.equal(await judge(signed(r, s)), 'accepted');
    const edges = { zero: 0n, one: 1n, 'the order less one': order - 1n, 'the order': order };
    for (const [one, first] of Object.entries(edges)) {
      await refuses(judge, {
        [`${one}, and s`]: signed(number(first), s),
        [`r, and ${one}`]: signed(r, number(first)),
      });
      for (const [other, second] of Object.entries(edges)) {
        await refuses(judge, { [`${one}, and ${other}`]: signed(number(first), number(second)) });
      }
    }
    const added = (part: Buffer) => number(BigInt(`0x${part.toString('hex')}`) + order, size + 1);
    const [, , der] =
      `..${text(sign(`sha${alg.slice(2)}`, Buffer.from(`${header}.${payload}`), pair.privateKey))}`.split(
        '.',
      );
    await refuses(judge, {
      'in DER, as certificates have it': `${header}.${payload}.${der}`,
      'r and the order': signed(added(r), number(0n, 1), s),
      'r and the order, s as long': signed(added(r), Buffer.alloc(1), s),
      's and the order': signed(Buffer.alloc(1), r, added(s)),
      'both a byte longer': signed(Buffer.alloc(1), r, Buffer.alloc(1), s),
      swapped: signed(s, r),
    });
  });
}
