import type { Figure } from './figure';

/** What one replica does at one concurrency. */
export interface ReplicaThroughput {
  readonly concurrency: number;
  readonly timeToFirstTokenSeconds: Figure;
  readonly timePerOutputTokenSeconds: Figure;
  readonly requestsPerSecond: Figure;
}
