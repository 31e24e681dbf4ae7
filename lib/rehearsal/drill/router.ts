import { chooseTier, lends, type TierLoad } from '../../gateway/choose-tier';
import type { Sequences } from '../../simulation/sequences';
import { balancedTarget, gatewayTarget, knownToGateways } from './balancer';
import { drillTimes } from './drill-assumptions';
import type { DrilledGroup, DrilledInstance } from './drilled-group';
import type { EnginePool } from './engine-pool';
import type { Loss } from './fault';
import type { ModelSetup } from './model-setup';
import type { RequestFates } from './request-fates';

/** What stands behind the name of a workload: DNS and the load balancer of one region, or gateways that know the siblings. */
export const routeModes = ['dns', 'gateway'] as const;

export type RouteMode = (typeof routeModes)[number];

/** Takes every request to an engine, or says what became of it. */
export class Router {
  /** Requests that a gateway sends again, by when. */
  private again: { readonly request: number; readonly at: number }[] = [];
  private isDown: (region: string) => boolean = () => false;
  /** Regions that may serve a workload from an entry, the entry first, then by round trip; by workload and entry. */
  private readonly tiers: readonly (readonly (readonly number[])[])[];

  constructor(
    private readonly setup: ModelSetup,
    private readonly groups: readonly DrilledGroup[],
    private readonly pool: EnginePool,
    private readonly fates: RequestFates,
    private readonly sequences: Sequences,
    readonly mode: RouteMode,
  ) {
    const { cells, workloads, roundTripSeconds } = setup;
    this.tiers = workloads.map(({ regions }) =>
      cells.map((entry) =>
        cells
          .map(({ region }, index) => ({ region, index }))
          .filter(({ region }) => regions.includes(region))
          .sort(
            (a, b) => trip(roundTripSeconds, entry.region, a.region) - trip(roundTripSeconds, entry.region, b.region),
          )
          .map(({ index }) => index),
      ),
    );
  }

  tick(second: number, isDown: (region: string) => boolean): void {
    this.isDown = isDown;
    const due = this.again.filter(({ at }) => at <= second);
    this.again = this.again.filter(({ at }) => at > second);
    for (const { request } of due) {
      this.send(request, second);
    }
  }

  arrive(request: number, region: string | undefined, now: number): void {
    const entry = this.setup.cells.findIndex((cell) => cell.region === region);
    if (entry < 0 || region === undefined || this.isDown(region)) {
      this.fates.set(request, 'failed');
      return;
    }
    this.fates.entry[request] = entry;
    this.send(request, now);
  }

  /** What was on engines that are gone: a stream that has begun is broken, and only a gateway sends the rest elsewhere. */
  abandon(engines: readonly number[], loss: Loss, now: number, arrived: number): void {
    const { firstTokenAt, finishedAt, generated } = this.sequences;
    const lostEntry = loss.kind === 'region' ? this.setup.cells.findIndex(({ region }) => region === loss.region) : -1;
    for (let request = 0; request < arrived; request += 1) {
      if (!Number.isNaN(finishedAt[request]) || this.fates.of(request) !== 'taken') {
        continue;
      }
      const isOnLost = engines.includes(this.fates.engine[request] as number);
      const cameThrough = this.fates.entry[request] === lostEntry;
      if (!isOnLost && !cameThrough) {
        continue;
      }
      if (!Number.isNaN(firstTokenAt[request])) {
        this.fates.set(request, 'broken');
      } else if (this.mode === 'gateway' && !cameThrough) {
        generated[request] = 0;
        this.again.push({ request, at: now + drillTimes.gatewaySeesSeconds.value });
      } else {
        this.fates.set(request, 'failed');
      }
    }
  }

  private send(request: number, now: number): void {
    if (this.mode === 'dns') {
      this.sendToTarget(request, this.fates.entry[request] as number, now);
    } else {
      this.sendToTier(request, now);
    }
  }

  private sendToTarget(request: number, cell: number, now: number): void {
    const group = this.groups[cell] as DrilledGroup;
    const target = balancedTarget(group, now);
    if (target === undefined) {
      this.fates.set(request, 'failed');
    } else if (target.state === 'lost') {
      target.hanging.push(now + drillTimes.balancerConnectSeconds.value);
      this.fates.set(request, 'failed');
    } else {
      this.fates.set(request, this.submit(request, cell, target, now) ? 'taken' : 'refused');
    }
  }

  private sendToTier(request: number, now: number): void {
    const entry = this.fates.entry[request] as number;
    if (this.isDown((this.setup.cells[entry] as { readonly region: string }).region)) {
      this.fates.set(request, 'failed');
      return;
    }
    const order = this.tiers[this.sequences.workload[request] as number]?.[entry] ?? [];
    const loads = order.map((cell) => this.load(cell, cell === entry, now));
    const first = chooseTier(loads);
    // A sibling that has become full refuses, and the queue of the own cell is the last resort.
    const others = loads.flatMap((load, tier) => (tier !== first && lends(load) ? [tier] : []));
    const asked = [first, ...others, 0];
    for (const tier of asked) {
      const cell = order[tier];
      const target = cell === undefined ? undefined : gatewayTarget(this.groups[cell] as DrilledGroup, now);
      if (cell === undefined || target === undefined || (cell !== entry && loads[tier]?.slots === 0)) {
        continue;
      }
      if (target.state === 'lost') {
        const at = now + drillTimes.gatewayConnectSeconds.value;
        target.seenByGateways = Math.min(target.seenByGateways, at);
        this.again.push({ request, at });
        return;
      }
      if (this.submit(request, cell, target, now)) {
        this.fates.set(request, 'taken');
        return;
      }
    }
    this.fates.set(request, 'refused');
  }

  /** A region that cannot be reached has no slots for others. */
  private load(cell: number, isOwn: boolean, now: number): TierLoad {
    const group = this.groups[cell] as DrilledGroup;
    const { region, slotsPerInstance } = group.setup;
    if (!isOwn && this.isDown(region)) {
      return { slots: 0, inFlight: 0 };
    }
    const known = knownToGateways(group, now);
    return {
      slots: known.length * slotsPerInstance,
      inFlight: known.reduce((sum, instance) => sum + group.inFlight(instance), 0),
    };
  }

  private submit(request: number, cell: number, target: DrilledInstance, now: number): boolean {
    const engine = target.engines.reduce((a, b) => (this.pool.inFlight(b) < this.pool.inFlight(a) ? b : a));
    if (!this.pool.submit(engine, request, now)) {
      return false;
    }
    this.fates.engine[request] = engine;
    this.fates.cell[request] = cell;
    return true;
  }
}

const trip = (seconds: (from: string, to: string) => number, from: string, to: string): number =>
  from === to ? 0 : seconds(from, to);
