import { assumed, derived, type Figure, show } from '../../figures/figure';
import { hoursPerDay } from '../../figures/hours';
import { workingSeconds } from '../capacity/batch-sizes';
import type { CellPlan } from '../capacity/cell';
import type { ServedBatch } from '../capacity/served-workload';
import { type Left, noOtherRegion, sharedLimit } from './survivors';

/** What the other regions finish by the deadline, once they have grown. */
export function batchSurvivors(lostRegion: string, cells: readonly CellPlan[], one: ServedBatch): Left {
  const shares = one.sharesWithout(lostRegion);
  const asked = cells.filter(
    ({ model, region }) => model === one.model.name && region !== lostRegion && (shares.get(region)?.value ?? 0) > 0,
  );
  const grown = sharedLimit(
    asked.map((cell) => finishedShare(cell, shares.get(cell.region) as Figure, one)),
    noOtherRegion,
  );
  return {
    lostRegion,
    shareOfPeak: assumed(0, 'ratio', 'a batch waits for its instances'),
    shareOfPeakGrown: grown,
    shedRatio: assumed(0, 'ratio', 'a batch is not refused: it waits'),
  };
}

function finishedShare({ region, maxInstances }: CellPlan, share: Figure, one: ServedBatch): Figure {
  const { slowest, demand } = one;
  const each = slowest.plannedRequestsPerSecond;
  const requests =
    demand.meanRequestsPerSecond.value * Math.max(hoursPerDay, one.workload.objectives.deadlineHours) * 3600;
  const done = maxInstances.value * each.value * Math.max(0, workingSeconds(one));
  return derived(
    done / (requests * share.value),
    'ratio',
    `${region}, the tightest: ${maxInstances.value} instances × ${show(each.value)} requests/s × ${Math.round(workingSeconds(one))} s ÷ (${show(requests)} requests × ${show(share.value)} that comes to it)`,
    { from: [maxInstances, each, demand.meanRequestsPerSecond, share] },
  );
}
