import { stringify } from 'yaml';
import { z } from 'zod';
import { error, type Finding } from '../contract/findings';
import { type Measurements, nothingMeasured } from './measurements';
import { didYouMean } from './nearest';
import { parseYaml } from './parse-yaml';

const measured = z.number().nonnegative();
const counted = z.int().positive();
const until = z.iso.date();

const seconds = z
  .strictObject({ p50Seconds: measured, p95Seconds: measured, slowestSeconds: measured, samples: counted, until })
  .refine(
    ({ p50Seconds, p95Seconds, slowestSeconds }) => p50Seconds <= p95Seconds && p95Seconds <= slowestSeconds,
    'p50Seconds ≤ p95Seconds ≤ slowestSeconds',
  );

const load = z
  .strictObject({
    concurrentRequestsPerReplica: z.number().min(1),
    requestsPerSecondPerReplica: z.number().positive(),
    inputTokensPerSecondPerReplica: measured,
    outputTokensPerSecondPerReplica: measured,
    timeToFirstTokenP50Seconds: measured,
    timeToFirstTokenP95Seconds: measured,
    timePerOutputTokenP50Seconds: measured,
    timePerOutputTokenP95Seconds: measured,
    workloads: z.array(z.string()).min(1),
    minutes: counted,
    until,
    benchmark: z.strictObject({ requests: counted, engine: z.string().min(1) }).optional(),
  })
  .refine(
    (one) =>
      one.timeToFirstTokenP50Seconds <= one.timeToFirstTokenP95Seconds &&
      one.timePerOutputTokenP50Seconds <= one.timePerOutputTokenP95Seconds,
    'P50 ≤ P95',
  );

const tokens = z.strictObject({
  meanInputTokens: z.number().positive(),
  meanOutputTokens: z.number().positive(),
  requests: counted,
  until,
});

const named = <T extends z.ZodType>(value: T) => z.record(z.string(), value);

const fileSchema = z.strictObject({
  coldStarts: named(named(named(seconds))).default({}),
  throughput: named(named(z.array(load))).default({}),
  tokens: z
    .strictObject({ workloads: named(tokens).default({}), models: named(tokens).default({}) })
    .default({ workloads: {}, models: {} }),
});

/** What each part holds, for the finding about a part that was edited by hand. */
const expected: Readonly<Record<string, string>> = {
  coldStarts:
    'coldStarts by model, instance type and stage, each { p50Seconds, p95Seconds, slowestSeconds, samples, until }',
  throughput: 'throughput by model and instance type, each a list of points as calibrate and measure write them',
  tokens: 'tokens of workloads and of models, each { meanInputTokens, meanOutputTokens, requests, until }',
};

const source = 'measured file beside the fleet file: docs/plan.md';

/** The names that a measured file may use. */
export interface MeasurableNames {
  readonly models: readonly string[];
  readonly workloads: readonly string[];
  readonly instanceTypes: readonly string[];
  readonly stages: readonly string[];
}

/** Reads a measured file; without one nothing is measured. */
export function loadMeasurements(
  text: string | undefined,
  names: MeasurableNames,
): { measurements: Measurements; findings: Finding[] } {
  if (text === undefined) {
    return { measurements: nothingMeasured, findings: [] };
  }
  const { value, findings: unreadable } = parseYaml(text);
  const result = fileSchema.safeParse(value ?? {});
  const measurements = result.success ? result.data : nothingMeasured;
  return {
    measurements,
    findings: [
      ...unreadable.map((finding) => ({ ...finding, path: `measured.${finding.path}`.replace('.fleet', '') })),
      ...(unreadable.length > 0 ? [] : (result.error?.issues ?? [])).map((issue) =>
        error(['measured', ...issue.path], {
          problem: 'is not a valid measurement',
          got: issue.message,
          expected: expected[String(issue.path[0])] ?? Object.keys(expected).join(', '),
          fix: 'mend or delete it, then run: npx polyregion calibrate',
          source,
        }),
      ),
      ...strayNames(measurements, names),
    ],
  };
}

function strayNames({ coldStarts, throughput, tokens: of }: Measurements, names: MeasurableNames): Finding[] {
  const types = (part: string, byModel: Readonly<Record<string, object>>): Finding[] => [
    ...stray([part], Object.keys(byModel), names.models),
    ...Object.entries(byModel).flatMap(([model, byType]) =>
      stray([part, model], Object.keys(byType), names.instanceTypes),
    ),
  ];
  return [
    ...types('coldStarts', coldStarts),
    ...Object.entries(coldStarts).flatMap(([model, byType]) =>
      Object.entries(byType).flatMap(([type, stages]) =>
        stray(['coldStarts', model, type], Object.keys(stages), names.stages),
      ),
    ),
    ...types('throughput', throughput),
    ...Object.entries(throughput).flatMap(([model, byType]) =>
      Object.entries(byType).flatMap(([type, loads]) =>
        loads.flatMap(({ workloads }, index) =>
          stray(['throughput', model, type, index, 'workloads'], workloads, names.workloads),
        ),
      ),
    ),
    ...stray(['tokens', 'workloads'], Object.keys(of.workloads), names.workloads),
    ...stray(['tokens', 'models'], Object.keys(of.models), names.models),
  ];
}

/** A longer list of names would not help the reader of a finding. */
const mostListed = 12;

/** An unknown name is a typing mistake; without this finding it would be ignored silently. */
const stray = (path: readonly PropertyKey[], found: readonly string[], known: readonly string[]): Finding[] =>
  found
    .filter((name) => !known.includes(name))
    .map((name) =>
      error(['measured', ...path, name], {
        problem: 'is unknown',
        got: name,
        expected: known.length > mostListed ? `one of ${known.length} known names` : `one of ${known.join(', ')}`,
        fix: didYouMean(name, known),
        source,
      }),
    );

const header = `# What the deployed fleet measured, written by npx polyregion calibrate and measure. The plan prefers it to what it assumes.\n`;

export const measuredText = (measurements: Measurements): string =>
  header + stringify(measurements, { lineWidth: 0, collectionStyle: 'any' });
