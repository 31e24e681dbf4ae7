import { describe, expect, test } from 'vitest';
import { loadMeasurements, measuredText } from '../../lib/fleet/measured-file';
import { type MeasuredLoad, type Measurements, mergeMeasurements, nothingMeasured } from '../../lib/fleet/measurements';

const boot = { p50Seconds: 41, p95Seconds: 63.5, slowestSeconds: 80, samples: 12, until: '2026-11-24' };
const point: MeasuredLoad = {
  concurrentRequestsPerReplica: 20.5,
  requestsPerSecondPerReplica: 4,
  inputTokensPerSecondPerReplica: 4000,
  outputTokensPerSecondPerReplica: 800,
  timeToFirstTokenP50Seconds: 0.25,
  timeToFirstTokenP95Seconds: 0.5,
  timePerOutputTokenP50Seconds: 0.025,
  timePerOutputTokenP95Seconds: 0.05,
  workloads: ['chat'],
  minutes: 70,
  until: '2026-11-24',
};
const tokens = { meanInputTokens: 1000, meanOutputTokens: 200, requests: 5000, until: '2026-11-24' };
const all: Measurements = {
  coldStarts: { 'llama-70b': { 'p5.48xlarge': { boot } } },
  throughput: { 'llama-70b': { 'p5.48xlarge': [point] } },
  tokens: { workloads: { chat: tokens }, models: { 'llama-70b': tokens } },
};

const load = (text: string | undefined) =>
  loadMeasurements(text, {
    models: ['llama-70b'],
    workloads: ['chat'],
    instanceTypes: ['p5.48xlarge'],
    stages: ['boot', 'total'],
  });
const flow = (value: unknown): string => JSON.stringify(value);

describe('the measured file', () => {
  test('may be missing', () => {
    expect(load(undefined)).toEqual({ measurements: nothingMeasured, findings: [] });
  });

  test('is read as it is written', () => {
    expect(load(measuredText(all))).toEqual({ measurements: all, findings: [] });
  });

  test.each([
    [
      'coldStarts: { llama-7b: {} }',
      'measured.coldStarts.llama-7b',
      'is unknown, got "llama-7b", expected one of llama-70b; did you mean llama-70b?',
    ],
    [
      `coldStarts: { llama-70b: { p5.48xlage: {} } }`,
      'measured.coldStarts.llama-70b.p5.48xlage',
      'is unknown, got "p5.48xlage", expected one of p5.48xlarge; did you mean p5.48xlarge?',
    ],
    [
      `coldStarts: { llama-70b: { p5.48xlarge: { boat: ${flow(boot)} } } }`,
      'measured.coldStarts.llama-70b.p5.48xlarge.boat',
      'is unknown, got "boat", expected one of boot, total',
    ],
    [
      `coldStarts: { llama-70b: { p5.48xlarge: { boot: ${flow({ ...boot, p50Seconds: 70 })} } } }`,
      'measured.coldStarts.llama-70b.p5.48xlarge.boot',
      'p50Seconds ≤ p95Seconds ≤ slowestSeconds',
    ],
    [
      `coldStarts: { llama-70b: { p5.48xlarge: { boot: ${flow({ ...boot, samples: 0 })} } } }`,
      'measured.coldStarts.llama-70b.p5.48xlarge.boot.samples',
      'expected coldStarts by model, instance type and stage',
    ],
    [
      `coldStarts: { llama-70b: { p5.48xlarge: { boot: ${flow({ ...boot, until: 'today' })} } } }`,
      'measured.coldStarts.llama-70b.p5.48xlarge.boot.until',
      'mend or delete it, then run: npx polyregion calibrate',
    ],
    [
      `throughput: { llama-70b: { p5.48xlarge: [${flow({ ...point, concurrentRequestsPerReplica: 0.5 })}] } }`,
      'measured.throughput.llama-70b.p5.48xlarge[0].concurrentRequestsPerReplica',
      'expected throughput by model and instance type',
    ],
    [
      `throughput: { llama-70b: { p5.48xlarge: [${flow({ ...point, timeToFirstTokenP95Seconds: 0.1 })}] } }`,
      'measured.throughput.llama-70b.p5.48xlarge[0]',
      'P50 ≤ P95',
    ],
    [
      `throughput: { llama-70b: { p5.48xlarge: [${flow({ ...point, workloads: ['chad'] })}] } }`,
      'measured.throughput.llama-70b.p5.48xlarge[0].workloads.chad',
      'did you mean chat?',
    ],
    [`tokens: { workloads: { chad: ${flow(tokens)} } }`, 'measured.tokens.workloads.chad', 'did you mean chat?'],
    [
      `tokens: { models: { llama-70b: ${flow({ ...tokens, requests: 1.5 })} } }`,
      'measured.tokens.models.llama-70b.requests',
      'expected tokens of workloads and of models',
    ],
    ['warm: 1', 'measured', 'is not a valid measurement'],
    ['- 1', 'measured', 'is not a mapping'],
  ])('fails on %s', (text, path, message) => {
    const { findings } = load(text);

    expect(findings.map((finding) => finding.path)).toEqual([path]);
    expect(findings[0]).toMatchObject({ level: 'error', message: expect.stringContaining(message) });
  });

  test('tells all that is wrong with it at once', () => {
    const { findings } = load(`{ coldStarts: { llama-7b: {} }, tokens: { workloads: { chad: ${flow(tokens)} } } }`);

    expect(findings.map(({ path }) => path)).toEqual([
      'measured.coldStarts.llama-7b',
      'measured.tokens.workloads.chad',
    ]);
  });
});

