import { Random } from '../../simulation/random';
import { Clients } from '../dns/clients';
import { HealthCheck } from '../dns/health-check';
import type { RegionAnswer } from '../dns/resolve';
import type { Design } from './design';
import { type FaultKind, isDuring, type ScheduledFault } from './fault-schedule';
import { FlowCell } from './flow-cell';
import type { FlowSetup } from './flow-setup';
import { RepairDesk } from './repair-desk';
import { type Flow, type SharedOut, shareOut } from './share-out';

/** Demand goes from its mean to its peak and back in so many seconds. Assumed: a day in two hours. */
const dayInSeconds = 7200;

/** Faults of a region are there for every cell and check of it. */
const struckAtOnce: readonly FaultKind[] = [
  'region-down',
  'instances-lost',
  'zone-lost',
  'cell-empty',
  'spot-reclaimed',
  'block-ends',
];

/** A fleet under a schedule of faults, second by second. */
export class FlowWorld {
  readonly cells: readonly FlowCell[];
  readonly checks: readonly (readonly HealthCheck[])[];
  readonly clients: Clients;
  readonly desk: RepairDesk;
  /** Health checks that have changed their mind. */
  moves = 0;
  shared: SharedOut = { sent: [], refused: [] };
  private readonly random: Random;
  private readonly phase: number;
  private readonly tiers: readonly (readonly (readonly number[])[])[];

  constructor(
    readonly setup: FlowSetup,
    readonly faults: readonly ScheduledFault[],
    private readonly design: Design,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.phase = this.random.uniform();
    this.cells = setup.cells.map((cell) => new FlowCell(setup.model, cell, design.floorOf(cell.minInstances)));
    this.checks = setup.workloads.map(({ regions }) => regions.map(() => new HealthCheck(setup.dns.failures)));
    this.clients = new Clients(
      setup.places,
      setup.dns.ttlSeconds,
      setup.dns.connectionSeconds,
      (workload) => this.answers(workload),
      design.resolve,
    );
    this.desk = new RepairDesk(this.cells, setup.model, design.repair);
    const all = setup.cells.map(({ region }) => region);
    this.tiers = setup.workloads.map((workload) => {
      const allowed = design.regionsOf(workload, all);
      return all.map((entry) =>
        all
          .flatMap((region, index) => (allowed.includes(region) ? [index] : []))
          .sort(
            (a, b) => setup.roundTripSeconds(entry, all[a] as string) - setup.roundTripSeconds(entry, all[b] as string),
          ),
      );
    });
  }

  async step(second: number): Promise<void> {
    this.strike(second);
    this.cells.forEach((cell, index) => {
      cell.work(this.speed(cell.setup.region, second));
      const { ready } = cell.group.tick(second, this.mostLaunches(index, second));
      if (ready > 0) {
        cell.returnedAt = second;
      }
      cell.track(second, !this.hasNoMetrics(cell.setup.region, second));
    });
    if (this.desk.isDue(second)) {
      await this.desk.work(second, {
        isThrottled: this.isActive('api-throttled', second),
        hasTable: !this.isActive('state-unavailable', second),
        copies: this.isActive('two-copies', second) ? 2 : 1,
        isRepeated: this.isActive('events-repeated', second),
      });
    }
    this.observe(second);
    this.clients.tick(
      second,
      (workload) => this.answers(workload),
      (region) => !this.isDown(region, second),
    );
    this.serve(second);
  }

  isActive(kind: FaultKind, second: number, region?: string): boolean {
    return this.faults.some(
      (fault) =>
        fault.kind === kind && isDuring(fault, second) && (region === undefined || this.regionOf(fault) === region),
    );
  }

  isDown(region: string, second: number): boolean {
    return this.isActive('region-down', second, region);
  }

  /** Whether a request that comes to the region finds a cell of its jurisdiction that serves. */
  isReady(workload: number, region: string, second: number): boolean {
    const { regions } = this.setup.workloads[workload] as FlowSetup['workloads'][number];
    return (
      !this.isDown(region, second) &&
      this.cells.some(
        ({ setup, group }) =>
          regions.includes(setup.region) && !this.isDown(setup.region, second) && group.serving.length > 0,
      )
    );
  }

  answers(workload: number): RegionAnswer[] {
    const { regions, records } = this.setup.workloads[workload] as FlowSetup['workloads'][number];
    return records.map(({ region, role }) => ({
      region,
      role,
      isHealthy: this.checks[workload]?.[regions.indexOf(region)]?.isHealthy ?? true,
    }));
  }

  /** What gateways of other regions see of each cell; nothing of a region that is down. */
  private loads(second: number) {
    return this.cells.map(({ setup, group, inFlight }) => ({
      slots: this.isDown(setup.region, second) ? 0 : this.design.readyInstances(group) * setup.slotsPerInstance,
      inFlight,
    }));
  }

  private serve(second: number): void {
    const seen = this.loads(second);
    const open = this.cells.map((cell, index) => ({
      slots: seen[index]?.slots ?? 0,
      readySlots: cell.readySlots,
      limit: cell.limit,
      inFlight: cell.inFlight,
    }));
    this.shared = shareOut(this.flows(second), open, seen, {
      tiers: (workload, entry) => this.tiers[workload]?.[entry] ?? [],
      chooseTier: this.design.chooseTier,
      mostCrossings: this.design.mostCrossings,
    });
    this.cells.forEach((cell, index) => {
      cell.inFlight = open[index]?.inFlight ?? 0;
    });
  }

