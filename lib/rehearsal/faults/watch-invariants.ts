import { repairTiming } from '../../contract/repair';
import type { FlowSetup } from './flow-setup';
import type { FlowWorld } from './flow-world';
import type { Invariant, Violation } from './violation';

/** How long requests may be refused after a fault begins or ends, seconds. */
const refusedAtMost = 10;

/** A shorter violation comes from the steps of the simulation, not from the design. Seconds. */
const lastsAtLeast = 4;

/** Time for health checks to notice and for a client's resolver to ask again, seconds. */
const noticedWithin = 120;

/** How long a cell counts as returning after its instances came back, seconds. */
const returningFor = 1200;

/** A cell has room if it can take more than this many requests. */
const room = 1;

interface Lasting {
  readonly second: number;
  readonly atLeast: number;
  readonly what: () => string;
}

/** Looks at the fleet after every step. */
export class InvariantWatch {
  readonly violations: Violation[] = [];
  private readonly since = new Map<string, number>();
  private readonly found = new Set<string>();
  private changes = 0;

  constructor(private readonly world: FlowWorld) {}

  look(second: number): void {
    this.jurisdictionsAndCrossings(second);
    this.refusals(second);
    this.returning(second);
    this.floors(second);
    this.lastRegion(second);
    this.unknown(second);
    this.repairs(second);
  }

  private jurisdictionsAndCrossings(second: number): void {
    const { setup, shared } = this.world;
    for (const { workload, cell, crossings } of shared.sent) {
      const { name, regions } = setup.workloads[workload] as FlowSetup['workloads'][number];
      const { region } = setup.cells[cell] as FlowSetup['cells'][number];
      if (!regions.includes(region)) {
        this.say('J', second, `${name} answered in ${region}`);
      }
      if (crossings > 1) {
        this.say('X', second, `${name} crossed regions ${crossings} times, to ${region}`);
      }
    }
  }

  private refusals(second: number): void {
    const { setup, shared, faults } = this.world;
    const isJustAfter = faults.some(({ at, seconds }) =>
      [at, at + seconds].some((moment) => second >= moment && second < moment + refusedAtMost),
    );
    setup.workloads.forEach(({ name, regions }, workload) => {
      const refused = shared.refused.some((flow) => flow.workload === workload);
      const free = this.withRoom(regions, second);
      const what = () => `${name} refused, and ${free} has room`;
      this.lasting('R', name, !isJustAfter && refused && free !== undefined, { second, atLeast: lastsAtLeast, what });
    });
  }

  private returning(second: number): void {
    const { setup, shared, cells } = this.world;
    cells.forEach((cell, index) => {
      const queued = shared.sent.find((sent) => sent.cell === index && sent.isQueued);
      const { regions = [] } = queued === undefined ? {} : (setup.workloads[queued.workload] ?? {});
      const free = this.withRoom(regions, second);
      const isReturning = second - cell.returnedAt < returningFor;
      const { region } = cell.setup;
      const what = () => `${region} returned, is sent more than it runs, and ${free} has room`;
      const isSo = isReturning && queued !== undefined && free !== undefined;
      this.lasting('C', region, isSo, { second, atLeast: lastsAtLeast, what });
    });
  }

  /** A region that a request may be sent to, and that has a free slot; undefined where there is none. */
  private withRoom(regions: readonly string[], second: number): string | undefined {
    const { cells } = this.world;
    return cells.find(
      ({ setup, readySlots, inFlight }) =>
        regions.includes(setup.region) && !this.world.isDown(setup.region, second) && readySlots - inFlight > room,
    )?.setup.region;
  }

  private floors(second: number): void {
    for (const { setup, group } of this.world.cells) {
      if (group.desired < setup.minInstances) {
        this.say('F', second, `${setup.region} wants ${group.desired} of at least ${setup.minInstances} instances`);
      }
    }
  }

  /** If any region can serve, DNS must lead some clients to one that does. */
  private lastRegion(second: number): void {
    const { setup, clients } = this.world;
    setup.workloads.forEach(({ name, regions }, workload) => {
      const answers = this.world.answers(workload);
      const named = setup.places
        .filter((place) => place.workload === workload)
        .map(({ nearestFirst }) => clients.resolver(answers, nearestFirst));
      const canServe = regions.filter((region) => this.world.isReady(workload, region, second));
      const isWithdrawn =
        canServe.length > 0 && !named.some((region) => region !== undefined && canServe.includes(region));
      const what = () => `${name} is led to no region that serves; ${canServe.join(', ')} would`;
      this.lasting('L', name, isWithdrawn, { second, atLeast: noticedWithin, what });
    });
  }

  /** A check that fails although its region has served all the time, and nothing is wrong with the check itself. */
  private unknown(second: number): void {
    const { setup, checks } = this.world;
    setup.workloads.forEach(({ name, regions }, workload) => {
      regions.forEach((region, index) => {
        const isBlamed = checks[workload]?.[index]?.isHealthy === false;
        const isWell = this.world.isReady(workload, region, second) && !this.world.isCheckWrong(region, second);
        const what = () => `${name} in ${region} is taken for sick, and serves`;
        this.lasting('U', `${name} ${region}`, isBlamed && isWell, { second, atLeast: noticedWithin, what });
      });
    });
  }

  private repairs(second: number): void {
    const { changes } = this.world.desk;
    if (changes.length === this.changes) {
      return;
    }
    this.changes = changes.length;
    changes.forEach((change, index) => {
      const before = changes.slice(0, index);
      if (before.some(({ instance }) => instance === change.instance)) {
        this.say('I', second, `${change.instance} was replaced twice`);
      }
      if (
        before.some(
          ({ group, second: at }) => group === change.group && change.second - at < repairTiming.betweenChangesSeconds,
        )
      ) {
        this.say('B', second, `${change.group} was changed twice within ${repairTiming.betweenChangesSeconds} s`);
      }
    });
  }

  /** Reports a violation once it has lasted long enough. */
  private lasting(invariant: Invariant, subject: string, isSo: boolean, { second, atLeast, what }: Lasting): void {
    const key = `${invariant} ${subject}`;
    if (!isSo) {
      this.since.delete(key);
      return;
    }
    const since = this.since.get(key) ?? second;
    this.since.set(key, since);
    if (second - since >= atLeast) {
      this.say(invariant, second, what());
    }
  }

  /** Reports each invariant once, because its first violation shows what is wrong. */
  private say(invariant: Invariant, second: number, what: string): void {
    if (!this.found.has(invariant)) {
      this.found.add(invariant);
      this.violations.push({ invariant, second, what });
    }
  }
}
