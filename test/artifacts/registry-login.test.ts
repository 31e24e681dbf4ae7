import { describe, expect, test } from 'vitest';
import { bearerChallenge } from '../../lib/artifacts/bearer-challenge';
import { dockerLogin, noLogin } from '../../lib/artifacts/docker-login';
import type { ImageReference } from '../../lib/artifacts/image-reference';
import { pullFinding, refusedBy } from '../../lib/artifacts/pull-finding';

describe('a challenge names where to get a token', () => {
  test.each([
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
      { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'repository:a/b:pull,push' },
    ],
    ['bearer realm="https://x/", error="a \\"b\\""', { realm: 'https://x/', service: undefined, scope: undefined }],
    ['Bearer service=x, realm=https://x/', { realm: 'https://x/', service: 'x', scope: undefined }],
    ['Bearer service="x"', undefined],
    ['Basic realm="https://x/"', undefined],
    ['', undefined],
  ])('%s', (header, challenge) => {
    expect(bearerChallenge(header)).toEqual(challenge);
  });
});

describe('the login of docker login', () => {
  const config = JSON.stringify({
    auths: {
      'https://index.docker.io/v1/': { auth: 'aHVi' },
      'ghcr.io': { auth: 'Z2hjcg==' },
      'kept.example.com': {},
    },
    credHelpers: { 'public.ecr.aws': 'ecr-login' },
    credsStore: 'desktop',
  });

  test.each([
    ['docker.io', { basic: 'aHVi', helper: 'desktop' }],
    ['ghcr.io', { basic: 'Z2hjcg==', helper: 'desktop' }],
    ['kept.example.com', { basic: undefined, helper: 'desktop' }],
    ['public.ecr.aws', { basic: undefined, helper: 'ecr-login' }],
    ['ghcr.io.example.com', { basic: undefined, helper: 'desktop' }],
  ])('for %s', (host, login) => {
    expect(dockerLogin('config.json', config, host)).toEqual(login);
  });

  test('is none in an empty configuration', () => {
    expect(dockerLogin('config.json', '{}', 'ghcr.io')).toEqual(noLogin);
  });

  test('fails in a file that is no JSON, and repeats nothing of it', () => {
    const found = dockerLogin('config.json', '"auth": "c2VjcmV0"', 'ghcr.io');

    expect(found).toMatchObject({ path: 'config.json', message: expect.stringMatching(/^is no JSON/) });
    expect(JSON.stringify(found)).not.toContain('c2VjcmV0');
  });
});

describe('what a registry refuses', () => {
  const reference = { text: 'ghcr.io/a/b:1', host: 'ghcr.io' } as ImageReference;

  test.each([
    [{ code: '404' }, 'is not there, got "404", expected a tag or digest that ghcr.io has; check name and tag'],
    [{ code: '429' }, 'was asked for too often, got "429", expected an answer; wait, or log in: docker login ghcr.io'],
    [{ code: 'ECONNREFUSED' }, 'gave no answer from ghcr.io, got "ECONNREFUSED"'],
    [{ code: 'ENOSPC' }, 'has a layer without room here, got "ENOSPC"'],
    [{ code: '500' }, 'failed at ghcr.io, got "500", expected an answer; run it again: it resumes'],
  ])('%o', (refused, says) => {
    expect(pullFinding(reference, noLogin, refused)).toMatchObject({
      path: 'ghcr.io/a/b:1',
      message: expect.stringContaining(says),
    });
  });

  test('is repeated as a code and nothing else', () => {
    const answer = (code: unknown) => refusedBy(401, Buffer.from(JSON.stringify({ errors: [{ code }] })));

    expect(answer('DENIED')).toEqual({ code: '401', says: '401 DENIED' });
    expect(answer('your token is t0ken')).toEqual({ code: '401' });
    expect(refusedBy(502, Buffer.from('<html>'))).toEqual({ code: '502' });
  });
});
