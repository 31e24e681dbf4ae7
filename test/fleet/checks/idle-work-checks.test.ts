import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, load } from '../../support/fleets';

const batch = (name: string): string => `
  - name: ${name}
    shape: batch-inference
    model: llama-70b
    capacity: idle
    demand: { meanRequestsPerSecond: 1, meanInputTokens: 1500, meanOutputTokens: 300 }
    maxInputTokens: 8192
    maxOutputTokens: 1024
    objectives: { deadlineHours: 24 }
    jurisdiction: united-states
    failover: { mode: active-active, recoverySeconds: 3600 }
`;

const simulated = edit(chatFleetText(), '\nmodels:', '\nsizing: simulated\nmodels:');
const idle = edit(simulated, '\nregions:', `${batch('nightly')}\nregions:`);
const faults = (text: string) => load(text).findings.filter(({ level }) => level === 'error');

test('a batch may run on what a chat of the same model leaves idle, and then needs no model entry of its own', () => {
  expect(faults(idle)).toEqual([]);
  expect(load(idle).fleet?.workloads[1]).toMatchObject({ capacity: 'idle', phase: 'serving' });
});

test('a batch has capacity of its own unless it says otherwise', () => {
  const own = load(edit(idle, '    capacity: idle\n', '')).findings;

  expect(own).toMatchObject([
    { path: 'workloads[1].model', message: expect.stringContaining('or write capacity: idle') },
  ]);
});

describe('idle capacity fails', () => {
  test.each([
    [
      'for a workload that people wait for',
      ['shape: realtime-assistant', 'shape: realtime-assistant\n    capacity: idle'],
      'workloads[0].capacity',
      'is for batch-inference only',
    ],
    ['without simulated sizes', ['sizing: simulated\n', ''], 'workloads[1].capacity', 'needs simulated sizes'],
    [
      'with longer requests than the engines take',
      ['maxOutputTokens: 1024\n    objectives: { deadline', 'maxOutputTokens: 1025\n    objectives: { deadline'],
      'workloads[1].maxInputTokens',
      'at most 9216 tokens',
    ],
    [
      'for training',
      ['    capacity: idle\n', '    capacity: idle\n    phase: training\n'],
      'workloads[1].phase',
      'serving',
    ],
    [
      'with more images than the others have',
      ['    capacity: idle\n', '    capacity: idle\n    maxImages: 2\n'],
      'workloads[1].maxImages',
      'at most 0',
    ],
  ] as const)('%s', (_what, [from, to], path, says) => {
    expect(faults(edit(idle, from, to))).toContainEqual(
      expect.objectContaining({ path, message: expect.stringContaining(says) }),
    );
  });

  test('where no workload that people wait for uses the model there', () => {
    const elsewhere = edit(
      edit(
        idle,
        'jurisdiction: united-states\n    failover: { mode: active-active, recoverySeconds: 3600',
        'jurisdiction: canada\n    failover: { mode: active-active, recoverySeconds: 3600',
      ),
      'jurisdictions: { united-states: [us-east-1, us-west-2] }',
      'jurisdictions: { united-states: [us-east-1, us-west-2], canada: [ca-central-1, us-east-2] }',
    );

    expect(
      faults(
        edit(
          elsewhere,
          'regions: [us-east-1, us-west-2]\n',
          'regions: [us-east-1, us-west-2, ca-central-1, us-east-2]\n',
        ),
      ),
    ).toContainEqual(
      expect.objectContaining({
        path: 'workloads[1].capacity',
        message: expect.stringContaining(
          'finds nothing idle: no workload that people wait for uses llama-70b in a region of canada, got "idle", expected a model of such a workload: llama-70b of chat',
        ),
      }),
    );
  });

  test('for a second batch of the same cells', () => {
    expect(faults(edit(idle, '\nregions:', `${batch('weekly')}\nregions:`))).toMatchObject([
      {
        path: 'workloads[2].capacity',
        message: expect.stringContaining('is taken: nightly already runs on what llama-70b leaves idle'),
      },
    ]);
  });

  test('in the phase of a batch with instances of its own', () => {
    const own = edit(idle, '    capacity: idle\n', '    capacity: own\n    phase: evaluation\n');

    expect(faults(own)).toContainEqual(expect.objectContaining({ path: 'workloads[1].phase' }));
  });
});

test('warns of fields that decide nothing', () => {
  const text = edit(
    idle,
    '    capacity: idle\n',
    '    capacity: idle\n    confidence: central\n    users: { north-america-east: 1 }\n',
  );

  expect(load(text).findings.map(({ level, path }) => [level, path])).toEqual([
    ['warning', 'workloads[1].users'],
    ['warning', 'workloads[1].confidence'],
  ]);
});
