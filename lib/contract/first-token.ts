/**
 * How an instance says how fast it begins to answer: the mean of its newest answers to users. Fewer would say more about
 * their prompts than about the instance. The agent's own probes do not count: beside one that only they ask, an instance
 * with users would look slow.
 */
export const firstTokenWindow = {
  leastAnswers: 30,
  /** How far it looks back for them. */
  mostMinutes: 15,
} as const;

/** What a cell's instances usually need, over whole days in UTC. */
export const usualFirstToken = {
  /** The 90th percentile of the instances' means over a day. The median of the days counts. */
  statistic: 'p90',
  baselineDays: 7,
  /** With fewer days, no usual value is known yet. */
  leastBaselineDays: 3,
  /** For so long it is published ahead, a value a minute: an alarm sees the minutes that it looks at, and no day before them. */
  aheadSeconds: 6600,
} as const;
