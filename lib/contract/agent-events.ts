import * as z from 'zod/mini';
import { agentLaunchFailureReasons, coldStartStages } from './cold-start';
import { count, listOf, oneOf, text } from './schema-parts';

/** Source of the events that instances send. */
export const agentEventSource = 'polyregion.agent';

const instanceId = text.check(z.regex(/^i-[0-9a-f]{8,17}$/, 'an instance id'));

/**
 * A fault of the hardware; an engine that hangs again after the agent has restarted it in place; or, as the repair function
 * itself finds, an instance that the load balancer does not reach.
 */
export const repairReasons = ['gpu-fault', 'engine-hang', 'lost-instance'] as const;

export type RepairReason = (typeof repairReasons)[number];

/** Detail type of {@link RepairRequest}. */
export const repairRequested = 'Repair Requested';

/** The agent cuts the evidence at this length. */
export const evidenceCharacters = 2000;

/**
 * How an instance reports that it is unhealthy; only the repair function acts on it. The event itself carries the time at
 * which EventBridge took it. The agent sends the event once it has given up on the instance, and repeats it while the
 * fault lasts, so no request is ever queued for later.
 */
export const repairRequest = z.object({
  fleet: text,
  model: text,
  instanceId,
  reason: oneOf(repairReasons),
  /** NVIDIA's error numbers, in the order in which the agent saw them; empty for a hang. */
  xidCodes: listOf(count, "NVIDIA's error numbers"),
  /**
   * Lines that the agent itself writes from the kernel log and its counters. No line of an engine is among them, so they
   * cannot hold a prompt.
   */
  evidence: text,
});

export type RepairRequest = Readonly<z.infer<typeof repairRequest>>;

/** Detail type of {@link LaunchFailure}. */
export const launchFailed = 'Launch Failed';

/** What the agent sends before it abandons its own launch. */
export const launchFailure = z.object({
  fleet: text,
  model: text,
  instanceId,
  reason: oneOf(agentLaunchFailureReasons),
  /** The stage in which the launch failed. */
  stage: oneOf(coldStartStages),
  /** The cause in the agent's own words: names of attempts, files and errors. @default - the agent knows no more */
  problem: z.optional(text),
});

export type LaunchFailure = Readonly<z.infer<typeof launchFailure>>;

/** The detail of every event that an instance sends, by its detail type. */
export interface AgentEvents {
  readonly [repairRequested]: RepairRequest;
  readonly [launchFailed]: LaunchFailure;
}
