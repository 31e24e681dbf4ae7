import { cautiousLatency, derived, type Figure, show } from '../figures/figure';
import type { CellPlan } from '../plan/capacity/cell';
import type { ServingType } from '../plan/capacity/serving-type';
import type { ReplicaThroughput } from '../throughput/replica-throughput';
import { type SweepStep, sweep } from './sweep';

/** Requests of the workload, as the benchmark sends them. */
export interface BenchmarkRequests {
  readonly inputTokens: number;
  /** The same in every prompt, as much as the plan assumes of the workload's. */
  readonly sharedInputTokens: number;
  readonly outputTokens: number;
  /** Undefined where the workload has no objective of latency. */
  readonly timePerOutputTokenSeconds: number | undefined;
}

/** One measurement of one model on one instance: what it does, how long it takes and what it costs. */
export interface MeasurementPlan {
  readonly fleet: string;
  readonly account: string;
  readonly model: string;
  readonly workload: string;
  readonly region: string;
  readonly instanceType: string;
  /** For example `8 × H100`. */
  readonly gpus: string;
  /** All of them are loaded at once, as in service. */
  readonly replicas: number;
  readonly requests: BenchmarkRequests;
  /** In the order in which they are measured. */
  readonly steps: readonly SweepStep[];
  readonly maxConcurrentRequests: number;
  readonly coldStartSeconds: Figure;
  /** From the launch until the instance ends, without the steps that follow only if the replica is faster than expected. */
  readonly expectedSeconds: Figure;
  readonly usdPerHour: Figure;
  readonly expectedUsd: Figure;
  /** After so long the instance ends by itself, whatever became of the command that launched it. */
  readonly hardStopSeconds: Figure;
  readonly hardStopUsd: Figure;
  /** After so long one step is given up. */
  readonly stepLimitSeconds: number;
}

export interface MeasuredPlace {
  readonly fleet: string;
  readonly account: string;
  readonly model: string;
  readonly workload: string;
  readonly cell: CellPlan;
  readonly type: ServingType;
  readonly requests: BenchmarkRequests;
  readonly expected: readonly ReplicaThroughput[];
  readonly usdPerHour: Figure;
}

/** A hard stop that ends a sound measurement would waste all of it. */
const hardStopMargin = 1.25;
const hardStopGridSeconds = 300;

/** A step that takes so many times what the slow end of the estimate says has hung. */
const stepLimitMargin = 3;

export function measurementPlan(place: MeasuredPlace): MeasurementPlan {
  const { cell, type, requests, usdPerHour } = place;
  const plannedConcurrency = cell.engine.concurrency;
  const steps = sweep({
    expected: place.expected,
    outputTokens: requests.outputTokens,
    plannedConcurrency,
    heldConcurrency: Math.floor(type.heldConcurrency.value),
  });
  const coldStartSeconds = type.coldStart.totalSeconds;
  const expectedSeconds = expectedTime(coldStartSeconds, steps);
  const hardStopSeconds = hardStop(cell.timers.launchHookSeconds, steps);
  return {
    fleet: place.fleet,
    account: place.account,
    model: place.model,
    workload: place.workload,
    region: cell.region,
    instanceType: type.instanceType,
    gpus: `${type.gpuCount} × ${type.gpu}`,
    replicas: cell.engine.replicasPerInstance.value,
    requests,
    steps,
    maxConcurrentRequests: Math.max(...steps.map(({ concurrency }) => concurrency)),
    coldStartSeconds,
    expectedSeconds,
    usdPerHour,
    expectedUsd: costOf(expectedSeconds, usdPerHour),
    hardStopSeconds,
    hardStopUsd: costOf(hardStopSeconds, usdPerHour),
    stepLimitSeconds: Math.ceil(stepLimitMargin * Math.max(...steps.map(({ seconds }) => cautiousLatency(seconds)))),
  };
}

function expectedTime(coldStart: Figure, all: readonly SweepStep[]): Figure {
  const steps = all.filter(({ onlyIfFaster }) => !onlyIfFaster);
  const at = (end: 'value' | 'low' | 'high'): number =>
    [coldStart, ...steps.map(({ seconds }) => seconds)].reduce((sum, figure) => sum + (figure[end] ?? figure.value), 0);
  return derived(at('value'), 's', `${show(coldStart.value)} s cold start + ${steps.length} steps of the sweep`, {
    low: at('low'),
    high: at('high'),
    from: [coldStart, ...steps.map(({ seconds }) => seconds)],
  });
}

/** The agent gives a launch up at the limit of the launch hook, so no boot takes longer. */
function hardStop(launchLimit: Figure, steps: readonly SweepStep[]): Figure {
  const sweepSeconds = steps.reduce((sum, { seconds }) => sum + cautiousLatency(seconds), 0);
  const seconds = hardStopMargin * (launchLimit.value + sweepSeconds);
  return derived(
    Math.ceil(seconds / hardStopGridSeconds) * hardStopGridSeconds,
    's',
    `${hardStopMargin} × (${show(launchLimit.value)} s limit of a launch + ${show(sweepSeconds)} s of all ${steps.length} steps at their slow end), rounded up to ${hardStopGridSeconds} s`,
    { from: [launchLimit, ...steps.map(({ seconds: one }) => one)] },
  );
}

/** EC2 bills Linux by the second. */
function costOf(seconds: Figure, usdPerHour: Figure): Figure {
  const usd = (of: number): number => (of / 3600) * usdPerHour.value;
  return derived(usd(seconds.value), 'USD', `${show(seconds.value)} s × ${show(usdPerHour.value)} USD/h`, {
    ...(seconds.low !== undefined && { low: usd(seconds.low) }),
    ...(seconds.high !== undefined && { high: usd(seconds.high) }),
    from: [seconds, usdPerHour],
  });
}
