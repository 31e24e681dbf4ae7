import { expect, test } from 'vitest';
import { promotedPins, unpinned } from '../../lib/artifacts/promotion';
import type { Pin, Pins } from '../../lib/fleet/lock-file';

const open: Pin = { status: 'unresolved' };
const pin = (id: string): Pin => ({ status: 'resolved', id });

const staging: Pins = {
  machineImages: { 'us-east-1': pin('ami-1') },
  engineImageDigest: pin('sha256:e'),
  guardImageDigest: pin('sha256:g'),
  agent: pin('sha256:a'),
  weights: { chat: pin('sha256:w') },
  networks: {},
};
const production: Pins = {
  machineImages: { 'us-east-1': pin('ami-0'), 'eu-central-1': pin('ami-9') },
  engineImageDigest: pin('sha256:e'),
  guardImageDigest: pin('sha256:g'),
  agent: open,
  weights: { chat: open },
  networks: {},
};

test('the same bytes are carried; a region that only one has keeps its machine image', () => {
  expect(promotedPins(staging, production).map(({ what, before, after }) => [what, before, after])).toEqual([
    ['machineImages.us-east-1', 'ami-0', 'ami-1'],
    ['engineImageDigest', 'sha256:e', 'sha256:e'],
    ['guardImageDigest', 'sha256:g', 'sha256:g'],
    ['agent', undefined, 'sha256:a'],
    ['weights.chat', undefined, 'sha256:w'],
  ]);
});

test('what is not pinned in the one takes nothing away from the other', () => {
  expect(promotedPins(production, staging).map(({ what }) => what)).toEqual([
    'machineImages.us-east-1',
    'engineImageDigest',
    'guardImageDigest',
  ]);
});

test('an environment with a pin missing carries nothing on', () => {
  expect(unpinned(staging, 'staging')).toEqual([]);
  expect(unpinned(production, 'staging')).toMatchObject([{ message: expect.stringContaining('agent, chat') }]);
});
