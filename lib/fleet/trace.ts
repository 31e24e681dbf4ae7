import { type Chunks, linesOf } from './lines';

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

/** No model reads or writes so much in one request; a larger count is a slip, and would cost memory to count. */
const maxTokens = 10_000_000;

/**
 * Reads a trace line by line, however many there are.
 *
 * @throws Error naming the line that is not `TIMESTAMP,ContextTokens,GeneratedTokens`, or that is out of order
 */
export function readTrace(chunks: Chunks): TraceStatistics {
  const inputs = new Counts();
  const outputs = new Counts();
  let lineNumber = 0;
  let firstMs = 0;
  let lastMs = 0;
  let requests = 0;
  const window = { index: 0, requests: 0, busiest: 0 };
  for (const line of linesOf(chunks)) {
    lineNumber += 1;
    if (lineNumber === 1) {
      requireHeader(line);
      continue;
    }
    if (line.trim() === '') {
      continue;
    }
    const request = parseLine(line, lineNumber);
    if (requests === 0) {
      firstMs = request.timeMs;
    } else if (request.timeMs < lastMs) {
      throw new Error(
        `line ${lineNumber}: earlier than the line before, got ${JSON.stringify(line.slice(0, 60))}, expected requests in order of time`,
      );
    }
    lastMs = request.timeMs;
    requests += 1;
    inputs.add(request.inputTokens);
    outputs.add(request.outputTokens);
    const index = Math.floor((lastMs - firstMs) / 1000 / windowSeconds);
    window.requests = index === window.index ? window.requests + 1 : 1;
    window.index = index;
    window.busiest = Math.max(window.busiest, window.requests);
  }
  if (lineNumber === 0) {
    requireHeader('');
  }
  if (requests < 2) {
    throw new Error(`no requests, got ${requests}, expected at least 2`);
  }
  const seconds = (lastMs - firstMs) / 1000;
  if (seconds === 0) {
    throw new Error('all requests at one instant, got 0 s, expected a longer trace');
  }
  return {
    requests,
    firstDay: new Date(firstMs).toISOString().slice(0, 10),
    seconds,
    meanRequestsPerSecond: requests / seconds,
    busiestMinuteRequestsPerSecond: window.busiest / windowSeconds,
    meanInputTokens: inputs.mean(),
    meanOutputTokens: outputs.mean(),
    p95InputTokens: inputs.quantile(0.95),
    p95OutputTokens: outputs.quantile(0.95),
  };
}

function requireHeader(line: string): void {
  if (line.replace(/^\uFEFF/, '').trim() !== header) {
    throw new Error(`line 1: not a request trace, got ${JSON.stringify(line.slice(0, 60))}, expected ${header}`);
  }
}

function parseLine(line: string, lineNumber: number) {
  const [timestamp = '', input = '', output = ''] = line.split(',');
  const timeMs = Date.parse(`${timestamp.trim().replace(' ', 'T').slice(0, 23)}Z`);
  const inputTokens = Number(input);
  const outputTokens = Number(output);
  if (Number.isNaN(timeMs) || !isCount(input, inputTokens) || !isCount(output, outputTokens)) {
    throw new Error(`line ${lineNumber}: not a request, got ${JSON.stringify(line.slice(0, 60))}, expected ${header}`);
  }
  return { timeMs, inputTokens, outputTokens };
}

const isCount = (text: string, value: number): boolean =>
  text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= maxTokens;

/** How often each count occurred: as small as the counts are many, however many the requests. */
class Counts {
  private readonly occurrences = new Map<number, number>();
  private total = 0;
  private sum = 0;

  add(value: number): void {
    this.occurrences.set(value, (this.occurrences.get(value) ?? 0) + 1);
    this.total += 1;
    this.sum += value;
  }

  mean(): number {
    return this.sum / this.total;
  }

  /** The smallest value that this share of the values does not exceed. */
  quantile(share: number): number {
    let seen = 0;
    for (const [value, times] of [...this.occurrences].sort(([a], [b]) => a - b)) {
      seen += times;
      if (seen >= this.total * share) {
        return value;
      }
    }
    return 0;
  }
}
