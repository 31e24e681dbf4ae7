import { describe, expect, test } from 'vitest';
import { loadMeasurements, measuredText, mergeMeasurements } from '../../lib/fleet/measured-file';

const boot = { p50Seconds: 41, p95Seconds: 63.5, slowestSeconds: 80, samples: 12, until: '2026-11-24' };
const load = (text: string | undefined) => loadMeasurements(text, ['llama-70b'], ['boot', 'total']);

describe('the measured file', () => {
  test('may be missing', () => {
    expect(load(undefined)).toEqual({ measurements: { coldStarts: {} }, findings: [] });
  });

  test('is read as it is written', () => {
    const measurements = { coldStarts: { 'llama-70b': { boot } } };

    expect(load(measuredText(measurements))).toEqual({ measurements, findings: [] });
  });

  test.each([
    [
      'coldStarts: { llama-7b: {} }',
      'measured.coldStarts.llama-7b',
      'is unknown, got "llama-7b", expected one of llama-70b',
    ],
    [
      `coldStarts: { llama-70b: { boat: ${JSON.stringify(boot)} } }`,
      'measured.coldStarts.llama-70b.boat',
      'is unknown, got "boat", expected one of boot, total',
    ],
    [
      `coldStarts: { llama-70b: { boot: ${JSON.stringify({ ...boot, p50Seconds: 70 })} } }`,
      'measured.coldStarts.llama-70b.boot',
      'p50Seconds ≤ p95Seconds ≤ slowestSeconds',
    ],
    [
      `coldStarts: { llama-70b: { boot: ${JSON.stringify({ ...boot, samples: 0 })} } }`,
      'measured.coldStarts.llama-70b.boot.samples',
      'is no measurement',
    ],
    [
      `coldStarts: { llama-70b: { boot: ${JSON.stringify({ ...boot, until: 'today' })} } }`,
      'measured.coldStarts.llama-70b.boot.until',
      'run: npx polyregion calibrate',
    ],
    ['warm: 1', 'measured', 'is no measurement'],
    ['- 1', 'measured', 'is not a mapping'],
  ])('fails on %s', (text, path, message) => {
    const { findings } = load(text);

    expect(findings.map((finding) => finding.path)).toEqual([path]);
    expect(findings[0]).toMatchObject({ level: 'error', message: expect.stringContaining(message) });
  });

  test('keeps what was not measured again, with its own date', () => {
    const older = { coldStarts: { a: { boot, total: boot }, b: { boot } } };
    const newer = { coldStarts: { a: { boot: { ...boot, p50Seconds: 30, until: '2026-12-01' } } } };

    expect(mergeMeasurements(older, newer)).toEqual({
      coldStarts: { a: { boot: newer.coldStarts.a.boot, total: boot }, b: { boot } },
    });
  });

  test('keeps profiles that were measured before', () => {
    const throughput = { a: { 'p5.48xlarge': [{ until: '2026-11-20' }] } };

    expect(mergeMeasurements({ coldStarts: {}, throughput }, { coldStarts: {} })).toEqual({
      coldStarts: {},
      throughput,
    });
  });

  test.each([
    ['throughput: { llama-7b: {} }', 'measured.throughput.llama-7b'],
    [
      'throughput: { llama-70b: { p5.48xlarge: [{ until: soon }] } }',
      'measured.throughput.llama-70b.p5.48xlarge[0].until',
    ],
  ])('fails on a profile of nobody, or without a day: %s', (text, path) => {
    expect(load(text).findings.map((finding) => finding.path)).toEqual([path]);
  });
});
