import { createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An issuer of tokens for one run, with an RSA key and one on an elliptic curve. */
export class TokenIssuer {
  private readonly rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  constructor(
    readonly issuer: string,
    private readonly claims: Readonly<Record<string, unknown>>,
  ) {}

  /** As its `jwks.json` has it. */
  get keySet(): string {
    const key = (pair: KeyObject, kid: string, alg: string) => ({
      ...pair.export({ format: 'jwk' }),
      kid,
      alg,
      use: 'sig',
    });
    return JSON.stringify({ keys: [key(this.rsa.publicKey, 'r', 'RS256'), key(this.curve.publicKey, 'e', 'ES256')] });
  }

  token(claims: Readonly<Record<string, unknown>> = {}, alg: 'RS256' | 'ES256' = 'RS256'): string {
    const exp = Math.floor(Date.now() / 1000) + 600;
    const body = { iss: this.issuer, sub: 'tenant-a', exp, ...this.claims, ...claims };
    const text = `${encoded({ alg, kid: alg === 'RS256' ? 'r' : 'e', typ: 'JWT' })}.${encoded(body)}`;
    const signature =
      alg === 'RS256'
        ? createSign('RSA-SHA256').update(text).sign(this.rsa.privateKey)
        : sign('sha256', Buffer.from(text), { key: this.curve.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  }

  /** Its own public key, for a forger that signs with it as if it were a shared secret. */
  get publicPem(): string {
    return this.rsa.publicKey.export({ format: 'pem', type: 'spki' }) as string;
  }
}
