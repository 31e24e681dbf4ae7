import { expect, test } from 'vitest';
import type { Fleet } from '../../lib/fleet/fleet';
import { ModelSearch } from '../../lib/optimizer/model-search';
import type { Plan } from '../../lib/plan/plan';
import { sizingArrivals } from '../../lib/sizing/size-question';
import { load, planOf } from '../support/fleets';
import { readText } from '../support/project-root';

const vision = readText('fleets/vision.yaml');

const brokenToday = (text: string) =>
  new ModelSearch(load(text).fleet as Fleet, planOf(text).answer as Plan, 'qwen-vl', {
    arrivals: sizingArrivals,
    recorded: () => undefined,
    says: () => undefined,
  }).today.broken;

test('a batch on idle capacity counts: where it is not done by its deadline, a promise is broken', () => {
  const more = vision.replace('meanRequestsPerSecond: 0.2', 'meanRequestsPerSecond: 20');
  const { findings } = planOf(more);

  expect(brokenToday(vision)).toBeUndefined();
  expect(brokenToday(more)).toMatchObject({ workload: 'summaries', promise: 'deadlineHours' });
  expect(findings.some(({ path }) => path === 'workloads[1].objectives.deadlineHours')).toBe(true);
});
