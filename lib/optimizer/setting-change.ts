import type { FailoverMode } from '../contract/failover-modes';
import type { FleetEdit } from '../fleet/edit-fleet';
import { failoverTraits } from '../fleet/failover-traits';
import type { Fleet, Workload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import { usersOf } from './served-placement';

/** What a plan may change of a fleet besides how its models are placed. */
export type SettingChange =
  | {
      readonly kind: 'region';
      readonly jurisdiction: string;
      readonly region: string;
      /** The region that takes its place; undefined where none does. */
      readonly next: string | undefined;
    }
  | {
      readonly kind: 'failover mode';
      readonly workload: string;
      readonly from: FailoverMode;
      readonly to: FailoverMode;
    }
  /** A batch runs on spot alone, where the fleet file allows it fewer spot instances than it needs. */
  | { readonly kind: 'all on spot'; readonly model: string; readonly from: number };

/** The fleet with one change. */
export function changed(fleet: Fleet, change: SettingChange): Fleet {
  switch (change.kind) {
    case 'region': {
      const { jurisdiction, region, next } = change;
      const without = (codes: readonly string[]): string[] =>
        codes.flatMap((code) => (code !== region ? [code] : next === undefined ? [] : [next]));
      return {
        ...fleet,
        regions: without(fleet.regions),
        jurisdictions: { ...fleet.jurisdictions, [jurisdiction]: without(fleet.jurisdictions[jurisdiction] ?? []) },
      };
    }
    case 'failover mode':
      return {
        ...fleet,
        workloads: fleet.workloads.map((one) => (one.name === change.workload ? inMode(one, change.to) : one)),
      };
    case 'all on spot':
      return {
        ...fleet,
        models: fleet.models.map((one) => {
          const { overflow: _limited, ...pools } = one.pools;
          return one.name === change.model ? { ...one, pools } : one;
        }),
      };
    default:
      return change satisfies never;
  }
}

function inMode<One extends Workload>(workload: One, mode: FailoverMode): One {
  if (isNone(workload.failover)) {
    return workload;
  }
  const { standbyShareRatio, ...failover } = workload.failover;
  const keepsShare = standbyShareRatio !== undefined && failoverTraits[mode].statesStandbyShare;
  return { ...workload, failover: { ...failover, mode, ...(keepsShare && { standbyShareRatio }) } };
}

/** What the fleet file says differently. */
export function editsOf(fleet: Fleet, change: SettingChange): FleetEdit[] {
  switch (change.kind) {
    case 'region':
      return [{ region: change.region, next: change.next }];
    case 'failover mode': {
      const index = fleet.workloads.findIndex(({ name }) => name === change.workload);
      const failover = fleet.workloads[index]?.failover;
      const path = ['workloads', index, 'failover'];
      const statesShare = failover !== undefined && !isNone(failover) && failover.standbyShareRatio !== undefined;
      return [
        { path, key: 'mode', value: change.to },
        ...(statesShare && !failoverTraits[change.to].statesStandbyShare
          ? [{ path, key: 'standbyShareRatio', value: undefined }]
          : []),
      ];
    }
    case 'all on spot': {
      const index = fleet.models.findIndex(({ name }) => name === change.model);
      return [{ path: ['models', index, 'pools'], key: 'overflow', value: undefined }];
    }
    default:
      return change satisfies never;
  }
}

/** Whether the cells of a model follow from what is changed. */
export function touches(fleet: Fleet, change: SettingChange, model: string): boolean {
  switch (change.kind) {
    case 'region':
      return usersOf(fleet, model).some(({ jurisdiction }) => jurisdiction === change.jurisdiction);
    case 'failover mode':
      return usersOf(fleet, model).some(({ name }) => name === change.workload);
    case 'all on spot':
      return model === change.model;
    default:
      return change satisfies never;
  }
}
