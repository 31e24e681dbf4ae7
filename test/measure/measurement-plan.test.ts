import { describe, expect, test } from 'vitest';
import { loadPins } from '../../lib/fleet/lock-file';
import { measuredPlace } from '../../lib/measure/measured-place';
import { type MeasurementPlan, measurementPlan } from '../../lib/measure/measurement-plan';
import { borrowedGroup, neededDeployments, neededPermissions } from '../../lib/measure/needed';
import { makePlan } from '../../lib/plan/make-plan';
import { chatFleetText, edit, load } from '../support/fleets';

function measurementOf(text: string): MeasurementPlan {
  const { fleet } = load(text);
  const plan = fleet && makePlan(fleet, loadPins(undefined, fleet.regions).pins).answer;
  const place = fleet && plan && measuredPlace(fleet, plan, { model: 'llama-70b' });
  if (place === undefined || Array.isArray(place)) {
    throw new Error(JSON.stringify(place));
  }
  return measurementPlan(place);
}

const measurement = measurementOf(chatFleetText());

describe('one measurement', () => {
  test('is of the model’s first workload, on its first type, in its first region', () => {
    expect(measurement).toMatchObject({
      workload: 'chat',
      instanceType: 'p5.48xlarge',
      region: 'us-east-1',
      replicas: 2,
      // as in the trace: nothing of a prompt is shared unless the fleet file says so
      requests: { inputTokens: 1155, sharedInputTokens: 0, outputTokens: 211, timePerOutputTokenSeconds: 0.05 },
    });
  });

  test('shares as much of each prompt as the plan takes from the cache', () => {
    const shared = edit(
      chatFleetText(),
      'shape: realtime-assistant',
      'shape: realtime-assistant\n    prefixReuseRatio: 0.4',
    );

    expect(measurementOf(shared).requests).toMatchObject({ inputTokens: 1155, sharedInputTokens: 462 });
  });

  test('costs its time at the price on demand, and at most its hard stop', () => {
    const { expectedSeconds, expectedUsd, usdPerHour, hardStopSeconds, hardStopUsd, steps, coldStartSeconds } =
      measurement;
    const always = steps.filter(({ onlyIfFaster }) => !onlyIfFaster);

    expect(expectedSeconds.value).toBeCloseTo(
      always.reduce((sum, { seconds }) => sum + seconds.value, coldStartSeconds.value),
      6,
    );
    expect(expectedUsd.value).toBeCloseTo((usdPerHour.value * expectedSeconds.value) / 3600, 6);
    expect(hardStopUsd.value).toBeCloseTo((usdPerHour.value * hardStopSeconds.value) / 3600, 6);
  });

  test('is stopped later than all its steps take at their slow end', () => {
    const { coldStartSeconds, steps, hardStopSeconds } = measurement;
    const slowest = steps.reduce(
      (sum, { seconds }) => sum + (seconds.high ?? seconds.value),
      coldStartSeconds.high ?? 0,
    );

    expect(hardStopSeconds.value).toBeGreaterThan(slowest);
    expect(hardStopSeconds.value % 300).toBe(0);
  });

  test('needs what the region has once it serves, and nothing on its other objects', () => {
    expect(borrowedGroup(measurement)).toBe('assistant-llama-70b-baseline');
    expect(neededDeployments(measurement).at(-1)).toBe(
      'npx cdk deploy assistant-network-us-east-1 assistant-serving-us-east-1',
    );
    expect(neededPermissions(measurement).find(({ action }) => action === 's3:PutObject')?.on).toBe(
      'assistant-111122223333-us-east-1-artifacts/measurements/llama-70b/*.json',
    );
  });
});
