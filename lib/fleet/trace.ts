/** What a request trace says about demand. Token counts and rates are those of the trace, unscaled. */
export interface TraceStatistics {
  readonly requests: number;
  /** Day of the first request, ISO 8601. */
  readonly firstDay: string;
  readonly seconds: number;
  readonly meanRequestsPerSecond: number;
  /** Rate of the busiest 60 s window, windows laid end to end from the first request. */
  readonly busiestMinuteRequestsPerSecond: number;
  readonly meanInputTokens: number;
  readonly meanOutputTokens: number;
  readonly p95InputTokens: number;
  readonly p95OutputTokens: number;
}

const windowSeconds = 60;
const header = 'TIMESTAMP,ContextTokens,GeneratedTokens';

/** @throws Error naming the line that is not `TIMESTAMP,ContextTokens,GeneratedTokens` */
export function readTrace(csv: string): TraceStatistics {
  const [first, ...lines] = csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  if (first?.trim() !== header) {
    throw new Error(`line 1: not a request trace, got ${JSON.stringify(first?.slice(0, 60))}, expected ${header}`);
  }
  if (lines.length < 2) {
    throw new Error(`no requests, got ${lines.length}, expected at least 2`);
  }
  const requests = lines.map(parseLine);
  const [startMs, endMs] = minMax(requests.map(({ timeMs }) => timeMs));
  const seconds = (endMs - startMs) / 1000;
  if (seconds <= 0) {
    throw new Error(`all requests at one instant, got ${seconds} s, expected a longer trace`);
  }
  const perWindow = new Map<number, number>();
  for (const { timeMs } of requests) {
    const window = Math.floor((timeMs - startMs) / 1000 / windowSeconds);
    perWindow.set(window, (perWindow.get(window) ?? 0) + 1);
  }
  const inputs = requests.map(({ inputTokens }) => inputTokens);
  const outputs = requests.map(({ outputTokens }) => outputTokens);
  return {
    requests: requests.length,
    firstDay: new Date(startMs).toISOString().slice(0, 10),
    seconds,
    meanRequestsPerSecond: requests.length / seconds,
    busiestMinuteRequestsPerSecond: minMax([...perWindow.values()])[1] / windowSeconds,
    meanInputTokens: mean(inputs),
    meanOutputTokens: mean(outputs),
    p95InputTokens: p95(inputs),
    p95OutputTokens: p95(outputs),
  };
}

function parseLine(line: string, index: number) {
  const [timestamp = '', input = '', output = ''] = line.split(',');
  const timeMs = Date.parse(`${timestamp.trim().replace(' ', 'T').slice(0, 23)}Z`);
  const inputTokens = Number(input);
  const outputTokens = Number(output);
  if (Number.isNaN(timeMs) || !isCount(input, inputTokens) || !isCount(output, outputTokens)) {
    throw new Error(`line ${index + 2}: not a request, got ${JSON.stringify(line.slice(0, 60))}, expected ${header}`);
  }
  return { timeMs, inputTokens, outputTokens };
}

const isCount = (text: string, value: number): boolean => text.trim() !== '' && Number.isInteger(value) && value >= 0;

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The smallest value that 95 % of the values do not exceed. */
function p95(values: number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}

/** Math.min and Math.max overflow the stack on long traces. */
function minMax(values: number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}
