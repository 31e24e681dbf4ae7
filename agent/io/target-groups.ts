import { DeregisterTargetsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { throughProxy } from '../../programs/through-proxy';
import type { Instance } from '../instance/instance';
import type { LeaveTargetGroup } from '../ports/aws';
import type { Clock } from '../ports/clock';

/** Two minutes are left: rather asked again than waited for. */
const answerSeconds = 10;

export function targetGroupLeaver({ region, instanceId }: Instance, clock: Clock): LeaveTargetGroup {
  const client = new ElasticLoadBalancingV2Client({ region, ...throughProxy(process.env) });
  return async (TargetGroupArn) => {
    await client.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: instanceId }] }), {
      abortSignal: clock.limit(answerSeconds),
    });
  };
}
