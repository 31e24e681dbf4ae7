import { type CellDimensions, cellDimensions, metricNames } from '../../contract/metrics';
import type { TokenDay } from '../../plan/measured/combine-tokens';
import { type MetricSpan, readMetrics } from './read-metrics';

const read = {
  requests: [metricNames.requests, 'Sum'],
  inputTokens: [metricNames.inputTokens, 'Sum'],
  outputTokens: [metricNames.outputTokens, 'Sum'],
  requestSamples: [metricNames.requests, 'SampleCount'],
  tokenSamples: [metricNames.inputTokens, 'SampleCount'],
} as const;

/** What a cell's engines read, wrote and finished, day by day. @throws FindingError */
export async function readTokenDays(region: string, cell: CellDimensions, span: MetricSpan): Promise<TokenDay[]> {
  const queries = Object.entries(read).map(([key, [name, statistic]]) => ({
    key: key as keyof typeof read,
    name,
    statistic,
    dimensions: cellDimensions(cell),
  }));
  const found = new Map(
    (await readMetrics({ region, of: `the tokens of ${cell.model}` }, queries, span)).map(([{ key }, series]) => [
      key,
      series,
    ]),
  );
  const at = (key: keyof typeof read, day: number): number => found.get(key)?.get(day) ?? 0;
  return (
    [...(found.get('requests')?.keys() ?? [])]
      // While agents are replaced, those that do not count requests would make the others' longer.
      .filter((day) => at('requestSamples', day) === at('tokenSamples', day))
      .map((day) => ({
        requests: at('requests', day),
        inputTokens: at('inputTokens', day),
        outputTokens: at('outputTokens', day),
      }))
  );
}
