import { describe, expect, test } from 'vitest';
import { architectureFindings, digestFindings, imageFindings, zoneFindings } from '../../lib/artifacts/region-facts';

const image = {
  id: 'ami-0123456789abcdef0',
  name: 'base',
  architecture: 'x86_64',
  rootDevice: '/dev/xvda',
  rootGiB: 35,
  state: 'available',
};

describe('an image', () => {
  test('starts as the launch templates expect', () => {
    expect(imageFindings('us-east-1', image, 'x86_64')).toEqual([]);
  });

  test.each([
    [{ architecture: 'arm64' }, 'architecture'],
    [{ rootDevice: '/dev/sda1' }, 'root device'],
    [{ rootGiB: 501 }, 'root volume'],
    [{ state: 'missing' }, 'state'],
  ])('fails with %j', (differing, what) => {
    const [finding, ...others] = imageFindings('us-east-1', { ...image, ...differing }, 'x86_64');

    expect(finding?.message).toContain(`has another ${what}`);
    expect(others).toEqual([]);
  });
});

test('both architectures in one region fail', () => {
  expect(architectureFindings('us-east-1', ['x86_64'])).toEqual([]);
  expect(architectureFindings('us-east-1', ['x86_64', 'arm64'])).toHaveLength(1);
});

test('a zone of the catalogue that the account has not fails', () => {
  const zones = new Map([['use1-az1', 'us-east-1c']]);

  expect(zoneFindings('us-east-1', ['use1-az1'], zones)).toEqual([]);
  expect(zoneFindings('us-east-1', ['use1-az9'], zones)).toMatchObject([
    { path: 'zones.us-east-1', message: expect.stringContaining('got "use1-az9", expected one of use1-az1') },
  ]);
});

test('two digests under one tag fail', () => {
  expect(digestFindings('v1', new Map())).toEqual([]);
  expect(
    digestFindings(
      'v1',
      new Map([
        ['a', 'sha256:1'],
        ['b', 'sha256:2'],
      ]),
    ),
  ).toHaveLength(1);
});
