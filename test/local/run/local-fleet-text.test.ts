import { expect, test } from 'vitest';
import type { Deployment } from '../../../local/deploy/deploy-fleet';
import { localFleetJson } from '../../../local/run/local-fleet-json';
import { localFleetText } from '../../../local/run/local-fleet-text';
import { validPlan } from '../../support/fleets';

const on = (emulator: Deployment['emulator']): Deployment => ({
  emulator,
  server: { url: 'http://127.0.0.1:1', logFile: '' },
  plan: validPlan('fleets/small-team.yaml'),
  hostedZoneId: 'Z1',
  folder: '',
  stacks: [],
});

test('a deployment without HAProxy says that there is nothing to call, and why', () => {
  const fleet = { ministack: on('ministack'), moto: on('moto'), instance: { absent: 'HAProxy is missing.' } };

  expect(localFleetText(fleet, 'npm run destroy:local')).toContain('\nNothing to call. HAProxy is missing.\n');
  expect(localFleetJson(fleet)).toMatchObject({ instance: { absent: 'HAProxy is missing.' } });
});
