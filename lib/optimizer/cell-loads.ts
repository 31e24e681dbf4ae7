import { promisedShareOf, runningShare } from '../plan/capacity/group-sizes';
import { sentShares } from '../plan/capacity/sent-shares';
import type { ServedRequests } from '../plan/capacity/served-workload';
import { regionRequests } from '../rehearsal/region-requests';
import type { Requests } from '../simulation/requests';
import { rangesOf } from '../sizing/size-answer';

/** Requests that a cell must serve without launching anything. */
export interface CellLoad {
  /** Equal for equal requests. */
  readonly key: string;
  /** The region whose loss sends them there; undefined while all are well. */
  readonly lost: string | undefined;
  readonly requests: Requests;
  /** One rate for each workload of the cell, in the order of the plan. */
  readonly meanRequestsPerSecond: readonly number[];
}

type Made = Pick<CellLoad, 'requests' | 'meanRequestsPerSecond'>;

/** Makes the requests of loads; equal ones are made once. */
export class CellLoads {
  private readonly known = new Map<string, Made>();

  /** @param streams the requests of each workload of the model */
  constructor(
    private readonly streams: readonly Requests[],
    private readonly seed: number,
  ) {}

  /** What a cell must serve on its running instances, its own users first; each load once. */
  running(region: string, sharing: readonly ServedRequests[]): CellLoad[] {
    return this.loads(region, sharing, runningShare);
  }

  /** The same with all that is promised after a loss. */
  promised(region: string, sharing: readonly ServedRequests[]): CellLoad[] {
    return this.loads(region, sharing, promisedShareOf);
  }

  private loads(region: string, sharing: readonly ServedRequests[], shareOf: typeof runningShare): CellLoad[] {
    const here = sharing.filter(({ regions }) => regions.includes(region));
    const others = [...new Set(here.flatMap(({ regions }) => regions))].filter((other) => other !== region);
    return [undefined, ...others]
      .map((lost) => this.load(region, sharing, lost, shareOf))
      .filter(({ requests }) => requests.count > 0)
      .filter(({ key }, index, all) => all.findIndex((other) => other.key === key) === index);
  }

  private load(
    region: string,
    sharing: readonly ServedRequests[],
    lost: string | undefined,
    shareOf: typeof runningShare,
  ): CellLoad {
    const shares = sentShares(sharing, lost, shareOf);
    const key = JSON.stringify(rangesOf({ shares: shares.map((one) => [...one]), arithmetic: 0 }, region));
    const made = this.known.get(key) ?? this.made(region, shares);
    this.known.set(key, made);
    return { key, lost, ...made };
  }

  private made(region: string, shares: ReturnType<typeof sentShares>): Made {
    const streams = this.streams.map((requests, workload) => ({
      requests,
      workload,
      shares: shares[workload] ?? new Map(),
    }));
    const requests = regionRequests(streams, region, this.seed);
    const seconds = Math.max(1, requests.arrivalSeconds[requests.count - 1] ?? 0);
    const counts = this.streams.map(() => 0);
    for (const workload of requests.workload) {
      counts[workload] = (counts[workload] ?? 0) + 1;
    }
    return { requests, meanRequestsPerSecond: counts.map((count) => count / seconds) };
  }
}
