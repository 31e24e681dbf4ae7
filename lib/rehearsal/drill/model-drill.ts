import { Random } from '../../simulation/random';
import { type Sequences, sequencesOf } from '../../simulation/sequences';
import { trackingPeriodSeconds } from '../../simulation/target-tracking';
import { Clients } from '../dns/clients';
import { HealthCheck } from '../dns/health-check';
import type { RegionAnswer } from '../dns/resolve';
import { knownToGateways } from './balancer';
import { drillTimes } from './drill-assumptions';
import type { DrillEvent, DrillHappening } from './drill-event';
import { DrilledGroup, type DrilledInstance } from './drilled-group';
import { EnginePool } from './engine-pool';
import { canLaunch, type DrillFault, isRegionDown } from './fault';
import type { ModelSetup } from './model-setup';
import { RequestFates } from './request-fates';
import { type RouteMode, Router } from './router';

/** What a drill shows of one model. */
export interface DrilledModel {
  readonly setup: ModelSetup;
  readonly sequences: Sequences;
  readonly fates: RequestFates;
  readonly events: readonly DrillEvent[];
  /** By second: instances that serve, and those that are paid for, of each cell. */
  readonly serving: readonly Uint16Array[];
  readonly paid: readonly Uint16Array[];
}

/** Replays the clients of one model through a loss, second by second; requests and engines keep their exact times. */
export class ModelDrill {
  private readonly sequences: Sequences;
  private readonly fates: RequestFates;
  private readonly pool: EnginePool;
  private readonly groups: readonly DrilledGroup[];
  private readonly checks: readonly (readonly HealthCheck[])[];
  private readonly clients: Clients;
  private readonly router: Router;
  private readonly events: DrillEvent[] = [];
  private readonly coming: boolean[][];
  private readonly cohortOf: Uint16Array;
  private readonly inFlightSums: number[];
  private arrived = 0;

  constructor(
    private readonly setup: ModelSetup,
    private readonly faults: readonly DrillFault[],
    mode: RouteMode,
  ) {
    this.sequences = sequencesOf(setup.requests);
    this.fates = new RequestFates(setup.requests.count);
    this.pool = new EnginePool(this.sequences);
    this.groups = setup.cells.map(
      (cell) =>
        new DrilledGroup(
          {
            ...cell,
            startEngines: () =>
              Array.from({ length: cell.enginesPerInstance }, () => this.pool.add(cell.engine, cell.stepSeconds)),
          },
          this.pool,
        ),
    );
    this.checks = setup.workloads.map(({ regions }) => regions.map(() => new HealthCheck(setup.dns.failures)));
    this.clients = new Clients(setup.places, setup.dns.ttlSeconds, setup.dns.connectionSeconds, (workload) =>
      this.answers(workload),
    );
    this.router = new Router(setup, this.groups, this.pool, this.fates, this.sequences, mode);
    this.coming = setup.workloads.map((_, workload) => setup.cells.map(({ region }) => this.comeTo(workload, region)));
    this.cohortOf = cohorts(setup, this.clients);
    const homes = this.clients.cohorts.map((cohort) => setup.cells.findIndex(({ region }) => region === cohort.region));
    this.cohortOf.forEach((cohort, request) => {
      this.fates.home[request] = homes[cohort] as number;
    });
    this.inFlightSums = setup.cells.map(() => 0);
  }

  run(seconds: number): DrilledModel {
    const serving = this.groups.map(() => new Uint16Array(seconds));
    const paid = this.groups.map(() => new Uint16Array(seconds));
    for (let second = 0; second < seconds; second += 1) {
      this.control(second);
      this.groups.forEach((group, index) => {
        (serving[index] as Uint16Array)[second] = group.serving.length;
        (paid[index] as Uint16Array)[second] = group.paid;
      });
      this.serve(second + 1);
    }
    this.pool.advance(Number.POSITIVE_INFINITY);
    return { setup: this.setup, sequences: this.sequences, fates: this.fates, events: this.events, serving, paid };
  }

  private serve(until: number): void {
    const { arrivalSeconds, count } = this.sequences;
    for (; this.arrived < count && (arrivalSeconds[this.arrived] as number) < until; this.arrived += 1) {
      const now = arrivalSeconds[this.arrived] as number;
      this.pool.advance(now);
      const cohort = this.clients.cohorts[this.cohortOf[this.arrived] as number];
      this.router.arrive(this.arrived, cohort?.region, now);
    }
    this.pool.advance(until);
  }

  private control(second: number): void {
    for (const fault of this.faults) {
      if (fault.fromSeconds === second) {
        this.strike(fault, second);
      }
      if (fault.loss.kind === 'region' && fault.untilSeconds === second) {
        this.say(second, fault.loss.region, { kind: 'reachable' });
      }
    }
    this.groups.forEach((group, index) => {
      const { region } = group.setup;
      const canLaunchHere = this.faults.every((fault) => canLaunch(fault, region, second));
      const happened = group.tick(second, canLaunchHere ? Number.POSITIVE_INFINITY : 0);
      if (happened.failed > 0) {
        this.say(second, region, { kind: 'launch refused', instances: happened.failed });
      }
      if (happened.launched > 0) {
        this.say(second, region, { kind: 'launched', instances: happened.launched });
      }
      if (happened.ready > 0) {
        this.say(second, region, { kind: 'ready', instances: happened.ready, serving: group.serving.length });
      }
      this.track(group, index, second);
    });
    this.router.tick(second, (region) => this.isDown(region, second));
    this.observe(second);
    this.clients.tick(
      second,
      (workload) => this.answers(workload),
      (region) => !this.isDown(region, second),
    );
    this.watchClients(second);
  }

