import { stringify } from 'yaml';
import { z } from 'zod';
import { error, type Finding } from './findings';
import type { Fleet } from './fleet';
import type { MeasuredColdStart } from './measured-seconds';
import type { MeasuredThroughput } from './measured-throughput';
import { didYouMean } from './nearest';
import { parseYaml } from './parse-yaml';

/** What the measured file beside a fleet file holds. */
export interface Measurements {
  /** By model. */
  readonly coldStarts: Readonly<Record<string, MeasuredColdStart>>;
  /** By model. */
  readonly throughput?: Readonly<Record<string, MeasuredThroughput>>;
}

const seconds = z.number().nonnegative();

const entry = z
  .strictObject({
    p50Seconds: seconds,
    p95Seconds: seconds,
    slowestSeconds: seconds,
    samples: z.int().positive(),
    until: z.iso.date(),
  })
  .refine(
    ({ p50Seconds, p95Seconds, slowestSeconds }) => p50Seconds <= p95Seconds && p95Seconds <= slowestSeconds,
    'p50Seconds ≤ p95Seconds ≤ slowestSeconds',
  );

const throughput = z.record(z.string(), z.array(z.looseObject({ until: z.iso.date() })));

const fileSchema = z.strictObject({
  coldStarts: z.record(z.string(), z.record(z.string(), entry)).default({}),
  throughput: z.record(z.string(), throughput).optional(),
});

const source = 'measured file beside the fleet file: docs/plan.md';

const none: Measurements = { coldStarts: {} };

/** Reads a measured file; without one nothing is measured. */
export function loadMeasurements(
  text: string | undefined,
  models: readonly string[],
  stages: readonly string[],
): { measurements: Measurements; findings: Finding[] } {
  if (text === undefined) {
    return { measurements: none, findings: [] };
  }
  const { value, findings: unreadable } = parseYaml(text);
  const result = fileSchema.safeParse(value ?? {});
  const measurements: Measurements = result.success ? withoutGaps(result.data) : none;
  const { coldStarts } = measurements;
  return {
    measurements,
    findings: [
      ...unreadable.map((finding) => ({ ...finding, path: `measured.${finding.path}`.replace('.fleet', '') })),
      ...(unreadable.length > 0 ? [] : (result.error?.issues ?? [])).map((issue) =>
        error(['measured', ...issue.path], {
          problem: 'is no measurement',
          got: issue.message,
          expected: 'coldStarts by model and stage, each { p50Seconds, p95Seconds, slowestSeconds, samples, until }',
          fix: 'run: npx polyregion calibrate',
          source,
        }),
      ),
      ...strayFindings(['measured', 'coldStarts'], Object.keys(coldStarts), models),
      ...strayFindings(['measured', 'throughput'], Object.keys(measurements.throughput ?? {}), models),
      ...Object.entries(coldStarts).flatMap(([model, measured]) =>
        strayFindings(['measured', 'coldStarts', model], Object.keys(measured), stages),
      ),
    ],
  };
}

const withoutGaps = ({ coldStarts, throughput: measured }: z.infer<typeof fileSchema>): Measurements => ({
  coldStarts,
  ...(measured === undefined ? {} : { throughput: measured }),
});

/** A name that nobody knows is a slip of the pen: it would be ignored without a word. */
const strayFindings = (path: readonly string[], found: readonly string[], known: readonly string[]): Finding[] =>
  found
    .filter((name) => !known.includes(name))
    .map((name) =>
      error([...path, name], {
        problem: 'is unknown',
        got: name,
        expected: `one of ${known.join(', ')}`,
        fix: didYouMean(name, known),
        source,
      }),
    );

const header = `# What the deployed fleet measured, written by npx polyregion calibrate. The plan prefers it to what it assumes.\n`;

export const measuredText = (measurements: Measurements): string =>
  header + stringify(measurements, { lineWidth: 0, collectionStyle: 'any' });

/** The fleet with what was measured of its models. */
export const withMeasurements = (fleet: Fleet, measurements: Measurements): Fleet => ({
  ...fleet,
  models: fleet.models.map((model) => {
    const measuredColdStart = measurements.coldStarts[model.name];
    const measuredThroughput = measurements.throughput?.[model.name];
    return {
      ...model,
      ...(measuredColdStart === undefined ? {} : { measuredColdStart }),
      ...(measuredThroughput === undefined ? {} : { measuredThroughput }),
    };
  }),
});

/** Newer figures replace older ones; what was not measured again keeps its own date. */
export const mergeMeasurements = (older: Measurements, newer: Measurements): Measurements => ({
  coldStarts: Object.fromEntries(
    [...new Set([...Object.keys(older.coldStarts), ...Object.keys(newer.coldStarts)])].map((model) => [
      model,
      { ...older.coldStarts[model], ...newer.coldStarts[model] },
    ]),
  ),
  ...(older.throughput === undefined && newer.throughput === undefined
    ? {}
    : { throughput: { ...older.throughput, ...newer.throughput } }),
});
