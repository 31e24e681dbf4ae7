import type { SentShares } from '../plan/capacity/sent-shares';
import { timeOrder } from '../simulation/arrivals/time-order';
import { Random } from '../simulation/random';
import { emptyRequests, type Requests } from '../simulation/requests';

/** The requests of a workload, and the share of them that each region is sent. */
export interface SharedStream {
  readonly requests: Requests;
  readonly shares: SentShares;
  /** Index of the workload in what is made of it. */
  readonly workload: number;
}

/** The requests of several workloads that reach one region, in order of arrival. Each request is sent to a region at random. */
export function regionRequests(streams: readonly SharedStream[], region: string, seed: number): Requests {
  const parts = streams.map((stream) => sentTo(stream, region, seed));
  const count = parts.reduce((sum, part) => sum + part.length, 0);
  const [owners, indices] = [new Uint8Array(count), new Uint32Array(count)];
  let made = 0;
  parts.forEach((part, owner) => {
    owners.fill(owner, made, made + part.length);
    indices.set(part, made);
    made += part.length;
  });
  const times = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    const { requests } = streams[owners[at] as number] as SharedStream;
    times[at] = requests.arrivalSeconds[indices[at] as number] as number;
  }
  const order = timeOrder(times);
  const merged = emptyRequests(count);
  for (let to = 0; to < count; to += 1) {
    const from = order[to] as number;
    const { requests, workload } = streams[owners[from] as number] as SharedStream;
    const index = indices[from] as number;
    merged.arrivalSeconds[to] = times[from] as number;
    merged.inputTokens[to] = requests.inputTokens[index] as number;
    merged.outputTokens[to] = requests.outputTokens[index] as number;
    merged.cachedTokens[to] = requests.cachedTokens[index] as number;
    merged.workload[to] = workload;
  }
  return merged;
}

function sentTo({ requests, shares, workload }: SharedStream, region: string, seed: number): Uint32Array {
  let before = 0;
  for (const [name, share] of shares) {
    if (name === region) {
      break;
    }
    before += share;
  }
  const until = before + (shares.get(region) ?? 0);
  const random = new Random(seed + 1000 * (workload + 1));
  const sent = new Uint32Array(requests.count);
  let count = 0;
  for (let request = 0; request < requests.count; request += 1) {
    const drawn = random.uniform();
    if (drawn >= before && drawn < until) {
      sent[count] = request;
      count += 1;
    }
  }
  return sent.slice(0, count);
}
