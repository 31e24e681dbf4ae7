/**
 * How the agent tells a busy engine from a hung one. Assumed: a step of an engine takes milliseconds and the longest
 * prefill seconds, so a minute without a token is no load. Where the plan knows of longer prefills, the agent is told.
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
  /** Users have waited so long for a token, though the agent's own requests were answered: part of the engine is hung. */
  usersHungAfterSeconds: 180,
} as const;

/**
 * When failed answers to users are the engine's fault. Assumed: more than half of a minute's answers are not the requests
 * of one client, and ten failures without one success between them are no chance.
 */
export const answerFaults = {
  windowSeconds: 60,
  /** With fewer answers in that time their share says little. */
  leastAnswers: 20,
  failedRatio: 0.5,
  failedInARow: 10,
} as const;

/** Restarts in a row that bring no engine back, until the agent asks for another instance. */
export const failedRestartsUntilRepair = 3;

/** As many restarts within this time are asked about, too, however long the engine worked between them. Assumed. */
export const restartWindowSeconds = 7200;
