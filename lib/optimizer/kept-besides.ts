import { failoverTraits } from '../fleet/failover-traits';
import type { Fleet, IdleWorkload } from '../fleet/fleet';
import { idleWorkloads } from '../fleet/idle-work';
import { isNone } from '../fleet/schema';
import { busyHoursFindings } from '../plan/capacity/busy-hours-findings';
import { cellPlan } from '../plan/capacity/cell';
import type { ServedRequests, ServedWorkload } from '../plan/capacity/served-workload';
import type { SimulatedCell } from '../plan/capacity/simulated-cell';
import { cellCost } from '../plan/cost/cell-cost';
import { detection } from '../plan/failover/detection';
import { failoverPlan } from '../plan/failover/failover';
import { idleWorks } from '../plan/idle/idle-works';
import type { Requests } from '../simulation/requests';
import { confidenceOf } from '../sizing/confidence';
import { demandGrowth } from '../sizing/demand-growth';
import { idleAnswer } from '../sizing/idle-answer';
import { idleQuestion } from '../sizing/idle-question';
import { type SizeQuestion, sizeQuestion } from '../sizing/size-question';
import type { Evaluator } from './evaluator';
import { type ModelInSetting, sharingOf } from './model-in-setting';
import type { PlacedBreach, SearchedCell } from './search';
import type { ServedPlacement } from './served-placement';

export interface Besides {
  readonly setting: ModelInSetting;
  readonly evaluator: Evaluator;
  /** The requests of each workload of the model whose clients wait. */
  readonly streams: readonly Requests[];
  /** Whether a workload has a trace. */
  readonly isRecorded: (workload: string) => boolean;
}

/**
 * What breaks on so many instances besides the latencies: busy hours that ask for fewer or for more than the cell may have, the
 * time of a standby until it has grown, or the deadline of a batch on what they leave idle. The plan buys no instance for them.
 */
export function brokenBesides(
  one: ServedPlacement,
  cells: readonly SearchedCell[],
  instances: readonly number[],
  besides: Besides,
): PlacedBreach | undefined {
  const sharing = sharingOf(one);
  const batch = idleWorkloads(one.fleet).find(({ model }) => model === one.model.name);
  const { busyHours } = one.model.pools.baseline;
  if (batch === undefined && busyHours.length === 0 && !sharing.some(mustGrow)) {
    return undefined;
  }
  const question = sizeQuestion(
    sharing,
    (workload) => (besides.isRecorded(workload) ? 'recorded' : undefined),
    (here) => confidenceOf(one.fleet, here),
  );
  const sizes = cells.map((cell, index) => sizeOf(one, cell, instances[index] as number, sharing, question, besides));
  return (
    outsideBusyHours(one, sharing, sizes) ??
    lateRecovery(one, sharing, sizes) ??
    (batch && lateBatch(one, batch, { question, sharing, sizes }, besides.streams))
  );
}

/** Whether a part of what is promised is launched only after a loss. */
const mustGrow = ({ workload: { failover } }: ServedWorkload): boolean =>
  !isNone(failover) && failoverTraits[failover.mode].reactionSeconds !== undefined;

/** The cell as the plan would have it from its own simulations. */
function sizeOf(
  { model }: ServedPlacement,
  cell: SearchedCell,
  instances: number,
  sharing: readonly ServedRequests[],
  { cells }: SizeQuestion,
  { setting, evaluator, streams, isRecorded }: Besides,
): SimulatedCell {
  const promised = { ...cell, loads: setting.promised(cell.region, sharing) };
  const carriesAll = evaluator.broken(promised, instances * cell.engine.enginesPerInstance) === undefined;
  const fewest = { own: instances, running: instances, grown: carriesAll ? instances : instances + 1 };
  const { launchMinutes: minutes = 0, confidence = 'cautious' } =
    cells.find(({ region }) => region === cell.region) ?? {};
  const growths = sharing.flatMap(({ workload }, index) =>
    isRecorded(workload.name) ? [demandGrowth((streams[index] as Requests).arrivalSeconds, minutes)] : [],
  );
  const known = growths.filter((growth) => growth !== undefined);
  return {
    model: model.name,
    region: cell.region,
    confidence,
    fewest: { central: fewest, cautious: fewest },
    growth: known.length === 0 ? undefined : { ratio: Math.max(...known), minutes },
    kept: [],
  };
}

