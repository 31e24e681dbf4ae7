import type { AgentEvents } from '../../lib/contract/agent-events';

/** @throws Error when EventBridge did not take it */
export type SendEvent = <Type extends keyof AgentEvents>(detailType: Type, detail: AgentEvents[Type]) => Promise<void>;

export type HookResult = 'CONTINUE' | 'ABANDON';

/** `not-waiting`: the hook was completed before, or Auto Scaling has not come to it yet. */
export type HookOutcome = 'completed' | 'not-waiting';

/** @throws Error when Auto Scaling does not answer */
export type CompleteHook = (hook: string, result: HookResult) => Promise<HookOutcome>;

/** Takes the instance out of a target group. @throws Error when load balancing does not answer */
export type LeaveTargetGroup = (targetGroupArn: string) => Promise<void>;
