import { type Group, isInService } from './decide-repair';

/** A target as the load balancer sees it. */
export interface TargetHealth {
  readonly instanceId: string;
  readonly state: string;
  readonly reason: string | undefined;
}

/** `not-ready` is said by an agent that lives; it knows by itself when to ask for a repair. */
export type OutOfReach = 'silent' | 'not-registered' | 'not-ready';

/**
 * The agent's own answer was another one than 200.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html Reason, 2026
 */
const agentAnswers = 'Target.ResponseCodeMismatch';

/** The instances that Auto Scaling counts as sound and in service, and that the load balancer does not. */
export function findOutOfReach(
  { instances, targetGroupArns }: Pick<Group, 'instances' | 'targetGroupArns'>,
  targets: ReadonlyMap<string, readonly TargetHealth[]>,
): ReadonlyMap<string, OutOfReach> {
  const found = new Map<string, OutOfReach>();
  for (const instance of instances) {
    const kinds = targetGroupArns.map((arn) =>
      kindOf(targets.get(arn)?.find(({ instanceId }) => instanceId === instance.id)),
    );
    const kind = (['silent', 'not-registered', 'not-ready'] as const).find((one) => kinds.includes(one));
    if (kind !== undefined && isInService(instance) && instance.healthStatus === 'Healthy') {
      found.set(instance.id, kind);
    }
  }
  return found;
}

/** A target that is checked for the first time, or that leaves, is none of these. */
function kindOf(target: TargetHealth | undefined): OutOfReach | undefined {
  if (target === undefined) {
    return 'not-registered';
  }
  if (target.state !== 'unhealthy') {
    return undefined;
  }
  return target.reason === agentAnswers ? 'not-ready' : 'silent';
}
