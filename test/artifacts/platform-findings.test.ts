import { describe, expect, test } from 'vitest';
import type { OciImage } from '../../lib/artifacts/oci-image';
import { platformFindings } from '../../lib/artifacts/platform-findings';
import { validPlan } from '../support/fleets';

const plan = validPlan();
const imageOf = (content: object): OciImage => {
  const bytes = Buffer.from(JSON.stringify(content));
  return { digest: '', blobs: [], manifests: [{ mediaType: '', digest: '', size: bytes.length, bytes }] };
};
const indexOf = (...platforms: string[]): OciImage =>
  imageOf({
    manifests: platforms.map((platform) => ({
      platform: { os: platform.split('/')[0], architecture: platform.split('/')[1] },
    })),
  });

describe('an image', () => {
  test.each([
    ['of several platforms', indexOf('linux/amd64', 'linux/arm64', 'unknown/unknown')],
    ['of one that does not say which', imageOf({ layers: [] })],
  ])('%s passes', (_what, image) => {
    expect(platformFindings(plan, 'image', image)).toEqual([]);
  });

  test('fails where the instances have another architecture', () => {
    expect(platformFindings(plan, 'image', indexOf('linux/arm64', 'windows/amd64'))).toMatchObject([
      {
        path: 'image',
        message: expect.stringContaining('got "linux/arm64, windows/amd64", expected linux/amd64;'),
      },
    ]);
  });
});
