import type { CellOutcome } from './cell-outcome';
import type { EngineLimits } from './engine-limits';
import { Replica } from './replica';
import type { Requests } from './requests';
import { sequencesOf } from './sequences';
import type { StepSeconds } from './step-seconds';

/** One engine whose clients send the next request as soon as one is answered. */
export interface ClosedLoop {
  readonly engine: EngineLimits;
  readonly stepSeconds: StepSeconds;
  /** Requests that clients keep in flight. */
  readonly concurrency: number;
  /** From an answer until the next request reaches the engine. @default 0 */
  readonly betweenSeconds?: number;
}

/** Works through the requests in their order; their arrival times become those at which they were sent. */
export function simulateClosedLoop(requests: Requests, loop: ClosedLoop): CellOutcome {
  const { engine, stepSeconds, concurrency, betweenSeconds = 0 } = loop;
  const sequences = sequencesOf(requests);
  const replica = new Replica(sequences, engine, stepSeconds);
  const { arrivalSeconds, count } = requests;
  const first = Math.min(concurrency, count);
  arrivalSeconds.fill(0, 0, first);
  let [submitted, scheduled, refused, now] = [0, first, 0, 0];
  while (submitted < scheduled || !replica.isIdle) {
    const arrival = submitted < scheduled ? (arrivalSeconds[submitted] as number) : Number.POSITIVE_INFINITY;
    if (arrival < replica.nextSeconds || (arrival === replica.nextSeconds && betweenSeconds > 0)) {
      now = arrival;
      for (; submitted < scheduled && arrivalSeconds[submitted] === now; submitted += 1) {
        if (!replica.submit(submitted, now)) {
          refused += 1;
        }
      }
      if (replica.isIdle) {
        replica.begin(now);
      }
      continue;
    }
    now = replica.nextSeconds;
    const next = Math.min(count, scheduled + replica.end());
    arrivalSeconds.fill(now + betweenSeconds, scheduled, next);
    scheduled = next;
    for (; betweenSeconds === 0 && submitted < scheduled; submitted += 1) {
      if (!replica.submit(submitted, now)) {
        refused += 1;
      }
    }
    replica.begin(now);
  }
  return {
    firstTokenAt: sequences.firstTokenAt,
    finishedAt: sequences.finishedAt,
    refused,
    preemptions: replica.preemptions,
    seconds: now,
    busyRatio: now === 0 ? 0 : replica.busySeconds / now,
    meanCacheRatio: replica.busySeconds === 0 ? 0 : replica.cacheSeconds / replica.busySeconds,
    peakCacheRatio: replica.peakCacheRatio,
    meanInstances: 1,
    launches: 0,
  };
}
