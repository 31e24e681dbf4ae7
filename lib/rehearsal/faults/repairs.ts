import type { Group } from '../../../lambda/gpu-repair/decide-repair';
import type { TimedRequest } from '../../../lambda/gpu-repair/read-request';
import type { RepairPorts } from '../../../lambda/gpu-repair/repair-ports';
import { repairTiming } from '../../contract/repair';
import type { Design } from './design';

/** What the repair function may use of AWS at a moment. */
export interface AwsState {
  readonly isThrottled: boolean;
  readonly hasTable: boolean;
}

/** A call of the repair function that changes something. */
export interface Change {
  readonly second: number;
  readonly group: string;
  readonly instance: string;
}

/** The deployed repair function, on a table and groups that live in this process. */
export class Repairs {
  readonly changes: Change[] = [];
  private readonly unhealthy = new Map<string, number>();
  private readonly turns = new Map<string, number>();

  constructor(
    private readonly repair: Design['repair'],
    private readonly groupOf: (model: string) => readonly Group[],
    private readonly marked: (instance: string) => void,
  ) {}

  /** Handles an event as often as it is delivered; a failure of AWS leaves it to the next one. */
  async handle(request: TimedRequest, second: number, copies: number, aws: AwsState): Promise<void> {
    await Promise.all(
      Array.from({ length: copies }, () =>
        this.repair(this.ports(second, aws), request, second).catch(() => undefined),
      ),
    );
  }

  private ports(second: number, { isThrottled, hasTable }: AwsState): RepairPorts {
    const table = <T>(value: () => T): Promise<T> =>
      hasTable ? Promise.resolve().then(value) : Promise.reject(new Error('the table does not answer'));
    const aws = <T>(value: () => T): Promise<T> =>
      isThrottled ? Promise.reject(new Error('Throttling')) : Promise.resolve().then(value);
    return {
      history: {
        record: ({ instanceId, atSeconds }) =>
          table(() => {
            this.unhealthy.set(instanceId, Math.max(atSeconds, this.unhealthy.get(instanceId) ?? 0));
          }),
        unhealthySince: (_model, since) => table(() => [...this.unhealthy.values()].filter((at) => at >= since).length),
        claim: (group, now) =>
          table(() => {
            const free =
              now - (this.turns.get(group) ?? Number.NEGATIVE_INFINITY) >= repairTiming.betweenChangesSeconds;
            if (free) {
              this.turns.set(group, now);
            }
            return free;
          }),
        outOfReachSince: (_model, _instance, _kind, now) => table(() => now),
        conclude: () => table(() => undefined),
      },
      cellGroups: ({ model }) => aws(() => this.groupOf(model)),
      targetHealth: () => aws(() => []),
      markUnhealthy: (instance) =>
        aws(() => {
          const group = this.groupOf(instance.split('/')[0] as string).find(({ instances }) =>
            instances.some(({ id }) => id === instance),
          );
          this.changes.push({ second, group: group?.name ?? '', instance });
          this.marked(instance);
        }),
    };
  }
}
