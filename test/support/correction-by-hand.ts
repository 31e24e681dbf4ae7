import likeness from '../../lib/throughput/data/likeness.json';
import { type Residual, residuals } from '../../lib/throughput/likeness/residual-table';

/** A dense engine and its load, as decision 8 compares them. */
export interface ComparedByHand {
  readonly readFrom: string;
  readonly format: string;
  readonly gpu: string;
  readonly layout: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
}

type Quantity = 'perOutputToken' | 'firstToken';

const v = likeness.variances;

/** e^(−d² ÷ 2) of lengths and concurrency, whose logarithms are 1.5, 1.5 and 1.2 apart at d = 1. */
function near(a: ComparedByHand, b: ComparedByHand): number {
  const input = Math.log(a.inputTokens / b.inputTokens) / 1.5;
  const output = Math.log(a.outputTokens / b.outputTokens) / 1.5;
  const load = Math.log(a.concurrency / b.concurrency) / 1.2;
  return Math.exp(-(input * input + output * output + load * load) / 2);
}

/** What two dense engines share, from the table of decision 8. */
function shared(a: ComparedByHand, b: ComparedByHand): number {
  const gpu = a.gpu === b.gpu;
  const model = a.readFrom === b.readFrom && a.format === b.format;
  let sum = 0;
  if (gpu) sum += v.gpu;
  if (gpu && a.format === b.format) sum += v.formatOnGpu;
  if (model) sum += v.model;
  if (model && gpu) sum += v.modelOnGpu + v.lengths * near(a, b);
  if (model && gpu && a.layout === b.layout) sum += v.layout;
  return sum;
}

function sharedByMeasuring(a: Residual, b: Residual): number {
  if (a.source !== b.source) return 0;
  const engine = a.readFrom === b.readFrom && a.format === b.format && a.gpu === b.gpu;
  return (
    v.source +
    (a.gpu === b.gpu ? v.sourceOnGpu : 0) +
    (engine && a.engineVersion === b.engineVersion ? v.version : 0) +
    (a.id === b.id ? v.noise + 1e-6 : 0)
  );
}

/** Factor on the roofline, and standard deviation of its logarithm: kriging over the 48 most alike points, by elimination. */
export function correctionByHand(asked: ComparedByHand, of: Quantity): { factor: number; deviation: number } {
  const at = (concurrency: number): ComparedByHand => ({ ...asked, concurrency });
  const of48 = residuals
    .filter((one) => one.kind === 'dense' && one[of] !== undefined && shared(at(16), one as ComparedByHand) > 0)
    .sort((a, b) => shared(at(16), b as ComparedByHand) - shared(at(16), a as ComparedByHand))
    .slice(0, 48);
  const limit = of === 'firstToken' ? 1 : 0.5;
  const rows = of48.map((a) => [
    ...of48.map((b) => shared(a as ComparedByHand, b as ComparedByHand) + sharedByMeasuring(a, b)),
    shared(asked, a as ComparedByHand),
  ]);
  const weights = eliminated(rows);
  const sum = (of: (index: number) => number): number => weights.reduce((all, weight, i) => all + weight * of(i), 0);
  const log = sum((i) => Math.max(-limit, Math.min(limit, of48[i]?.[of] as number)));
  const explained = sum((i) => shared(asked, of48[i] as ComparedByHand));
  const unknown = v.source + v.sourceOnGpu + v.version + v.noise;
  const own = v.gpu + v.formatOnGpu + v.model + v.modelOnGpu + v.layout + v.lengths;
  const variance = Math.max(unknown, own + unknown - explained);
  return { factor: Math.exp(log), deviation: Math.sqrt(variance * (of === 'firstToken' ? 6 : 1)) };
}

/** Solves the equations, one a row with its right side last. */
function eliminated(rows: number[][]): number[] {
  const n = rows.length;
  for (let pivot = 0; pivot < n; pivot += 1) {
    const own = rows[pivot] as number[];
    for (const row of rows.slice(pivot + 1)) {
      const times = (row[pivot] as number) / (own[pivot] as number);
      for (let column = pivot; column <= n; column += 1)
        row[column] = (row[column] as number) - times * (own[column] as number);
    }
  }
  const found: number[] = [];
  for (let pivot = n - 1; pivot >= 0; pivot -= 1) {
    const own = rows[pivot] as number[];
    const known = found.reduce((sum, value, back) => sum + value * (own[n - 1 - back] as number), 0);
    found.push(((own[n] as number) - known) / (own[pivot] as number));
  }
  return found.reverse();
}
