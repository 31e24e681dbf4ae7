import type { Replica } from './replica';
import { type Scaling, TargetTracking } from './target-tracking';

/** The instances of a cell, and what they cost in time. */
export class InstanceGroup {
  /** Every engine that was ever in service. */
  readonly replicas: Replica[] = [];
  /** Those that take requests, by their index. */
  serving: readonly number[] = [];
  launches = 0;
  private readonly starting: number[] = [];
  private readonly tracking: TargetTracking | undefined;
  private instanceSeconds = 0;
  private countedUntil = 0;

  constructor(
    instances: number,
    private readonly replicasPerInstance: number,
    private readonly scaling: Scaling | undefined,
    private readonly newReplica: () => Replica,
  ) {
    this.tracking = scaling && new TargetTracking(scaling);
    for (let count = 0; count < instances; count += 1) {
      this.addInstance();
    }
  }

  get inService(): number {
    return this.serving.length / this.replicasPerInstance;
  }

  private get launched(): number {
    return this.inService + this.starting.length;
  }

  /** When the next instance that starts is ready; infinite where none starts. */
  get readySeconds(): number {
    return this.starting[0] ?? Number.POSITIVE_INFINITY;
  }

  becomeReady(now: number): void {
    this.count(now);
    this.starting.shift();
    this.addInstance();
  }

  /** What target tracking decides at the end of a period; an instance that is taken away ends what it has begun. */
  decide(now: number, inFlight: number): void {
    if (this.tracking === undefined || this.scaling === undefined) {
      return;
    }
    this.count(now);
    const wanted = this.tracking.wanted(inFlight, this.inService, this.launched);
    for (; this.launched < wanted; this.launches += 1) {
      this.starting.push(now + this.scaling.coldStartSeconds);
    }
    while (this.launched > wanted && this.inService > 1) {
      this.serving = this.serving.slice(0, -this.replicasPerInstance);
    }
  }

  /** Mean number of instances that were paid for until `now`. */
  meanInstances(now: number): number {
    this.count(now);
    return now === 0 ? this.launched : this.instanceSeconds / now;
  }

  private addInstance(): void {
    for (let count = 0; count < this.replicasPerInstance; count += 1) {
      this.serving = [...this.serving, this.replicas.length];
      this.replicas.push(this.newReplica());
    }
  }

  private count(now: number): void {
    this.instanceSeconds += this.launched * (now - this.countedUntil);
    this.countedUntil = now;
  }
}
