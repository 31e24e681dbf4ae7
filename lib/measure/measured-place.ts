import { type GpuInstanceType, gpuInstanceType } from '../catalogue/instance-types';
import { error, type Finding } from '../contract/findings';
import type { Fleet, Workload } from '../fleet/fleet';
import { didYouMean } from '../fleet/nearest';
import type { Plan } from '../plan/plan';
import { instancePrice } from '../plan/prices/price';
import { prefixReuse } from '../plan/throughput/prefix-reuse';
import { expectedThroughput } from '../plan/throughput/replica-throughput';
import type { MeasuredPlace } from './measurement-plan';

/** What the command line names. */
export interface MeasurementAsked {
  readonly model: string;
  /** @default - the model's first choice */
  readonly type?: string | undefined;
  /** @default - the first region with a cell of the model */
  readonly region?: string | undefined;
  /** @default - the model's first workload */
  readonly workload?: string | undefined;
}

const source = 'docs/measure.md';

/** Where and with which requests a model is measured, or why it cannot be. */
export function measuredPlace(fleet: Fleet, plan: Plan, asked: MeasurementAsked): MeasuredPlace | Finding[] {
  const model = fleet.models.find(({ name }) => name === asked.model);
  if (model === undefined) {
    return [
      unknown(
        '--model',
        asked.model,
        fleet.models.map(({ name }) => name),
      ),
    ];
  }
  if (model.task !== 'generate') {
    return [
      error(['--model'], {
        problem: 'does not generate: a measurement counts tokens of answers',
        got: `${model.name}, task ${model.task}`,
        expected: 'a model with task generate',
        fix: 'name another model',
        source,
      }),
    ];
  }
  const users = plan.workloads.filter((one) => one.model === model.name);
  const cells = plan.cells.filter((one) => one.model === model.name);
  const named = {
    type: asked.type ?? (model.instanceTypes[0] as string),
    region: asked.region ?? (cells[0]?.region as string),
    workload: asked.workload ?? (users[0]?.name as string),
  };
  const cell = cells.find(({ region }) => region === named.region);
  const user = users.find(({ name }) => name === named.workload);
  const type = user?.types.find(({ instanceType }) => instanceType === named.type);
  if (cell === undefined || user === undefined || type === undefined) {
    return [
      ...missing('--type', named.type, model.instanceTypes),
      ...missing(
        '--region',
        named.region,
        cells.map(({ region }) => region),
      ),
      ...missing(
        '--workload',
        named.workload,
        users.map(({ name }) => name),
      ),
    ];
  }
  const workload = fleet.workloads.find(({ name }) => name === user.name) as Workload;
  return {
    fleet: plan.fleet.name,
    account: plan.fleet.account,
    model: model.name,
    workload: user.name,
    cell,
    type,
    requests: requestsOf(workload),
    expected: expectedThroughput(model, workload, gpuInstanceType(type.instanceType) as GpuInstanceType),
    usdPerHour: instancePrice(fleet, type.instanceType, cell.region),
  };
}

function requestsOf(workload: Workload): MeasuredPlace['requests'] {
  const inputTokens = Math.max(1, Math.round(workload.demand.meanInputTokens));
  return {
    inputTokens,
    sharedInputTokens: Math.min(inputTokens - 1, Math.round(inputTokens * prefixReuse(workload).value)),
    outputTokens: Math.max(1, Math.round(workload.demand.meanOutputTokens)),
    timePerOutputTokenSeconds: workload.objectives.latency?.timePerOutputTokenSeconds,
  };
}

const missing = (option: string, got: string, known: readonly string[]): Finding[] =>
  known.includes(got) ? [] : [unknown(option, got, known)];

function unknown(option: string, got: string, known: readonly string[]): Finding {
  const allowed = option === '--type' ? ', since the cell that boots it must allow it' : '';
  return error([option], {
    problem: `is none of the fleet file's${allowed}`,
    got,
    expected: `one of ${known.join(', ')}`,
    fix: option === '--type' ? 'add it to models[].instanceTypes, or name one of these' : didYouMean(got, known),
    source,
  });
}
