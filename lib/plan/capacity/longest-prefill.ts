import { gpuInstanceType } from '../../catalogue/instance-types';
import { derived, type Figure, show } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import { expectedLatency } from '../../throughput/expected-latency';
import { askedEngine } from '../throughput/replica-throughput';

/**
 * Until the first token of the longest prompt that is served, alone on an engine: the slow end of the slowest allowed type,
 * in whole seconds. Undefined where the speed of a type is unknown.
 */
export function longestPrefill(model: Model, maxInputTokens: number): Figure | undefined {
  const latencies = model.instanceTypes.map((name) => {
    const type = gpuInstanceType(name);
    const engine = type && askedEngine(model, type);
    return engine && expectedLatency(engine, { inputTokens: maxInputTokens, outputTokens: 1, concurrency: 1 });
  });
  const known = latencies.filter((latency) => latency !== undefined);
  const [first, ...others] = known.map(({ timeToFirstTokenSeconds }) => timeToFirstTokenSeconds);
  if (first === undefined || known.length < latencies.length) {
    return undefined;
  }
  const slowest = others.reduce((a, b) => (slowEnd(b) > slowEnd(a) ? b : a), first);
  return derived(
    Math.ceil(slowEnd(slowest)),
    's',
    `${show(slowEnd(slowest))} s at the slow end, for a prompt of ${maxInputTokens} tokens alone on an engine, in whole seconds`,
    { from: [slowest] },
  );
}

const slowEnd = ({ value, high = value }: Figure): number => high;
