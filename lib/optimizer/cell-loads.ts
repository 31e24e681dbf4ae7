import { regionRequests } from '../rehearsal/region-requests';
import type { Requests } from '../simulation/requests';
import type { CellQuestion, Load } from '../sizing/cell-question';
import { rangesOf } from '../sizing/size-answer';

/** Requests that a cell must serve without launching anything. */
export interface CellLoad {
  /** Equal for equal requests. */
  readonly key: string;
  /** The region whose loss sends them there; undefined while all are well. */
  readonly lost: string | undefined;
  readonly requests: Requests;
}

/** Makes the requests of loads; equal ones are made once. */
export class CellLoads {
  private readonly known = new Map<string, Requests>();

  /** @param streams the requests of each workload of the model */
  constructor(
    private readonly streams: readonly Requests[],
    private readonly seed: number,
  ) {}

  /** The loads of a cell, its own first, without those that send it nothing, each once. */
  of(region: string, { own, running }: CellQuestion['loads'], others: readonly string[]): CellLoad[] {
    return [
      ...own.map((load) => ({ load, lost: undefined })),
      ...running.map((load, at) => ({ load, lost: others[at] })),
    ]
      .map(({ load, lost }) => this.load(region, load, lost))
      .filter(({ requests }) => requests.count > 0)
      .filter(({ key }, index, all) => all.findIndex((other) => other.key === key) === index);
  }

  private load(region: string, load: Load, lost: string | undefined): CellLoad {
    const key = JSON.stringify(rangesOf(load, region));
    const requests = this.known.get(key) ?? regionRequests(this.shared(load), region, this.seed);
    this.known.set(key, requests);
    return { key, lost, requests };
  }

  private shared({ shares }: Load) {
    return this.streams.map((requests, workload) => ({ requests, workload, shares: new Map(shares[workload]) }));
  }
}
