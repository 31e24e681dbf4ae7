import { expect, test } from 'vitest';
import { openReplicas } from '../../../agent/guard/open-replicas';

const replica = (port: number, ready: boolean, suspect: boolean) => ({ port, ready, suspect });
const portsOf = (...replicas: readonly ReturnType<typeof replica>[]): number[] =>
  openReplicas(replicas).map(({ port }) => port);

test('requests go to the replicas that are ready, and to one that may hang only where all of them may', () => {
  expect(portsOf(replica(1, true, false), replica(2, false, false), replica(3, true, false))).toEqual([1, 3]);
  expect(portsOf(replica(1, true, false), replica(2, true, true))).toEqual([1]);
  expect(portsOf(replica(1, true, true), replica(2, true, true), replica(3, false, false))).toEqual([1, 2]);
  expect(portsOf(replica(1, false, true))).toEqual([]);
  expect(portsOf()).toEqual([]);
});
