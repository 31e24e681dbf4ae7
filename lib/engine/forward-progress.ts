/**
 * How the agent tells a busy engine from a hung one. Assumed: a step of an engine takes milliseconds and the longest
 * prefill seconds, so a minute without a token is no load.
 */
export const forwardProgress = {
  /** Between two looks at the engine's counters. */
  sampleSeconds: 5,
  /** Without traffic a completion is asked for this often. */
  idleProbeSeconds: 30,
  /** How long such a completion may take. */
  probeLimitSeconds: 20,
  /** Without a token for so long, though there is work, an engine gets nothing new while another one is left. */
  suspectAfterSeconds: 20,
  /** Without a token for so long, though there is work, an engine is hung. */
  hungAfterSeconds: 60,
} as const;

/** Restarts in a row that bring no engine back, until the agent asks for another instance. */
export const failedRestartsUntilRepair = 3;
