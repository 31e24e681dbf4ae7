import { describe, expect, test } from 'vitest';
import { destinationOf } from '../../../agent/instance/lifecycle';
import { hookKey, parseState } from '../../../agent/instance/state';
import { hangingStage, stageSeconds } from '../../../agent/metrics/launch-stages';
import { byteRanges } from '../../../agent/weights/byte-ranges';
import { parseManifest } from '../../../agent/weights/manifest';
import { weightsFolder } from '../../../agent/weights/weights-folder';
import { manifestOf } from '../../../lib/artifacts/manifest';

const mib = 1024 * 1024;
const sha256 = 'a'.repeat(64);

describe('the manifest of weights', () => {
  test('is read as a push writes it', () => {
    const files = [{ path: 'original/a.json', size: 3, sha256 }];

    expect(parseManifest(manifestOf(files).text)).toEqual(files);
  });

  test.each([
    ['../outside', 3, sha256, 'path'],
    ['/etc/passwd', 3, sha256, 'path'],
    ['a/../../b', 3, sha256, 'path'],
    ['', 3, sha256, 'path'],
    ['a', -1, sha256, 'size'],
    ['a', 1.5, sha256, 'size'],
    ['a', 3, 'short', 'sha256'],
  ])('fails at the file %j of %d bytes with the digest %s', (path, size, digest, wrong) => {
    const text = JSON.stringify({ version: 1, files: [{ path, size, sha256: digest }] });

    expect(() => parseManifest(text)).toThrow(`manifest: files[0].${wrong}: expected`);
  });

  test('fails without a file', () => {
    expect(() => parseManifest('{"version":1,"files":[]}')).toThrow(
      'manifest: files: expected at least one file, got []; push the weights again',
    );
  });
});

test.each([
  [0, 0, 0],
  [1, 1, 1],
  [64 * mib, 1, 64 * mib],
  [64 * mib + 1, 2, 64 * mib + 1],
])('a file of %d bytes is fetched in %d ranges', (bytes, count, end) => {
  const ranges = byteRanges(bytes);

  expect(ranges).toHaveLength(count);
  expect(ranges.at(-1)?.end ?? 0).toBe(end);
});

describe('a start', () => {
  const moments = { kernelBooted: 20, agentStarted: 50, imageReady: 200, weightsReady: 150, engineStarted: 201 };

  test('is measured by stage; image and weights pass side by side', () => {
    const ended = { ...moments, engineListens: 301, warmedUp: 305, registered: 325 };

    expect(stageSeconds(ended, { compile: 60, graphCapture: 16 })).toEqual({
      launch: 20,
      boot: 30,
      image: 150,
      weights: 100,
      loadToGpu: 24,
      compile: 60,
      graphCapture: 16,
      warmUp: 4,
      registration: 20,
    });
  });

  test.each([
    [{ weightsReady: undefined }, 'weights'],
    [{ imageReady: undefined }, 'image'],
    [{}, 'compile'],
    [{ engineListens: 301 }, 'warmUp'],
  ] as const)('with %j hangs in %s', (change, stage) => {
    expect(hangingStage({ ...moments, ...change }, 'compile')).toBe(stage);
  });
});

describe('weights', () => {
  const disks = { stateFolder: '/state', instanceStoreFolder: '/fast' };

  test.each([
    ['service', false, '/fast/weights/1'],
    ['unknown', false, '/fast/weights/1'],
    ['warm-pool', false, '/state/weights/1'],
    ['service', true, '/state/weights/1'],
  ] as const)('on the way to %s, prepared before: %s, lie in %s', (destination, prepared, folder) => {
    expect(weightsFolder(disks, destination, 'sha256:1', prepared)).toBe(folder);
  });

  test('lie on the root volume where there is no other', () => {
    expect(weightsFolder({ ...disks, instanceStoreFolder: undefined }, 'service', 'sha256:1', false)).toBe(
      '/state/weights/1',
    );
  });
});

test.each([
  ['InService', 'service'],
  ['Warmed:Stopped', 'warm-pool'],
  ['Warmed:Running\n', 'warm-pool'],
  ['Warmed:Terminated', 'away'],
  ['Terminated', 'away'],
  ['Standby', 'unknown'],
  [undefined, 'unknown'],
] as const)('F15: %j leads to %s', (state, destination) => {
  expect(destinationOf(state)).toBe(destination);
});

describe('state', () => {
  test.each([undefined, '', '{"completedHooks":["a', 'null'])('%j is none', (text) => {
    expect(parseState(text)).toEqual({ completedHooks: [], lateHooks: [], engines: {} });
  });

  test('F15: tells the hooks of one boot from those of another', () => {
    expect(hookKey('launch', 'InService', 'boot-1')).not.toBe(hookKey('launch', 'InService', 'boot-2'));
    expect(hookKey('launch', 'InService', 'boot-1')).not.toBe(hookKey('launch', 'Warmed:Stopped', 'boot-1'));
  });
});
