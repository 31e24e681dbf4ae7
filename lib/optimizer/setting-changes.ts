import { countriesOfJurisdiction } from '../catalogue/jurisdictions';
import { zoneIdsOfRegion } from '../catalogue/prices';
import { regionCodes, region as regionOf } from '../catalogue/regions';
import { failoverModes } from '../contract/failover-modes';
import { cautiousLatency } from '../figures/figure';
import { failoverTraits } from '../fleet/failover-traits';
import type { Fleet, Workload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import { shapeTraits } from '../fleet/shape-traits';
import { detection } from '../plan/failover/detection';
import type { SettingChange } from './setting-change';

/** The ways in which one thing may be otherwise; of each list a plan takes at most one. */
export const settingChanges = (fleet: Fleet): SettingChange[][] =>
  [
    ...Object.keys(fleet.jurisdictions).map((name) => regionChanges(fleet, name)),
    ...fleet.workloads.map((workload) => modeChanges(fleet, workload)),
    ...fleet.workloads.map((workload) => spotChanges(fleet, workload)),
  ].filter((changes) => changes.length > 0);

/**
 * A region of a jurisdiction is left out where two remain for every workload that is promised to survive the loss of one, or
 * gives its place to another in which the data may lie. The home region stays, and so does a region of two jurisdictions.
 */
function regionChanges(fleet: Fleet, jurisdiction: string): SettingChange[] {
  const list = fleet.jurisdictions[jurisdiction] ?? [];
  const users = fleet.workloads.filter((workload) => workload.jurisdiction === jurisdiction);
  const isShared = (code: string): boolean =>
    Object.entries(fleet.jurisdictions).some(([name, codes]) => name !== jurisdiction && codes.includes(code));
  const least = users.some(({ failover }) => !isNone(failover)) ? 2 : 1;
  const others = inside(jurisdiction, list).filter((code) => !fleet.regions.includes(code));
  const nexts: readonly (string | undefined)[] = list.length > least ? [undefined, ...others] : others;
  return users.length === 0
    ? []
    : list
        .filter((code) => code !== fleet.homeRegion && !isShared(code))
        .flatMap((region) => nexts.map((next): SettingChange => ({ kind: 'region', jurisdiction, region, next })));
}

/** Regions of the countries that the name of a jurisdiction allows, or that it has already. */
function inside(jurisdiction: string, list: readonly string[]): string[] {
  const countries: readonly (string | undefined)[] =
    countriesOfJurisdiction(jurisdiction) ?? list.map((code) => regionOf(code)?.country);
  return regionCodes.filter((code) => countries.includes(regionOf(code)?.country) && zoneIdsOfRegion(code).length > 0);
}

/** Modes that are deployed in so many regions and can keep the stated time, as far as that is known without a plan. */
function modeChanges(fleet: Fleet, { name, shape, jurisdiction, failover }: Workload): SettingChange[] {
  const regions = (fleet.jurisdictions[jurisdiction] ?? []).length;
  if (isNone(failover) || shapeTraits[shape].promise === 'deadline') {
    return [];
  }
  const moved = detection(fleet).trafficMovedSeconds.value;
  return failoverModes
    .filter((mode) => mode !== failover.mode && failoverTraits[mode].notYetDeployed(regions) === undefined)
    .filter((mode) => {
      const { reactionSeconds } = failoverTraits[mode];
      const reaction = reactionSeconds === undefined ? 0 : cautiousLatency(reactionSeconds);
      return moved + reaction <= failover.recoverySeconds;
    })
    .map((to) => ({ kind: 'failover mode', workload: name, from: failover.mode, to }));
}

/** A batch whose spot pool the fleet file limits. */
function spotChanges({ models }: Fleet, { model: name, shape, objectives }: Workload): SettingChange[] {
  const overflow = models.find((model) => model.name === name)?.pools.overflow;
  return shapeTraits[shape].promise === 'deadline' && objectives.latency === undefined && overflow !== undefined
    ? [{ kind: 'all on spot', model: name, from: overflow.maxInstances }]
    : [];
}
