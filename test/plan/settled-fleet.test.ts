import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, planOf } from '../support/fleets';

/** The chat fleet on Qwen3-32B, whose layout and types it leaves to the plan. */
function derived(): string {
  const [before] = edit(chatFleetText(), 'model: llama-70b', 'model: qwen3-32b').split('models:\n');
  const [, access] = chatFleetText().split('\naccess:');
  return `${before}models:\n  - model: Qwen/Qwen3-32B\naccess:${access}`;
}

describe('a place that the fleet file leaves to the plan', () => {
  const { plan } = planOf(derived());
  const cost = (text: string): number =>
    planOf(text).plan?.phases.find(({ phase }) => phase === 'serving')?.expectedUsdPerMonth.value ?? Number.NaN;

  test('is shown with its reason, in the words of the fleet file', () => {
    expect(plan?.models[0]?.derivedPlace).toEqual({
      entry: expect.stringMatching(/^tensorParallel: \d, instanceTypes: \[\S+\]$/),
      reason: expect.stringContaining('the one that carries the peak of its workloads at the lowest price'),
    });
  });

  test('costs no more than what a person would state', () => {
    const entry = plan?.models[0]?.derivedPlace?.entry;
    const stated = (place: string): string =>
      edit(derived(), '  - model: Qwen/Qwen3-32B', `  - { model: Qwen/Qwen3-32B, ${place} }`);

    expect(cost(stated(String(entry)))).toBe(cost(derived()));
    expect(cost(stated('tensorParallel: 2, instanceTypes: [p5.48xlarge]'))).toBeGreaterThanOrEqual(cost(derived()));
  });

  test('is an assumption wherever its GPUs are an input', () => {
    const replicas = plan?.workloads[0]?.types[0]?.replicasPerInstance;
    const inputs = (replicas?.from ?? []).filter((input) => typeof input !== 'string');

    expect(inputs.map(({ origin }) => origin)).toContain('assumed');
  });
});
