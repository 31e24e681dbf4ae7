import type { Fleet, LatencyWorkload, Model, Workload } from '../fleet/fleet';
import type { LatencyObjectives } from '../fleet/schema/objectives-schema';

export const withWorkload = (fleet: Fleet, index: number, workload: Workload): Fleet => ({
  ...fleet,
  workloads: fleet.workloads.map((one, at) => (at === index ? workload : one)),
});

export const withModel = (fleet: Fleet, index: number, model: Model): Fleet => ({
  ...fleet,
  models: fleet.models.map((one, at) => (at === index ? model : one)),
});

export const withDemand = (workload: Workload, demand: Partial<Workload['demand']>): Workload => ({
  ...workload,
  demand: { ...workload.demand, ...demand },
});

export const withLatency = (workload: LatencyWorkload, latency: Partial<LatencyObjectives>): LatencyWorkload => ({
  ...workload,
  objectives: { latency: { ...workload.objectives.latency, ...latency } },
});

/** A value as a fleet file states it: three digits, as far as a change needs them. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
