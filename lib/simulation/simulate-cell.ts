import type { CellOutcome } from './cell-outcome';
import type { EngineLimits } from './engine-limits';
import { heapItems, IndexedHeap } from './indexed-heap';
import { InstanceGroup } from './instance-group';
import { Replica } from './replica';
import type { Requests } from './requests';
import { type Sequences, sequencesOf } from './sequences';
import type { StepSeconds } from './step-seconds';
import { type Scaling, trackingPeriodSeconds } from './target-tracking';

/** Instances with engines that are all alike. */
export interface SimulatedCell {
  readonly engine: EngineLimits;
  readonly stepSeconds: StepSeconds;
  readonly replicasPerInstance: number;
  /** In service from the beginning. */
  readonly instances: number;
  /** @default the instances stay as many as they are */
  readonly scaling?: Scaling;
  /** Ends with the first request that is refused; later ones then have no times. @default false */
  readonly stopsWhenRefused?: boolean;
  /** Asked now and then; the simulation ends with its first yes, and later requests then have no times. @default it does not end early */
  readonly stopsWhen?: (soFar: Pick<CellOutcome, 'firstTokenAt' | 'finishedAt'>, arrived: number) => boolean;
  /** @default all requests arrive */
  readonly backlog?: Backlog;
}

/**
 * Requests that do not arrive: an engine takes the next one whenever it has room for it, until the last arrival. The moment
 * at which one is taken becomes its arrival.
 */
export interface Backlog {
  /** Index of its first request; all that follow are of it. */
  readonly first: number;
  /** An engine takes one while it has fewer requests in flight than so many, whichever they are. */
  readonly below: number;
}

/** What a simulation is at, now and then. */
export type Progress = (arrived: number, of: number) => void;

/** Replays requests against a cell. Each goes to the engine with the fewest requests in flight, and is refused where that one is full. */
export function simulateCell(requests: Requests, cell: SimulatedCell, progress?: Progress): CellOutcome {
  return new CellClock(requests, cell).run(progress);
}

/** Engines that one simulation may launch, those that are gone included. */
const mostReplicas = 65_536;

/** Arrivals between two reports of progress. */
const reportEvery = 100_000;

/** How often a simulation is asked whether it may end early. */
const questions = 32;

class CellClock {
  private readonly sequences: Sequences;
  private readonly group: InstanceGroup;
  private readonly events: IndexedHeap;
  private now = 0;
  private inFlight = 0;
  private inFlightSeconds = 0;
  private periodStart = 0;
  private lastTurn = -1;
  private refused = 0;
  private arrived = 0;
  /** The next request of the backlog. */
  private next: number;

  constructor(
    private readonly requests: Requests,
    private readonly cell: SimulatedCell,
  ) {
    const { engine, stepSeconds, scaling, instances, replicasPerInstance } = cell;
    this.sequences = sequencesOf(requests);
    this.next = cell.backlog?.first ?? requests.count;
    this.group = new InstanceGroup(
      instances,
      replicasPerInstance,
      scaling,
      () => new Replica(this.sequences, engine, stepSeconds),
    );
    this.events = new IndexedHeap(heapItems(mostReplicas), mostReplicas);
  }

  run(progress?: Progress): CellOutcome {
    const { arrivalSeconds } = this.requests;
    const count = this.arriving;
    const askEvery = Math.max(1, Math.floor(count / questions));
    let isOver = false;
    this.feedAll();
    while ((this.arrived < count || this.events.size > 0) && !isOver) {
      const arrival = this.arrived < count ? (arrivalSeconds[this.arrived] as number) : Number.POSITIVE_INFINITY;
      const period =
        this.cell.scaling === undefined ? Number.POSITIVE_INFINITY : this.periodStart + trackingPeriodSeconds;
      const next = Math.min(arrival, this.events.topKey, this.group.readySeconds, period);
      this.advance(next);
      if (next === this.group.readySeconds) {
        this.group.becomeReady(next);
        this.feedAll();
      } else if (next === period) {
        this.decide(next);
      } else if (next === this.events.topKey) {
        this.endRun(this.events.top);
      } else {
        this.arrive(this.arrived);
        this.arrived += 1;
        isOver =
          (this.cell.stopsWhenRefused === true && this.refused > 0) ||
          (this.arrived % askEvery === 0 && this.cell.stopsWhen?.(this.sequences, this.arrived) === true);
        if (this.arrived % reportEvery === 0) {
          progress?.(this.arrived, count);
        }
      }
    }
    return this.outcome();
  }

