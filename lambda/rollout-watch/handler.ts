import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { environmentNames, modelNames } from '../../lib/contract/environment';
import { limitedClient } from '../../programs/limited-client';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { rolloutPorts } from './aws/rollout-ports';
import { handleAlarm } from './handle-alarm';
import { readAlarmEvent } from './read-alarm-event';

const clients = {
  autoScaling: new AutoScalingClient(limitedClient()),
  cloudFormation: new CloudFormationClient(limitedClient()),
};

/** Stops the rollout of a cell whose alarm has begun to ring. Lambda repeats an event whose handling throws. */
export async function handler(event: unknown): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const region = requireEnvironment(environmentNames.region);
  const alarm = readAlarmEvent(event, fleet, requireJson(environmentNames.models, modelNames));
  if (alarm === undefined) {
    console.warn(JSON.stringify({ outcome: 'no-alarm-of-a-rollout' }));
    return;
  }
  await handleAlarm(rolloutPorts(clients, fleet, region), fleet, alarm);
}
