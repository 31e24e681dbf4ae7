import { describe, expect, test } from 'vitest';
import type { Loss } from '../../../lib/rehearsal/drill/fault';
import { drilled } from '../../support/drilled';

const small = 'test/fleets/one-instance-a-region.yaml';

describe.each([
  { count: 2, of: 3, path: 'test/fleets/three-p5.yaml' },
  { count: 1, of: 2, path: 'fleet.yaml' },
])('$count of $of p5 of us-east-1 die at the peak, and AWS has no other', ({ count, path }) => {
  const loss: Loss = { kind: 'instances', region: 'us-east-1', model: 'llama-70b', count };
  const report = drilled(path, loss, 240);
  const [model] = report.models;
  const [dns, gateway] = [model?.dns.workloads[0], model?.gateway.workloads[0]];

  test('with DNS alone the region stays ready, its clients wait too long, and some are refused', () => {
    expect(dns?.afterLoss.refused).toBeGreaterThan(0);
    expect(dns?.afterLoss.spilled).toBe(0);
    expect(dns?.worstTimeToFirstTokenSeconds).toBeGreaterThan(3);
    expect(dns?.keptFromSeconds).toBeGreaterThan(240);
    expect(model?.dns.events.some(({ what }) => what.kind === 'dns')).toBe(false);
  });

  test('with gateways nothing is refused after 10 s, and the promise holds within 30 s', () => {
    expect(gateway?.lastRefusedAfterSeconds).toBeLessThanOrEqual(10);
    expect(gateway?.afterLoss.failed).toBe(0);
    expect(gateway?.keptFromSeconds).toBeLessThanOrEqual(30);
    expect(gateway?.afterLoss.spilled).toBeGreaterThan(0);
    expect(gateway?.addedRoundTripSeconds).toBeGreaterThan(0.03);
  });

  test('only streams on the dead instances end', () => {
    expect(gateway?.afterLoss.broken).toBe(dns?.afterLoss.broken);
    expect(gateway?.afterLoss.broken).toBeGreaterThan(0);
  });

  test('capacity is whole after the shortage, a minute at most, and the cold start', () => {
    const coldStart = model?.cells[0]?.coldStartSeconds as number;
    const whole = (model?.gateway.wholeAtSecond as number) - report.fault.untilSeconds;
    expect(whole).toBeGreaterThanOrEqual(coldStart);
    expect(whole).toBeLessThanOrEqual(coldStart + 61);
  });

  test('leaves out the batch, and what another jurisdiction serves', () => {
    expect(report.leftOut.map(({ workload }) => workload)).toEqual(['documents', 'summaries']);
  });
});

describe('a region of the chat fleet is lost', () => {
  const report = drilled('fleets/chat.yaml', { kind: 'region', region: 'us-east-1' }, 240);
  const { dns, gateway } = report.models[0] as (typeof report.models)[number];

  test.each([
    ['with DNS alone', dns],
    ['with gateways', gateway],
  ])('%s its clients are elsewhere once checks, time to live and connections are over', (_what, mode) => {
    const seen = mode.events.find(({ what }) => what.kind === 'dns');
    const moved = mode.events.find(({ what }) => what.kind === 'clients');
    // Three checks, 10 s apart, the first at most 10 s later; then 60 s of time to live. A client whose connection fails opens a new one.
    expect((seen?.second ?? 0) - report.fault.fromSeconds).toBe(29);
    expect(moved?.second).toBeLessThanOrEqual((seen?.second ?? 0) + 60);
    expect(mode.workloads[0]?.lastRefusedAfterSeconds).toBeLessThanOrEqual(90);
    expect(mode.workloads[0]?.afterLoss.failed).toBeGreaterThan(0);
  });

  test('the region that is left answers within the promise from then on', () => {
    expect(dns.workloads[0]?.keptFromSeconds).toBeLessThanOrEqual(90);
    expect(dns.workloads[0]?.afterLoss.refused).toBe(0);
  });
});

test('the same seed gives the same drill', () => {
  const [one, other] = [1, 2].map(() => drilled(small, { kind: 'region', region: 'us-east-1' }, 60));
  expect(one).toEqual(other);
});
