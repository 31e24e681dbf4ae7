import type { TimedRequest } from '../../../lambda/gpu-repair/read-request';
import { repairTiming } from '../../contract/repair';
import type { Design } from './design';
import type { FlowCell } from './flow-cell';
import { type AwsState, type Change, Repairs } from './repairs';

interface DeskState extends AwsState {
  /** Copies of the function that handle one event. */
  readonly copies: number;
  /** Whether events come again, also late. */
  readonly isRepeated: boolean;
}

/** After which times a repeated event comes again, seconds: at once, once the group may change again, and far too late. */
const repeatedAfter = [1, 61, 901] as const;

interface Due {
  readonly at: number;
  readonly cell: FlowCell;
  readonly request: TimedRequest;
}

/** Carries the events of agents to the deployed repair function of each region. */
export class RepairDesk {
  private due: Due[] = [];
  private readonly byCell: ReadonlyMap<FlowCell, Repairs>;
  private now = 0;

  constructor(
    cells: readonly FlowCell[],
    private readonly model: string,
    repair: Design['repair'],
  ) {
    this.byCell = new Map(
      cells.map((cell) => [
        cell,
        new Repairs(
          repair,
          () => [cell.describe()],
          (instance) => cell.markUnhealthy(instance, this.now),
        ),
      ]),
    );
  }

  get changes(): Change[] {
    return [...this.byCell.values()].flatMap(({ changes }) => changes);
  }

  /** The agent of an instance that serves no more asks for a replacement, again and again. */
  report(cell: FlowCell, second: number): void {
    const instanceId = cell.sicken();
    if (instanceId !== undefined) {
      this.due.push({ at: second, cell, request: this.request(instanceId, second) });
    }
  }

  isDue(second: number): boolean {
    return this.due.some(({ at }) => at <= second);
  }

  async work(second: number, state: DeskState): Promise<void> {
    this.now = second;
    const due = this.due.filter(({ at }) => at <= second);
    this.due = this.due.filter(({ at }) => at > second);
    for (const { cell, request } of due) {
      await (this.byCell.get(cell) as Repairs).handle(request, second, state.copies, state);
      if (request.atSeconds === second) {
        this.again(cell, request, second, state.isRepeated);
      }
    }
  }

  private again(cell: FlowCell, request: TimedRequest, second: number, isRepeated: boolean): void {
    if (isRepeated) {
      this.due.push(...repeatedAfter.map((after) => ({ at: second + after, cell, request })));
    }
    if (cell.isSick(request.instanceId)) {
      const at = second + repairTiming.repeatSeconds;
      this.due.push({ at, cell, request: this.request(request.instanceId, at) });
    }
  }

  private request = (instanceId: string, atSeconds: number): TimedRequest => ({
    fleet: 'fleet',
    model: this.model,
    instanceId,
    reason: 'gpu-fault',
    xidCodes: [79],
    evidence: 'Xid 79',
    atSeconds,
  });
}
