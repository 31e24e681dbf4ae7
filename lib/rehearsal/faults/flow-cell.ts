import type { Group } from '../../../lambda/gpu-repair/decide-repair';
import { trackingPeriodSeconds } from '../../simulation/target-tracking';
import { DrilledGroup, type DrilledInstance } from '../drill/drilled-group';
import type { FlowCellSetup } from './flow-setup';

/** Requests running and waiting that an engine takes ÷ those that it runs. */
const limitPerSlot = 2;

/** Engines are rates here, not objects. */
const noEngines = { inFlight: () => 0, stop: () => undefined };

/** One cell, whose requests are an amount and not single ones. */
export class FlowCell {
  readonly group: DrilledGroup;
  inFlight = 0;
  /** When instances last came back after a loss. */
  returnedAt = Number.NEGATIVE_INFINITY;
  private inFlightSum = 0;

  constructor(
    private readonly model: string,
    readonly setup: FlowCellSetup,
    floor: number,
  ) {
    this.group = new DrilledGroup({ ...setup, floor, startEngines: () => [] }, noEngines);
  }

  get readySlots(): number {
    return this.group.serving.length * this.setup.slotsPerInstance;
  }

  get limit(): number {
    return limitPerSlot * this.readySlots;
  }

  /** @param speed share of the planned speed of its engines */
  work(speed: number): void {
    const { requestsPerSecondEach, slotsPerInstance } = this.setup;
    const running = Math.min(this.inFlight, this.readySlots);
    this.inFlight = Math.max(0, this.inFlight - (running * requestsPerSecondEach * speed) / slotsPerInstance);
    this.inFlightSum += this.inFlight;
  }

  /** Scaling once a minute, unless its metrics are missing. */
  track(second: number, hasMetrics: boolean): void {
    if (second % trackingPeriodSeconds === trackingPeriodSeconds - 1) {
      if (hasMetrics) {
        this.group.track(this.inFlightSum / trackingPeriodSeconds);
      }
      this.inFlightSum = 0;
    }
  }

  /** What was in flight on lost instances is gone. */
  lose(lost: readonly DrilledInstance[], second: number): void {
    const before = this.readySlots;
    this.group.lose(lost, second);
    this.inFlight = before === 0 ? 0 : (this.inFlight * this.readySlots) / before;
  }

  /** An instance serves no more, and Auto Scaling does not know; undefined where none serves. */
  sicken(): string | undefined {
    const instance = this.group.serving[0];
    if (instance === undefined) {
      return undefined;
    }
    const before = this.readySlots;
    instance.state = 'sick';
    this.inFlight = (this.inFlight * this.readySlots) / before;
    return this.idOf(instance);
  }

  isSick(id: string): boolean {
    return this.group.instances.some((one) => one.state === 'sick' && this.idOf(one) === id);
  }

  markUnhealthy(id: string, second: number): void {
    const instance = this.group.instances.find((one) => this.idOf(one) === id);
    if (instance?.state === 'sick') {
      this.group.lose([instance], second);
    }
  }

  /** As Auto Scaling describes it. */
  describe(): Group {
    const states = { starting: 'Pending', serving: 'InService', sick: 'InService', leaving: 'Terminating' } as const;
    return {
      name: `${this.model}/${this.setup.region}`,
      suspendedProcesses: [],
      targetGroupArns: [],
      maxInstances: this.setup.maxInstances,
      instances: this.group.instances.flatMap((instance) =>
        instance.state === 'lost' || instance.state === 'ended'
          ? []
          : [{ id: this.idOf(instance), lifecycleState: states[instance.state], healthStatus: 'Healthy' }],
      ),
    };
  }

  private readonly idOf = (instance: DrilledInstance): string =>
    `${this.model}/${this.setup.region}/${this.group.instances.indexOf(instance)}`;
}
