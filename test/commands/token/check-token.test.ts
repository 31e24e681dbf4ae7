import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../support/cli';
import { projectRoot } from '../../support/project-root';

const folder = mkdtempSync(join(tmpdir(), 'token-'));
const fleet = join(projectRoot, 'fleet.yaml');

const issuer = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token for the default fleet, which expects the issuer https://login.example.com and the audience assistant. */
function token(claims: Readonly<Record<string, unknown>>, by = issuer): string {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const signed = `${part({ alg: 'RS256', kid: 'k1' })}.${part({ iss: 'https://login.example.com', aud: 'assistant', sub: 'u1', exp, ...claims })}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(by.privateKey, 'base64url')}`;
}

const keySet = (count = 1): string =>
  JSON.stringify({
    keys: Array.from({ length: count }, (_, index) => ({
      ...issuer.publicKey.export({ format: 'jwk' }),
      kid: `k${index + 1}`,
      use: 'sig',
    })),
  });

const check = (text: string, ...more: string[]) =>
  runCli(folder, ['token', 'check', '--fleet', fleet, '--file', written('token.txt', text), ...more]);

describe('token check', () => {
  test('accepts a token of the issuer, and says whose it is', async () => {
    const { status, stdout } = await check(`Bearer ${token({})}\n`, '--keys', written('keys.json', keySet()));

    expect(stdout).toBe('accepted\ntenant: "u1" (sub)\n');
    expect(status).toBe(0);
  });

  test('says that it did not check the signature where it has no keys', async () => {
    const { stdout } = await check(token({ sub: undefined }));

    expect(stdout).toBe(
      'accepted, its signature not checked (--keys)\nno tenant: the token has no sub, so its requests share no cached prompts\n',
    );
  });

  test('refuses what a stranger has signed, and a key set with more keys than a load balancer reads', async () => {
    const { status, stdout } = await check(token({}, stranger), '--keys', written('keys.json', keySet(11)), '--json');

    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: false,
      findings: [{ path: 'keys' }, { path: 'token.signature' }],
    });
  });

  test('never shows a token that it cannot read', async () => {
    const { status, stdout, stderr } = await check('opaque-secret');

    expect(status).toBe(1);
    expect(stderr).toContain('token: is no signed JSON Web Token, got "13 characters"');
    expect(stdout + stderr).not.toContain('opaque-secret');
  });
});
