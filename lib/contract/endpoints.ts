import type { Task } from './tasks';

/** Ports and paths on every GPU instance. */
export const ports = {
  /** One serving port in front of all replicas of the instance. */
  serving: 8080,
  /** The agent's own port: readiness only, no customer data. */
  readiness: 8081,
  /** Where clients and health checks reach the load balancer. */
  https: 443,
} as const;

export const paths = {
  /** 200 while a real completion has succeeded and tokens keep coming, 503 otherwise; no body, no authentication. */
  ready: '/ready',
} as const;

/** Where the launch template leaves the cell's parameters for the agent. */
export const cellParametersFile = '/etc/polyregion/cell.json';

/** What {@link cellParametersFile} holds. */
export interface CellParameters {
  readonly fleet: string;
  readonly model: string;
  /** What the model is asked for: the agent's own completions ask for the same. */
  readonly task: Task;
  /** Under this name clients ask for it. */
  readonly weights: string;
  /** Digest of the weights' manifest, which names every file of them. */
  readonly weightsManifest: string;
  readonly engineImageDigest: string;
  readonly tensorParallel: number;
  readonly replicasPerInstance: number;
  readonly maxModelLengthTokens: number;
  readonly maxConcurrentRequestsPerReplica: number;
  readonly gpuMemoryUtilizationRatio: number;
  readonly kvPrecision: string;
  /** Whether weights go from the local disk to the GPUs in parallel. */
  readonly parallelLoading: boolean;
  /** Whether compiled code is kept for instances that start later. */
  readonly compileCache: boolean;
  /** Heartbeat timeout of the launch hook: until then the model answers, or the launch is given up. */
  readonly launchLimitSeconds: number;
  /** How long the engine may finish its requests once an on-demand instance is in `Terminating:Wait`; the hook waits longer. */
  readonly drainLimitSeconds: number;
  /** The same of a spot instance, which is told apart by its metadata, `instance-life-cycle`. */
  readonly spotDrainLimitSeconds: number;
  /** From the sight of a spot notice until nothing may run any more: deregistration and drain together. */
  readonly spotNoticeLimitSeconds: number;
  /** Secret that keys the salts of prefix caches. */
  readonly cacheSaltSecretName: string;
  /** Claim of the clients' tokens that tells tenants apart. */
  readonly tenantClaim: string;
  /** What a spot instance with its notice leaves by itself. */
  readonly targetGroupArns: readonly string[];
  /** Fatal errors of a GPU (Xid) that this fleet waits out. @default - none */
  readonly toleratedXidCodes?: readonly number[];
}
