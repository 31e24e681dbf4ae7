import { describe, expect, test } from 'vitest';
import { type Measurements, nothingMeasured } from '../../lib/fleet/measurements';
import { withMeasurements } from '../../lib/fleet/with-measurements';
import { calibration, type RegionalColdStart } from '../../lib/plan/measured/calibration';
import { planFindings } from '../../lib/plan/plan-findings';
import { calibrationText } from '../../lib/report/calibration-text';
import { chatFleetText, edit, load, validPlan } from '../support/fleets';
import { readText } from '../support/project-root';

const whole = { p50Seconds: 740, p95Seconds: 872, slowestSeconds: 900, samples: 7, until: '2026-11-25' };
const point = {
  concurrentRequestsPerReplica: 20.4,
  requestsPerSecondPerReplica: 4.3,
  inputTokensPerSecondPerReplica: 6880,
  outputTokensPerSecondPerReplica: 903,
  timeToFirstTokenP50Seconds: 0.25,
  timeToFirstTokenP95Seconds: 0.5,
  timePerOutputTokenP50Seconds: 0.025,
  timePerOutputTokenP95Seconds: 0.05,
  workloads: ['chat'],
  minutes: 412,
  until: '2026-11-24',
};
const measured: Measurements = {
  coldStarts: {
    'llama-70b': {
      'p5.48xlarge': {
        image: { p50Seconds: 405, p95Seconds: 571.5, slowestSeconds: 600, samples: 7, until: '2026-11-25' },
        total: whole,
      },
    },
  },
  throughput: {
    'llama-70b': {
      'p5.48xlarge': [
        point,
        { ...point, concurrentRequestsPerReplica: 33.1, outputTokensPerSecondPerReplica: 1302, minutes: 38 },
      ],
    },
  },
  tokens: {
    workloads: { chat: { meanInputTokens: 1600, meanOutputTokens: 210, requests: 134_400, until: '2026-11-25' } },
    models: {},
  },
};
const places: RegionalColdStart[] = [
  {
    region: 'us-east-1',
    model: 'llama-70b',
    instanceType: 'p5.48xlarge',
    pool: 'baseline',
    measured: { ...whole, samples: 5 },
  },
];

describe('what calibrate prints', () => {
  const text = edit(chatFleetText(), '      scale: 4\n', '      scale: 4\n      meanInputTokens: 1200\n');
  const { fleet } = load(text);
  if (fleet === undefined) {
    throw new Error('the example is no fleet');
  }
  const plan = validPlan();
  const result = calibration({ fleet, plan }, { newer: measured, merged: measured, places });
  const findings = planFindings(withMeasurements(fleet, measured), plan).filter(({ path }) =>
    path.startsWith('workloads[0].demand'),
  );
  const printed = calibrationText({ ...result, findings });

  test('is what docs/plan.md shows', () => {
    expect(readText('docs/plan.md')).toContain(`\n${printed}`);
  });

  test('says which points the plan counts on, and why not on the others', () => {
    expect(printed).toMatch(/20\.4 │ +412 │.*│ no: other lengths +│/);
    expect(printed).toMatch(/33\.1 │ +38 │.*│ no: under 60 minutes +│/);
  });

  test('says what the fleet file states, and that it stays', () => {
    expect(printed).toMatch(
      /1,600 │ +1,200 │ +\+33 % │ +210 │ +211 │ +−1 % │ 2026-11-25 │ in part: the fleet file states one │/,
    );
    expect(printed).toContain('workloads[0].demand.meanInputTokens: does not match the requests');
  });

  test('of nothing says so', () => {
    const none = calibration({ fleet, plan }, { newer: nothingMeasured, merged: nothingMeasured, places: [] });

    expect(calibrationText({ ...none, findings: [] })).toContain('Nothing was measured');
  });
});
