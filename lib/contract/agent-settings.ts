/**
 * Environment variables of the agent. On an instance none is set but what the unit sets; tests set them to run the same
 * program beside others on one machine.
 */
export const agentEnvironmentNames = {
  parametersFile: 'POLYREGION_PARAMETERS_FILE',
  /** Survives a stop of the instance. */
  stateFolder: 'POLYREGION_STATE_FOLDER',
  /** Lost when the instance stops: what one agent leaves for the next. */
  runFolder: 'POLYREGION_RUN_FOLDER',
  /** Where instance store is mounted, when there is any; lost when the instance stops. */
  instanceStoreFolder: 'POLYREGION_INSTANCE_STORE_FOLDER',
  kernelLog: 'POLYREGION_KERNEL_LOG',
  /** Where the order of a measurement lies, on an instance that measures. */
  measurementFile: 'POLYREGION_MEASUREMENT_FILE',
  /** JSON of the command that halts the machine, a list of words. */
  haltCommand: 'POLYREGION_HALT_COMMAND',
  /** JSON of an EngineCommand. */
  engineCommand: 'POLYREGION_ENGINE_COMMAND',
  /** JSON of a GuardCommand. */
  guardCommand: 'POLYREGION_GUARD_COMMAND',
  listenAddress: 'POLYREGION_LISTEN_ADDRESS',
  servingPort: 'POLYREGION_SERVING_PORT',
  readinessPort: 'POLYREGION_READINESS_PORT',
  firstEnginePort: 'POLYREGION_FIRST_ENGINE_PORT',
  /** Tests only: how many seconds of the agent pass in one second. */
  timeFactor: 'POLYREGION_TIME_FACTOR',
  /** As the AWS SDKs read it. */
  metadataEndpoint: 'AWS_EC2_METADATA_SERVICE_ENDPOINT',
} as const;

export const agentDefaults = {
  stateFolder: '/var/lib/polyregion',
  runFolder: '/run/polyregion',
  instanceStoreFolder: '/mnt/polyregion',
  kernelLog: '/dev/kmsg',
  haltCommand: ['systemctl', 'poweroff'],
  listenAddress: '0.0.0.0',
  /** One engine a port, on loopback only. */
  firstEnginePort: 9000,
  metadataEndpoint: 'http://169.254.169.254',
} as const;

/**
 * How the agent's Node is started. It has little to remember: without these its young heap grows under load, and its
 * allocator keeps an arena for every thread that fetched weights. Measured: docs/agent.md.
 */
export const agentRuntimeSettings = {
  flags: ['--max-semi-space-size=1'],
  environment: { MALLOC_ARENA_MAX: '2' },
} as const;
