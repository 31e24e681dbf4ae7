import { join } from 'node:path';
import type { MeasuredStep, MeasurementOrder, MeasurementStep } from '../../lib/contract/measurement';
import { benchmarkFlags, benchmarkResultFile } from '../../lib/engine/benchmark';
import { cacheFolderOf } from '../engine/cache-folder';
import type { MadeReplica } from '../engine/make-replicas';
import type { Context } from '../instance/context';
import { removeResult, savedResult } from '../io/benchmark-file';
import { engineClient } from '../io/engine-client';
import { fillCommand } from '../io/fill-command';
import { runCommand } from '../io/run-command';
import { engineSample } from '../metrics/engine-sample';

const metricsLimitSeconds = 10;

type Outcome = { readonly result: unknown } | { readonly problem: string };

/** Loads all replicas of the instance at once, as in service. */
export async function runStep(
  context: Context,
  made: readonly MadeReplica[],
  order: MeasurementOrder,
  step: MeasurementStep,
): Promise<MeasuredStep> {
  const { concurrency } = step;
  const before = await preemptions(context, made);
  const outcomes = await Promise.all(made.map((one, index) => runBenchmark(context, one, index, order, step)));
  const after = await preemptions(context, made);
  const problem =
    outcomes.flatMap((outcome) => ('problem' in outcome ? [outcome.problem] : []))[0] ??
    (before === undefined || after === undefined ? 'an engine did not say how many requests it preempted' : undefined);
  return problem === undefined
    ? {
        concurrency,
        results: outcomes.flatMap((outcome) => ('result' in outcome ? [outcome.result] : [])),
        preemptions: (after ?? 0) - (before ?? 0),
      }
    : { concurrency, results: [], preemptions: 0, problem };
}

async function runBenchmark(
  context: Context,
  { spec }: MadeReplica,
  index: number,
  order: MeasurementOrder,
  step: MeasurementStep,
): Promise<Outcome> {
  const { clock, settings, parameters } = context;
  const file = join(cacheFolderOf(settings, index), benchmarkResultFile(step));
  removeResult(file);
  const flags = benchmarkFlags(order, step, parameters.weights);
  const limit = clock.limit(order.stepLimitSeconds);
  const status = await runCommand(fillCommand(settings.engineCommand.bench, spec.values, flags), limit);
  if (limit.aborted) {
    return { problem: `the benchmark did not end within ${order.stepLimitSeconds} s` };
  }
  try {
    return status === 0 ? { result: savedResult(file) } : { problem: ended(status) };
  } catch {
    return { problem: `${ended(status)} and left no result` };
  }
}

const ended = (status: number): string => `the benchmark ended with status ${status}`;

/** Preemptions in all engines since they started; undefined if an engine does not say. */
async function preemptions({ clock }: Context, made: readonly MadeReplica[]): Promise<number | undefined> {
  const samples = await Promise.all(
    made.map(async ({ replica: { port } }) => {
      const text = await engineClient(port, clock).metrics(metricsLimitSeconds);
      return text === undefined ? undefined : engineSample(text)?.preemptions;
    }),
  );
  return samples.reduce<number | undefined>(
    (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
    0,
  );
}