  private get arriving(): number {
    return this.cell.backlog?.first ?? this.requests.count;
  }

  /** Engines that stand idle begin with the backlog. */
  private feedAll(): void {
    for (const index of this.cell.backlog === undefined ? [] : this.group.serving) {
      const replica = this.group.replicas[index] as Replica;
      if (replica.isIdle) {
        this.feed(replica);
        replica.begin(this.now);
        this.schedule(index, replica);
      }
    }
  }

  private feed(replica: Replica): void {
    const below = this.cell.backlog?.below ?? 0;
    while (replica.inFlight < below && this.next < this.requests.count && this.arrived < this.arriving) {
      this.requests.arrivalSeconds[this.next] = this.now;
      this.inFlight += replica.submit(this.next, this.now) ? 1 : 0;
      this.next += 1;
    }
  }

  private advance(now: number): void {
    this.inFlightSeconds += this.inFlight * (now - this.now);
    this.now = now;
  }

  private decide(now: number): void {
    this.group.decide(now, this.inFlightSeconds / trackingPeriodSeconds);
    this.periodStart = now;
    this.inFlightSeconds = 0;
  }

  private endRun(index: number): void {
    const replica = this.group.replicas[index] as Replica;
    this.inFlight -= replica.end();
    if (this.cell.backlog !== undefined && this.group.serving.includes(index)) {
      this.feed(replica);
    }
    replica.begin(this.now);
    this.schedule(index, replica);
  }

  private arrive(request: number): void {
    const index = this.leastBusy();
    const chosen = this.group.replicas[index];
    if (chosen === undefined || !chosen.submit(request, this.now)) {
      this.refused += 1;
      return;
    }
    this.inFlight += 1;
    if (chosen.isIdle) {
      chosen.begin(this.now);
    }
    this.schedule(index, chosen);
  }

  private schedule(index: number, { nextSeconds, isIdle }: Replica): void {
    if (!isIdle) {
      this.events.set(index, nextSeconds);
    } else if (this.events.has(index)) {
      this.events.remove(index);
    }
  }

  /** Among equals the next one in turn; −1 where no instance is in service. */
  private leastBusy(): number {
    const { serving, replicas } = this.group;
    const { length } = serving;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    let turn = this.lastTurn;
    for (let seen = 0; seen < length; seen += 1) {
      turn = turn + 1 < length ? turn + 1 : 0;
      const { inFlight } = replicas[serving[turn] as number] as Replica;
      if (inFlight < least) {
        least = inFlight;
        best = turn;
      }
    }
    this.lastTurn = best;
    return serving[best] ?? -1;
  }

  private outcome(): CellOutcome {
    const { replicas, launches } = this.group;
    const sum = (of: (replica: Replica) => number): number => replicas.reduce((total, one) => total + of(one), 0);
    const busySeconds = sum((replica) => replica.busySeconds);
    const meanInstances = this.group.meanInstances(this.now);
    return {
      firstTokenAt: this.sequences.firstTokenAt,
      finishedAt: this.sequences.finishedAt,
      refused: this.refused,
      preemptions: sum(({ preemptions }) => preemptions),
      seconds: this.now,
      busyRatio: this.now === 0 ? 0 : busySeconds / (meanInstances * this.cell.replicasPerInstance * this.now),
      meanCacheRatio: busySeconds === 0 ? 0 : sum(({ cacheSeconds }) => cacheSeconds) / busySeconds,
      peakCacheRatio: Math.max(0, ...replicas.map(({ peakCacheRatio }) => peakCacheRatio)),
      meanInstances,
      launches,
    };
  }
}
