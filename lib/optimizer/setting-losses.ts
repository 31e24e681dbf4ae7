import { cautiousLatency } from '../figures/figure';
import { failoverTraits } from '../fleet/failover-traits';
import type { Fleet, Workload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import { detection } from '../plan/failover/detection';
import { hasStandby } from '../plan/traffic/shares';
import { areaRoutes } from '../plan/traffic/user-regions';
import type { SettingLoss } from './optimization';
import { changed, type SettingChange } from './setting-change';

/** A longer way by less is not worth a word. */
const leastAddedMs = 1;

/** What someone gives up who makes one change. @param coldStartSeconds at its slow end, of the model that serves a workload */
export function settingLosses(
  fleet: Fleet,
  change: SettingChange,
  coldStartSeconds: (workload: string) => number,
): SettingLoss[] {
  const next = changed(fleet, change);
  const farther = fleet.workloads.flatMap((workload): SettingLoss[] => {
    const [fromMs, toMs] = [roundTripMs(fleet, workload.name), roundTripMs(next, workload.name)];
    return toMs >= fromMs + leastAddedMs ? [{ kind: 'nearness', workload: workload.name, fromMs, toMs }] : [];
  });
  switch (change.kind) {
    case 'region': {
      const { jurisdiction, region, next: other } = change;
      const left = ({ jurisdictions }: Fleet): number => (jurisdictions[jurisdiction] ?? []).length - 1;
      const fewer = left(next) < left(fleet);
      return [
        { kind: 'what stands there', region, next: other },
        ...farther,
        ...(fewer
          ? [{ kind: 'regions left after a loss', jurisdiction, from: left(fleet), to: left(next) } as const]
          : []),
      ];
    }
    case 'failover mode': {
      const [from, to] = [fleet, next].map(({ workloads }) => workloads.find(({ name }) => name === change.workload));
      return [...(from && to ? slower(fleet, from, to, coldStartSeconds(change.workload)) : []), ...farther];
    }
    case 'all on spot':
      return [{ kind: 'on demand', model: change.model }];
    default:
      return change satisfies never;
  }
}

/** Round trip of a mean user; 0 where the fleet file does not say where users are. */
function roundTripMs(fleet: Fleet, name: string): number {
  const workload = fleet.workloads.find((one) => one.name === name) as Workload;
  const regions = fleet.jurisdictions[workload.jurisdiction] ?? [];
  const routes = areaRoutes(workload, regions, hasStandby(workload) ? regions[0] : undefined);
  return routes.reduce((sum, { share, roundTripMs: { value } }) => sum + share.value * value, 0);
}

function slower(fleet: Fleet, from: Workload, to: Workload, coldStartSeconds: number): SettingLoss[] {
  const [fromSeconds, toSeconds] = [from, to].map((one) => recoveryAtMost(fleet, one, coldStartSeconds)) as [
    number,
    number,
  ];
  const promisedSeconds = isNone(to.failover) ? 0 : to.failover.recoverySeconds;
  return toSeconds > fromSeconds
    ? [{ kind: 'recovery time', workload: to.name, fromSeconds, toSeconds, promisedSeconds }]
    : [];
}

/** Until all that is promised runs, if a standby must launch the rest of it. */
function recoveryAtMost(fleet: Fleet, { failover }: Workload, coldStartSeconds: number): number {
  const moved = detection(fleet).trafficMovedSeconds.value;
  const { reactionSeconds } = failoverTraits[isNone(failover) ? 'none' : failover.mode];
  return reactionSeconds === undefined ? moved : moved + Math.ceil(cautiousLatency(reactionSeconds) + coldStartSeconds);
}
