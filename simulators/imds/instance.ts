import { z } from 'zod';

/**
 * Where an instance of a group is going, as metadata says it.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/retrieving-target-lifecycle-state-through-imds.html 2026-11-25
 */
const lifecycleStates = [
  'InService',
  'Terminated',
  'Detached',
  'Standby',
  'Warmed:Hibernated',
  'Warmed:Running',
  'Warmed:Stopped',
  'Warmed:Terminated',
] as const;

const instant = z.iso.datetime({ precision: 0 });

/** What metadata says about one instance. Null is answered with 404. */
export const instanceSchema = z.strictObject({
  instanceId: z.string().regex(/^i-[0-9a-f]{17}$/),
  instanceType: z.string(),
  imageId: z.string().regex(/^ami-[0-9a-f]{17}$/),
  accountId: z.string().regex(/^\d{12}$/),
  region: z.string(),
  availabilityZone: z.string(),
  availabilityZoneId: z.string(),
  privateIp: z.ipv4(),
  instanceLifeCycle: z.enum(['on-demand', 'spot', 'scheduled', 'capacity-block']),
  /** Null where no group started it. */
  targetLifecycleState: z.enum(lifecycleStates).nullable(),
  /** The two minutes' notice of a spot instance. */
  spotInstanceAction: z.strictObject({ action: z.enum(['hibernate', 'stop', 'terminate']), time: instant }).nullable(),
  rebalanceRecommendation: z.strictObject({ noticeTime: instant }).nullable(),
  /** Name of the instance's role. Its credentials are dummies. */
  role: z.string().nullable(),
  /** Null where tags are not in metadata. */
  tags: z.record(z.string(), z.string()).nullable(),
  userData: z.string().nullable(),
  /** `error`: 500 to everything. `hang`: no answer. */
  fault: z.enum(['none', 'error', 'hang']),
});

export type Instance = z.infer<typeof instanceSchema>;

/** What is not named stays as it is. */
export const instanceChangeSchema = instanceSchema.partial();

export const usualInstance: Instance = {
  instanceId: 'i-0123456789abcdef0',
  instanceType: 'g6e.2xlarge',
  imageId: 'ami-0123456789abcdef0',
  accountId: '111122223333',
  region: 'us-east-1',
  availabilityZone: 'us-east-1a',
  availabilityZoneId: 'use1-az4',
  privateIp: '10.0.0.10',
  instanceLifeCycle: 'on-demand',
  targetLifecycleState: null,
  spotInstanceAction: null,
  rebalanceRecommendation: null,
  role: 'instance-role',
  tags: {},
  userData: null,
  fault: 'none',
};