const cellsOf = ({ model }: ServedPlacement, sharing: readonly ServedRequests[], sizes: readonly SimulatedCell[]) =>
  sizes.map((size) =>
    cellPlan(
      model,
      size.region,
      sharing.filter(({ regions }) => regions.includes(size.region)),
      size,
    ),
  );

function outsideBusyHours(
  one: ServedPlacement,
  sharing: readonly ServedRequests[],
  sizes: readonly SimulatedCell[],
): PlacedBreach | undefined {
  const cells = cellsOf(one, sharing, sizes);
  const outside = cells.find((cell) => busyHoursFindings(one.fleet, { cells: [cell] }).length > 0);
  const workload = sharing.map((each) => each.workload.name).join(' and ');
  return outside && { region: outside.region, broken: { workload, promise: 'busyHours' } };
}

function lateRecovery(
  one: ServedPlacement,
  sharing: readonly ServedRequests[],
  sizes: readonly SimulatedCell[],
): PlacedBreach | undefined {
  const cells = cellsOf(one, sharing, sizes);
  for (const each of sharing.filter(mustGrow)) {
    const { name, failover } = each.workload;
    const planned = failoverPlan(each, cells, sharing, detection(one.fleet));
    if (!isNone(failover) && planned.recoverySeconds.value > failover.recoverySeconds) {
      return {
        region: each.regions[1] ?? (each.regions[0] as string),
        broken: {
          workload: name,
          promise: 'recoverySeconds',
          gotSeconds: planned.recoverySeconds.value,
          promisedSeconds: failover.recoverySeconds,
          lost: each.regions[0],
        },
      };
    }
  }
  return undefined;
}

interface Sized {
  readonly question: SizeQuestion;
  readonly sharing: readonly ServedRequests[];
  readonly sizes: readonly SimulatedCell[];
}

function lateBatch(
  one: ServedPlacement,
  batch: IdleWorkload,
  { question, sharing, sizes }: Sized,
  streams: readonly Requests[],
): PlacedBreach | undefined {
  const regions = one.fleet.jurisdictions[batch.jurisdiction] ?? [];
  const asked = idleQuestion(question, batch, regions, sharing, sizes);
  const answers = idleAnswer(asked, sharing, streams);
  const simulated = sizes.map((size) => ({ ...size, ...idleOf(answers, size.region) }));
  const cells = cellsOf(one, sharing, simulated);
  const costs = cells.map((cell) =>
    cellCost(
      one.fleet,
      cell,
      sharing.filter((each) => each.regions.includes(cell.region)),
    ),
  );
  const alone: Fleet = { ...one.fleet, models: [one.model] };
  const [work] = idleWorks(
    { ...alone, workloads: [...sharing.map(({ workload }) => workload), batch] },
    { served: sharing, cells, costs, simulated, costOf: () => undefined },
  );
  const after = [
    { lost: undefined, seconds: work?.doneAfterSeconds.value ?? 0 },
    ...(work?.afterLoss ?? []).map(({ lostRegion, doneAfterSeconds }) => ({
      lost: lostRegion,
      seconds: doneAfterSeconds.value,
    })),
  ];
  const promisedSeconds = batch.objectives.deadlineHours * 3600;
  const nothingIdle = answers.every(({ below }) => below === 0);
  const late = nothingIdle ? after[0] : after.find(({ seconds }) => seconds > promisedSeconds);
  return (
    late && {
      region: regions.join(' and '),
      broken: {
        workload: batch.name,
        promise: 'deadlineHours',
        ...(!nothingIdle && { gotSeconds: late.seconds }),
        promisedSeconds,
        lost: late.lost,
      },
    }
  );
}

function idleOf(answers: ReturnType<typeof idleAnswer>, region: string): Pick<SimulatedCell, 'idle'> {
  const found = answers.find((answer) => answer.region === region);
  if (found === undefined) {
    return {};
  }
  const { region: _, ...idle } = found;
  return { idle };
}
