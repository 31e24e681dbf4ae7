import type { CandidatePlace } from '../fleet/candidate-places';
import type { Fleet, Model } from '../fleet/fleet';
import { servedBy } from './capacity/served-workload';
import { firstPrice } from './prices/price';

/**
 * The fleet with the candidate place of each model that carries the peak of its workloads, within their objectives, at the
 * lowest price, by the arithmetic of mean loads: a simulation of each would take longer than the plan. `polyregion optimize`
 * simulates them. Where none carries it, the first stays, and the plan says what it cannot meet.
 */
export function settledFleet(fleet: Fleet): Fleet {
  return fleet.models.reduce(
    (settled, { derived }, index) => (derived === undefined ? settled : inBestPlace(settled, index)),
    fleet,
  );
}

function inBestPlace(fleet: Fleet, index: number): Fleet {
  const { name, derived } = fleet.models[index] as Model;
  const [best] = (derived?.candidates ?? [])
    .map((place) => placedAt(fleet, index, place))
    .flatMap((placed) => {
      const usd = usdPerHour(placed, name);
      return usd === undefined ? [] : [{ placed, usd }];
    })
    .sort((a, b) => a.usd - b.usd);
  return best === undefined ? fleet : best.placed;
}

function placedAt(fleet: Fleet, index: number, { layout, instanceTypes }: CandidatePlace): Fleet {
  const {
    derived,
    tensorParallel: _tensor,
    dataParallel: _data,
    expertParallel: _expert,
    ...model
  } = fleet.models[index] as Model;
  const reason = `${derived?.reason}; of these the one that carries the peak of its workloads at the lowest price, by the arithmetic of mean loads`;
  const placed = { ...model, ...layout, instanceTypes, derived: { ...derived, reason } } as Model;
  return { ...fleet, models: fleet.models.map((one, at) => (at === index ? placed : one)) };
}

/** Price of the instances that carry the peaks, in the first region of each workload; undefined where a workload is not served. */
function usdPerHour(fleet: Fleet, name: string): number | undefined {
  const served = servedBy(fleet, name);
  return served?.reduce((usd, { workload, types }) => {
    const regions = fleet.jurisdictions[workload.jurisdiction] ?? [];
    const costs = types.map(({ instanceType, plannedRequestsPerSecond }) => {
      const instances = Math.ceil(workload.demand.peakRequestsPerSecond / plannedRequestsPerSecond.value);
      return instances * firstPrice(fleet, workload, instanceType, regions[0] as string).value;
    });
    return usd + Math.max(...costs);
  }, 0);
}
