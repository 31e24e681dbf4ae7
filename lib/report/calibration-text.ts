import { driftText } from '../plan/cold-start/measured-stage';
import type { PlannedFleet } from '../plan/make-plan';
import type { Calibration } from '../plan/measured/calibration';
import { figureText } from './figure-text';
import { findingsText } from './findings-text';
import { table } from './table';

/** What was measured beside what the plan would expect without it. */
export const calibrationText = (result: Calibration & Pick<PlannedFleet, 'findings'>): string => {
  const said = result.findings.length === 0 ? '' : `What the plan says to it\n${findingsText(result.findings)}`;
  const tables = [coldStartTable, placeTable, throughputTable, tokenTable].map((part) => part(result)).join('');
  return tables === ''
    ? 'Nothing was measured: the fleet is not deployed, or had too few launches, minutes and requests.\n'
    : `${tables}${said}`;
};

const placeTable = ({ places }: Calibration): string =>
  table(
    'Whole cold starts by region and pool, seconds',
    ['', 'region', 'type', 'pool', 'launches', 'median', 'p95', 'slowest'],
    places.map(({ model, region, instanceType, pool, measured }) => [
      model,
      region,
      instanceType,
      pool,
      String(measured.samples),
      String(measured.p50Seconds),
      String(measured.p95Seconds),
      String(measured.slowestSeconds),
    ]),
  );

const coldStartTable = ({ coldStarts }: Calibration): string =>
  table(
    'Cold starts, seconds',
    ['', 'type', 'stage', 'launches', 'median', 'p95', 'slowest', 'until', 'expected', 'drift'],
    coldStarts.map(({ model, instanceType, stage, measured, planned }) => [
      model,
      instanceType,
      stage,
      String(measured.samples),
      String(measured.p50Seconds),
      String(measured.p95Seconds),
      String(measured.slowestSeconds),
      measured.until,
      figureText(planned),
      driftText(measured.p50Seconds, planned.value),
    ]),
  );

const throughputTable = ({ throughput }: Calibration): string =>
  table(
    'One replica under the fleet’s own traffic',
    [
      '',
      'type',
      'in flight',
      'minutes',
      'TTFT p50, p95',
      'TPOT p50, p95',
      'output tokens/s',
      'expected',
      'drift',
      'until',
      'in the plan',
    ],
    throughput.map(({ workload, instanceType, measured, expectedOutputTokensPerSecond: expected, leftOut }) => [
      workload,
      instanceType,
      String(measured.concurrentRequestsPerReplica),
      String(measured.minutes),
      `${measured.timeToFirstTokenP50Seconds}, ${measured.timeToFirstTokenP95Seconds}`,
      `${measured.timePerOutputTokenP50Seconds}, ${measured.timePerOutputTokenP95Seconds}`,
      String(measured.outputTokensPerSecondPerReplica),
      expected === undefined ? '–' : figureText({ ...expected, unit: '' }, 0),
      expected === undefined ? '–' : driftText(measured.outputTokensPerSecondPerReplica, expected.value),
      measured.until,
      leftOut === undefined ? 'in its range' : `no: ${leftOut}`,
    ]),
  );

const tokenTable = ({ tokens }: Calibration): string =>
  table(
    'Tokens of a request, mean',
    ['', 'requests', 'input', 'planned', 'drift', 'output', 'planned', 'drift', 'until', 'in the plan'],
    tokens.map(({ of, name, measured, plannedInputTokens, plannedOutputTokens }) => [
      name,
      String(measured.requests),
      String(measured.meanInputTokens),
      figureText({ ...plannedInputTokens, unit: '' }, 0),
      driftText(measured.meanInputTokens, plannedInputTokens.value),
      String(measured.meanOutputTokens),
      figureText({ ...plannedOutputTokens, unit: '' }, 0),
      driftText(measured.meanOutputTokens, plannedOutputTokens.value),
      measured.until,
      of === 'model' ? 'no: shared cells' : tokensUse(plannedInputTokens.origin, plannedOutputTokens.origin),
    ]),
  );

/** What the fleet file states is assumed, and stays. */
const tokensUse = (...origins: readonly string[]): string =>
  origins.every((origin) => origin === 'assumed')
    ? 'no: stated'
    : origins.every((origin) => origin === 'measured')
      ? 'yes'
      : 'in part: stated';
