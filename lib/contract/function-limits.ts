/** Limits on what the functions wait for, so that a service that is silent ends a call and not the whole function. */
export const functionLimits = {
  /** After this Lambda ends the function, and nothing of it is logged or published. */
  timeoutSeconds: 60,
  /** Longest wait for one answer of AWS. Its services usually answer within tenths of a second. */
  answerSeconds: 3,
  /** Calls that fail are made once more; Lambda repeats the whole event after that. */
  attempts: 2,
  /** Longest pause between two attempts: the SDK doubles half a second for a throttled call. */
  pauseSeconds: 1,
  /** Calls that the function with the most of them makes one after the other: the repair function, for one request. */
  mostCalls: 7,
} as const;

/** The longest that calls of which none is answered may take. */
export const longestWaitSeconds = (calls: number): number =>
  calls *
  (functionLimits.attempts * functionLimits.answerSeconds +
    (functionLimits.attempts - 1) * functionLimits.pauseSeconds);
