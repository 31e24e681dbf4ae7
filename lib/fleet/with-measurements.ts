import type { Demand, Fleet } from './fleet';
import type { MeasuredTokens, Measurements } from './measurements';

/** The fleet with what was measured of its models and workloads. */
export const withMeasurements = (fleet: Fleet, { coldStarts, throughput, tokens }: Measurements): Fleet => ({
  ...fleet,
  models: fleet.models.map((model) => {
    const measured = { coldStarts: coldStarts[model.name] ?? {}, throughput: throughput[model.name] ?? {} };
    const isEmpty = Object.values(measured).every((byType) => Object.keys(byType).length === 0);
    return isEmpty ? model : { ...model, measured };
  }),
  workloads: fleet.workloads.map((workload) => {
    const measured = tokens.workloads[workload.name];
    return measured === undefined ? workload : { ...workload, demand: withTokens(workload.demand, measured) };
  }),
});

/** A stated mean stays; a mean that comes from a trace is replaced by the measured one, because the trace may be of another fleet. */
const withTokens = (demand: Demand, measuredTokens: MeasuredTokens): Demand => ({
  ...demand,
  measuredTokens,
  meanInputTokens: demand.stated.includes('meanInputTokens') ? demand.meanInputTokens : measuredTokens.meanInputTokens,
  meanOutputTokens: demand.stated.includes('meanOutputTokens')
    ? demand.meanOutputTokens
    : measuredTokens.meanOutputTokens,
});
