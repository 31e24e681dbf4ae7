import type { Fleet, Workload } from '../fleet/fleet';
import { byPromise, type ServedRequests, type ServedWorkload } from '../plan/capacity/served-workload';
import { type SharesWithout, sharesWithout } from '../plan/traffic/shares';
import type { CellLoad, CellLoads } from './cell-loads';
import { type ServedPlacement, usersOf } from './served-placement';

/** What a model is asked for in one setting, however it is placed. */
export class ModelInSetting {
  /** Regions of its workloads, each once. */
  readonly regions: readonly string[];
  private readonly shares = new Map<string, SharesWithout>();
  private readonly runningLoads = new Map<string, CellLoad[]>();

  constructor(
    readonly fleet: Fleet,
    name: string,
    private readonly loads: CellLoads,
  ) {
    const users = usersOf(fleet, name);
    this.regions = [...new Set(users.flatMap((one) => this.regionsOf(one)))];
  }

  /** A placement that was worked out in another setting with the same workloads in each cell. */
  served({ model, served }: ServedPlacement): ServedPlacement {
    return { fleet: this.fleet, model, served: served.map((one) => this.moved(one)) };
  }

  running(region: string, sharing: readonly ServedRequests[]): readonly CellLoad[] {
    const loads = this.runningLoads.get(region) ?? this.loads.running(region, sharing);
    this.runningLoads.set(region, loads);
    return loads;
  }

  promised(region: string, sharing: readonly ServedRequests[]): readonly CellLoad[] {
    return this.loads.promised(region, sharing);
  }

  private moved(one: ServedWorkload): ServedWorkload {
    const { failover } = this.fleet.workloads.find(({ name }) => name === one.workload.name) as Workload;
    const workload = { ...one.workload, failover };
    const regions = this.regionsOf(workload);
    const shares = this.shares.get(workload.name) ?? sharesWithout(workload, regions);
    this.shares.set(workload.name, shares);
    return { ...one, workload, regions, sharesWithout: shares };
  }

  private regionsOf = ({ jurisdiction }: Pick<Workload, 'jurisdiction'>): readonly string[] =>
    this.fleet.jurisdictions[jurisdiction] ?? [];
}

/** The workloads of a placement whose clients wait for generated answers, in the order of their names. */
export const sharingOf = ({ model, served }: Pick<ServedPlacement, 'model' | 'served'>): ServedRequests[] =>
  model.task !== 'generate'
    ? []
    : served
        .flatMap((one) => byPromise<ServedRequests[]>(one, { latency: (requests) => [requests], deadline: () => [] }))
        .sort((a, b) => (a.workload.name < b.workload.name ? -1 : 1));
