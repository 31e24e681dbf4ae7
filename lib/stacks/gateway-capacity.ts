import { Duration } from 'aws-cdk-lib';
import type { GatewayCapacity } from '../constructs/gateway-group';
import type { GatewayGroup } from '../plan/gateway/gateway-group';
import { replacementOf } from './cell-sizing';

/** What the plan says of the gateways of a region, as their construct takes it. */
export const gatewayCapacity = (group: GatewayGroup): GatewayCapacity => ({
  instanceType: group.instanceType,
  instances: group.instances.value,
  hooks: { launchSeconds: group.launchHookSeconds.value, drainSeconds: group.drainHookSeconds.value },
  replacement: replacementOf(group.replacement),
  longestRequest: Duration.seconds(group.drainSeconds.value),
  registrationSeconds: group.coldStart.registration.value,
});
