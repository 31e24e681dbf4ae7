import { type Scaling, TargetTracking } from '../../simulation/target-tracking';
import { drillTimes } from './drill-assumptions';
import type { EnginePool } from './engine-pool';

/** The instances of one cell at the beginning of a drill, and how many it may have. */
export interface GroupSetup extends Scaling {
  readonly region: string;
  readonly zoneIds: readonly string[];
  readonly slotsPerInstance: number;
  /** The fewest instances that scaling leaves. @default - the minimum */
  readonly floor?: number;
  /** Starts the engines of an instance, and names them. */
  readonly startEngines: () => readonly number[];
}

export interface DrilledInstance {
  readonly zoneId: string;
  readonly engines: readonly number[];
  /** A sick one serves nothing, and Auto Scaling counts it. */
  state: 'starting' | 'serving' | 'sick' | 'leaving' | 'ended' | 'lost';
  /** When it serves, or when it was lost. */
  since: number;
  /** When gateways know that it is lost. */
  seenByGateways: number;
  /** Requests that hang on a lost instance, by when they are given up. */
  readonly hanging: number[];
}

/** The Auto Scaling group of a cell: it holds its desired number, as far as AWS has instances. */
export class DrilledGroup {
  readonly instances: DrilledInstance[] = [];
  desired: number;
  private readonly tracking: TargetTracking;
  private nextLaunch = 0;
  private zone = 0;

  constructor(
    readonly setup: GroupSetup,
    private readonly pool: Pick<EnginePool, 'inFlight' | 'stop'>,
  ) {
    this.desired = setup.minInstances;
    this.tracking = new TargetTracking({ ...setup, minInstances: setup.floor ?? setup.minInstances });
    for (let count = 0; count < this.desired; count += 1) {
      this.launch(0).state = 'serving';
    }
  }

  get serving(): DrilledInstance[] {
    return this.instances.filter(({ state }) => state === 'serving');
  }

  /** Instances that are paid for. */
  get paid(): number {
    return this.instances.filter(({ state }) => state !== 'lost' && state !== 'ended').length;
  }

  inFlight(instance: DrilledInstance): number {
    return instance.engines.reduce((sum, engine) => sum + this.pool.inFlight(engine), 0);
  }

  lose(lost: readonly DrilledInstance[], now: number): void {
    for (const instance of lost) {
      instance.state = 'lost';
      instance.since = now;
      instance.seenByGateways = now + drillTimes.gatewaySeesSeconds.value;
      for (const engine of instance.engines) {
        this.pool.stop(engine);
      }
    }
    this.nextLaunch = Math.max(this.nextLaunch, now + drillTimes.groupSeesSeconds.value);
  }

  /**
   * @param most instances that AWS gives now
   * @returns what has become of launches in this second
   */
  tick(now: number, most: number): { readonly ready: number; readonly launched: number; readonly failed: number } {
    let [ready, launched, failed] = [0, 0, 0];
    for (const instance of this.instances) {
      if (instance.state === 'starting' && instance.since <= now) {
        instance.state = 'serving';
        ready += 1;
      }
    }
    const missing = this.desired - this.launchedCount;
    if (missing > 0 && now >= this.nextLaunch) {
      for (; launched < Math.min(missing, most); launched += 1) {
        this.launch(now + this.setup.coldStartSeconds);
      }
      failed = missing - launched;
      this.nextLaunch = failed > 0 ? now + drillTimes.launchRetrySeconds.value : now;
    }
    this.leave();
    return { ready, launched, failed };
  }

  /** Once a minute, with the mean of requests in flight over it. */
  track(inFlight: number): void {
    this.desired = this.tracking.wanted(inFlight, this.serving.length, Math.max(this.launchedCount, this.desired));
  }

  get launchedCount(): number {
    return this.instances.filter(({ state }) => state === 'starting' || state === 'serving' || state === 'sick').length;
  }

  private launch(since: number): DrilledInstance {
    const { zoneIds, startEngines } = this.setup;
    const instance: DrilledInstance = {
      zoneId: zoneIds[this.zone % zoneIds.length] ?? '',
      engines: startEngines(),
      state: 'starting',
      since,
      seenByGateways: Number.POSITIVE_INFINITY,
      hanging: [],
    };
    this.zone += 1;
    this.instances.push(instance);
    return instance;
  }

  /** An instance that is taken away ends what it has begun. */
  private leave(): void {
    const extra = this.launchedCount - this.desired;
    for (const instance of extra > 0 ? this.serving.slice(-extra) : []) {
      instance.state = 'leaving';
    }
    for (const instance of this.instances) {
      if (instance.state === 'leaving' && this.inFlight(instance) === 0) {
        instance.state = 'ended';
      }
    }
  }
}
