import * as z from 'zod/mini';
import { parseContract } from './parse-contract';
import { count, flag, listOf, oneOf, pinned, positive, ratio, text } from './schema-parts';
import { tasks } from './tasks';

/** Where the launch template leaves the cell's parameters for the agent. */
export const cellParametersFile = '/etc/polyregion/cell.json';

/** Settings of a model that go from the fleet file to its instances as they are. */
const fromFleetFile = {
  /** What clients use the model for; the agent's own requests use it for the same. */
  task: oneOf(tasks),
  /** The name by which clients ask for the model. */
  weights: text,
  /** GPUs that share each matrix of the model. */
  tensorParallel: count,
  /** Copies of the attention in one engine, each with its own requests and on `tensorParallel` GPUs of its own. @default - one */
  dataParallel: z.optional(count),
  /** Whether each GPU holds whole experts instead of a part of each. @default - false */
  expertParallel: z.optional(flag),
  /** Share of each GPU's memory that the engine takes. */
  gpuMemoryUtilizationRatio: ratio,
  kvPrecision: text,
  /** Whether weights go from the local disk to the GPUs in parallel. */
  parallelLoading: flag,
  /** Whether compiled code is kept for instances that start later. */
  compileCache: flag,
  /** Fatal GPU errors (Xid) after which this fleet does not replace an instance. @default - none */
  toleratedXidCodes: z.optional(listOf(count, "NVIDIA's error numbers")),
};

const modelSettings = z.object(fromFleetFile);

export type ModelSettings = Readonly<z.infer<typeof modelSettings>>;

/** These settings alone, of a model about which more is known. */
export const modelSettingsOf = <Model extends ModelSettings>(model: Model): Pick<Model, keyof ModelSettings> =>
  Object.fromEntries(
    Object.keys(fromFleetFile).flatMap((name) => {
      const value = model[name as keyof ModelSettings];
      return value === undefined ? [] : [[name, value]];
    }),
  ) as Pick<Model, keyof ModelSettings>;

const { task, weights, tensorParallel, dataParallel, expertParallel, toleratedXidCodes, ...furtherSettings } =
  fromFleetFile;

/**
 * What {@link cellParametersFile} holds: everything that an instance is told about its cell. The order of the fields is
 * their order in the file, and so in the launch template.
 */
export const cellParameters = z.object({
  fleet: text,
  model: text,
  task,
  /** Whether clients may chat with the model: a base model has no chat template, and completes text alone. @default - true */
  chat: z.optional(flag),
  /** Further arguments of the engine, from what the fleet file says about it. @default - none */
  engineFlags: z.optional(listOf(text, 'arguments of the engine')),
  weights,
  /** Digest of the weights' manifest, which names every file of the weights. */
  weightsManifest: pinned,
  engineImageDigest: pinned,
  guardImageDigest: pinned,
  tensorParallel,
  dataParallel,
  expertParallel,
  replicasPerInstance: count,
  maxModelLengthTokens: count,
  /** Over all copies of the attention together. */
  maxConcurrentRequestsPerReplica: count,
  ...furtherSettings,
  /** Heartbeat timeout of the launch hook: the model answers until then, or the agent abandons the launch. */
  launchLimitSeconds: positive,
  /** What the longest prompt takes until its first token. @default - too short to be taken for a hang */
  longestPrefillSeconds: z.optional(positive),
  /** How long the engine of an on-demand instance may finish its requests in `Terminating:Wait`; the hook waits longer. */
  drainLimitSeconds: positive,
  /** The same limit for a spot instance, which its metadata, `instance-life-cycle`, tell apart. */
  spotDrainLimitSeconds: positive,
  /** From the moment a spot notice is seen until nothing may run: deregistration and drain together. */
  spotNoticeLimitSeconds: positive,
  /** Secret that keys the salts of prefix caches. */
  cacheSaltSecretName: text,
  /** Claim of the clients' tokens that tells tenants apart. @default - no token is checked, so no claim is believed */
  tenantClaim: z.optional(text),
  /** LoRA adapters that only some tenants may use. @default - every tenant may use every adapter */
  adapterTenants: z.optional(listOf(z.object({ name: text, tenants: listOf(text, 'tenants') }), 'adapters')),
  /** Longest body that the guard admits, bytes, where requests hold images. @default - the guard's own limit */
  bodyLimitBytes: z.optional(count),
  toleratedXidCodes,
  /** Target groups that a spot instance leaves by itself once it has its notice. */
  targetGroupArns: listOf(text, 'target group ARNs'),
});

export type CellParameters = Readonly<z.infer<typeof cellParameters>>;

/** When a template is written, a pin may still be a parameter of the stack, and a load balancer has no ARN yet. */
const writtenParameters = z.extend(cellParameters, {
  weightsManifest: text,
  engineImageDigest: text,
  guardImageDigest: text,
});

/** The content of {@link cellParametersFile}. @throws Error naming the fields that no agent would accept */
export const cellParametersText = (parameters: CellParameters): string =>
  JSON.stringify(
    parseContract(writtenParameters, parameters, { what: 'cell parameters', fix: 'mend the stack' }),
    null,
    2,
  );
