import type { AssemblySize } from './assembly-size';
import type { Sample } from './measure-synth';

export interface Summary extends AssemblySize {
  /** Medians over the runs. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** The largest of any run. */
  readonly peakMemoryMB: number;
  readonly bundlers: readonly string[];
}

export function summary(samples: readonly Sample[]): Summary {
  const [first] = samples;
  if (first === undefined) {
    throw new Error('samples: must hold at least one run, got none');
  }
  return {
    stacks: first.stacks,
    resources: first.resources,
    cpuSeconds: median(samples.map(({ cpuSeconds }) => cpuSeconds)),
    wallSeconds: median(samples.map(({ wallSeconds }) => wallSeconds)),
    peakMemoryMB: Math.max(...samples.map(({ peakMemoryMB }) => peakMemoryMB)),
    bundlers: [...new Set(samples.flatMap(({ bundlers }) => bundlers))],
  };
}

/** Median; the upper of the two middle values where their number is even. */
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
