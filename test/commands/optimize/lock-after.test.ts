import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { lockAfter } from '../../../lib/commands/optimize/lock-after';

const lock = `# pins
machineImages:
  us-east-1: { id: ami-0123456789abcdef0, status: resolved }
  us-west-2: { id: ami-0fedcba9876543210, status: resolved }
`;

test('the image of a region that leaves goes, and that of the next is still to be pinned', () => {
  const after = lockAfter(lock, [{ region: 'us-west-2', next: 'us-east-2' }]) as string;

  expect(after).toMatch(/^# pins\n/);
  expect(parse(after).machineImages).toEqual({
    'us-east-1': { id: 'ami-0123456789abcdef0', status: 'resolved' },
    'us-east-2': { id: `ami-${'0'.repeat(17)}`, status: 'unresolved' },
  });
});

test('without a region that changes, or without a lock file, nothing changes', () => {
  expect(lockAfter(lock, [{ path: [], key: 'sizing', value: 'simulated' }])).toBe(lock);
  expect(lockAfter(undefined, [{ region: 'us-west-2', next: undefined }])).toBeUndefined();
});