  /** What comes to the gateways of each region that can be reached. */
  private flows(second: number): Flow[] {
    const wave = Math.abs(((((second / dayInSeconds + this.phase) % 1) + 1) % 1) - 0.5) * 2;
    const flows = new Map<string, { workload: number; entry: number; perSecond: number }>();
    for (const { workload, share, region } of this.clients.cohorts) {
      const entry = this.setup.cells.findIndex((cell) => cell.region === region);
      if (entry < 0 || region === undefined || this.isDown(region, second)) {
        continue;
      }
      const { meanPerSecond, peakPerSecond } = this.setup.workloads[workload] as FlowSetup['workloads'][number];
      const perSecond = share * (meanPerSecond + (peakPerSecond - meanPerSecond) * wave);
      const key = `${workload} ${entry}`;
      const known = flows.get(key);
      if (known === undefined) {
        flows.set(key, { workload, entry, perSecond });
      } else {
        known.perSecond += perSecond;
      }
    }
    return [...flows.values()];
  }

  private strike(second: number): void {
    for (const fault of this.faults) {
      if (fault.at !== second) {
        continue;
      }
      const cell = this.cellOf(fault);
      if (struckAtOnce.includes(fault.kind)) {
        this.take(fault, cell, second);
      }
      if (fault.kind === 'gpu-fault') {
        this.desk.report(cell, second);
      }
    }
  }

  private take({ kind, share, where }: ScheduledFault, cell: FlowCell, second: number): void {
    const { serving, instances } = cell.group;
    const part = (of: number): number => Math.max(1, Math.ceil(of * share));
    switch (kind) {
      case 'region-down':
        cell.lose(
          instances.filter(({ state }) => state !== 'lost' && state !== 'ended'),
          second,
        );
        return;
      case 'instances-lost':
        cell.lose(serving.slice(0, part(serving.length)), second);
        return;
      case 'spot-reclaimed':
        cell.lose(serving.slice(0, Math.ceil((serving.length * (1 + share)) / 2)), second);
        return;
      case 'zone-lost': {
        const { zoneIds } = cell.setup;
        cell.lose(
          serving.filter(({ zoneId }) => zoneId === zoneIds[where % zoneIds.length]),
          second,
        );
        return;
      }
      case 'cell-empty':
        cell.lose(serving, second);
        return;
      case 'block-ends':
        for (const instance of serving.slice(0, part(serving.length))) {
          instance.state = 'leaving';
        }
        return;
      default:
        throw new Error(`${kind} takes nothing away`);
    }
  }

  private observe(second: number): void {
    if (second % this.setup.dns.checkSeconds !== 0) {
      return;
    }
    this.setup.workloads.forEach(({ regions }, workload) => {
      regions.forEach((region, index) => {
        const answer = this.checkAnswer(workload, region, second);
        if (answer !== undefined && this.checks[workload]?.[index]?.observe(answer)) {
          this.moves += 1;
        }
      });
    });
  }

  private checkAnswer(workload: number, region: string, second: number): boolean | undefined {
    if (this.design.readyWithoutMetrics !== undefined && this.hasNoMetrics(region, second)) {
      return this.design.readyWithoutMetrics;
    }
    return !this.isCheckWrong(region, second) && this.isReady(workload, region, second);
  }

  isCheckWrong(region: string, second: number): boolean {
    return this.faults.some((fault) => {
      if (!isDuring(fault, second) || this.regionOf(fault) !== region) {
        return false;
      }
      const period = 20 + 70 * fault.share;
      return (
        fault.kind === 'check-broken' ||
        (fault.kind === 'check-flaps' && Math.floor((second - fault.at) / period) % 2 === 1)
      );
    });
  }

  private hasNoMetrics(region: string, second: number): boolean {
    return this.isActive('metrics-lost-everywhere', second) || this.isActive('metrics-lost', second, region);
  }

  /** Instances that AWS would give the cell now. */
  private mostLaunches(index: number, second: number): number {
    const { setup, group } = this.cells[index] as FlowCell;
    const { region } = setup;
    if (this.isDown(region, second) || this.isActive('no-capacity', second, region)) {
      return 0;
    }
    const short = this.faults.find(
      (fault) => fault.kind === 'partial-capacity' && isDuring(fault, second) && this.regionOf(fault) === region,
    );
    const given = short === undefined ? Number.POSITIVE_INFINITY : Number(this.random.uniform() < short.share);
    const quota = this.isActive('quota-reached', second, region) ? setup.minInstances : Number.POSITIVE_INFINITY;
    return Math.max(0, Math.min(given, quota - group.launchedCount));
  }

  private speed(region: string, second: number): number {
    const slow = this.faults.filter(
      (fault) => fault.kind === 'slow-region' && isDuring(fault, second) && this.regionOf(fault) === region,
    );
    return slow.reduce((speed, { share }) => Math.min(speed, 0.1 + 0.9 * share), 1);
  }

  cellOf = ({ where }: ScheduledFault): FlowCell => this.cells[where % this.cells.length] as FlowCell;

  regionOf = (fault: ScheduledFault): string => this.cellOf(fault).setup.region;
}
