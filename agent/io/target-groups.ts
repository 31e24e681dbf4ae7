import { DeregisterTargetsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Instance } from '../instance';
import type { Clock } from './clock';

/** Two minutes are left: rather asked again than waited for. */
const answerSeconds = 10;

/** Takes the instance out of a target group. @throws Error when load balancing does not answer */
export type LeaveTargetGroup = (targetGroupArn: string) => Promise<void>;

export function targetGroupLeaver({ region, instanceId }: Instance, clock: Clock): LeaveTargetGroup {
  const client = new ElasticLoadBalancingV2Client({ region });
  return async (TargetGroupArn) => {
    await client.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: instanceId }] }), {
      abortSignal: clock.limit(answerSeconds),
    });
  };
}
