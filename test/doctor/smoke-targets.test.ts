import { expect, test } from 'vitest';
import { smokeTargets } from '../../lib/doctor/smoke-targets';
import { validPlan } from '../support/fleets';

test('every deployed workload is asked under the name that its clients use, and for the model that engines serve', () => {
  const targets = smokeTargets(validPlan('fleet.yaml'));

  expect(targets.map(({ url }) => url)).toEqual([
    'https://chat.united-states.ai.example.com',
    'https://documents.european-union.ai.example.com',
  ]);
  expect(targets.map(({ route }) => route)).toEqual(['chat', 'chat']);
});