describe('measuring again', () => {
  const newer = { until: '2026-12-01' };

  test('keeps what was not measured again, with its own date', () => {
    const older = {
      ...nothingMeasured,
      coldStarts: { a: { t: { boot, total: boot }, u: { boot } }, b: { t: { boot } } },
    };
    const again = { ...nothingMeasured, coldStarts: { a: { t: { boot: { ...boot, ...newer } } } } };

    expect(mergeMeasurements(older, again).coldStarts).toEqual({
      a: { t: { boot: { ...boot, ...newer }, total: boot }, u: { boot } },
      b: { t: { boot } },
    });
  });

  test('replaces a point that was about as busy, with the same workloads, and sorts them', () => {
    const at = (concurrentRequestsPerReplica: number, more: Partial<MeasuredLoad> = {}): MeasuredLoad => ({
      ...point,
      concurrentRequestsPerReplica,
      ...more,
    });
    const of = (loads: MeasuredLoad[]): Measurements => ({ ...nothingMeasured, throughput: { a: { t: loads } } });
    // 16 to 22.6 is one bin, 22.6 to 32 the next
    const merged = mergeMeasurements(
      of([at(16), at(20, { workloads: ['other'] }), at(23)]),
      of([at(22, newer), at(40, newer)]),
    );

    expect(merged.throughput.a?.t).toEqual([at(20, { workloads: ['other'] }), at(22, newer), at(23), at(40, newer)]);
  });

  test('keeps traffic beside a benchmark that was as busy', () => {
    const traffic = { ...point, concurrentRequestsPerReplica: 64 };
    const benchmark = { ...traffic, minutes: 2, benchmark: { requests: 384, engine: 'vllm 0.33.0' } };
    const of = (loads: MeasuredLoad[]): Measurements => ({ ...nothingMeasured, throughput: { a: { t: loads } } });

    expect(mergeMeasurements(of([traffic]), of([benchmark])).throughput.a?.t).toEqual([traffic, benchmark]);
    expect(mergeMeasurements(of([benchmark]), of([traffic])).throughput.a?.t).toEqual([benchmark, traffic]);
  });

  test('replaces the lengths of requests', () => {
    const again = { ...tokens, ...newer };
    const merged = mergeMeasurements(all, { ...nothingMeasured, tokens: { workloads: { chat: again }, models: {} } });

    expect(merged.tokens).toEqual({ workloads: { chat: again }, models: { 'llama-70b': tokens } });
  });
});
