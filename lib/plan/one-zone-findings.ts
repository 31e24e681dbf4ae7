import { type Finding, warning } from '../contract/findings';
import type { Fleet } from '../fleet/fleet';
import { type CellPlan, serves } from './capacity/cell';
import type { Plan } from './plan';

/** What the loss of a zone takes, where a cell stands in one zone on purpose. */
export const oneZoneFindings = ({ models }: Fleet, plan: Plan): Finding[] =>
  models.flatMap(({ name, zones }, index) =>
    zones === undefined
      ? []
      : plan.cells
          .filter((cell) => cell.model === name && cell.zoneIds.length === 1)
          .map((cell) =>
            warning(['models', index, 'zones'], {
              problem: `lets the cell of ${cell.region} stand in one zone: when that zone is lost, so are all its instances; ${consequences(plan, cell)}`,
              got: cell.zoneIds[0],
              expected: 'two zones, so that a zone is less than a region',
              fix: `nothing, if that is meant (${zones.one}; ${zones.owner}); else allow a type that two zones of ${cell.region} offer`,
              source: 'EC2 Auto Scaling User Guide, 2026: Availability Zone distribution',
            }),
          ),
  );

const consequences = ({ workloads }: Plan, cell: CellPlan): string =>
  workloads
    .filter((workload) => serves(cell, workload))
    .map(({ name, failover }) => {
      const left = failover.survivors.find(({ lostRegion }) => lostRegion === cell.region);
      return left === undefined || left.shareOfPeak.value === 0
        ? `no other cell then serves ${name}`
        : `the other regions then serve ${left.shareOfPeak.value.toFixed(2)} of the peak of ${name} without a launch`;
    })
    .join('; ');
