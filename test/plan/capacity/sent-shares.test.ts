import { expect, test } from 'vitest';
import type { Fleet } from '../../../lib/fleet/fleet';
import { runningShare } from '../../../lib/plan/capacity/group-sizes';
import { sentShares } from '../../../lib/plan/capacity/sent-shares';
import { type ServedWorkload, servedWorkloads } from '../../../lib/plan/capacity/served-workload';
import { edit, load } from '../../support/fleets';
import { readText } from '../../support/project-root';

const policy = 'failover: { mode: active-active, recoverySeconds: 180, survivorsShareRatio: 0.8 }';

/** 70 % of the users of documents are nearest to Frankfurt, 30 % to Stockholm. @param failover of documents */
function documents(failover: string): ServedWorkload[] {
  const fleet = load(edit(readText('fleet.yaml'), policy, failover), '.').fleet as Fleet;
  return servedWorkloads(fleet).served.filter(({ workload }) => workload.name === 'documents');
}

test('while all are well, each region is sent the requests of its users', () => {
  expect(sentShares(documents(policy), undefined)).toEqual([
    new Map([
      ['eu-central-1', 0.7],
      ['eu-north-1', 0.3],
    ]),
  ]);
});

test.each([
  ['all that is promised of the demand', policy, 'eu-central-1', { 'eu-north-1': 0.8 }],
  [
    'no less than its own users send',
    'failover: { mode: active-active, recoverySeconds: 180, survivorsShareRatio: 0.5 }',
    'eu-north-1',
    { 'eu-central-1': 0.7 },
  ],
  [
    'its own users alone without a failover policy',
    'failover: { none: the answers can wait, owner: platform@example.com }',
    'eu-central-1',
    { 'eu-north-1': 0.3 },
  ],
  [
    'everything once its standby is lost',
    'failover: { mode: warm-standby, recoverySeconds: 1800, survivorsShareRatio: 0.8 }',
    'eu-north-1',
    { 'eu-central-1': 1, 'eu-north-1': 0 },
  ],
])('a survivor is sent %s', (_, failover, lost, expected) => {
  expect(sentShares(documents(failover), lost)).toEqual([new Map(Object.entries(expected))]);
});

test('a warm standby is sent what runs there, before it has grown', () => {
  const standby =
    'failover: { mode: warm-standby, recoverySeconds: 1800, survivorsShareRatio: 0.8, standbyShareRatio: 0.4 }';

  expect(sentShares(documents(standby), 'eu-central-1', runningShare)).toEqual([new Map([['eu-north-1', 0.4]])]);
});

test('the largest promise counts for all workloads of a cell, and a region elsewhere moves nothing', () => {
  const [one] = documents(policy) as [ServedWorkload];
  const other: ServedWorkload = {
    ...one,
    workload: { ...one.workload, failover: { ...one.workload.failover, survivorsShareRatio: 0.9 } as never },
  };

  expect(sentShares([one, other], 'eu-central-1').map((shares) => shares.get('eu-north-1'))).toEqual([0.9, 0.9]);
  expect(sentShares([one], 'us-east-1')).toEqual(sentShares([one], undefined));
});
