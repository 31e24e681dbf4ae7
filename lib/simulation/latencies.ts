import type { CellOutcome } from './cell-outcome';
import type { Requests } from './requests';

/** What the requests of one workload were answered in, seconds, in no order. */
export interface Latencies {
  readonly timeToFirstToken: Float64Array;
  /** Time per output token; only answers of more than one token have one. */
  readonly timePerOutputToken: Float64Array;
  readonly endToEnd: Float64Array;
  readonly refused: number;
}

type Served = { readonly requests: Requests; readonly outcome: Pick<CellOutcome, 'firstTokenAt' | 'finishedAt'> };

/**
 * @param cells where requests of the workload went
 * @param overheadSeconds between a client and the engine's queue, and back
 * @param fromSeconds requests that arrive earlier are left out. @default none are
 */
export function latenciesOf(
  cells: readonly Served[],
  workload: number,
  overheadSeconds: number,
  fromSeconds = 0,
): Latencies {
  const count = cells.reduce((sum, { requests }) => sum + requests.count, 0);
  const [first, each, whole] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  let [answered, decoded, refused] = [0, 0, 0];
  for (const { requests, outcome } of cells) {
    for (let request = 0; request < requests.count; request += 1) {
      if (requests.workload[request] !== workload || (requests.arrivalSeconds[request] as number) < fromSeconds) {
        continue;
      }
      const finishedAt = outcome.finishedAt[request] as number;
      if (Number.isNaN(finishedAt)) {
        refused += 1;
        continue;
      }
      const arrived = (requests.arrivalSeconds[request] as number) - overheadSeconds;
      const firstTokenAt = outcome.firstTokenAt[request] as number;
      const tokens = requests.outputTokens[request] as number;
      first[answered] = firstTokenAt - arrived;
      whole[answered] = finishedAt - arrived;
      answered += 1;
      if (tokens > 1) {
        each[decoded] = (finishedAt - firstTokenAt) / (tokens - 1);
        decoded += 1;
      }
    }
  }
  return {
    timeToFirstToken: first.subarray(0, answered),
    timePerOutputToken: each.subarray(0, decoded),
    endToEnd: whole.subarray(0, answered),
    refused,
  };
}
