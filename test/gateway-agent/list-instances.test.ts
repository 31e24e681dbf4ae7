import { expect, test } from 'vitest';
import { instanceLister } from '../../gateway-agent/list-instances';

const cells = [
  { model: 'llama-8b', groupNames: ['gated-llama-8b-baseline', 'gated-llama-8b-overflow'], slotsPerInstance: 32 },
  { model: 'llama-70b', groupNames: ['gated-llama-70b-baseline'], slotsPerInstance: 8 },
];

const member = (InstanceId: string, LifecycleState: string) => ({ InstanceId, LifecycleState }) as never;

const addresses = new Map([
  ['i-1', '10.0.0.1'],
  ['i-2', '10.0.0.2'],
  ['i-3', '10.0.0.3'],
  ['i-4', '10.0.0.4'],
]);

test('the instances of a cell are those of all its groups, with where they stand in their life', async () => {
  const asked: string[] = [];
  const list = instanceLister(
    {
      groups: async (names) => {
        asked.push(...names);
        return [
          {
            AutoScalingGroupName: 'gated-llama-8b-baseline',
            Instances: [member('i-1', 'InService'), member('i-2', 'Terminating:Wait'), member('i-4', 'Terminated')],
          },
          { AutoScalingGroupName: 'gated-llama-8b-overflow', Instances: [member('i-3', 'Pending:Wait')] },
        ] as never;
      },
      privateAddresses: async () => addresses,
    },
    cells,
  );

  expect(await list()).toEqual({
    'llama-8b': [
      { id: 'i-1', address: '10.0.0.1', isInService: true },
      { id: 'i-2', address: '10.0.0.2', isInService: false },
      { id: 'i-3', address: '10.0.0.3', isInService: false },
    ],
  });
  expect(asked).toEqual(['gated-llama-8b-baseline', 'gated-llama-8b-overflow', 'gated-llama-70b-baseline']);
});

test('a group without instances is an empty cell, and asks for no address', async () => {
  const list = instanceLister(
    {
      groups: async () => [{ AutoScalingGroupName: 'gated-llama-70b-baseline', Instances: [] }] as never,
      privateAddresses: () => Promise.reject(new Error('not to be asked')),
    },
    cells,
  );

  expect(await list()).toEqual({ 'llama-70b': [] });
});

test('an instance whose address EC2 does not know yet is left out', async () => {
  const list = instanceLister(
    {
      groups: async () =>
        [{ AutoScalingGroupName: 'gated-llama-70b-baseline', Instances: [member('i-9', 'InService')] }] as never,
      privateAddresses: async () => addresses,
    },
    cells,
  );

  expect(await list()).toEqual({ 'llama-70b': [] });
});
