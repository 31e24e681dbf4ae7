import { describe, expect, test } from 'vitest';
import { weightsRegions } from '../../lib/artifacts/push-targets';
import { regionCodes } from '../../lib/catalogue/regions';
import { artifactBucketName } from '../../lib/contract/artifacts';
import { validPlan } from '../support/fleets';

describe('weights go', () => {
  test('to the regions of the model, and to none outside its jurisdiction', () => {
    const plan = validPlan('fleets/two-jurisdictions.yaml');

    expect(weightsRegions(plan, 'llama-8b')).toEqual(['eu-central-1', 'eu-north-1']);
    expect(weightsRegions(plan, 'llama-70b')).toEqual(['us-east-1', 'us-west-2']);
  });

  test('nowhere, and fail, for a model that is unknown or not yet deployed', () => {
    expect(weightsRegions(validPlan(), 'llama-7b')).toMatchObject({
      path: '--model',
      message: expect.stringContaining('did you mean llama-70b?'),
    });
    const retrieval = validPlan('fleets/retrieval.yaml');
    const embedder = retrieval.models.find(({ task }) => task === 'embed')?.name as string;
    expect(weightsRegions(retrieval, embedder)).toMatchObject({
      message: expect.stringMatching(/^has no bucket yet, got "a model with the task embed"/),
    });
  });
});

test('the longest name of a bucket has 63 characters at most', () => {
  for (const region of regionCodes) {
    const name = artifactBucketName({ fleet: 'f'.repeat(20), account: '111122223333', region });
    expect(name.length).toBeLessThanOrEqual(63);
  }
});