  private strike({ loss }: DrillFault, second: number): void {
    for (const group of this.groups) {
      const lost = lostInstances(group, loss, this.setup.model);
      if (group.setup.region !== loss.region || lost.length === 0) {
        continue;
      }
      if (loss.kind === 'region') {
        this.say(second, loss.region, { kind: 'unreachable' });
      }
      group.lose(lost, second);
      this.say(second, loss.region, { kind: 'lost', instances: lost.length, left: group.serving.length });
      if (loss.kind !== 'region' && group.serving.length > 0) {
        const by = this.router.mode === 'gateway' ? 'gateways' : 'load balancer';
        const { gatewaySeesSeconds, balancerSeesSeconds } = drillTimes;
        const seen = second + (by === 'gateways' ? gatewaySeesSeconds : balancerSeesSeconds).value;
        this.say(seen, loss.region, { kind: 'not sent to', by });
      }
      this.router.abandon(
        lost.flatMap(({ engines }) => engines),
        loss,
        second,
        this.arrived,
      );
    }
  }

  private track(group: DrilledGroup, index: number, second: number): void {
    this.inFlightSums[index] =
      (this.inFlightSums[index] as number) + group.serving.reduce((sum, instance) => sum + group.inFlight(instance), 0);
    if (second % trackingPeriodSeconds === trackingPeriodSeconds - 1) {
      group.track((this.inFlightSums[index] as number) / trackingPeriodSeconds);
      this.inFlightSums[index] = 0;
    }
  }

  private observe(second: number): void {
    if (second % this.setup.dns.checkSeconds !== 0) {
      return;
    }
    this.setup.workloads.forEach(({ name, regions }, workload) => {
      regions.forEach((region, index) => {
        const check = this.checks[workload]?.[index] as HealthCheck;
        if (check.observe(this.isReady(workload, region, second))) {
          this.say(second, region, { kind: 'dns', workload: name, isHealthy: check.isHealthy });
        }
      });
    });
  }

  /** What the readiness path of a region says: its own cell serves, or, with a gateway, one of its jurisdiction does. */
  private isReady(workload: number, region: string, second: number): boolean {
    const { regions } = this.setup.workloads[workload] as ModelSetup['workloads'][number];
    const asked = this.router.mode === 'gateway' ? regions : [region];
    return (
      !this.isDown(region, second) &&
      this.groups.some(
        (group) =>
          asked.includes(group.setup.region) &&
          !this.isDown(group.setup.region, second) &&
          knownToGateways(group, second).length > 0,
      )
    );
  }

  private answers(workload: number): RegionAnswer[] {
    const { regions, records } = this.setup.workloads[workload] as ModelSetup['workloads'][number];
    return records.map(({ region, role }) => ({
      region,
      role,
      isHealthy: this.checks[workload]?.[regions.indexOf(region)]?.isHealthy ?? true,
    }));
  }

  private watchClients(second: number): void {
    this.setup.workloads.forEach(({ name }, workload) => {
      this.setup.cells.forEach(({ region }, index) => {
        const come = this.comeTo(workload, region);
        const before = this.coming[workload] as boolean[];
        if (come !== before[index]) {
          before[index] = come;
          this.say(second, region, { kind: 'clients', workload: name, come });
        }
      });
    });
  }

  private comeTo(workload: number, region: string): boolean {
    return this.clients.cohorts.some((cohort) => cohort.workload === workload && cohort.region === region);
  }

  private isDown(region: string, second: number): boolean {
    return this.faults.some((fault) => isRegionDown(fault, region, second));
  }

  private say(second: number, region: string, what: DrillHappening): void {
    this.events.push({ second, region, what });
  }
}

function lostInstances(group: DrilledGroup, loss: DrillFault['loss'], model: string): DrilledInstance[] {
  switch (loss.kind) {
    case 'region':
      return group.instances.filter(({ state }) => state !== 'lost' && state !== 'ended');
    case 'zone':
      return group.instances.filter(
        ({ zoneId, state }) => zoneId === loss.zoneId && state !== 'lost' && state !== 'ended',
      );
    case 'instances':
      return loss.model === model ? group.serving.slice(0, loss.count) : [];
    default:
      return loss satisfies never;
  }
}

/** The cohort of each request, at random by their shares. */
function cohorts({ requests, seed }: ModelSetup, { cohorts: all }: Clients): Uint16Array {
  const random = new Random(seed);
  const of = new Uint16Array(requests.count);
  for (let request = 0; request < requests.count; request += 1) {
    let left = random.uniform();
    let chosen = 0;
    all.forEach(({ workload, share }, index) => {
      if (workload === requests.workload[request] && left >= 0) {
        left -= share;
        chosen = index;
      }
    });
    of[request] = chosen;
  }
  return of;
}
